using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Territories;

/// <summary>What a record of the geographic code is.</summary>
public enum CommuneKind : byte
{
    /// <summary>A commune of today.</summary>
    Current,

    /// <summary>An arrondissement of Paris, Lyon or Marseille: stands by itself, inside its commune.</summary>
    MunicipalArrondissement,

    /// <summary>A former commune, delegated within a new one (« commune déléguée »); keeps a mairie.</summary>
    Delegated,

    /// <summary>A former commune, associated by a merger of the 1971 law (« commune associée »).</summary>
    Associated,
}

/// <summary>
/// A commune, or a part of one that has a code. Code and kind together are unique: the delegated commune of the
/// chef-lieu bears the code of its new commune (01033 is both Valserhône and Bellegarde-sur-Valserine).
/// </summary>
public sealed record Commune
{
    /// <summary>Five characters.</summary>
    public required InseeCode Code { get; init; }

    /// <summary>With its article: <c>Le Mans</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How the name joins a sentence.</summary>
    public NameLink NameLink { get; init; }

    /// <summary>What it is.</summary>
    public required CommuneKind Kind { get; init; }

    /// <summary>The département: of its own, which is seldom not that of the current commune.</summary>
    public required string DepartementCode { get; init; }

    /// <summary>The region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>The arrondissement of the département; null in the overseas lands that have none.</summary>
    public string? ArrondissementCode { get; init; }

    /// <summary>The EPCI with taxes of its own; null for delegated ones, a few islands, and some overseas.</summary>
    public string? EpciCode { get; init; }

    /// <summary>The commune that it is a part of; null exactly for <see cref="CommuneKind.Current"/>.</summary>
    public InseeCode? PartOf { get; init; }

    /// <summary>Codes that meant this commune or a part of it in the past, in order.</summary>
    public IReadOnlyList<InseeCode> FormerCodes { get; init; } = [];

    /// <summary>Its postal codes, without the CEDEX ones; empty for delegated and associated communes.</summary>
    public IReadOnlyList<string> PostalCodes { get; init; } = [];

    /// <summary>Municipal population; null where INSEE publishes none.</summary>
    public int? Population { get; init; }

    /// <summary>Where its town hall is; null when unknown.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>The number of its legal unit, nine digits; null where it has none of its own.</summary>
    public string? Siren { get; init; }

    /// <summary>
    /// Its place in the order of codes, from 0 and without gaps, within one <see cref="TerritoryIndex"/> only:
    /// another version of the territories numbers otherwise.
    /// </summary>
    public int Ordinal { get; init; }

    /// <summary>Whether administrations stand in it: current communes and municipal arrondissements.</summary>
    public bool IsStanding => Kind is CommuneKind.Current or CommuneKind.MunicipalArrondissement;

    /// <summary>Of a municipal arrondissement: its commune. Null for all others.</summary>
    public InseeCode? Parent => Kind is CommuneKind.MunicipalArrondissement ? PartOf : null;

    /// <summary>The name after « de »: <c>du Mans</c>.</summary>
    public string NameWithDe => NameLink.WithDe(Name);
}
