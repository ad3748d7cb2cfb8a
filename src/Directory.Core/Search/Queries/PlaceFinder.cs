using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Communes of today by their whole names, as words of a query spell them.</summary>
internal sealed class PlaceFinder
{
    private const int MaxWords = 8;

    private readonly Dictionary<string, Commune[]> _byName;
    private readonly Dictionary<string, int> _longest = new(StringComparer.Ordinal); // by the first word: how many words a name may have

    public PlaceFinder(TerritoryIndex territories)
    {
        var named = new List<(string Name, Commune Commune)>(territories.Communes.Length * 2);
        foreach (var commune in territories.Communes)
        {
            if (!commune.IsStanding)
            {
                continue;
            }

            var name = PlaceName.Fold(commune.Name);
            named.Add((name, commune));
            if (PlaceName.ArticleLength(name) is var article and > 0)
            {
                named.Add((name[article..], commune));
            }
        }

        _byName = named
            .GroupBy(item => item.Name, StringComparer.Ordinal)
            .ToDictionary(
                same => same.Key,
                same => same.Select(item => item.Commune).OrderByDescending(commune => commune.Population ?? 0).ToArray(),
                StringComparer.Ordinal);
        foreach (var name in _byName.Keys)
        {
            var first = FirstWord(name);
            _longest[first] = Math.Max(_longest.GetValueOrDefault(first), Math.Min(MaxWords, 1 + name.AsSpan().Count(' ')));
        }
    }

    /// <summary>The communes that the longest name from a word on may mean, the most populous first.</summary>
    /// <param name="words">Of a query.</param>
    /// <param name="start">Not a small word.</param>
    /// <param name="length">How many words the name takes; 0 where none starts here.</param>
    public IReadOnlyList<Commune> Find(List<QueryWord> words, int start, out int length)
    {
        Commune[] found = [];
        length = 0;
        var most = _longest.GetValueOrDefault(FirstWord(PlaceName.Fold(words[start].Folded)));
        var name = "";
        for (var end = start; end < words.Count && end < start + most; end++)
        {
            name = end == start ? words[end].Folded : $"{name} {words[end].Folded}";
            if (!words[end].IsSmall && _byName.TryGetValue(PlaceName.Fold(name), out var communes))
            {
                (found, length) = (communes, end - start + 1);
            }
        }

        return found;
    }

    private static string FirstWord(string name) => name.IndexOf(' ', StringComparison.Ordinal) is var end and > 0 ? name[..end] : name;
}
