using System.Runtime.InteropServices;
using PublicDirectory.Core.Search.Analysis;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Makes concepts of a query's words: set phrases, names of places, words with their spellings.</summary>
internal sealed class QueryReader(Thesaurus thesaurus, TerritoryIndex territories, Spelling spelling, SearchRanking ranking)
{
    // Who says a word so often has said it, and each time takes as long as the first. Small words hold names of places together.
    private const int MaxRepeats = 3;

    /// <param name="text">What is looked for.</param>
    /// <param name="isMessage">Whether it is a message: then it is all written, and what it says of places is read elsewhere.</param>
    public List<Concept> Read(string text, bool isMessage = false)
    {
        text = WordReader.Composed(text).ToString();
        var words = WithoutRepeats(QueryWord.Read(text));
        if (words.Count == 0)
        {
            throw SearchQueryException.Empty();
        }

        var mentions = PlaceReader.Read(territories, text, !isMessage);
        var isPlaced = mentions.Any(mention => mention.IsCertain); // then an ordinary word is no place beside it: « école villeurbanne »
        var places = new Queue<PlaceMention>(mentions.Where(mention => mention.IsCertain || !isPlaced));
        var concepts = new List<Concept>();
        for (var i = 0; i < words.Count;)
        {
            while (places.Count > 0 && places.Peek().End <= words[i].Start)
            {
                places.Dequeue();
            }

            var place = places.Count > 0 && places.Peek().Start <= words[i].Start ? places.Peek() : null;
            i += place is { IsCertain: true } ? ReadPlace(words, i, place, concepts)
                : words[i].IsSmall ? 1
                : ReadConcept(words, i, place, isMessage, concepts);
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

    // A place is one thing: a document has all words of its name, or stands there. Returns how many words it takes.
    private int ReadPlace(List<QueryWord> words, int start, PlaceMention place, List<Concept> concepts)
    {
        var end = start;
        while (end < words.Count && words[end].Start < place.End)
        {
            end++;
        }

        var named = words[start..end];
        var telling = named.FindAll(word => !word.IsSmall && (named.Count == 1 || !char.IsAsciiDigit(word.Folded[0])));
        var terms = (telling.Count > 0 ? telling : named).Select(word => spelling.Of(word, isLast: false)[0].Term);
        concepts.Add(new Concept
        {
            Alternatives = [new Alternative([.. terms], Weight: 1, NeedsAll: true)],
            Places = place.Communes,
            Departement = place.Departement,
            IsPlace = true,
        });
        return end - start;
    }

    // Returns how many words the concept takes.
    private int ReadConcept(List<QueryWord> words, int start, PlaceMention? place, bool isMessage, List<Concept> concepts)
    {
        var synonyms = thesaurus.Find(words, start, out var phraseLength);
        var length = Math.Max(1, phraseLength);
        var alternatives = new List<Alternative>();
        if (length == 1)
        {
            length = AddWord(words, start, isMessage, alternatives);
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
            Places = place?.Communes ?? [],
            Departement = place?.Departement,
        });
        return length;
    }

    private int AddWord(List<QueryWord> words, int start, bool isMessage, List<Alternative> alternatives)
    {
        // « prud hommes » for « prud'hommes »: who leaves out the apostrophe makes two words of one.
        var isParted = start + 1 < words.Count && !spelling.TermsOf(words[start].Folded).Any();
        if (isParted && spelling.TermsOf(words[start].Folded + words[start + 1].Folded).ToList() is { Count: > 0 } joined)
        {
            alternatives.AddRange(joined.Select(term => new Alternative([term], Weight: 1, NeedsAll: false)));
            return 2;
        }

        var isLast = start == words.Count - 1 && !isMessage;
        alternatives.AddRange(spelling.Of(words[start], isLast).Select(
            variant => new Alternative([variant.Term], variant.Weight, NeedsAll: false)));
        alternatives.AddRange(WordFamilies.Of(words[start].Folded)
            .SelectMany(spelling.TermsOf)
            .Where(term => !alternatives.Exists(known => known.Terms[0] == term))
            .Distinct()
            .Select(term => new Alternative([term], ranking.Family, NeedsAll: false))
            .ToList());
        return 1;
    }
}
