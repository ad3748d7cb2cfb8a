using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published;

/// <summary>A part of a map, its borders included. West is greater than east where it lies on both sides of the antimeridian.</summary>
/// <param name="South">Its lowest latitude.</param>
/// <param name="West">Its western longitude.</param>
/// <param name="North">Its highest latitude.</param>
/// <param name="East">Its eastern longitude.</param>
public readonly record struct GeoBox(double South, double West, double North, double East)
{
    // Up to so many degrees, no point of it is farther from its middle than a corner.
    private const double WidestOfCircle = 90;

    private double Width => East >= West ? East - West : East - West + 360;

    /// <summary>Whether a point lies in it.</summary>
    public bool Contains(GeoPoint point) => point.Latitude >= South && point.Latitude <= North
        && (West <= East ? point.Longitude >= West && point.Longitude <= East : point.Longitude >= West || point.Longitude <= East);

    /// <summary>A circle that holds all of it; null where it is too wide for one to be of use.</summary>
    internal (GeoPoint Middle, double RadiusMetres)? Circle()
    {
        if (Width > WidestOfCircle)
        {
            return null;
        }

        var longitude = West + (Width / 2);
        var middle = new GeoPoint((South + North) / 2, longitude > 180 ? longitude - 360 : longitude);
        var radius = Math.Max(
            middle.DistanceMetresTo(new GeoPoint(South, West)), middle.DistanceMetresTo(new GeoPoint(North, West)));
        return (middle, radius + 1);
    }
}
