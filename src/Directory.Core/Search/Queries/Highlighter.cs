using PublicDirectory.Core.Search.Analysis;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Marks the words of a query in a text.</summary>
internal static class Highlighter
{
    private const int MinLength = 50;

    // Longer texts are not looked at to their end: the beginning tells what a page is about.
    private const int MaxRead = 20_000;

    public static Highlight? Mark(string text, HighlightTerms terms, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, MinLength);
        var (whole, marks) = Find(text, terms);
        if (marks.Count == 0)
        {
            return null;
        }

        if (whole.Length <= maxLength)
        {
            return new Highlight(whole, marks);
        }

        var start = StartOfBest(marks, maxLength);
        return Cut(whole, marks, AtWord(whole, start), maxLength);
    }

    private static (string Text, List<TextRange> Marks) Find(string text, HighlightTerms terms)
    {
        Span<char> word = stackalloc char[WordReader.MaxWordLength + 1];
        Span<char> buffer = stackalloc char[FrenchAnalyser.BufferLength];
        var reader = new WordReader(text.AsSpan(0, Math.Min(text.Length, MaxRead)), word);
        var marks = new List<TextRange>();
        while (reader.MoveNext())
        {
            if (terms.Contains(FrenchAnalyser.Term(reader.Word, buffer)))
            {
                marks.Add(new TextRange(reader.Start, reader.Length));
            }
        }

        return (reader.Text.Length == text.Length ? text : reader.Text.ToString(), marks);
    }

    // The window that holds most marks starts at one of them.
    private static int StartOfBest(List<TextRange> marks, int maxLength)
    {
        var (best, most) = (0, 0);
        for (var (first, end) = (0, 0); first < marks.Count; first++)
        {
            while (end < marks.Count && marks[end].Start + marks[end].Length <= marks[first].Start + maxLength - 30)
            {
                end++;
            }

            (best, most) = end - first > most ? (first, end - first) : (best, most);
        }

        return marks[best].Start;
    }

    // A few words before the first mark, from the beginning of a word.
    private static int AtWord(string text, int mark)
    {
        var start = Math.Max(0, mark - 25);
        while (start > 0 && start < mark && text[start - 1] is not (' ' or '\u00A0' or '\n'))
        {
            start++;
        }

        return start;
    }

    private static Highlight Cut(string text, List<TextRange> marks, int start, int maxLength)
    {
        var prefix = start > 0 ? "… " : "";
        var end = Math.Min(text.Length, start + maxLength - prefix.Length);
        if (end < text.Length)
        {
            var space = text.LastIndexOf(' ', end - 1, end - start - 1);
            end = space > start ? space : end;
        }

        end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        var shift = prefix.Length - start;
        var shown = marks
            .Where(mark => mark.Start >= start && mark.Start + mark.Length <= end)
            .Select(mark => mark with { Start = mark.Start + shift });
        return new Highlight($"{prefix}{text.AsSpan(start, end - start)}{(end < text.Length ? " …" : "")}", [.. shown]);
    }
}
