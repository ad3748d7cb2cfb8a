using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Editing;

/// <summary>A document of a comparison, which says nothing of where it comes from, as a whole one.</summary>
internal static class ComparedDocument
{
    /// <summary>The document, as if it were written here; null for none.</summary>
    public static EntryDocument? Read(EntryKind kind, byte[]? document)
    {
        if (document is null)
        {
            return null;
        }

        var blocks = DocumentBlocks.Of(document);
        blocks[DocumentBlocks.Provenance] = """{"source":"local"}"""u8.ToArray();
        return DocumentJson.Read(kind, CanonicalJson.Compose(blocks));
    }
}
