using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Territories;

/// <summary>A rectangle that holds all of a territory, generously: what lies outside is a mistake.</summary>
internal readonly record struct PlausibleBox(double South, double North, double West, double East)
{
    /// <summary>The box of a département; null where the land is spread over an ocean.</summary>
    public static PlausibleBox? Of(string departementCode, TerritoryZone zone) => departementCode switch
    {
        _ when zone is TerritoryZone.Metropole => new PlausibleBox(41.2, 51.3, -5.5, 9.8),
        "971" => new PlausibleBox(15.7, 16.7, -61.9, -60.9),
        "972" => new PlausibleBox(14.3, 15.0, -61.3, -60.7),
        "973" => new PlausibleBox(2.0, 6.0, -54.8, -51.4),
        "974" => new PlausibleBox(-21.5, -20.7, 55.1, 56.0),
        "975" => new PlausibleBox(46.6, 47.3, -56.6, -56.0),
        "976" => new PlausibleBox(-13.2, -12.5, 44.9, 45.4),
        "977" => new PlausibleBox(17.8, 18.0, -63.0, -62.7),
        "978" => new PlausibleBox(18.0, 18.2, -63.2, -62.9),
        "986" => new PlausibleBox(-14.5, -13.0, -178.4, -176.0),
        "987" => new PlausibleBox(-28.5, -7.5, -155.0, -134.0),
        "988" => new PlausibleBox(-23.0, -17.5, 158.0, 172.5), // with Chesterfield and Hunter
        "989" => new PlausibleBox(10.2, 10.4, -109.4, -109.1),
        _ => null,
    };

    public bool Contains(double latitude, double longitude) =>
        latitude >= South && latitude <= North && longitude >= West && longitude <= East;
}
