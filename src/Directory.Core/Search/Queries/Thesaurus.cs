namespace PublicDirectory.Core.Search.Queries;

/// <summary>Phrases that mean the same, found by their words without accents and plurals.</summary>
internal sealed class Thesaurus
{
    public static readonly Thesaurus Empty = new([]);

    /// <summary>Longer phrases are left out.</summary>
    public const int MaxWords = 8;

    // By a phrase's words, one space between them, small words left out: the terms of the other phrases of its groups.
    private readonly Dictionary<string, HashSet<string>> _others = new(StringComparer.Ordinal);

    /// <param name="groups">Each a list of phrases that may stand for one another.</param>
    public Thesaurus(IEnumerable<IReadOnlyList<string>> groups)
    {
        foreach (var group in groups)
        {
            var phrases = group.Select(Read).Where(phrase => phrase.Key.Length > 0).DistinctBy(phrase => phrase.Key).ToList();
            foreach (var (key, terms) in phrases)
            {
                if (!_others.TryGetValue(key, out var others))
                {
                    _others.Add(key, others = new HashSet<string>(StringComparer.Ordinal));
                }

                others.UnionWith(phrases.Select(phrase => phrase.Terms));
                others.Remove(terms);
            }
        }
    }

    /// <summary>How many phrases it knows.</summary>
    public int Count => _others.Count;

    /// <summary>What else the longest phrase that starts at a word may be called.</summary>
    /// <param name="words">Of a query.</param>
    /// <param name="start">Not a small word.</param>
    /// <param name="length">How many words it takes, small ones included; 0 where no phrase starts here.</param>
    public IReadOnlyList<string[]> Find(List<QueryWord> words, int start, out int length)
    {
        var phrase = KeyOf(words[start]);
        var (found, taken) = (_others.GetValueOrDefault(phrase), 1);
        for (var (end, count) = (start + 1, 1); end < words.Count && count < MaxWords; end++)
        {
            if (words[end].IsSmall)
            {
                continue;
            }

            count++;
            phrase = $"{phrase} {KeyOf(words[end])}";
            if (_others.TryGetValue(phrase, out var longer))
            {
                (found, taken) = (longer, end - start + 1);
            }
        }

        length = found is null ? 0 : taken;
        return found is null ? [] : [.. found.Order(StringComparer.Ordinal).Select(other => other.Split(' '))];
    }

    private static (string Key, string Terms) Read(string phrase)
    {
        var words = QueryWord.Read(phrase).Where(word => !word.IsSmall).ToList();
        return words.Count is > 0 and <= MaxWords
            ? (string.Join(' ', words.Select(KeyOf)), string.Join(' ', words.Select(word => word.Term)))
            : ("", "");
    }

    // Stems need accents, which queries often lack.
    private static string KeyOf(QueryWord word) =>
        word.Folded.Length > 3 && word.Folded[^1] is 's' or 'x' ? word.Folded[..^1] : word.Folded;
}
