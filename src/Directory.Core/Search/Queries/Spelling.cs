using PublicDirectory.Core.Search.Indexing;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// The terms that a written word may mean. A known word means its own; an unknown one the words that it begins, if it is the last,
/// else the words nearest to it.
/// </summary>
internal sealed class Spelling(IReadOnlyList<SearchSegment> segments)
{
    private const int MaxVariants = 12;
    private const int MinBeginning = 4; // « ami » is a word, not the beginning of « amiante »
    private const float BeginningWeight = 0.8f;
    private const float NearWeight = 0.7f;

    /// <summary>Best first, at least one; unknown to all segments where nothing is near.</summary>
    public List<(string Term, float Weight)> Of(QueryWord word, bool isLast)
    {
        var known = Known(word);
        if (known.Count > 0)
        {
            return known;
        }

        if (isLast && word.Folded.Length >= MinBeginning)
        {
            AddBeginning(word.Folded, known);
        }

        if (known.Count == 0)
        {
            AddNear(word.Folded, known);
        }

        return known.Count > 0 ? known : [(word.Term, 1)];
    }

    /// <summary>The terms of a word, spelt so; none where it is unknown.</summary>
    public IEnumerable<string> TermsOf(string folded)
    {
        foreach (var segment in segments)
        {
            if (segment.Vocabulary.Find(folded) is var place and >= 0)
            {
                foreach (var term in segment.Vocabulary.Terms(place).ToArray())
                {
                    yield return segment.Terms.NameOf(term);
                }
            }
        }
    }

    /// <summary>How many edits are allowed in a word: none in short ones, where every other word is near.</summary>
    public static int MaxEdits(int length) => length switch { < 4 => 0, < 8 => 1, _ => 2 };

    private List<(string Term, float Weight)> Known(QueryWord word)
    {
        var isTerm = segments.Any(segment => segment.Terms.Find(word.Term) >= 0);
        if (isTerm && word.IsAccented)
        {
            return [(word.Term, 1)];
        }

        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            if (segment.Vocabulary.Find(word.Folded) is var place and >= 0)
            {
                foreach (var term in segment.Vocabulary.Terms(place))
                {
                    terms.Add(segment.Terms.NameOf(term));
                }
            }
        }

        if (terms.Count == 0 && isTerm)
        {
            terms.Add(word.Term);
        }

        return [.. terms.Select(term => (term, 1f))
            .OrderByDescending(item => DocumentCount(item.term))
            .ThenBy(item => item.term, StringComparer.Ordinal)];
    }

    private void AddBeginning(string folded, List<(string Term, float Weight)> found)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            var vocabulary = segment.Vocabulary;
            var (start, length) = vocabulary.Beginning(folded).GetOffsetAndLength(vocabulary.Count);
            for (var i = start; i < start + length; i++)
            {
                foreach (var term in vocabulary.Terms(i))
                {
                    words.Add(segment.Terms.NameOf(term));
                }
            }
        }

        AddMostFrequent(words.Select(term => (term, BeginningWeight)), found);
    }

    // Words that take two edits are looked for only where none takes one: mostly one does, and they take far longer to find.
    private void AddNear(string folded, List<(string Term, float Weight)> found)
    {
        var near = new List<(int Word, int Edits)>();
        var terms = new HashSet<string>(StringComparer.Ordinal);
        for (var edits = 1; edits <= MaxEdits(folded.Length) && terms.Count == 0; edits++)
        {
            foreach (var segment in segments)
            {
                near.Clear();
                if (edits == 1)
                {
                    segment.Vocabulary.NearByOne(folded, near);
                }
                else
                {
                    // Who makes two mistakes makes them after the first letter.
                    segment.Vocabulary.Near(folded, edits, isBeginning: false, segment.Vocabulary.Beginning(folded.AsSpan(0, 1)), near);
                }

                foreach (var (word, _) in near)
                {
                    // An acronym is written right or not at all: « qsdf » is no « SDF ».
                    if (segment.Vocabulary[word].Length < MinBeginning)
                    {
                        continue;
                    }

                    foreach (var term in segment.Vocabulary.Terms(word))
                    {
                        terms.Add(segment.Terms.NameOf(term));
                    }
                }
            }

            AddMostFrequent(terms.Select(term => (term, NearWeight / edits)), found);
        }
    }

    private void AddMostFrequent(IEnumerable<(string Term, float Weight)> variants, List<(string Term, float Weight)> found) =>
        found.AddRange(variants
            .Where(variant => !found.Any(item => item.Term == variant.Term))
            .OrderByDescending(variant => DocumentCount(variant.Term))
            .ThenBy(variant => variant.Term, StringComparer.Ordinal)
            .Take(MaxVariants)
            .ToList());

    private int DocumentCount(string term)
    {
        var count = 0;
        foreach (var segment in segments)
        {
            count += segment.Terms.DocumentCount(segment.Terms.Find(term));
        }

        return count;
    }
}
