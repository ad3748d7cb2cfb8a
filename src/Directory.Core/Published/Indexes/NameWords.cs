using System.Text;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>Ordinals by the words of their folded names, for words given by their beginning.</summary>
internal sealed class NameWords
{
    private readonly string[] _words; // ascending
    private readonly KeyedOrdinals _ordinals; // by place of the word

    private NameWords(string[] words, KeyedOrdinals ordinals) => (_words, _ordinals) = (words, ordinals);

    /// <summary>The places of the words that begin so.</summary>
    public Range Find(string beginning)
    {
        var start = _words.AsSpan().BinarySearch(beginning, StringComparer.Ordinal);
        start = start < 0 ? ~start : start;
        var (low, high) = (start, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _words[middle].StartsWith(beginning, StringComparison.Ordinal) ? (middle + 1, high) : (low, middle);
        }

        return start..low;
    }

    /// <summary>The ordinals whose name has the word at a place.</summary>
    public ReadOnlySpan<int> At(int place) => _ordinals.Find(place);

    /// <summary>Collects names and makes the index of them.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<(int Number, int Ordinal)> _pairs = [];
        private char[] _characters = new char[512];

        public void Add(ReadOnlySpan<byte> foldedName, int ordinal)
        {
            if (_characters.Length < foldedName.Length)
            {
                _characters = new char[foldedName.Length];
            }

            var name = _characters.AsSpan(0, Encoding.UTF8.GetChars(foldedName, _characters));
            var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var range in name.Split(' '))
            {
                ReadOnlySpan<char> word = name[range];
                if (!lookup.TryGetValue(word, out var number))
                {
                    number = _numbers.Count;
                    _numbers.Add(word.ToString(), number);
                }

                _pairs.Add((number, ordinal));
            }
        }

        public NameWords Build()
        {
            string[] words = [.. _numbers.Keys];
            Array.Sort(words, StringComparer.Ordinal);
            var places = new int[words.Length];
            for (var place = 0; place < words.Length; place++)
            {
                places[_numbers[words[place]]] = place;
            }

            var ordinals = new KeyedOrdinals.Builder();
            foreach (var (number, ordinal) in _pairs)
            {
                ordinals.Add(places[number], ordinal);
            }

            return new NameWords(words, ordinals.Build());
        }
    }
}
