using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Queries;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Published.Searching;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>
/// Everything published, as of one place in the log: immutable, safe to share. A request takes one and keeps it to its
/// end, so that all parts of an answer agree.
/// </summary>
public sealed class Picture
{
    private readonly LiveSegment[] _segments;
    private readonly PictureState _state;

    internal Picture(PictureState state)
    {
        _state = state;
        _segments = [new LiveSegment(state.Base, state.Hidden), new LiveSegment(state.Overlay, null)];
    }

    /// <summary>The last place in the log that the picture includes; 0 before anything was published.</summary>
    public long Sequence => _state.Sequence;

    /// <summary>The territories that go with it.</summary>
    public TerritoryIndex Territories => _state.Territories;

    /// <summary>How many administrations are published.</summary>
    public int AdministrationCount => _segments[0].Count + _segments[1].Count;

    /// <summary>All service types, by label.</summary>
    public IReadOnlyList<ServiceTypeRecord> ServiceTypes => _state.ServiceTypes.ByLabel;

    /// <summary>The notices with an entry of their own, shown or not; what matters most first.</summary>
    public IReadOnlyList<NoticeRecord> Notices => _state.Notices.InOrder;

    /// <summary>Finds and suggests what the picture holds.</summary>
    public ISearchIndex Search => _state.Search;

    /// <summary>How many démarches are published.</summary>
    public int DemarcheCount => _state.Demarches.ByTitle.Length;

    /// <summary>All themes that démarches stand under, in the order of their labels.</summary>
    public IReadOnlyList<PublishedTheme> Themes => _state.Demarches.Classification.Themes;

    /// <summary>All life events that bring démarches about, in the order of their labels.</summary>
    public IReadOnlyList<PublishedLifeEvent> LifeEvents => _state.Demarches.Classification.LifeEvents;

    /// <summary>All démarches, in the order of their titles.</summary>
    public IReadOnlyList<DemarcheRecord> Demarches => _state.Demarches.ByTitle;

    /// <summary>All administrations, in the order of lists; one walk takes some milliseconds.</summary>
    public IEnumerable<AdministrationRecord> Administrations => _state.LiveRecords();

    /// <summary>The base first, then the overlay.</summary>
    internal ReadOnlySpan<LiveSegment> Segments => _segments;

    internal Tombstone[] Tombstones => _state.Tombstones;

    internal PictureState State => _state;

    /// <summary>The administration with this id, or null.</summary>
    public AdministrationRecord? Find(Guid id) => _segments[1].Find(id) ?? _segments[0].Find(id);

    /// <summary>Whether there was an entry with this id, and it was removed.</summary>
    public bool WasRemoved(Guid id) => Array.Exists(_state.Tombstones, tombstone => tombstone.Id == id);

    /// <summary>The administrations with this identifier, in the order of lists: several may share one.</summary>
    public IReadOnlyList<AdministrationRecord> FindByExternalId(string scheme, string value)
    {
        var (schemeText, valueText) = (JsonText.From(scheme), JsonText.From(value));
        var hash = StableHash.OfExternalId(schemeText.Span, valueText.Span);
        var found = new List<AdministrationRecord>(1);
        foreach (var live in _segments)
        {
            foreach (var ordinal in live.Segment.ExternalIds.Find(hash))
            {
                if (!live.IsHidden(ordinal) && live.Segment.Records[ordinal].HasExternalId(schemeText, valueText))
                {
                    found.Add(live.Segment.Records[ordinal]);
                }
            }
        }

        found.Sort(AdministrationRecord.Compare);
        return found;
    }

    /// <summary>The service type with this code, or null.</summary>
    public ServiceTypeRecord? FindServiceType(string code) => _state.ServiceTypes.ByCode.GetValueOrDefault(code);

    /// <summary>The service type with this id, or null.</summary>
    public ServiceTypeRecord? FindServiceType(Guid id) => _state.ServiceTypes.Find(id);

    /// <summary>The notice with an entry of its own with this id, or null.</summary>
    public NoticeRecord? FindNotice(Guid id) => _state.Notices.Find(id);

    /// <summary>The notices with an entry of their own that concern an administration, shown or not; what matters most first.</summary>
    public IReadOnlyList<NoticeRecord> NoticesConcerning(AdministrationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _state.Notices.Concerning(record);
    }

    /// <summary>The local complement with this id, or null.</summary>
    public LocalComplementRecord? FindLocalComplement(Guid id) => _state.LocalComplements.Find(id);

    /// <summary>What is added to a démarche where it is done from a commune, on a day; the nearest first.</summary>
    public IReadOnlyList<LocalComplementRecord> LocalComplements(Guid demarche, InseeCode commune, LocalDate on) =>
        Queries.LocalComplements.In(this, demarche, commune, on);

    /// <summary>How many complements a démarche has, wherever they hold: each is looked at to find those of a commune.</summary>
    public int LocalComplementCountOf(Guid demarche) => _state.LocalComplements.Of(demarche).Count();

    /// <summary>The démarche with this id, or null.</summary>
    public DemarcheRecord? FindDemarche(Guid id) => _state.Demarches.Find(id);

    /// <summary>The theme with this code, or null.</summary>
    public PublishedTheme? FindTheme(JsonText code) => _state.Demarches.Classification.FindTheme(code);

    /// <summary>The life event with this code, or null.</summary>
    public PublishedLifeEvent? FindLifeEvent(JsonText code) => _state.Demarches.Classification.FindLifeEvent(code);

    /// <summary>The démarches with this identifier, in the order of lists: several may share one.</summary>
    public IReadOnlyList<DemarcheRecord> FindDemarches(string scheme, string value) =>
        _state.Demarches.Find(JsonText.From(scheme), JsonText.From(value));

    /// <summary>A page of the démarches that meet the conditions.</summary>
    /// <param name="query">The conditions and the page.</param>
    /// <param name="onRecords">Told how many records were looked at, for this page and later for its count.</param>
    /// <exception cref="QueryArgumentException">An argument does not fit; the message is for whoever asked.</exception>
    public DemarchePage List(DemarcheQuery query, Action<int>? onRecords = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new DemarcheSearch(_state.Demarches, query, onRecords).Page();
    }

    /// <summary>A page of the administrations that meet the conditions.</summary>
    /// <param name="query">The conditions and the page.</param>
    /// <param name="onRecords">
    /// Told how many records were looked at, now and then, for this page and later for its count; what it throws ends the walk.
    /// </param>
    /// <exception cref="QueryArgumentException">An argument does not fit; the message is for whoever asked.</exception>
    public AdministrationPage List(AdministrationQuery query, Action<int>? onRecords = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new AdministrationSearch(this, query, onRecords).Page();
    }

    /// <summary>
    /// A page of the communes that the administration serves, by code; none where it serves the whole country. At most
    /// 1,000 at a time.
    /// </summary>
    /// <param name="record">The administration.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="after">The cursor to go on after; null to begin.</param>
    /// <param name="onCommunes">Told how many communes were gathered, for each competence; what it throws ends it.</param>
    /// <exception cref="QueryArgumentException">An argument does not fit.</exception>
    public CommunePage Coverage(AdministrationRecord record, int first = 100, string? after = null, Action<int>? onCommunes = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        return CoverageList.Read(record, Territories, first, after, onCommunes);
    }

    /// <summary>
    /// Who is competent in a commune for a service type on a day: those for the démarche alone first, then the most specific
    /// territory, then those declared by a source before those taken from the seat, then by name. Empty: nobody.
    /// </summary>
    public IReadOnlyList<CompetentAdministration> Competent(CompetenceQuestion question) =>
        CompetenceLookup.Find(_segments, Territories, question);

    /// <summary>
    /// Where the town hall of a commune is, by its own entry, for territories that came without places; null when unknown.
    /// </summary>
    public GeoPoint? TownHallOf(InseeCode commune) =>
        List(new AdministrationQuery { Commune = commune, Types = ServiceKinds.Everywhere("mairie"), First = 5 })
            .Items.Select(hit => hit.Record.Location)
            .FirstOrDefault(location => location is not null);

    /// <summary>The kinds of counter that a message names, in order.</summary>
    public IReadOnlyList<NamedService> ServicesIn(string message) => _state.ServiceTypes.Names.In(message, isQuery: false);

    /// <summary>
    /// A page of what fits a query of a few words. Where it names a kind of counter and a place, those of the kind that serve the place
    /// come first.
    /// </summary>
    /// <exception cref="SearchQueryException">The query or its cursor does not fit; the message is in French.</exception>
    public SearchPage Find(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Search.Search(query with { Serving = PictureSearch.ServingAs(query.Text, this) });
    }

    /// <summary>
    /// Where an administration is, for distances: the town hall of its commune where its own point is far outside of it. Null when unknown.
    /// </summary>
    public GeoPoint? PointOf(AdministrationRecord record) => BelievedPoint.Of(record, Territories).Point;

    /// <summary>The administrations that stand in a commune or serve it, for a search among them.</summary>
    public IReadOnlySet<Guid> StandingOrServing(InseeCode commune) =>
        PictureSearch.StandingOrServing(_segments, commune, Territories);

    /// <summary>The changes after a place in the log, oldest first, each entry once. At most 1,000 at a time.</summary>
    /// <param name="afterSequence">0 for all that is or was published.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="only">The kind of entries wanted; null for all.</param>
    /// <exception cref="QueryArgumentException">An argument does not fit.</exception>
    public ChangePage Changes(long afterSequence, int first = 100, EntryKind? only = null) =>
        ChangeFeed.Read(this, new ChangeCursor(afterSequence, ChangeCursor.NoMark, 0), first, only is { } kind ? [kind] : null);

    /// <summary>The changes after a cursor. A first read has nothing to remove, and all it meets is new to it.</summary>
    /// <param name="after">The cursor.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="only">The kinds of entries wanted; null for all.</param>
    public ChangePage Changes(ChangeCursor after, int first, IReadOnlyList<EntryKind>? only = null) =>
        ChangeFeed.Read(this, after, first, only);

    /// <summary>The directory in figures, as of an instant.</summary>
    public DirectoryStatistics StatisticsAt(Instant now)
    {
        var verified = 0;
        foreach (var live in _segments)
        {
            verified += CountVerified(live, now);
        }

        return new DirectoryStatistics(
            AdministrationCount,
            DemarcheCount,
            _state.Notices.InOrder.Length,
            _state.LocalComplements.BySequence.Length,
            _state.CurrentCommuneCount,
            AdministrationCount == 0 ? 0 : (double)verified / AdministrationCount,
            _state.LastPublishedAt);
    }

    /// <summary>When a source was last imported with success, even if nothing changed; null when that is not known.</summary>
    public Instant? LastImportedAt(string source) =>
        _state.ImportedAt.TryGetValue(source, out var at) ? at : null;

    private static int CountVerified(LiveSegment live, Instant now)
    {
        // Verified ones are at the end of the instants: the later confirmed, the longer it holds.
        var instants = live.Segment.VerifiedTicks;
        var (low, high) = (0, instants.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IsVerified(instants[middle], now) ? (low, middle) : (middle + 1, high);
        }

        var count = instants.Length - low;
        foreach (var hidden in live.Hidden is null ? default : live.Hidden.Sorted)
        {
            var ticks = live.Segment.Records[hidden].VerifiedTicks;
            count -= ticks != long.MinValue && IsVerified(ticks, now) ? 1 : 0;
        }

        return count;
    }

    private static bool IsVerified(long ticks, Instant now) =>
        FreshnessRules.At(Instant.FromUnixTimeTicks(ticks), now) == Freshness.Verified;
}
