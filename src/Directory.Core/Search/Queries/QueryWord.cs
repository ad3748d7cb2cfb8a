using PublicDirectory.Core.Search.Analysis;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>A word of a query.</summary>
/// <param name="Folded">As written, without accents.</param>
/// <param name="Term">Its stem without accents.</param>
/// <param name="IsAccented">Whether it was written with an accent.</param>
/// <param name="IsSmall">Whether it is a stop word.</param>
/// <param name="Start">Its first character in the text, elision left out.</param>
internal sealed record QueryWord(string Folded, string Term, bool IsAccented, bool IsSmall, int Start)
{
    /// <summary>The words of a text, in order.</summary>
    public static List<QueryWord> Read(string text)
    {
        Span<char> word = stackalloc char[WordReader.MaxWordLength + 1];
        Span<char> buffer = stackalloc char[FrenchAnalyser.BufferLength];
        var words = new List<QueryWord>();
        var reader = new WordReader(text, word);
        while (reader.MoveNext())
        {
            var term = FrenchAnalyser.Term(reader.Word, buffer).ToString();
            var folded = FrenchAnalyser.Fold(reader.Word, buffer).ToString();
            var isAccented = reader.Word.IndexOfAnyExceptInRange('\0', '\u007F') >= 0;
            words.Add(new QueryWord(folded, term, isAccented, StopWords.Contains(reader.Word), reader.Start));
        }

        return words;
    }
}
