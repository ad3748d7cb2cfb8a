using NodaTime;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Searching;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>
/// What a picture is made of, and how the next one is made from it: small changes go to the overlay, which is indexed
/// anew; folding makes one base of both again.
/// </summary>
internal sealed record PictureState
{
    public static readonly PictureState Empty = new();

    public long Sequence { get; init; }

    public TerritoryIndex Territories { get; init; } = TerritoryIndex.Empty;

    public Segment Base { get; init; } = Segment.Empty;

    /// <summary>The records of the base that the overlay or a tombstone replaces; null for none.</summary>
    public HiddenOrdinals? Hidden { get; init; }

    public Segment Overlay { get; init; } = Segment.Empty;

    public ServiceTypeSet ServiceTypes { get; init; } = ServiceTypeSet.Empty;

    public NoticeSet Notices { get; init; } = NoticeSet.Empty;

    public LocalComplementSet LocalComplements { get; init; } = LocalComplementSet.Empty;

    /// <summary>Kept up with every change of what can be found.</summary>
    public SearchIndex Search { get; init; } = SearchIndex.Empty;

    public DemarcheSet Demarches { get; init; } = DemarcheSet.Empty;

    /// <summary>By sequence.</summary>
    public Tombstone[] Tombstones { get; init; } = [];

    public Instant? LastPublishedAt { get; init; }

    public IReadOnlyDictionary<string, Instant> ImportedAt { get; init; } = new Dictionary<string, Instant>();

    public int CurrentCommuneCount { get; init; }

    /// <summary>How much the overlay weighs: what it holds and what it hides.</summary>
    public int OverlayWeight => Math.Max(Overlay.Count, Hidden?.Count ?? 0);

    /// <summary>The state after these changes, in the order of the log, by way of the overlay.</summary>
    public PictureState With(IReadOnlyCollection<DecodedVersion> changes)
    {
        var overlay = Overlay.Records.ToDictionary(record => record.Id);
        var hidden = new List<int>();
        foreach (var change in changes)
        {
            overlay.Remove(change.EntryId);
            if (change.Administration is { } administration)
            {
                overlay.Add(administration.Id, administration);
            }

            if (Base.Ids.Find(change.EntryId) is var ordinal and >= 0)
            {
                hidden.Add(ordinal);
            }
        }

        var state = WithoutRecords(changes);
        return state with
        {
            Overlay = Segment.Build([.. overlay.Values], Territories),
            Hidden = HiddenOrdinals.Add(Hidden, hidden, Base.Count),
            Search = PictureSearch.With(Search, changes, state),
        };
    }

    /// <summary>The state after these changes, in one base: for the first load, and for imports.</summary>
    public PictureState Rebuilt(IReadOnlyCollection<DecodedVersion> changes)
    {
        var records = new Dictionary<Guid, AdministrationRecord>();
        foreach (var change in changes)
        {
            records.Remove(change.EntryId);
            if (change.Administration is { } administration)
            {
                records.Add(administration.Id, administration);
            }
        }

        var replaced = changes.Select(change => change.EntryId).ToHashSet();
        var kept = LiveRecords().Where(record => !replaced.Contains(record.Id));
        var state = WithoutRecords(changes) with
        {
            Base = Segment.Build([.. kept, .. records.Values], Territories),
            Hidden = null,
            Overlay = Segment.Empty,
        };
        return state.Searchable();
    }

    /// <summary>The same content, known to be that of a later place in the log.</summary>
    public PictureState UpTo(long sequence) => sequence <= Sequence ? this : this with { Sequence = sequence };

    /// <summary>The same content in one base, with an empty overlay. For a whole country a matter of seconds.</summary>
    public PictureState Folded()
    {
        var state = this with
        {
            Base = Segment.Build([.. LiveRecords()], Territories),
            Hidden = null,
            Overlay = Segment.Empty,
        };
        return state.Searchable();
    }

    /// <summary>The same content, its search built anew.</summary>
    public PictureState Searchable() => this with { Search = PictureSearch.Build(this) };

    /// <summary>The same content with other territories, indexed anew.</summary>
    public PictureState WithTerritories(TerritoryIndex territories) =>
        (this with { Territories = territories, CurrentCommuneCount = CountCurrent(territories) }).Folded();

    public static int CountCurrent(TerritoryIndex territories)
    {
        var count = 0;
        foreach (var commune in territories.Communes)
        {
            count += commune.Kind == CommuneKind.Current ? 1 : 0;
        }

        return count;
    }

    /// <summary>Base and overlay in one walk, in the order of lists.</summary>
    public IEnumerable<AdministrationRecord> LiveRecords()
    {
        var next = 0;
        for (var ordinal = 0; ordinal < Base.Count; ordinal++)
        {
            if (Hidden?.Contains(ordinal) == true)
            {
                continue;
            }

            for (; next < Overlay.Count
                && AdministrationRecord.Compare(Overlay.Records[next], Base.Records[ordinal]) < 0; next++)
            {
                yield return Overlay.Records[next];
            }

            yield return Base.Records[ordinal];
        }

        for (; next < Overlay.Count; next++)
        {
            yield return Overlay.Records[next];
        }
    }

    /// <summary>Everything that changes bring but administrations: the other kinds, tombstones, sequence, date.</summary>
    private PictureState WithoutRecords(IReadOnlyCollection<DecodedVersion> changes)
    {
        var (sequence, lastPublishedAt) = (Sequence, LastPublishedAt);
        var tombstones = Tombstones.ToDictionary(tombstone => tombstone.Id);
        foreach (var change in changes)
        {
            sequence = Math.Max(sequence, change.Sequence);
            lastPublishedAt = lastPublishedAt > change.PublishedAt ? lastPublishedAt : change.PublishedAt;
            tombstones.Remove(change.EntryId);
            if (change.Tombstone is { } tombstone)
            {
                tombstones.Add(tombstone.Id, tombstone);
            }
        }

        return this with
        {
            Sequence = sequence,
            LastPublishedAt = lastPublishedAt,
            ServiceTypes = ServiceTypes.With(changes),
            Notices = Notices.With(changes),
            LocalComplements = LocalComplements.With(changes),
            Demarches = Demarches.With(changes),
            Tombstones = [.. tombstones.Values.OrderBy(tombstone => tombstone.Sequence)],
        };
    }
}
