using PublicDirectory.Core.Documents;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Rectangles that hold each French territory with a margin: coarse, but enough to tell a latitude from a longitude
/// and a point at sea off Africa from one in France.
/// </summary>
internal static class TerritoryBox
{
    private static readonly Box Metropole = new(41.2, 51.3, -5.6, 9.8);

    private static readonly Dictionary<string, Box> Overseas = new(StringComparer.Ordinal)
    {
        ["971"] = new(15.7, 16.7, -62.0, -60.9),
        ["972"] = new(14.3, 15.0, -61.4, -60.7),
        ["973"] = new(2.0, 6.1, -54.8, -51.4),
        ["974"] = new(-21.6, -20.7, 55.0, 56.0),
        ["975"] = new(46.6, 47.3, -56.6, -56.0),
        ["976"] = new(-13.2, -12.5, 44.9, 45.4),
        ["977"] = new(17.8, 18.0, -63.0, -62.7),
        ["978"] = new(17.9, 18.2, -63.3, -62.9),
        ["984"] = new(-50.5, -11.0, 39.0, 78.5),
        ["986"] = new(-14.5, -13.0, -178.4, -175.9),
        ["987"] = new(-28.0, -7.5, -155.0, -134.0),
        ["988"] = new(-23.0, -17.8, 158.0, 172.5),
        ["989"] = new(10.1, 10.5, -109.5, -109.0),
    };

    /// <summary>Whether the point can be in this département; in any French territory when it is null or unknown.</summary>
    public static bool CanHold(string? departement, double latitude, double longitude)
    {
        if (!GeoPoint.IsOnEarth(latitude, longitude))
        {
            return false;
        }

        if (departement is null)
        {
            return Metropole.Holds(latitude, longitude)
                || Overseas.Values.Any(box => box.Holds(latitude, longitude));
        }

        // Codes of Saint-Barthélemy and Saint-Martin were Guadeloupe's until 2007, and old records keep them.
        return Overseas.TryGetValue(departement, out var overseas)
            ? overseas.Holds(latitude, longitude)
                || (departement == "971"
                    && (Overseas["977"].Holds(latitude, longitude) || Overseas["978"].Holds(latitude, longitude)))
            : Metropole.Holds(latitude, longitude);
    }

    private readonly record struct Box(double South, double North, double West, double East)
    {
        public bool Holds(double latitude, double longitude) =>
            latitude >= South && latitude <= North && longitude >= West && longitude <= East;
    }
}
