using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Lists;

/// <summary>Something that an agent may create.</summary>
/// <param name="What">« une fiche ».</param>
/// <param name="Path">The page that does.</param>
public sealed record Creation(string What, string Path)
{
    // The shapes of perimeter within which a new entry of a kind can be: see the facts that GrantStore reads of a document. Whether this one
    // is, the page decides once it knows.
    private static readonly (EntryKind Kind, Creation Page, PerimeterKind[] Within)[] All =
    [
        (EntryKind.Administration, new("une fiche", "/extranet/fiches/nouvelle"), Enum.GetValues<PerimeterKind>()),
        (EntryKind.Demarche, new("une démarche", "/extranet/fiches/nouvelle/demarche"), [PerimeterKind.National, PerimeterKind.ServiceType]),
        (EntryKind.LocalComplement, new("un complément local", "/extranet/fiches/nouvelle/complement"),
            [PerimeterKind.National, PerimeterKind.Departement, PerimeterKind.Entry]),
        (EntryKind.Notice, new("un message au public", "/extranet/fiches/nouvelle/message"),
            [PerimeterKind.National, PerimeterKind.Departement, PerimeterKind.ServiceType]),
        (EntryKind.ServiceType, new("une nature de service", "/extranet/fiches/nouvelle/service-type"), [PerimeterKind.National]),
    ];

    /// <summary>What someone with these grants may create, the most usual first.</summary>
    public static IReadOnlyList<Creation> Of(IEnumerable<AccessGrant> grants, Instant now)
    {
        // A new entry is made whole.
        var held = grants.Where(grant => grant.IsActiveAt(now) && grant.Right is AccessRight.Modify && grant.Blocks is null)
            .Select(grant => grant.Perimeter.Kind).ToHashSet();
        return [.. All.Where(item => item.Within.Any(held.Contains)).Select(item => item.Page)];
    }
}
