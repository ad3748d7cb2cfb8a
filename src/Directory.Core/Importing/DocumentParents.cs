using System.Text.Json;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>The <c>parent</c> block of a document in canonical JSON.</summary>
internal static class DocumentParents
{
    public const string Block = "parent";

    public static byte[] With(byte[] document, Guid parent)
    {
        var properties = Properties(document);
        properties[Block] = Write(parent);
        return CanonicalJson.Compose(properties);
    }

    /// <summary>The block alone.</summary>
    public static byte[] Write(Guid parent) => JsonSerializer.SerializeToUtf8Bytes(parent);

    public static byte[] Without(byte[] document)
    {
        var properties = Properties(document);
        properties.Remove(Block);
        return CanonicalJson.Compose(properties);
    }

    private static SortedDictionary<string, byte[]> Properties(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        var properties = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var property in json.RootElement.EnumerateObject())
        {
            properties[property.Name] = CanonicalJson.Of(property.Value);
        }

        return properties;
    }
}
