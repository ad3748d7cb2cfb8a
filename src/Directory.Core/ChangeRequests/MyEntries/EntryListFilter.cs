using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests.MyEntries;

/// <summary>The tabs of « Mes fiches ».</summary>
public enum EntryTab
{
    /// <summary>Every entry that the person's grants cover, and the new ones that are proposed.</summary>
    All,

    /// <summary>With a draft of the person's own.</summary>
    Drafts,

    /// <summary>With a request that waits for approval.</summary>
    Submitted,

    /// <summary>With a request given back to the person.</summary>
    ToCorrect,

    /// <summary>Not checked for a year, or never.</summary>
    ToConfirm,

    /// <summary>Published urgently and not reviewed.</summary>
    Urgent,

    /// <summary>No longer published; in no other tab.</summary>
    Removed,
}

/// <summary>What a reception does today, by its own clock: see <see cref="ReceptionDay"/>.</summary>
public enum ReceptionToday
{
    /// <summary>Someone is received.</summary>
    Open,

    /// <summary>Nobody is.</summary>
    Closed,

    /// <summary>Nobody can tell.</summary>
    Unknown,
}

/// <summary>Which entries are wanted, and in which order.</summary>
public sealed record EntryListFilter
{
    /// <summary>The tab.</summary>
    public EntryTab Tab { get; init; }

    /// <summary>
    /// Words of the name, the acronym, the address or the commune, in whatever case and with or without accents, and places as
    /// <see cref="Territories.Reading.PlaceReader"/> reads them, all of them to be found; or an identifier, ours or another register's.
    /// Null for all.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>A service type's code; null for all.</summary>
    public string? ServiceType { get; init; }

    /// <summary>A département's code; null for all.</summary>
    public string? Departement { get; init; }

    /// <summary>A kind; null for all.</summary>
    public EntryKind? Kind { get; init; }

    /// <summary>What receptions do today; null for all entries, those without a reception among them.</summary>
    public ReceptionToday? Today { get; init; }

    /// <summary>
    /// What the person may do to them; other than <see cref="EntryAction.View"/>, only to those that are published.
    /// </summary>
    public EntryAction Action { get; init; } = EntryAction.View;

    /// <summary>On which blocks; null for the whole entry.</summary>
    public IReadOnlyCollection<string>? Blocks { get; init; }

    /// <summary>By when they were last checked, those never checked first; else by name.</summary>
    public bool ByVerification { get; init; }

    /// <summary>From the other end.</summary>
    public bool IsDescending { get; init; }
}

/// <summary>A line of « Mes fiches ».</summary>
public sealed record EntryLine
{
    /// <summary>The entry; of a new one, the id that it will have.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Its kind.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Its name, as it is or was published or, for a new one, as it is proposed.</summary>
    public required string Name { get; init; }

    /// <summary>The version published; 0 for a new entry.</summary>
    public required int Version { get; init; }

    /// <summary>Whether it is no longer published.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Codes of its service types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The code of its commune; null where it has none.</summary>
    public string? Commune { get; init; }

    /// <summary>The name of its commune; null where it is not known.</summary>
    public string? CommuneName { get; init; }

    /// <summary>The code of its département; null where it has none.</summary>
    public string? Departement { get; init; }

    /// <summary>When its content last changed.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>When someone last checked it; null for never.</summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>Of the requests under way, the person's own drafts among them.</summary>
    public IReadOnlyList<ChangeRequestState> States { get; init; } = [];

    /// <summary>When what was approved will be published; null where nothing is scheduled.</summary>
    public Instant? ScheduledAt { get; init; }

    /// <summary>Its reception today; null where it has none, or where nobody asked.</summary>
    public ReceptionDay? Today { get; init; }

    /// <summary>Whether it is published.</summary>
    public bool IsPublished => Version > 0 && !IsRemoved;

    /// <summary>Whether it is published and was not checked for <see cref="EntryLists.ReviewPeriod"/>.</summary>
    public bool IsToConfirmAt(Instant at) => IsPublished && !(VerifiedAt >= at - EntryLists.ReviewPeriod);
}

/// <summary>A page of entries.</summary>
/// <param name="Counts">How many entries each tab has, under the same filters.</param>
/// <param name="Total">How many the tab shown has.</param>
/// <param name="Offset">How many come before the page: those asked for, or as many as bring to the last page when there are fewer.</param>
/// <param name="Lines">Those of the page.</param>
public sealed record EntryPage(IReadOnlyDictionary<EntryTab, long> Counts, long Total, int Offset, IReadOnlyList<EntryLine> Lines);

/// <summary>What a person may filter by: code and name, in the order shown.</summary>
/// <param name="Departements">Of the entries that the grants cover.</param>
/// <param name="ServiceTypes">Of the same.</param>
public sealed record EntryFacets(
    IReadOnlyList<(string Code, string Name)> Departements, IReadOnlyList<(string Code, string Name)> ServiceTypes);
