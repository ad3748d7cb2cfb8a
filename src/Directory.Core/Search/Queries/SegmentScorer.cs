using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// First pass over a segment: every document that has a term of the query gets what the term is worth in it, each concept
/// counted once with its best alternative.
/// </summary>
internal ref struct SegmentScorer(SearchSegment segment, ScoreBuffers buffers, TerritoryIndex territories, SearchRanking ranking)
{
    private const float Scale = 1f / ushort.MaxValue;

    // What standing in the département of the place named is worth, against having its name in the best field.
    private const float DepartementShare = 0.35f;

    public readonly void Add(WeighedConcept concept)
    {
        // The word as written may be in half of all documents, what stands for it in a few: only these are compared.
        var written = concept.Alternatives[0].Terms is [var single] ? segment.Terms.Find(single.Term) : -1;
        var weight = concept.Alternatives[0].Terms[0].Weight;
        AddTerm(written, weight, concept.Cover);
        foreach (var alternative in concept.Alternatives.Skip(concept.Alternatives[0].Terms.Count == 1 ? 1 : 0))
        {
            if (alternative.Terms is [var only])
            {
                AddSingle(only.Term, only.Weight, 1);
            }
            else
            {
                AddSeveral(alternative);
            }
        }

        AddPlaces(concept);
        foreach (var document in buffers.Touched)
        {
            var impact = segment.Terms.ImpactIn(written, document);
            buffers.Score[document] += Math.Max(0, buffers.ConceptScore[document] - (weight * Scale * impact));
            buffers.Cover[document] += impact > 0 ? 0 : buffers.ConceptCover[document] * concept.Cover;
            (buffers.ConceptScore[document], buffers.ConceptCover[document]) = (0, 0);
        }

        buffers.Touched.Clear();
    }

    private readonly void AddTerm(int term, float weight, float cover)
    {
        var (score, covered) = (buffers.Score, buffers.Cover);
        var documents = segment.Terms.Documents(term, out var impacts);
        weight *= Scale;
        for (var i = 0; i < documents.Length; i++)
        {
            score[documents[i]] += weight * impacts[i];
            covered[documents[i]] += cover;
        }
    }

    private readonly void AddSingle(string term, float weight, float share)
    {
        var documents = segment.Terms.Documents(segment.Terms.Find(term), out var impacts);
        for (var i = 0; i < documents.Length; i++)
        {
            Raise(documents[i], weight * Scale * impacts[i], share);
        }
    }

    private readonly void AddSeveral(WeighedAlternative alternative)
    {
        var (partial, counts, touched) = (buffers.Partial, buffers.PartialCount, buffers.PartialTouched);
        foreach (var (term, weight) in alternative.Terms)
        {
            var documents = segment.Terms.Documents(segment.Terms.Find(term), out var impacts);
            for (var i = 0; i < documents.Length; i++)
            {
                var document = documents[i];
                if (counts[document]++ == 0)
                {
                    touched.Add(document);
                }

                partial[document] += weight * Scale * impacts[i];
            }
        }

        foreach (var document in touched)
        {
            var hasAll = counts[document] == alternative.Terms.Count;
            if (hasAll || !alternative.NeedsAll)
            {
                Raise(document, partial[document] * (hasAll ? 1 : ranking.LooseWords), (float)counts[document] / alternative.Terms.Count);
            }

            (partial[document], counts[document]) = (0, 0);
        }

        touched.Clear();
    }

    private readonly void AddPlaces(WeighedConcept concept)
    {
        foreach (var commune in concept.Places)
        {
            RaiseAll(segment.Seats.InCommune(commune.Ordinal), concept.Weight * ranking.Place, 1);
            foreach (var part in territories.PartsOf(commune.Code))
            {
                RaiseAll(segment.Seats.InCommune(part.Ordinal), concept.Weight * ranking.Place, 1);
            }

            RaiseAll(segment.Seats.InDepartement(commune.DepartementCode), concept.Weight * DepartementShare, DepartementShare);
        }
    }

    private readonly void RaiseAll(ReadOnlySpan<int> documents, float score, float share)
    {
        foreach (var document in documents)
        {
            Raise(document, score, share);
        }
    }

    private readonly void Raise(int document, float score, float share)
    {
        if (buffers.ConceptCover[document] == 0)
        {
            buffers.Touched.Add(document);
        }

        buffers.ConceptScore[document] = Math.Max(buffers.ConceptScore[document], score);
        buffers.ConceptCover[document] = Math.Max(buffers.ConceptCover[document], share);
    }
}
