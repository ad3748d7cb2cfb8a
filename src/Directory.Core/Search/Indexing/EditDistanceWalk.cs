namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// The edit distance between one word and each of a sorted list: what a word shares with the one before it is not
/// computed again. Insertions, deletions, replacements and swaps of neighbours (restricted: no edit inside a swap).
/// </summary>
internal sealed class EditDistanceWalk
{
    private const int MaxLength = Analysis.WordReader.MaxWordLength + 2;

    private readonly char[] _wanted;
    private readonly int _maxEdits;
    private readonly bool _isBeginning;
    private readonly int[] _rows; // by length read, then by length of the wanted
    private readonly char[] _read = new char[MaxLength];
    private int _depth; // how many characters of _read the rows hold

    /// <param name="wanted">At most 50 characters.</param>
    /// <param name="maxEdits">Beyond it nothing is computed.</param>
    /// <param name="isBeginning">Whether any beginning of a word may be what is near.</param>
    public EditDistanceWalk(ReadOnlySpan<char> wanted, int maxEdits, bool isBeginning)
    {
        (_wanted, _maxEdits, _isBeginning) = (wanted.ToArray(), maxEdits, isBeginning);
        _rows = new int[(MaxLength + 1) * Width];
        for (var i = 0; i < Width; i++)
        {
            _rows[i] = i;
        }
    }

    private int Width => _wanted.Length + 1;

    /// <summary>Reads a word of the list.</summary>
    /// <param name="word">Of the list, at most 50 characters.</param>
    /// <param name="edits">Its distance, or more than the most allowed.</param>
    /// <returns>After how many characters it was clear that no such beginning is near; -1 where it was not.</returns>
    public int Read(string word, out int edits)
    {
        var length = Math.Min(word.Length, MaxLength);
        var shared = 0;
        while (shared < Math.Min(_depth, length) && word[shared] == _read[shared])
        {
            shared++;
        }

        for (_depth = shared; _depth < length;)
        {
            _read[_depth++] = word[_depth - 1];
            if (FillRow(_depth) > _maxEdits && (!_isBeginning || BestBeginning(_depth) > _maxEdits))
            {
                edits = _maxEdits + 1;
                return _depth;
            }
        }

        edits = _isBeginning ? BestBeginning(length) : _rows[(length * Width) + Width - 1];
        return -1;
    }

    private int BestBeginning(int length)
    {
        var best = int.MaxValue;
        for (var row = 0; row <= length; row++)
        {
            best = Math.Min(best, _rows[(row * Width) + Width - 1]);
        }

        return best;
    }

    // Returns the least that any longer word can come to: the least of this row, and of the one before for a swap.
    private int FillRow(int row)
    {
        var at = row * Width;
        var above = at - Width;
        var character = _read[row - 1];
        _rows[at] = row;
        var least = row;
        for (var i = 1; i < Width; i++)
        {
            var distance = Math.Min(
                Math.Min(_rows[above + i], _rows[at + i - 1]) + 1,
                _rows[above + i - 1] + (_wanted[i - 1] == character ? 0 : 1));
            if (i > 1 && row > 1 && _wanted[i - 1] == _read[row - 2] && _wanted[i - 2] == character)
            {
                distance = Math.Min(distance, _rows[above - Width + i - 2] + 1);
            }

            _rows[at + i] = distance;
            least = Math.Min(least, distance);
        }

        // A swap reaches two rows back: what is out of reach now may come back through the row above.
        for (var i = 0; i < Width; i++)
        {
            least = Math.Min(least, _rows[above + i] + 1);
        }

        return least;
    }
}
