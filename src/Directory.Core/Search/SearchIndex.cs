using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Search.Queries;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search;

/// <summary>
/// The search over everything published, in memory. Immutable and safe to share: a change makes another index that shares
/// its base.
/// </summary>
public sealed class SearchIndex : ISearchIndex
{
    private static readonly SearchKind[] Searched = [SearchKind.Administration, SearchKind.Demarche];

    /// <summary>An index of nothing at all.</summary>
    public static SearchIndex Empty { get; } = Build([], TerritoryIndex.Empty);

    private readonly KindIndex[] _kinds; // by SearchKind
    private readonly Dictionary<Guid, SearchDocument> _overlay;
    private readonly TerritoryIndex _territories;
    private readonly Thesaurus _thesaurus;
    private readonly SearchRanking _ranking;
    private readonly QueryReader _reader;

    private SearchIndex(
        KindIndex[] kinds,
        Dictionary<Guid, SearchDocument> overlay,
        TerritoryIndex territories,
        Thesaurus thesaurus,
        SearchRanking ranking)
    {
        (_kinds, _overlay, _territories) = (kinds, overlay, territories);
        (_thesaurus, _ranking) = (thesaurus, ranking);
        SearchSegment[] spelt = [.. Searched.SelectMany(kind => _kinds[(int)kind].Segments.ToArray())];
        _reader = new QueryReader(thesaurus, territories, new Spelling(spelt), ranking);
    }

    /// <summary>How many documents of a kind it holds.</summary>
    public int CountOf(SearchKind kind) => _kinds[(int)kind].Count;

    /// <summary>How many documents were changed or removed since the base was built.</summary>
    public int OverlayWeight => _kinds.Sum(kind => Math.Max(kind.Hidden.Count, kind.Overlay.Count));

    /// <summary>An index of documents, each id once, and of the communes of today.</summary>
    /// <param name="documents">Read once; not kept.</param>
    /// <param name="territories">Give communes their names.</param>
    /// <param name="synonyms">Groups of phrases with the same meaning, beside the curated ones.</param>
    /// <param name="ranking">Other weights than the measured ones.</param>
    public static SearchIndex Build(
        IEnumerable<SearchDocument> documents,
        TerritoryIndex territories,
        IEnumerable<IReadOnlyList<string>>? synonyms = null,
        SearchRanking? ranking = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(territories);
        ranking ??= new SearchRanking();
        var builders = Enum.GetValues<SearchKind>().Select(_ => new SegmentBuilder(ranking, territories)).ToArray();
        foreach (var document in documents.Concat(CommuneDocuments.Of(territories)))
        {
            builders[(int)document.Kind].Add(document);
        }

        var none = new SegmentBuilder(ranking, territories).Build();
        return new SearchIndex(
            [.. builders.Select((builder, kind) => new KindIndex((SearchKind)kind, builder.Build(), HiddenDocuments.None, none))],
            [],
            territories,
            new Thesaurus(CuratedSynonyms.Groups.Concat(synonyms ?? [])),
            ranking);
    }

    /// <summary>The index after changes: cheap while they are few, since only what changed is indexed again.</summary>
    /// <param name="gone">Ids of entries removed or changed.</param>
    /// <param name="changed">Their documents now, and new ones.</param>
    public SearchIndex With(IReadOnlyCollection<Guid> gone, IReadOnlyCollection<SearchDocument> changed)
    {
        ArgumentNullException.ThrowIfNull(gone);
        ArgumentNullException.ThrowIfNull(changed);
        var overlay = new Dictionary<Guid, SearchDocument>(_overlay);
        foreach (var id in gone)
        {
            overlay.Remove(id);
        }

        foreach (var document in changed)
        {
            overlay[document.Id] = document;
        }

        var replaced = gone.Concat(changed.Select(document => document.Id)).ToHashSet();
        return new SearchIndex(
            [.. _kinds.Select(kind => Changed(kind, replaced, overlay.Values))], overlay, _territories, _thesaurus, _ranking);
    }

    /// <inheritdoc/>
    public SearchPage Search(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, SearchQuery.MaxFirst);
        CheckLength(query.Text);
        var concepts = _reader.Read(query.Text, query.IsMessage);
        var hash = HashOf(query);
        var offset = SearchCursor.Read(query.After, hash);
        var depth = Math.Min(offset + query.First, SearchQuery.MaxDepth);
        var (found, total) = (new List<Candidate>(), 0);
        foreach (var kind in Searched)
        {
            if (query.Kinds?.Contains(kind) is false)
            {
                continue;
            }

            var search = new KindSearch(
                _kinds[(int)kind], concepts, _ranking, query.IsMessage, kind == SearchKind.Administration ? query.Serving : null);
            search.Run(_territories, kind == SearchKind.Administration ? query.Administrations : null, depth, found);
            total += search.TotalCount;
        }

        found.Sort(Candidate.Compare);
        var hits = found
            .Skip(offset)
            .Take(depth - Math.Min(offset, depth))
            .Select(candidate => new SearchHit(candidate.Kind.Kind, candidate.Id, candidate.Score));
        return new SearchPage([.. hits], total, offset, hash, new HighlightTerms(concepts));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Suggestion> Suggest(SuggestionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegative(query.First);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, SuggestionQuery.MaxFirst);
        CheckLength(query.Prefix);
        var completion = new Completion(query.Prefix);
        if (completion.IsEmpty || query.First == 0)
        {
            return [];
        }

        var found = new List<(Candidate Candidate, float Score)>();
        foreach (var isLenient in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var kind in _kinds)
            {
                if (query.Kinds?.Contains(kind.Kind) is not false)
                {
                    completion.Run(kind, isLenient, found);
                }
            }

            // Misspellings are looked for only where nothing is spelt so.
            if (found.Count > 0)
            {
                break;
            }
        }

        found.Sort((left, right) => Candidate.Compare(left.Candidate, right.Candidate));
        return [.. found.Take(query.First).Select(item => ToSuggestion(item.Candidate))];
    }

    private static void CheckLength(string text)
    {
        if (text.Length > SearchQuery.MaxLength)
        {
            throw SearchQueryException.TooLong(text.Length);
        }
    }

    // The same on every node and after a restart: a cursor may come back to another node.
    private static int HashOf(SearchQuery query)
    {
        var hash = 17u;
        foreach (var character in query.Text)
        {
            hash = (hash * 31) + character;
        }

        return (int)((hash * 31) + (uint)(query.Kinds?.Distinct().Sum(kind => 1 << (int)kind) ?? -1));
    }

    private KindIndex Changed(KindIndex kind, HashSet<Guid> replaced, IEnumerable<SearchDocument> overlay)
    {
        var builder = new SegmentBuilder(_ranking, _territories);
        foreach (var document in overlay.Where(document => document.Kind == kind.Kind))
        {
            builder.Add(document);
        }

        var hidden = kind.Base.OrdinalsOf(replaced);
        return kind with
        {
            Hidden = hidden.Count == 0 ? kind.Hidden : kind.Hidden.With(hidden),
            Overlay = builder.Build(kind.Base.FieldAverages),
        };
    }

    private Suggestion ToSuggestion(Candidate candidate)
    {
        var commune = candidate.Segment.Communes[candidate.Ordinal];
        return new Suggestion(
            candidate.Kind.Kind,
            candidate.Id,
            candidate.Segment.Titles[candidate.Ordinal],
            commune < 0 ? null : _territories.Communes[commune]);
    }
}
