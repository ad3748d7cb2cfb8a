using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="RequiredDocument"/> read in place.</summary>
public readonly struct RequiredDocumentView : IRecordView<RequiredDocumentView>
{
    private const int OptionalFlag = 1;
    private const int OriginalFlag = 2;
    private const int CopyFlag = 4;

    // In the block: flags, copies (0: not said), the texts, the ids of situations.
    private RequiredDocumentView(byte[] block, int start)
    {
        var flags = block[start++];
        Optional = (flags & OptionalFlag) != 0;
        Original = (flags & OriginalFlag) != 0 ? true : (flags & CopyFlag) != 0 ? false : null;
        Copies = Block.Varint(block, ref start) is var copies and > 0 ? (int)copies : null;
        Id = Block.Text(block, ref start);
        Label = Block.Text(block, ref start);
        Detail = Block.Text(block, ref start);
        OneOf = Block.Text(block, ref start);
        Situations = new RecordList<JsonText>(block, start);
    }

    /// <inheritdoc cref="RequiredDocument.Id"/>
    public JsonText Id { get; }

    /// <inheritdoc cref="RequiredDocument.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="RequiredDocument.Detail"/>
    public JsonText Detail { get; }

    /// <inheritdoc cref="RequiredDocument.Original"/>
    public bool? Original { get; }

    /// <inheritdoc cref="RequiredDocument.Copies"/>
    public int? Copies { get; }

    /// <inheritdoc cref="RequiredDocument.Optional"/>
    public bool Optional { get; }

    /// <inheritdoc cref="RequiredDocument.OneOf"/>
    public JsonText OneOf { get; }

    /// <inheritdoc cref="RequiredDocument.Situations"/>
    public RecordList<JsonText> Situations { get; }

    internal static void Write(BlockWriter writer, RequiredDocument document)
    {
        writer.Byte((document.Optional ? OptionalFlag : 0)
            | (document.Original == true ? OriginalFlag : 0)
            | (document.Original == false ? CopyFlag : 0));
        writer.Varint((uint)(document.Copies ?? 0));
        writer.Text(document.Id);
        writer.Text(document.Label);
        writer.Text(document.Detail);
        writer.Text(document.OneOf);
        writer.List(document.Situations, static (to, id) => to.Text(id));
    }

    static RequiredDocumentView IRecordView<RequiredDocumentView>.At(byte[] block, int start) => new(block, start);
}
