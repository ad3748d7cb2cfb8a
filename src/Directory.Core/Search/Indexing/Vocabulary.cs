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

    private readonly char[] _initials; // with which words begin

    public Vocabulary(string[] words, int[] starts, int[] terms)
    {
        (_words, _starts, _terms) = (words, starts, terms);
        _initials = [.. words.Select(word => word[0]).Distinct()];
    }

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

    /// <summary>
    /// Adds the words within one edit, all of them. What begins with the same letter is walked through; a word that begins with
    /// another has its one edit there, so that there are few to look up.
    /// </summary>
    /// <param name="folded">What was written, not empty.</param>
    /// <param name="found">Takes the place and the distance of each, each once.</param>
    public void NearByOne(ReadOnlySpan<char> folded, List<(int Word, int Edits)> found)
    {
        Near(folded, 1, isBeginning: false, Beginning(folded[..1]), found);
        Span<char> other = stackalloc char[folded.Length + 1];
        folded.CopyTo(other[1..]);
        foreach (var initial in _initials)
        {
            if (initial != folded[0])
            {
                other[0] = initial;
                AddIfKnown(other, found);
            }
        }

        other = other[..folded.Length];
        folded.CopyTo(other);
        foreach (var initial in _initials)
        {
            if (initial != folded[0])
            {
                other[0] = initial;
                AddIfKnown(other, found);
            }
        }

        if (folded.Length > 1 && folded[1] != folded[0])
        {
            AddIfKnown(folded[1..], found);
            (other[0], other[1]) = (folded[1], folded[0]);
            AddIfKnown(other, found);
        }
    }

    private void AddIfKnown(ReadOnlySpan<char> folded, List<(int Word, int Edits)> found)
    {
        var word = LowerBound(folded, 0);
        if (word < _words.Length && _words[word].AsSpan().SequenceEqual(folded))
        {
            found.Add((word, 1));
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
