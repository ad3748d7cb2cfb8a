using System.Text.Json;

namespace PublicDirectory.Core.Search;

/// <summary>The synonyms that editors keep: <c>synonymes.json</c> beside this file.</summary>
internal static class CuratedSynonyms
{
    /// <summary>Groups of phrases that may stand for one another.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Groups { get; } = Read();

    private static List<List<string>> Read()
    {
        using var stream = typeof(CuratedSynonyms).Assembly.GetManifestResourceStream("synonymes.json")
            ?? throw new InvalidOperationException("The resource synonymes.json is missing.");
        return JsonSerializer.Deserialize<List<List<string>>>(stream)!;
    }
}
