using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Territories;

/// <summary>A point that may not be in its commune.</summary>
/// <param name="DistanceMetres">From the commune's town hall.</param>
/// <param name="Nearest">The commune whose town hall is nearest to the point, when it is another one; else null.</param>
public sealed record DoubtfulLocation(double DistanceMetres, Commune? Nearest);

/// <summary>Whether coordinates can be those of an address in a commune.</summary>
/// <remarks>
/// Only town halls are known, not boundaries. A point nearer to another town hall is mostly outside, but many a counter stands at the
/// edge of its commune: hence a margin. A point very far from the town hall is doubted even where no other is nearer, which vast communes
/// overseas bear: it is a question, never a refusal.
/// </remarks>
public static class LocationCheck
{
    /// <summary>How far from its own town hall a point is believed, though another town hall is nearer.</summary>
    public const double NearMetres = 3_000;

    /// <summary>How far from its own town hall a point is believed when no other is nearer.</summary>
    public const double FarMetres = 20_000;

    /// <summary>Null where the point is believed, or where nothing is known of the commune's place.</summary>
    public static DoubtfulLocation? Doubt(TerritoryIndex territories, Commune commune, GeoPoint point)
    {
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(commune);
        if (commune.Location is not { } townHall)
        {
            return null;
        }

        var distance = point.DistanceMetresTo(townHall);
        var nearest = territories.NearestCommune(point, out _)!;
        var isAnother = nearest.Code != commune.Code && nearest.PartOf != commune.Code && nearest.Code != commune.PartOf;
        return distance > (isAnother ? NearMetres : FarMetres) ? new DoubtfulLocation(distance, isAnother ? nearest : null) : null;
    }
}
