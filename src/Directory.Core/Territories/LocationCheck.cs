using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Territories;

/// <summary>A point that may not be in its commune.</summary>
/// <param name="IsOutside">Whether the commune's outline says so; else only town halls were compared.</param>
/// <param name="DistanceMetres">From the commune's border, or from its town hall where no outline is known.</param>
/// <param name="Elsewhere">The commune that the point lies in, or whose town hall is nearest; null where that is no other one.</param>
public sealed record DoubtfulLocation(bool IsOutside, double DistanceMetres, Commune? Elsewhere);

/// <summary>Whether coordinates can be those of an address in a commune.</summary>
/// <remarks>
/// By the commune's outline where one is known; it is simplified, and many a counter stands at the edge: hence a margin. Elsewhere by town
/// halls: a point nearer to another one is mostly outside, and one very far from its own is doubted even where no other is nearer, which
/// vast communes overseas bear. It is a question, never a refusal.
/// </remarks>
public static class LocationCheck
{
    /// <summary>How far outside of the outline a point is still believed.</summary>
    public const double MarginMetres = 300;

    /// <summary>How far from its own town hall a point is believed, though another town hall is nearer.</summary>
    public const double NearMetres = 3_000;

    /// <summary>How far from its own town hall a point is believed when no other is nearer.</summary>
    public const double FarMetres = 20_000;

    /// <summary>How far outside of the outline a point says nothing of where the place is.</summary>
    public const double ElsewhereMetres = 2_000;

    /// <summary>
    /// Whether the point is far outside of its commune: nobody is sent by it. Where the commune's outline is not known, whether it is
    /// very far from the town hall and nearer to another one.
    /// </summary>
    public static bool IsElsewhere(TerritoryIndex territories, Commune commune, GeoPoint point)
    {
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(commune);
        // Most counters are near the town hall, which is within: no outline needs to be gone through.
        var fromTownHall = commune.Location is { } townHall ? point.DistanceMetresTo(townHall) : (double?)null;
        return fromTownHall is not <= ElsewhereMetres
            && (territories.OutlineOf(commune) is { } outline
                ? outline.DistanceMetresTo(point) > ElsewhereMetres
                : fromTownHall > FarMetres && Other(territories, commune, point) is not null);
    }

    /// <summary>Whether a commune's town hall may be there.</summary>
    /// <param name="outline">The commune's.</param>
    /// <param name="townHall">Null where nobody says where it is.</param>
    public static bool IsWithin(CommuneOutline outline, GeoPoint? townHall)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return townHall is { } point && outline.DistanceMetresTo(point) <= ElsewhereMetres;
    }

    /// <summary>Null where the point is believed, or where nothing is known of the commune's place.</summary>
    public static DoubtfulLocation? Doubt(TerritoryIndex territories, Commune commune, GeoPoint point)
    {
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(commune);
        if (territories.OutlineOf(commune) is { } outline)
        {
            var outside = outline.DistanceMetresTo(point);
            return outside > MarginMetres ? new DoubtfulLocation(true, outside, territories.CommuneAt(point)) : null;
        }

        if (commune.Location is not { } townHall)
        {
            return null;
        }

        var distance = point.DistanceMetresTo(townHall);
        var other = Other(territories, commune, point);
        return distance > (other is null ? FarMetres : NearMetres) ? new DoubtfulLocation(false, distance, other) : null;
    }

    // Whose town hall is nearest; null where that is the commune's own.
    private static Commune? Other(TerritoryIndex territories, Commune commune, GeoPoint point)
    {
        var nearest = territories.NearestCommune(point, out _)!;
        return nearest.Code != commune.Code && nearest.PartOf != commune.Code && nearest.Code != commune.PartOf ? nearest : null;
    }
}
