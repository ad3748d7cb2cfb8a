using System.Runtime.InteropServices;
using PublicDirectory.Core.Search.Indexing;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// Second pass, over the best documents: what it adds that words of the query stand near each other, in the title above
/// all, that the title says little else, and that one passage has many of them.
/// </summary>
internal sealed class Closeness(List<WeighedConcept> concepts, SearchRanking ranking)
{
    private const int FarApart = 12;

    private readonly Dictionary<SearchSegment, (int Term, int Concept)[]> _terms = [];
    private readonly List<TermPlace> _places = [];
    private readonly int[] _nearest = new int[Math.Max(1, concepts.Count)];
    private readonly int[] _nearestInTitle = new int[Math.Max(1, concepts.Count)];
    private readonly int[] _last = new int[Math.Max(1, concepts.Count)];
    private readonly int[] _inPassage = new int[Math.Max(1, concepts.Count)];
    private readonly bool[] _inTitle = new bool[Math.Max(1, concepts.Count)];

    /// <summary>In the unit of the concepts' weights.</summary>
    public float Of(SearchSegment segment, int document)
    {
        if (concepts.Count == 0)
        {
            return 0;
        }

        _places.Clear();
        foreach (var (term, concept) in TermsIn(segment))
        {
            segment.Terms.AddPositions(term, document, concept, _places);
        }

        // As plain numbers: the sort of numbers is several times faster than one that asks a comparer.
        MemoryMarshal.Cast<TermPlace, long>(CollectionsMarshal.AsSpan(_places)).Sort();
        return Pairs(segment.TitleEnds[document])
            + (ranking.TitleShare * OfTitle(segment.TitleEnds[document], segment.TitleLengths[document]))
            + (ranking.Passage * BestPassage());
    }

    // The numbers that a segment gives to the terms, looked up once and not for each document.
    private (int Term, int Concept)[] TermsIn(SearchSegment segment)
    {
        if (!_terms.TryGetValue(segment, out var known))
        {
            known = [.. concepts
                .SelectMany((concept, i) => concept.Alternatives
                    .SelectMany(alternative => alternative.Terms)
                    .Select(term => (Term: segment.Terms.Find(term.Term), Concept: i)))
                .Where(item => item.Term >= 0)
                .Distinct()];
            _terms.Add(segment, known);
        }

        return known;
    }

    // How near each concept comes to the one after it in the query, in either order.
    private float Pairs(int titleEnd)
    {
        Array.Fill(_nearest, int.MaxValue);
        Array.Fill(_nearestInTitle, int.MaxValue);
        Array.Fill(_last, -1);
        foreach (var (position, concept) in _places)
        {
            if (concept > 0 && _last[concept - 1] >= 0)
            {
                Keep(concept - 1, position, position - _last[concept - 1], titleEnd);
            }

            if (concept + 1 < concepts.Count && _last[concept + 1] >= 0)
            {
                Keep(concept, position, position - _last[concept + 1], titleEnd);
            }

            _last[concept] = position;
        }

        var sum = 0f;
        for (var pair = 0; pair + 1 < concepts.Count; pair++)
        {
            var weight = Math.Min(concepts[pair].Weight, concepts[pair + 1].Weight);
            sum += _nearest[pair] <= FarApart ? ranking.Proximity * weight / _nearest[pair] : 0;
            sum += _nearestInTitle[pair] <= FarApart ? ranking.TitleProximity * weight / _nearestInTitle[pair] : 0;
        }

        return sum;
    }

    private void Keep(int pair, int position, int distance, int titleEnd)
    {
        distance = Math.Max(1, distance);
        _nearest[pair] = Math.Min(_nearest[pair], distance);
        if (position <= titleEnd)
        {
            _nearestInTitle[pair] = Math.Min(_nearestInTitle[pair], distance);
        }
    }

    // What the concepts in the title weigh, by the share of its words that they are.
    private float OfTitle(int end, int length)
    {
        Array.Clear(_inTitle);
        var (weight, words, last) = (0f, 0, 0);
        foreach (var (position, concept) in _places)
        {
            if (position > end)
            {
                break;
            }

            words += position == last ? 0 : 1;
            last = position;
            weight += _inTitle[concept] ? 0 : concepts[concept].Weight;
            _inTitle[concept] = true;
        }

        return weight * words / Math.Max(1, length);
    }

    // The most that the different concepts of any stretch of the text weigh.
    private float BestPassage()
    {
        Array.Clear(_inPassage);
        var (weight, best, first) = (0f, 0f, 0);
        foreach (var (position, concept) in _places)
        {
            weight += _inPassage[concept]++ == 0 ? concepts[concept].Weight : 0;
            for (; _places[first].Position <= position - ranking.PassageLength; first++)
            {
                weight -= --_inPassage[_places[first].Concept] == 0 ? concepts[_places[first].Concept].Weight : 0;
            }

            best = Math.Max(best, weight);
        }

        return best;
    }
}
