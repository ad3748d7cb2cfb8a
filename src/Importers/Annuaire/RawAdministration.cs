using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// A record as its file says it, in one shape for all forms of the file: texts untouched, absent and empty alike null.
/// </summary>
internal sealed record RawAdministration
{
    public required string Key { get; init; }

    public required RecordPlace Place { get; init; }

    public required Source Source { get; init; }

    public string? ParentKey { get; init; }

    public IReadOnlyList<ExternalId> ExternalIds { get; init; } = [];

    public string? Name { get; init; }

    public string? Acronym { get; init; }

    public string? Mission { get; init; }

    public IReadOnlyList<string?> Types { get; init; } = [];

    public string? CommuneCode { get; init; }

    public IReadOnlyList<RawAddress> Addresses { get; init; } = [];

    /// <summary><c>ACC</c>, <c>DEM</c> or <c>NAC</c>.</summary>
    public string? AccessCode { get; init; }

    public string? AccessNote { get; init; }

    public IReadOnlyList<SourceRange> Hours { get; init; } = [];

    public string? HoursComment { get; init; }

    public IReadOnlyList<RawChannel> Channels { get; init; } = [];

    public Instant? VerifiedAt { get; init; }

    /// <summary>Who holds the record, as it says itself.</summary>
    public string? Holder { get; init; }
}

/// <param name="Kind">What it is for.</param>
/// <param name="Lines">Above the postal code, from the most precise; empty ones are passed over.</param>
/// <param name="PostalCode">As written.</param>
/// <param name="City">As written.</param>
/// <param name="Latitude">Decimal degrees in text.</param>
/// <param name="Longitude">Decimal degrees in text.</param>
internal sealed record RawAddress(
    AddressKind Kind,
    IReadOnlyList<string?> Lines,
    string? PostalCode,
    string? City,
    string? Latitude,
    string? Longitude);

/// <summary>The source's field, which decides what its value may be.</summary>
internal enum RawChannelField
{
    Phone,
    AccessiblePhone,
    Fax,
    Mail,
    Form,

    /// <summary><c>sve</c>, « saisine par voie électronique ».</summary>
    ElectronicFiling,
    Website,
    Social,
    Chat,
    MobileApp,
}

/// <param name="Field">Where it stood.</param>
/// <param name="Value">The number or address, as written.</param>
/// <param name="Label">Its name (<c>libelle</c>, <c>custom_dico2</c>).</param>
/// <param name="Remark">Cost, hours, and other remarks (<c>description</c>, <c>coût</c>).</param>
internal readonly record struct RawChannel(RawChannelField Field, string? Value, string? Label = null, string? Remark = null);
