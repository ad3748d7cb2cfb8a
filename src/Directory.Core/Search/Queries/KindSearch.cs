using System.Runtime.InteropServices;
using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Finds and ranks the documents of one kind.</summary>
internal sealed class KindSearch(KindIndex kind, IReadOnlyList<Concept> concepts, SearchRanking ranking, bool isMessage)
{
    /// <summary>How many of the best are looked at closely.</summary>
    private const int Window = 100;

    // So that rounding never makes a document lost.
    private const float Below = 0.999f;

    private readonly List<WeighedConcept> _concepts = WeighedConcept.Of(isMessage ? [.. concepts.Where(kind.Knows)] : concepts, kind);
    private List<WeighedConcept> _byCover = []; // that counts least first

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

    private void Score(SearchSegment segment, TerritoryIndex territories, IReadOnlySet<Guid>? only, (float Weight, float Cover) total, BestCandidates best)
    {
        var buffers = ScoreBuffers.Rent(segment.Count);
        var scorer = new SegmentScorer(segment, buffers, territories, ranking);
        var (least, unit) = ((isMessage ? ranking.MessageCoverage : ranking.MinCoverage) * total.Cover, 1 / total.Weight);
        var optional = CountOptional(least);
        for (var i = optional; i < _byCover.Count; i++)
        {
            scorer.Add(_byCover[i]);
        }

        Collect(buffers, segment.Count);
        for (var i = 0; i < optional; i++)
        {
            scorer.AddOptional(_byCover[i]);
        }

        // A word may be in half of all documents: this loop does as little as it can for each.
        var isHiding = ReferenceEquals(segment, kind.Base) && kind.Hidden.Count > 0;
        var (score, cover, popularity) = (buffers.Score, buffers.Cover, segment.Popularity);
        var count = 0;
        foreach (var document in CollectionsMarshal.AsSpan(buffers.Candidates))
        {
            if (cover[document] >= least
                && !(isHiding && kind.Hidden.Contains(document))
                && (only is null || only.Contains(segment.Ids[document])))
            {
                count++;
                var reached = score[document] * unit * (1 + (ranking.Popularity * popularity[document]));
                if (reached > best.Least)
                {
                    best.Add(new Candidate(kind, segment, document, reached));
                }
            }

            (score[document], cover[document]) = (0, 0);
        }

        TotalCount += count;
        buffers.Return();
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
        buffers.Candidates.Clear();
        var score = buffers.Score.AsSpan(0, count);
        for (var document = 0; document < count;)
        {
            if (score[document] != 0)
            {
                buffers.Candidates.Add(document++);
                continue;
            }

            var passed = score[document..].IndexOfAnyExcept(0f);
            document = passed < 0 ? count : document + passed;
        }
    }

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
