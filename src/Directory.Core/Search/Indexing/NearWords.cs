namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// Recognises words within a number of edits of a wanted one, a character at a time: an automaton whose states are the beginnings of the
/// wanted word that may have been read, one bit each, for each number of edits. Edits are insertions, deletions, replacements and
/// swaps of neighbours (restricted: no edit inside a swap). Nothing is allocated.
/// </summary>
/// <remarks>Wu and Manber, « Fast Text Searching Allowing Errors », 1992; the swap as in Hyyrö, « A Bit-Vector Algorithm for Computing
/// Levenshtein and Damerau Edit Distances », 2003.</remarks>
internal ref struct NearWords
{
    /// <summary>The most edits.</summary>
    public const int MaxEdits = 2;

    private const int Rows = MaxEdits + 1;
    private const int Ascii = 128;

    private readonly ReadOnlySpan<char> _wanted;
    private readonly Span<ulong> _rows; // by number of characters read, then by edits
    private readonly Span<ulong> _ascii; // where each character of ASCII stands in the wanted word
    private readonly ulong _end;
    private readonly int _maxEdits;

    /// <param name="wanted">At most 62 characters.</param>
    /// <param name="maxEdits">At most <see cref="MaxEdits"/>.</param>
    /// <param name="room">Room to work in: <see cref="RoomFor"/> the longest word read. Its content does not matter.</param>
    public NearWords(ReadOnlySpan<char> wanted, int maxEdits, Span<ulong> room)
    {
        _wanted = wanted;
        _maxEdits = maxEdits;
        _ascii = room[..Ascii];
        _rows = room[Ascii..];
        _end = 1UL << wanted.Length;
        _ascii.Clear();
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] < Ascii)
            {
                _ascii[wanted[i]] |= 1UL << i;
            }
        }

        for (var edits = 0; edits <= maxEdits; edits++)
        {
            _rows[edits] = (2UL << edits) - 1; // so many characters may be left out from the start
        }
    }

    /// <summary>How much room words up to a length take.</summary>
    public static int RoomFor(int length) => Ascii + ((length + 1) * Rows);

    /// <summary>Reads one more character, after those before it, which are still known.</summary>
    /// <param name="depth">How many characters come before it.</param>
    /// <param name="character">The character.</param>
    /// <param name="previous">The one before it; not looked at where there is none.</param>
    /// <returns>Whether some longer word may still be near.</returns>
    public readonly bool Read(int depth, char character, char previous)
    {
        var here = _rows.Slice(depth * Rows, Rows);
        var next = _rows.Slice((depth + 1) * Rows, Rows);
        var matches = MatchesOf(character);
        var swapped = depth > 0 ? matches & (MatchesOf(previous) >> 1) : 0;
        var before = _rows.Slice(Math.Max(0, depth - 1) * Rows, Rows);
        next[0] = (here[0] & matches) << 1;
        for (var edits = 1; edits <= _maxEdits; edits++)
        {
            next[edits] = ((here[edits] & matches) << 1) // the same character
                | here[edits - 1] | (here[edits - 1] << 1) // one too many, or another one
                | ((before[edits - 1] & swapped) << 2) // this one and the one before it swapped
                | (next[edits - 1] << 1); // one left out
        }

        return next[_maxEdits] != 0;
    }

    /// <summary>The distance of the word that the characters read make; more than the most allowed where it is not near.</summary>
    public readonly int EditsAt(int depth)
    {
        for (var edits = 0; edits <= _maxEdits; edits++)
        {
            if ((_rows[(depth * Rows) + edits] & _end) != 0)
            {
                return edits;
            }
        }

        return _maxEdits + 1;
    }

    private readonly ulong MatchesOf(char character)
    {
        if (character < Ascii)
        {
            return _ascii[character];
        }

        var matches = 0UL;
        for (var i = 0; i < _wanted.Length; i++)
        {
            matches |= _wanted[i] == character ? 1UL << i : 0;
        }

        return matches;
    }
}
