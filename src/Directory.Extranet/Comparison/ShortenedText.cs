namespace PublicDirectory.Extranet.Comparison;

/// <summary>Of a long text, what changed and a few words around it: the rest is the same on both sides.</summary>
internal static class ShortenedText
{
    private const int Kept = 8; // words on each side of what changed
    private const string Cut = "[…] ";

    /// <summary>The pieces, those that did not change cut where that leaves out a line or so.</summary>
    public static IReadOnlyList<ComparedWords> Of(IReadOnlyList<ComparedWords> pieces) =>
        pieces.Count < 2 ? pieces : [.. pieces.Select((piece, index) => piece.IsChanged
            ? piece
            : piece with { Text = Shorten(piece.Text, index == 0 ? 0 : Kept, index == pieces.Count - 1 ? 0 : Kept) })];

    private static string Shorten(string text, int first, int last)
    {
        var starts = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                starts.Add(i);
            }
        }

        return starts.Count <= first + last + Kept
            ? text
            : string.Concat(text.AsSpan(0, starts[first]), Cut, last == 0 ? "" : text.AsSpan(starts[^last]));
    }
}
