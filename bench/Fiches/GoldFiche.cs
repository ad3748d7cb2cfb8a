using System.Text.Json;

namespace PublicDirectory.Fiches;

/// <summary>
/// A fiche as a person reads it. Cases are paths of labels, « En France > Perte », the empty one for everyone; a text may be the beginning
/// of the source's. A field that is null was not read.
/// </summary>
internal sealed record GoldFiche
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The fiche, with its audience: <c>particuliers/F21089</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What to bring, by case.</summary>
    public Dictionary<string, string[]>? Documents { get; init; }

    /// <summary>Who handles it, by case: codes of service types and names of contacts, in any order.</summary>
    public Dictionary<string, string[]>? HandledBy { get; init; }

    /// <summary>The first of all; « - » for nobody.</summary>
    public string? First { get; init; }

    /// <summary>Amounts by case; « ? » for one that is not said as one amount.</summary>
    public Dictionary<string, string[]>? Cost { get; init; }

    /// <summary>
    /// Lengths of time by case as in ISO 8601, « ? » where it is not said as one, and <c>ACCEPTED</c> or <c>REFUSED</c> for silence.
    /// </summary>
    public Dictionary<string, string[]>? Delay { get; init; }

    /// <summary>Titles of what is to do.</summary>
    public string[]? Steps { get; init; }

    /// <summary>Online services by what they are for: DO, FOLLOW, SIMULATE, INFORM.</summary>
    public Dictionary<string, string[]>? Online { get; init; }

    public static IReadOnlyList<GoldFiche> ReadAll(DirectoryInfo folder) =>
    [
        .. folder.EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<GoldFiche>(File.ReadAllText(file.FullName), Options)!),
    ];
}
