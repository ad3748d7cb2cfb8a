namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// Every word of a segment as people write it, accents apart, with its terms: <c>eleve</c> leads to the terms of
/// <c>élève</c> and <c>élevé</c>. Answers beginnings and misspellings.
/// </summary>
internal sealed class Vocabulary
{
    private readonly string[] _words; // ascending, ordinal
    private readonly int[] _starts; // by word, and one end more
    private readonly int[] _terms;

    public Vocabulary(string[] words, int[] starts, int[] terms) => (_words, _starts, _terms) = (words, starts, terms);

    public int Count => _words.Length;

    public string this[int word] => _words[word];

    /// <summary>The place of a word, or -1.</summary>
    public int Find(string folded) => Math.Max(-1, _words.AsSpan().BinarySearch(folded, StringComparer.Ordinal));

    /// <summary>The terms that a word stands for.</summary>
    public ReadOnlySpan<int> Terms(int word) => _terms.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>The words that begin so.</summary>
    public Range Beginning(ReadOnlySpan<char> folded)
    {
        var start = LowerBound(folded, 0);
        var (low, high) = (start, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _words[middle].AsSpan().StartsWith(folded) ? (middle + 1, high) : (low, middle);
        }

        return start..low;
    }

    /// <summary>
    /// Adds the words within a number of edits: a letter more, less, other, or two neighbours swapped. For misspelt
    /// beginnings, the words that start with something so near.
    /// </summary>
    /// <param name="folded">What was written.</param>
    /// <param name="maxEdits">1 or 2.</param>
    /// <param name="isBeginning">Whether the rest of the word is still to come.</param>
    /// <param name="among">The words to look at: fewer take less time.</param>
    /// <param name="found">Takes the place and the distance of each.</param>
    public void Near(ReadOnlySpan<char> folded, int maxEdits, bool isBeginning, Range among, List<(int Word, int Edits)> found)
    {
        var walk = new EditDistanceWalk(folded, maxEdits, isBeginning);
        var (start, count) = among.GetOffsetAndLength(_words.Length);
        for (var i = start; i < start + count;)
        {
            var word = _words[i];
            var stopped = walk.Read(word, out var edits);
            if (stopped < 0)
            {
                if (edits <= maxEdits)
                {
                    found.Add((i, edits));
                }

                i++;
            }
            else
            {
                // No word that goes on from here can be near: on to the first that differs.
                i = AfterBeginning(word.AsSpan(0, stopped), i + 1);
            }
        }
    }

    private int LowerBound(ReadOnlySpan<char> folded, int from)
    {
        var (low, high) = (from, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _words[middle].AsSpan().SequenceCompareTo(folded) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Steps that grow, then bisection: mostly only a few words are passed over.
    private int AfterBeginning(ReadOnlySpan<char> beginning, int from)
    {
        var (low, step) = (from, 1);
        while (low + step < _words.Length && _words[low + step].AsSpan().StartsWith(beginning))
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(low + step, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _words[middle].AsSpan().StartsWith(beginning) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
