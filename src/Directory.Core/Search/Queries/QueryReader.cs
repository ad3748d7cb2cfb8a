using System.Runtime.InteropServices;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Makes concepts of a query's words: set phrases, names of places, words with their spellings.</summary>
internal sealed class QueryReader(Thesaurus thesaurus, PlaceFinder places, Spelling spelling, SearchRanking ranking)
{
    // Who says a word so often has said it, and each time takes as long as the first. Small words hold names of places together.
    private const int MaxRepeats = 3;

    public List<Concept> Read(string text)
    {
        var words = WithoutRepeats(QueryWord.Read(text));
        if (words.Count == 0)
        {
            throw SearchQueryException.Empty();
        }

        var concepts = new List<Concept>();
        for (var i = 0; i < words.Count;)
        {
            i += words[i].IsSmall ? 1 : ReadConcept(words, i, concepts);
        }

        // Where nothing else is said, these words are all that there is to go by.
        return concepts.Exists(concept => concept.Emphasis == 1)
            ? concepts
            : concepts.ConvertAll(concept => concept with { Emphasis = 1 });
    }

    private static List<QueryWord> WithoutRepeats(List<QueryWord> words)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return words.FindAll(
            word => word.IsSmall || ++CollectionsMarshal.GetValueRefOrAddDefault(counts, word.Folded, out _) <= MaxRepeats);
    }

    // Returns how many words the concept takes.
    private int ReadConcept(List<QueryWord> words, int start, List<Concept> concepts)
    {
        var synonyms = thesaurus.Find(words, start, out var phraseLength);
        var communes = places.Find(words, start, out var placeLength);
        var length = Math.Max(1, Math.Max(phraseLength, placeLength));
        var alternatives = new List<Alternative>();
        if (length == 1)
        {
            var isLast = start == words.Count - 1;
            alternatives.AddRange(spelling.Of(words[start], isLast).Select(
                variant => new Alternative([variant.Term], variant.Weight, NeedsAll: false)));
            alternatives.AddRange(WordFamilies.Of(words[start].Folded)
                .SelectMany(spelling.TermsOf)
                .Where(term => !alternatives.Exists(known => known.Terms[0] == term))
                .Distinct()
                .Select(term => new Alternative([term], ranking.Family, NeedsAll: false))
                .ToList());
        }
        else
        {
            alternatives.Add(new Alternative(
                [.. words.Skip(start).Take(length).Where(word => !word.IsSmall).Select(word => spelling.Of(word, isLast: false)[0].Term)],
                Weight: 1,
                NeedsAll: false));
        }

        if (phraseLength == length)
        {
            alternatives.AddRange(synonyms.Select(terms => new Alternative(terms, ranking.Synonym, NeedsAll: true)));
        }

        concepts.Add(new Concept
        {
            Alternatives = alternatives,
            Emphasis = length == 1 && IntentionWords.Contains(words[start].Folded) ? ranking.Intention : 1,
            Places = placeLength == length ? communes : [],
        });
        return length;
    }
}
