using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>
/// Which administrations to list: those that meet every condition that is set. In the order of their names, or nearest
/// first with <see cref="Near"/>.
/// </summary>
public sealed record AdministrationQuery
{
    /// <summary>The most items of a page.</summary>
    public const int MaxFirst = 100;

    /// <summary>Codes of service types, one of which it must have: nothing has one of none. Null: any.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>
    /// The commune that it must serve, wherever it stands: by the commune, the département, the region or the whole
    /// country. With <see cref="Types"/>, the competence must be for one of them. A code of the past leads to today's
    /// commune, and what serves Paris, Lyon or Marseille serves their arrondissements.
    /// </summary>
    public InseeCode? Serves { get; init; }

    /// <summary>The day on which the competence must be valid; null: whatever its dates.</summary>
    public LocalDate? ServesOn { get; init; }

    /// <summary>The commune where it must stand, its municipal arrondissements and delegated communes included.</summary>
    public InseeCode? Commune { get; init; }

    /// <summary>The communes, in one of which it must stand, as for <see cref="Commune"/>: nothing stands in one of none. Null: anywhere.</summary>
    public IReadOnlyList<InseeCode>? Communes { get; init; }

    /// <summary>The postal code of the communes, or the municipal arrondissements, in one of which it must stand.</summary>
    public string? PostalCode { get; init; }

    /// <summary>SIREN of the EPCI, in a commune of which it must stand.</summary>
    public string? Epci { get; init; }

    /// <summary>The part of a map where it must be.</summary>
    public GeoBox? Box { get; init; }

    /// <summary>Identifiers in other registers, one of which it must have: nothing has one of none. Null: any.</summary>
    public IReadOnlyList<ExternalId>? ExternalIds { get; init; }

    /// <summary>Code of the département where it must stand.</summary>
    public string? Departement { get; init; }

    /// <summary>Code of the region where it must stand.</summary>
    public string? Region { get; init; }

    /// <summary>The entry that it must belong to directly.</summary>
    public Guid? Parent { get; init; }

    /// <summary>
    /// Words that its name must have, in any order, each at least by its beginning; case and accents do not matter.
    /// Text without any letter or digit asks for nothing.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>When its reception must be open, be it by appointment. Unknown hours are not open.</summary>
    public Instant? OpenAt { get; init; }

    /// <summary>The school holidays that <see cref="OpenAt"/> meets; null where they are not known.</summary>
    public SchoolCalendar? Schools { get; init; }

    /// <summary>Kinds of channel, one of which it must offer to the public: nothing offers one of none. Null: any.</summary>
    public IReadOnlyList<ChannelKind>? Channels { get; init; }

    /// <summary>Access with a wheelchair, exactly; <see cref="WheelchairAccess.Unknown"/> finds where nobody says.</summary>
    public WheelchairAccess? Wheelchair { get; init; }

    /// <summary>Whether its reception must have, or must not have, sign language; what says neither is left out.</summary>
    public bool? SignLanguage { get; init; }

    /// <summary>How recently it must have been confirmed, one of these: nothing is one of none. Null: any.</summary>
    public IReadOnlyList<Freshness>? Freshness { get; init; }

    /// <summary>As of which instant <see cref="Freshness"/> is meant.</summary>
    public Instant FreshAt { get; init; }

    /// <summary>
    /// Its content must have changed at this instant or later; a version that only confirms it does not count.
    /// </summary>
    public Instant? UpdatedSince { get; init; }

    /// <summary>It must have been confirmed at this instant or later; what nobody confirms is left out.</summary>
    public Instant? VerifiedSince { get; init; }

    /// <summary>Where it must be near, which also orders the list by distance.</summary>
    public NearPoint? Near { get; init; }

    /// <summary>How many items at most, 0 to <see cref="MaxFirst"/>.</summary>
    public int First { get; init; } = 20;

    /// <summary>The cursor of the item after which the page starts; null: at the first.</summary>
    public string? After { get; init; }
}

/// <summary>A circle on the ground.</summary>
/// <param name="Point">Its centre.</param>
/// <param name="RadiusMetres">At most <see cref="MaxRadiusMetres"/>, the border included.</param>
public readonly record struct NearPoint(GeoPoint Point, int RadiusMetres = 30_000)
{
    /// <summary>The largest circle that may be asked for.</summary>
    public const int MaxRadiusMetres = 200_000;
}
