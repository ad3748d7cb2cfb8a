using System.Security.Cryptography;
using System.Text.Json;

namespace PublicDirectory.Core.Documents;

/// <summary>
/// A document taken apart into its blocks: the canonical JSON of each top-level property except the schema version and
/// the provenance. What merging compares and what provenance names.
/// </summary>
public static class DocumentBlocks
{
    /// <summary>The property that says where the other blocks come from; not a block itself.</summary>
    public const string Provenance = "provenance";

    /// <summary>The property that says the document's shape; not a block itself.</summary>
    public const string SchemaVersion = "schemaVersion";

    /// <summary>The block that is merged by scheme instead of as a whole.</summary>
    public const string ExternalIds = "externalIds";

    /// <param name="canonical">A document as <see cref="CanonicalJson"/>.</param>
    /// <returns>Block name to canonical JSON, in ordinal order of the names.</returns>
    public static SortedDictionary<string, byte[]> Of(ReadOnlyMemory<byte> canonical)
    {
        using var document = JsonDocument.Parse(canonical);
        var blocks = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name is not (Provenance or SchemaVersion))
            {
                blocks.Add(property.Name, CanonicalJson.Of(property.Value));
            }
        }

        return blocks;
    }

    /// <summary>A short fingerprint of a block, 16 hexadecimal characters of SHA-256; an absent block has one too.</summary>
    public static string Fingerprint(byte[]? block)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(block ?? [], hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
