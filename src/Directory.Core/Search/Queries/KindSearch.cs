using System.Numerics;
using System.Runtime.InteropServices;
using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Finds and ranks the documents of one kind.</summary>
internal sealed class KindSearch(
    KindIndex kind, IReadOnlyList<Concept> concepts, SearchRanking ranking, bool isMessage,
    ServingPlace? serving)
{
    /// <summary>How many of the best are looked at closely.</summary>
    private const int Window = 40;

    // Up to one document in so many, candidates are listed and gone through one by one; beyond, all documents are.
    private const int Few = 16;

    // So that rounding never makes a document lost.
    private const float Below = 0.999f;

    private readonly List<WeighedConcept> _concepts = WeighedConcept.Of(Asked(kind, concepts, isMessage), kind);
    private List<WeighedConcept> _byCover = []; // that counts least first
    private List<(HashSet<Guid> Ids, float Weight)> _serving = []; // by place named

    /// <summary>How many documents fit.</summary>
    public int TotalCount { get; private set; }

    /// <param name="territories">Those that the index was built with.</param>
    /// <param name="only">The documents that may be found; null for all.</param>
    /// <param name="depth">How many are needed.</param>
    /// <param name="found">Takes them, in no particular order.</param>
    public void Run(TerritoryIndex territories, IReadOnlySet<Guid>? only, int depth, List<Candidate> found)
    {
        var (total, wanted) = (_concepts.Sum(concept => concept.Weight), _concepts.Sum(concept => concept.Cover));
        if (total <= 0 || kind.Count == 0)
        {
            return;
        }

        _byCover = [.. _concepts.OrderBy(concept => concept.Cover)];
        if (serving is not null)
        {
            _serving = [.. _concepts.Where(concept => concept.Places.Count > 0 || concept.Departement is not null).Select(concept =>
                (concept.Places.SelectMany(commune => serving(commune, null))
                    .Concat(concept.Departement is { } departement ? serving(null, departement) : [])
                    .ToHashSet(), concept.Weight))];
        }

        var best = new BestCandidates(Math.Max(Window, depth));
        foreach (var segment in kind.Segments)
        {
            if (segment.Count > 0)
            {
                Score(segment, territories, only, (total, wanted), best);
            }
        }

        Refine(best.Sorted(), total, found);
    }

    private void Score(
        SearchSegment segment, TerritoryIndex territories, IReadOnlySet<Guid>? only, (float Weight, float Cover) total, BestCandidates best)
    {
        var buffers = ScoreBuffers.Rent(segment.Count);
        var scorer = new SegmentScorer(segment, buffers, territories, ranking);
        var (least, unit) = ((isMessage ? ranking.MessageCoverage : ranking.MinCoverage) * total.Cover, 1 / total.Weight);
        var optional = CountOptional(least);
        for (var i = optional; i < _byCover.Count; i++)
        {
            scorer.Add(_byCover[i]);
        }

        foreach (var (ids, weight) in _serving)
        {
            scorer.AddServing(ids, weight, total.Cover);
        }

        if (ReferenceEquals(segment, kind.Base))
        {
            kind.Hidden.ClearIn(buffers.Score, buffers.Cover);
        }

        var candidates = segment.Count - Bits(buffers, segment.Count).Count(0);
        var areFew = only is not null || candidates * Few < segment.Count;
        if (areFew)
        {
            Collect(buffers, segment.Count);
        }

        for (var i = 0; i < optional && candidates > 0; i++)
        {
            scorer.AddOptional(_byCover[i]);
        }

        TotalCount += areFew ? TakeListed(segment, buffers, only, (least, unit), best) : TakeAll(segment, buffers, (least, unit), best);
        buffers.Return();
    }

    /// <returns>How many of the candidates listed fit.</returns>
    private int TakeListed(
        SearchSegment segment, ScoreBuffers buffers, IReadOnlySet<Guid>? only, (float Least, float Unit) scale, BestCandidates best)
    {
        var (score, cover, popularity) = (buffers.Score, buffers.Cover, segment.Popularity);
        var count = 0;
        foreach (var document in CollectionsMarshal.AsSpan(buffers.Candidates))
        {
            if (cover[document] >= scale.Least && (only is null || only.Contains(segment.Ids[document])))
            {
                count++;
                var reached = score[document] * scale.Unit * (1 + (ranking.Popularity * popularity[document]));
                if (reached > best.Least)
                {
                    best.Add(new Candidate(kind, segment, document, reached));
                }
            }

            (score[document], cover[document]) = (0, 0);
        }

        buffers.Candidates.Clear();
        return count;
    }

    // A word may be in half of all documents: then all of them are gone through, several at once, with the same arithmetic as one by one.
    private int TakeAll(SearchSegment segment, ScoreBuffers buffers, (float Least, float Unit) scale, BestCandidates best)
    {
        var score = buffers.Score.AsSpan(0, segment.Count);
        var cover = buffers.Cover.AsSpan(0, segment.Count);
        var popularity = segment.Popularity.AsSpan();
        var (width, fitting) = (Vector<float>.Count, Vector<int>.Zero);
        var (least, unit, weight, one) =
            (new Vector<float>(scale.Least), new Vector<float>(scale.Unit), new Vector<float>(ranking.Popularity), Vector<float>.One);
        var (count, document) = (0, 0);
        for (; document <= score.Length - width; document += width)
        {
            var scores = new Vector<float>(score[document..]);
            var fits =
                Vector.GreaterThanOrEqual(new Vector<float>(cover[document..]), least) & Vector.GreaterThan(scores, Vector<float>.Zero);
            fitting -= fits;
            var reached = scores * unit * (one + (weight * new Vector<float>(popularity[document..])));
            if (Vector.EqualsAny(fits & Vector.GreaterThan(reached, new Vector<float>(best.Least)), Vector<int>.AllBitsSet))
            {
                for (var lane = 0; lane < width; lane++)
                {
                    if (fits[lane] != 0 && reached[lane] > best.Least)
                    {
                        best.Add(new Candidate(kind, segment, document + lane, reached[lane]));
                    }
                }
            }
        }

        for (; document < score.Length; document++)
        {
            if (cover[document] >= scale.Least && score[document] > 0)
            {
                count++;
                var reached = score[document] * scale.Unit * (1 + (ranking.Popularity * popularity[document]));
                if (reached > best.Least)
                {
                    best.Add(new Candidate(kind, segment, document, reached));
                }
            }
        }

        score.Clear();
        cover.Clear();
        return count + Vector.Sum(fitting);
    }

    // Of a message, what the kind has a word for. Where a démarche is done is no part of what it is.
    private static List<Concept> Asked(KindIndex kind, IReadOnlyList<Concept> concepts, bool isMessage)
    {
        var asked = concepts.Where(concept => !isMessage || kind.Knows(concept)).ToList();
        var without = asked.FindAll(concept => !concept.IsPlace);
        return kind.Kind is SearchKind.Demarche && without.Count > 0 ? without : asked;
    }

    // How many of the concepts, from the one that counts least, do not make a document found even all together: « mairie » beside a
    // rare name. Documents that have no other one need not be looked at.
    private int CountOptional(float least)
    {
        var (count, cover) = (0, 0f);
        while (count < _byCover.Count - 1 && cover + _byCover[count].Cover < least * Below)
        {
            cover += _byCover[count++].Cover;
        }

        return count;
    }

    // In ascending order, since those are read together.
    private static void Collect(ScoreBuffers buffers, int count)
    {
        var score = Bits(buffers, count);
        for (var document = 0; document < count;)
        {
            if (score[document] != 0)
            {
                buffers.Candidates.Add(document++);
                continue;
            }

            var passed = score[document..].IndexOfAnyExcept(0);
            document = passed < 0 ? count : document + passed;
        }
    }

    // Nothing reached is a zero like any other: whole numbers are compared several at once, which those with a point are not.
    private static Span<int> Bits(ScoreBuffers buffers, int count) => MemoryMarshal.Cast<float, int>(buffers.Score.AsSpan(0, count));

    // The best are looked at closely; those after them keep their order, and stay after them.
    private void Refine(List<Candidate> best, float total, List<Candidate> found)
    {
        var closeness = new Closeness(_concepts, ranking);
        for (var i = 0; i < best.Count; i++)
        {
            var candidate = best[i];
            found.Add(i < Window
                ? candidate with { Score = candidate.Score + (closeness.Of(candidate.Segment, candidate.Ordinal) / total) }
                : candidate);
        }
    }
}
