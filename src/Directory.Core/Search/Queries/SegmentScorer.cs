using System.Runtime.InteropServices;
using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>
/// First pass over a segment: every document that may be found gets what each term of the query is worth in it, each concept
/// counted once with its best alternative.
/// </summary>
internal ref struct SegmentScorer(SearchSegment segment, ScoreBuffers buffers, TerritoryIndex territories, SearchRanking ranking)
{
    private const float Scale = 1f / ushort.MaxValue;

    // How many documents are read in the time that one takes to look up.
    private const int LookUpCost = 16;

    private bool _isOptional; // else any document may become a candidate

    // What standing in the département of the place named is worth, against having its name in the best field.
    private const float DepartementShare = 0.35f;

    /// <summary>Adds a concept without which a document may not be found.</summary>
    public void Add(WeighedConcept concept)
    {
        _isOptional = false;
        AddTo(concept);
    }

    /// <summary>Adds those that serve a place named as what is asked for: they are found whatever else they have.</summary>
    public readonly void AddServing(HashSet<Guid> ids, float weight, float cover)
    {
        foreach (var id in ids)
        {
            if (segment.Ordinals.TryGetValue(id, out var document))
            {
                buffers.Score[document] += weight * ranking.Serving;
                buffers.Cover[document] += cover;
            }
        }
    }

    /// <summary>
    /// Adds a concept that does not make a document found by itself: only the candidates get what it is worth, and of a word that is in
    /// many documents no more than needed is read. The candidates are those with a score, and where they are few they are listed.
    /// </summary>
    public void AddOptional(WeighedConcept concept)
    {
        _isOptional = true;
        AddTo(concept);
    }

    private readonly void AddTo(WeighedConcept concept)
    {
        // The word as written may be in half of all documents, what stands for it in a few: these come first, and are compared on the way.
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
        if (concept.Alternatives[0].Terms is [var written])
        {
            AddWritten(segment.Terms.Find(written.Term), written.Weight, concept.Cover);
        }

        foreach (var document in CollectionsMarshal.AsSpan(buffers.Touched))
        {
            // Nothing is left where the word as written was there too.
            buffers.Score[document] += buffers.ConceptScore[document];
            buffers.Cover[document] += buffers.ConceptCover[document] * concept.Cover;
            (buffers.ConceptScore[document], buffers.ConceptCover[document]) = (0, 0);
        }

        buffers.Touched.Clear();
    }

    private readonly void AddWritten(int term, float weight, float cover)
    {
        var documents = segment.Terms.Documents(term, out var impacts);
        weight *= Scale;
        if (_isOptional && buffers.Candidates.Count > 0 && buffers.Candidates.Count * LookUpCost < documents.Length)
        {
            foreach (var document in CollectionsMarshal.AsSpan(buffers.Candidates))
            {
                if (documents.BinarySearch(document) is var i and >= 0)
                {
                    AddWrittenTo(document, weight * impacts[i], cover);
                }
            }
        }
        else if (_isOptional)
        {
            for (var i = 0; i < documents.Length; i++)
            {
                if (buffers.Score[documents[i]] != 0)
                {
                    AddWrittenTo(documents[i], weight * impacts[i], cover);
                }
            }
        }
        else if (buffers.Touched.Count > 0)
        {
            for (var i = 0; i < documents.Length; i++)
            {
                AddWrittenTo(documents[i], weight * impacts[i], cover);
            }
        }
        else
        {
            var (score, covered) = (buffers.Score, buffers.Cover);
            for (var i = 0; i < documents.Length; i++)
            {
                score[documents[i]] += weight * impacts[i];
                covered[documents[i]] += cover;
            }
        }
    }

    // The better of the word itself and of what stands for it, which is then dealt with.
    private readonly void AddWrittenTo(int document, float score, float cover)
    {
        buffers.Score[document] += Math.Max(score, buffers.ConceptScore[document]);
        buffers.Cover[document] += cover;
        (buffers.ConceptScore[document], buffers.ConceptCover[document]) = (0, 0);
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
                if (_isOptional && buffers.Score[document] == 0)
                {
                    continue;
                }

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
        var departements = new List<string>();
        foreach (var commune in concept.Places)
        {
            RaiseAll(segment.Seats.InCommune(commune.Ordinal), concept.Weight * ranking.Place, 1);
            foreach (var part in territories.PartsOf(commune.Code))
            {
                RaiseAll(segment.Seats.InCommune(part.Ordinal), concept.Weight * ranking.Place, 1);
            }

            if (!departements.Contains(commune.DepartementCode))
            {
                departements.Add(commune.DepartementCode);
                RaiseAll(segment.Seats.InDepartement(commune.DepartementCode), concept.Weight * DepartementShare, DepartementShare);
            }
        }

        if (concept.Departement is { } named)
        {
            RaiseAll(segment.Seats.InDepartement(named.Code), concept.Weight * ranking.Place, 1);
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
        if (_isOptional && buffers.Score[document] == 0)
        {
            return;
        }

        if (buffers.ConceptCover[document] == 0)
        {
            buffers.Touched.Add(document);
        }

        buffers.ConceptScore[document] = Math.Max(buffers.ConceptScore[document], score);
        buffers.ConceptCover[document] = Math.Max(buffers.ConceptCover[document], share);
    }
}
