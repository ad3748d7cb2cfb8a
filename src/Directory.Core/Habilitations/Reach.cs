using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Habilitations;

/// <summary>How much of the country a <see cref="Reached"/> is.</summary>
public enum ReachScope
{
    /// <summary>No place.</summary>
    Nowhere,

    /// <summary>A commune, by its INSEE code.</summary>
    Commune,

    /// <summary>A département.</summary>
    Departement,

    /// <summary>A region; without code, that of the commune where it stands.</summary>
    Region,

    /// <summary>All of it.</summary>
    Country,
}

/// <summary>A place that something reaches.</summary>
/// <param name="Scope">How much.</param>
/// <param name="Code">Which; empty for the country.</param>
public readonly record struct Reached(ReachScope Scope, string Code)
{
    /// <summary>No place.</summary>
    public static Reached Nowhere { get; } = new(ReachScope.Nowhere, "");

    /// <summary>The whole country.</summary>
    public static Reached Country { get; } = new(ReachScope.Country, "");

    /// <summary>The département that it lies in; null when it lies in none, or in several.</summary>
    public string? Departement => Scope switch
    {
        ReachScope.Commune => InseeCode.Parse(Code).DepartementCode,
        ReachScope.Departement => Code,
        _ => null,
    };

    /// <summary>A commune.</summary>
    public static Reached Of(InseeCode commune) => new(ReachScope.Commune, commune.Value);

    /// <summary>A département.</summary>
    public static Reached OfDepartement(string code) => new(ReachScope.Departement, code);
}

/// <summary>One thing that a document makes so for a place.</summary>
/// <param name="Block">The block that says it.</param>
/// <param name="ServiceType">As what it answers for the place; null where it only stands there.</param>
/// <param name="Demarche">The one démarche that it is about; null for all.</param>
/// <param name="Place">The place.</param>
/// <param name="Detail">From when to when and on which ground, or in which case of a démarche: another detail is another answer.</param>
internal readonly record struct Answer(string Block, string? ServiceType, Guid? Demarche, Reached Place, string Detail = "");

/// <summary>
/// What documents make so beyond their own page. The fields of every kind of document that reach others are here or move the entry from one
/// perimeter to another (<see cref="EffectsOfChange"/>); all the rest is what the entry says of itself.
/// </summary>
internal static class Reach
{
    /// <summary>An open period of a competence that someone has declared.</summary>
    private const string Always = "Declared//";

    /// <param name="document">Null for nothing.</param>
    /// <param name="departementOf">The département in which a point lies; null where it is not known.</param>
    public static HashSet<Answer> Of(EntryDocument? document, Func<GeoPoint, string?> departementOf) => document switch
    {
        AdministrationDocument one => [.. Declared(one), .. ByNature(one), .. Standing(one, departementOf)],
        DemarcheDocument one => [.. Handlers(one)],
        _ => [],
    };

    /// <summary>Whether an answer for all that a type does in a département contains another one for the same type.</summary>
    public static bool Contains(this Answer wide, Answer answer) =>
        wide.ServiceType == answer.ServiceType && wide.ServiceType is not null && wide.Demarche is null && wide.Detail is "" or Always
        && wide.Place.Scope is ReachScope.Departement && answer.Place.Departement == wide.Place.Code;

    private static IEnumerable<Answer> Declared(AdministrationDocument document) =>
        from competence in document.Competences
        let detail = $"{competence.Basis}/{competence.ValidFrom}/{competence.ValidTo}"
        from place in Places(competence)
        select new Answer("competences", competence.ServiceType, competence.Demarche, place, detail);

    private static IEnumerable<Reached> Places(Competence competence) =>
    [
        .. competence.WholeCountry ? new[] { Reached.Country } : [],
        .. competence.Regions.Select(code => new Reached(ReachScope.Region, code)),
        .. competence.Departements.Select(Reached.OfDepartement),
        .. competence.Communes.Select(Reached.Of),
    ];

    // Where no competence says who answers, those of a kind do that stand in the département or region that the kind serves; else the
    // nearest.
    private static IEnumerable<Answer> ByNature(AdministrationDocument document) => document.Commune is not { } commune ? [] : document.Types
        .Select(type => new Answer("types", type, null, ServiceKinds.ExtentOf(type) switch
        {
            ServiceExtent.Departement => Reached.OfDepartement(commune.DepartementCode),
            ServiceExtent.Region => new Reached(ReachScope.Region, ""),
            _ => Reached.Of(commune),
        }, ServiceKinds.ExtentOf(type) is ServiceExtent.Region ? commune.DepartementCode : ""));

    private static IEnumerable<Answer> Standing(AdministrationDocument document, Func<GeoPoint, string?> departementOf) =>
        new[] { (Block: "commune", Departement: document.Commune?.DepartementCode) }
            .Concat(document.Addresses.SelectMany(address => new[]
            {
                (Block: "addresses", Departement: address.Commune?.DepartementCode),
                (Block: "addresses", Departement: address.Location is { } point ? departementOf(point) : null),
            }))
            .Where(place => place.Departement is not null)
            .Select(place => new Answer(place.Block, null, null, Reached.OfDepartement(place.Departement!)));

    private static IEnumerable<Answer> Handlers(DemarcheDocument document) =>
        document.HandledBy.Select(type => new Answer("handledBy", type, null, Reached.Country)).Concat(
            from situation in All(document.Situations)
            from type in situation.HandledBy
            select new Answer("situations", type, null, Reached.Country, situation.Id));

    private static IEnumerable<Situation> All(IEnumerable<Situation> situations) =>
        situations.SelectMany(situation => All(situation.Children).Prepend(situation));
}
