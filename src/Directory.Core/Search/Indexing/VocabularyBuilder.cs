namespace PublicDirectory.Core.Search.Indexing;

/// <summary>Collects words with their terms.</summary>
internal sealed class VocabularyBuilder
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<(int Word, int Term)> _pairs = [];

    public void Add(ReadOnlySpan<char> folded, int term)
    {
        var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(folded, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(folded.ToString(), number);
        }

        _pairs.Add((number, term));
    }

    public Vocabulary Build()
    {
        string[] words = [.. _numbers.Keys];
        Array.Sort(words, StringComparer.Ordinal);
        var termsOf = _pairs.ToLookup(pair => pair.Word, pair => pair.Term);
        var starts = new int[words.Length + 1];
        var terms = new List<int>(_pairs.Count);
        for (var i = 0; i < words.Length; i++)
        {
            terms.AddRange(termsOf[_numbers[words[i]]].Order());
            starts[i + 1] = terms.Count;
        }

        return new Vocabulary(words, starts, [.. terms]);
    }
}
