using System.Collections.Frozen;
using System.Text.Json;

namespace PublicDirectory.Core.Territories.Reading;

/// <summary>
/// Names of communes that are also words of the language, or given names: « La Machine », « École », « Y ». From
/// <c>ordinary-names.json</c>, without articles.
/// </summary>
/// <remarks>
/// Names of communes (INSEE) that a list of French words holds too (npm an-array-of-french-words 2.0.0, MIT), or that service-public.fr's
/// fiches use as words; given names and surnames were added by hand.
/// </remarks>
internal static class OrdinaryNames
{
    private static readonly Dictionary<string, FrozenSet<string>> Lists = Read();

    /// <summary>Whether a folded name, with or without its article, is one.</summary>
    public static bool Contains(ReadOnlySpan<char> folded) => IsIn(Lists["words"], folded);

    /// <summary>Whether it is that of a town which is far more often meant than the word: « Tours », « Mâcon ».</summary>
    public static bool IsTown(ReadOnlySpan<char> folded) => IsIn(Lists["towns"], folded);

    private static bool IsIn(FrozenSet<string> list, ReadOnlySpan<char> folded)
    {
        var lookup = list.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.Contains(folded) || lookup.Contains(folded[PlaceName.ArticleLength(folded)..]);
    }

    private static Dictionary<string, FrozenSet<string>> Read()
    {
        using var stream = typeof(OrdinaryNames).Assembly.GetManifestResourceStream("ordinary-names.json")
            ?? throw new InvalidOperationException("The resource ordinary-names.json is missing.");
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!
            .ToDictionary(list => list.Key, list => list.Value.ToFrozenSet(StringComparer.Ordinal));
    }
}
