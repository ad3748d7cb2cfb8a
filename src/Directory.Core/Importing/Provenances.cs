using System.Text.Json;
using NodaTime.Text;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>The provenance of a stored document, read and merged without reading the rest of it.</summary>
internal sealed class Provenances
{
    private readonly JsonElement _value;

    private Provenances(JsonElement value) => _value = value;

    public static Provenances Of(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        return new Provenances(json.RootElement.GetProperty(DocumentBlocks.Provenance).Clone());
    }

    /// <summary>The code of the source that the document as a whole comes from.</summary>
    public string? Source => _value.GetProperty("source").GetString();

    /// <summary>Whether that is the extranet.</summary>
    public bool IsLocal => Source == Sources.Local.Code;

    /// <summary>Whether the other source looked at it later; no date is older than any.</summary>
    public bool IsOlderThan(Provenances other) =>
        VerifiedAt(other._value) is { } their && (VerifiedAt(_value) is not { } our || InstantOf(our) < InstantOf(their));

    public byte[] Write() => CanonicalJson.Of(_value);

    /// <summary>Whether the block was edited in the extranet since it was last taken from a source.</summary>
    public bool IsEditedHere(string block) =>
        (_value.TryGetProperty("blocks", out var blocks) && blocks.TryGetProperty(block, out var own) ? own : _value)
            .GetProperty("source").ValueEquals(Sources.Local.Code);

    /// <summary>The source's name and date, the later date of the two, and our own exceptions by block.</summary>
    public static byte[] Merge(Provenances ours, Provenances theirs)
    {
        var properties = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var property in theirs._value.EnumerateObject())
        {
            properties[property.Name] = CanonicalJson.Of(property.Value);
        }

        if (ours._value.TryGetProperty("blocks", out var blocks))
        {
            properties["blocks"] = CanonicalJson.Of(blocks);
        }

        if (Later(ours._value, theirs._value) is { } verifiedAt)
        {
            properties["verifiedAt"] = CanonicalJson.Of(verifiedAt);
        }

        return CanonicalJson.Compose(properties);
    }

    private static JsonElement? Later(JsonElement ours, JsonElement theirs)
    {
        var (our, their) = (VerifiedAt(ours), VerifiedAt(theirs));
        return our is null ? their
            : their is null ? our
            : InstantOf(our.Value) > InstantOf(their.Value) ? our : their;
    }

    private static JsonElement? VerifiedAt(JsonElement provenance) =>
        provenance.TryGetProperty("verifiedAt", out var value) ? value : null;

    private static NodaTime.Instant InstantOf(JsonElement value) =>
        InstantPattern.ExtendedIso.Parse(value.GetString()!).GetValueOrThrow();
}

/// <summary>The <c>externalIds</c> block alone.</summary>
internal static class ExternalIdJson
{
    public static List<ExternalId> Read(byte[] block)
    {
        using var json = JsonDocument.Parse(block);
        return json.RootElement.EnumerateArray()
            .Select(item => new ExternalId(item.GetProperty("scheme").GetString()!, item.GetProperty("value").GetString()!))
            .ToList();
    }

    public static byte[] Write(IReadOnlyList<ExternalId> ids) => CanonicalJson.Of(JsonSerializer.SerializeToElement(
        ids.Select(id => new Dictionary<string, string> { ["scheme"] = id.Scheme, ["value"] = id.Value })));
}
