namespace PublicDirectory.Extranet.Comparison;

/// <summary>
/// Compares texts word by word, by their longest common subsequence. The work is bounded: once the budget of one comparison of documents
/// is spent, or where two texts have little in common, they are said whole.
/// </summary>
internal sealed class WordComparison
{
    private const int MaxCellsOfPair = 2_000_000; // two texts of some 1,400 words each
    private const double LeastInCommon = .25;

    private int _cellsLeft = 8_000_000;

    /// <summary>Null where the texts are better shown whole.</summary>
    public (IReadOnlyList<ComparedWords> Before, IReadOnlyList<ComparedWords> After)? Compare(string before, string after)
    {
        var (was, will) = (Words(before), Words(after));
        var start = 0;
        while (start < Math.Min(was.Count, will.Count) && Same(was[start], will[start]))
        {
            start++;
        }

        var end = 0;
        while (end < Math.Min(was.Count, will.Count) - start && Same(was[^(end + 1)], will[^(end + 1)]))
        {
            end++;
        }

        var (rows, columns) = (was.Count - start - end, will.Count - start - end);
        if ((long)rows * columns > Math.Min(MaxCellsOfPair, _cellsLeft))
        {
            return null;
        }

        _cellsLeft -= rows * columns;
        var (removed, added) = (new bool[was.Count], new bool[will.Count]);
        var common =
            start
                + end
                + Mark(was.GetRange(start, rows), will.GetRange(start, columns), removed.AsSpan(start, rows), added.AsSpan(start, columns));
        return common < LeastInCommon * Math.Max(was.Count, will.Count) ? null : (Pieces(was, removed), Pieces(will, added));
    }

    // Marks what the other side lacks; gives how many words both have.
    private static int Mark(List<string> was, List<string> will, Span<bool> removed, Span<bool> added)
    {
        var width = will.Count + 1;
        var lengths = new ushort[(was.Count + 1) * width]; // of the rests from (row, column) on
        for (var row = was.Count - 1; row >= 0; row--)
        {
            for (var column = will.Count - 1; column >= 0; column--)
            {
                lengths[(row * width) + column] = Same(was[row], will[column])
                    ? (ushort)(lengths[((row + 1) * width) + column + 1] + 1)
                    : Math.Max(lengths[((row + 1) * width) + column], lengths[(row * width) + column + 1]);
            }
        }

        var (i, j) = (0, 0);
        while (i < was.Count || j < will.Count)
        {
            if (i < was.Count && j < will.Count && Same(was[i], will[j]))
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == will.Count || (i < was.Count && lengths[((i + 1) * width) + j] >= lengths[(i * width) + j + 1]))
            {
                removed[i++] = true;
            }
            else
            {
                added[j++] = true;
            }
        }

        return lengths[0];
    }

    // A word keeps the white space after it, which does not count when two are compared.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || (!char.IsWhiteSpace(text[i]) && char.IsWhiteSpace(text[i - 1])))
            {
                words.Add(text[start..i]);
                start = i;
            }
        }

        return words;
    }

    private static bool Same(string one, string other) => one.AsSpan().TrimEnd().SequenceEqual(other.AsSpan().TrimEnd());

    private static List<ComparedWords> Pieces(List<string> words, bool[] changed)
    {
        var pieces = new List<ComparedWords>();
        for (int from = 0, to; from < words.Count; from = to)
        {
            to = from + 1;
            while (to < words.Count && changed[to] == changed[from])
            {
                to++;
            }

            pieces.Add(new(string.Concat(words.GetRange(from, to - from)), changed[from]));
        }

        return pieces;
    }
}
