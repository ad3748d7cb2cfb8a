using PublicDirectory.Core.Search.Analysis;

namespace PublicDirectory.Core.Search.Indexing;

/// <summary>The documents by each word of their titles and acronyms, for whoever is still typing one.</summary>
internal sealed class TitleWords
{
    private readonly Vocabulary _words; // its terms are the documents, ascending: the most popular first

    private TitleWords(Vocabulary words) => _words = words;

    /// <summary>Adds to a set the documents that have a word which begins so.</summary>
    /// <returns>Whether there is one.</returns>
    public bool AddBeginning(string folded, DocumentSet documents)
    {
        var (start, count) = _words.Beginning(folded).GetOffsetAndLength(_words.Count);
        for (var word = start; word < start + count; word++)
        {
            documents.Add(_words.Terms(word));
        }

        return count > 0;
    }

    /// <summary>Adds to a set the documents that have a word which begins nearly so, with the same first letter.</summary>
    public void AddNear(string folded, int maxEdits, DocumentSet documents)
    {
        var near = new List<(int Word, int Edits)>();
        _words.Near(folded, maxEdits, isBeginning: true, _words.Beginning(folded.AsSpan(0, 1)), near);
        foreach (var (word, _) in near)
        {
            documents.Add(_words.Terms(word));
        }
    }

    /// <summary>Collects documents in ascending order.</summary>
    public sealed class Builder
    {
        private readonly VocabularyBuilder _words = new();

        public void Add(string text, int document)
        {
            Span<char> word = stackalloc char[WordReader.MaxWordLength + 1];
            Span<char> buffer = stackalloc char[FrenchAnalyser.BufferLength];
            var reader = new WordReader(text, word);
            while (reader.MoveNext())
            {
                _words.Add(FrenchAnalyser.Fold(reader.Word, buffer), document);
            }
        }

        public TitleWords Build() => new(_words.Build());
    }
}
