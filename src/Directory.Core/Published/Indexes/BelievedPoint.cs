using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>Where a record is for whoever looks for the nearest: one that lies far from its commune would send people there.</summary>
/// <param name="Point">The record's, or its commune's town hall in the place of one that is not believed; null for neither.</param>
/// <param name="IsApproximate">Whether it is the town hall.</param>
internal readonly record struct BelievedPoint(GeoPoint? Point, bool IsApproximate)
{
    /// <param name="record">The record.</param>
    /// <param name="territories">Null where they are not known: every point is then believed.</param>
    public static BelievedPoint Of(AdministrationRecord record, TerritoryIndex? territories) =>
        record.Location is { } point && territories is not null && record.Commune is { } code
            && territories.CurrentCommune(code) is { } commune && LocationCheck.IsElsewhere(territories, commune, point)
                ? new(commune.Location, true)
                : new(record.Location, false);
}
