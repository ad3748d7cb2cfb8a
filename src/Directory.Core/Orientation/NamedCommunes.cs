using PublicDirectory.Core.Search.Queries;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Orientation;

/// <summary>
/// The commune that a message names. Many words are also names of communes: a name counts only after a word that leads to a
/// place (« à Lyon », « mairie de Bron »), and a postal code only where it is one.
/// </summary>
internal static class NamedCommunes
{
    private const int MaxNamed = 6;
    private const int MaxNameWords = 6;
    private const int MaxNamesakes = 40;

    // Without accents. « de » only after what belongs to a commune.
    private static readonly HashSet<string> Leading = ["a", "au", "aux", "habite", "habitons", "habitant", "sur", "vers"];
    private static readonly HashSet<string> Belonging = ["mairie", "commune", "ville", "prefecture", "ccas"];

    /// <summary>The commune, where there is one only; else all that may be meant, the most populous first.</summary>
    /// <param name="message">What the usager wrote.</param>
    /// <param name="territories">Where to look.</param>
    /// <param name="onNames">Told for each name looked for how many were gone through.</param>
    public static (Commune? Commune, IReadOnlyList<Commune> Named) In(
        UsagerMessage message, TerritoryIndex territories, Action<int>? onNames = null)
    {
        Commune[] named =
        [
            .. ByPostalCode(message.Words, territories)
                .Concat(ByName(message.Words, territories, onNames))
                .DistinctBy(commune => commune.Code)
                .OrderByDescending(commune => commune.Population ?? 0),
        ];
        return named is [var only] ? (only, []) : (null, named.Take(MaxNamed).ToArray());
    }

    private static IEnumerable<Commune> ByPostalCode(IReadOnlyList<QueryWord> words, TerritoryIndex territories)
    {
        foreach (var word in words)
        {
            if (word.Folded.Length == 5 && word.Folded.All(char.IsAsciiDigit))
            {
                foreach (var commune in territories.CommunesOfPostalCode(word.Folded))
                {
                    if (commune.IsStanding)
                    {
                        yield return commune;
                    }
                }
            }
        }
    }

    private static IEnumerable<Commune> ByName(IReadOnlyList<QueryWord> words, TerritoryIndex territories, Action<int>? onNames)
    {
        for (var i = 1; i < words.Count; i++)
        {
            var leads = Leading.Contains(words[i - 1].Folded)
                || (i > 1 && words[i - 1].Folded is "de" or "d" or "du" or "des" && Belonging.Contains(words[Math.Max(0, i - 2)].Folded));
            if (!leads)
            {
                continue;
            }

            for (var count = Math.Min(MaxNameWords, words.Count - i); count > 0; count--)
            {
                var name = string.Join(' ', words.Skip(i).Take(count).Select(word => word.Folded));
                var found = WithName(name, territories, onNames);
                if (found.Count > 0)
                {
                    foreach (var commune in found)
                    {
                        yield return commune;
                    }

                    break;
                }
            }
        }
    }

    private static List<Commune> WithName(string name, TerritoryIndex territories, Action<int>? onNames)
    {
        var folded = PlaceName.Fold(name);
        return folded.Length < 2
            ? []
            : [.. territories.FindByWholeName(name, MaxNamesakes, onNames)
                .Where(commune => commune.IsStanding && PlaceName.Fold(commune.Name) == folded)];
    }
}
