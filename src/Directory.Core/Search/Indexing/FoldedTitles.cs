using PublicDirectory.Core.Search.Analysis;

namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// The words of each title without accents, one space between them, in one array: suggestions compare hundreds of titles while someone
/// waits for a letter.
/// </summary>
internal sealed class FoldedTitles
{
    private readonly char[] _text;
    private readonly int[] _starts; // by document, and one end more

    private FoldedTitles(char[] text, int[] starts) => (_text, _starts) = (text, starts);

    public ReadOnlySpan<char> this[int document] => _text.AsSpan(_starts[document], _starts[document + 1] - _starts[document]);

    public static FoldedTitles Of(IReadOnlyList<string> titles)
    {
        Span<char> word = stackalloc char[WordReader.MaxWordLength + 1];
        Span<char> buffer = stackalloc char[FrenchAnalyser.BufferLength];
        var (text, starts) = (new List<char>(titles.Count * 24), new int[titles.Count + 1]);
        for (var document = 0; document < titles.Count; document++)
        {
            var reader = new WordReader(titles[document], word);
            while (reader.MoveNext())
            {
                if (text.Count > starts[document])
                {
                    text.Add(' ');
                }

                text.AddRange(FrenchAnalyser.Fold(reader.Word, buffer));
            }

            starts[document + 1] = text.Count;
        }

        return new FoldedTitles([.. text], starts);
    }
}
