using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Territories;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Whether a point can be in a French territory: coarse, but enough to tell a latitude from a longitude and a point at
/// sea off Africa from one in France.
/// </summary>
internal static class TerritoryBox
{
    private static readonly PlausibleBox[] All =
    [
        .. new[] { "75", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988", "989" }
            .Select(code => Of(code)!.Value),
    ];

    /// <summary>Whether the point can be in this département; in any French territory when it is null or has no box.</summary>
    public static bool CanHold(string? departement, double latitude, double longitude)
    {
        if (!GeoPoint.IsOnEarth(latitude, longitude))
        {
            return false;
        }

        return departement is not null && Of(departement) is { } box
            ? box.Contains(latitude, longitude)
            : Array.Exists(All, each => each.Contains(latitude, longitude));
    }

    private static PlausibleBox? Of(string departement) => PlausibleBox.Of(
        departement, departement[0] == '9' && departement.Length == 3 ? TerritoryZone.Drom : TerritoryZone.Metropole);
}
