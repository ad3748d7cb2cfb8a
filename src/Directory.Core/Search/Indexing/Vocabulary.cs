using PublicDirectory.Core.Search.Analysis;

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
    private readonly byte[] _shared; // by word: how many characters it begins with as the one before it does

    public Vocabulary(string[] words, int[] starts, int[] terms)
    {
        (_words, _starts, _terms) = (words, starts, terms);
        _initials = [.. words.Select(word => word[0]).Distinct()];
        _shared = [.. words.Select((word, i) => i == 0 ? (byte)0 : SharedBy(words[i - 1], word))];
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
        Span<ulong> room = stackalloc ulong[NearWords.RoomFor(WordReader.MaxWordLength + 2)];
        var near = new NearWords(folded, maxEdits, room);
        var (i, count) = among.GetOffsetAndLength(_words.Length);
        var (end, read) = (i + count, 0);
        while (i < end)
        {
            // What the word shares with the one read before it is not read again.
            var word = _words[i];
            var (depth, isAlive, best) = (Math.Min(read, i == end - count ? 0 : _shared[i]), true, maxEdits + 1);
            if (isBeginning)
            {
                for (var begun = 0; begun <= depth; begun++)
                {
                    best = Math.Min(best, near.EditsAt(begun));
                }
            }

            while (isAlive && depth < word.Length)
            {
                isAlive = near.Read(depth, word[depth], depth > 0 ? word[depth - 1] : default);
                depth++;
                best = isBeginning ? Math.Min(best, near.EditsAt(depth)) : best;
            }

            best = isBeginning || !isAlive ? best : near.EditsAt(depth);
            if (best <= maxEdits)
            {
                found.Add((i, best));
            }

            read = depth;

            // Where no longer word can be near: on to the first that differs, unless what begins so is near already.
            i = isAlive || best <= maxEdits ? i + 1 : AfterBeginning(i + 1, depth, end);
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

    // The first word that shares less than so much with the one before it.
    private int AfterBeginning(int from, int length, int end)
    {
        var passed = _shared.AsSpan(from, end - from).IndexOfAnyExceptInRange((byte)length, byte.MaxValue);
        return passed < 0 ? end : from + passed;
    }

    private static byte SharedBy(string left, string right) => (byte)left.AsSpan().CommonPrefixLength(right);
}
