using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>
/// A place as a point of the unit sphere: straight distances through the sphere order places as great circles do, with
/// no seam at the antimeridian and no pole to avoid.
/// </summary>
internal readonly struct SpherePoint
{
    // The radius of GeoPoint.DistanceMetresTo.
    private const double EarthRadiusMetres = 6_371_008.8;

    public SpherePoint(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        (X, Y, Z) = ((float)(cosLatitude * cosLongitude), (float)(cosLatitude * sinLongitude), (float)sinLatitude);
    }

    public float X { get; }

    public float Y { get; }

    public float Z { get; }

    /// <summary>
    /// The straight distance, on the unit sphere, that no place within these metres exceeds. A little more than exact:
    /// the points are kept in single precision, which is good for half a metre.
    /// </summary>
    public static double ChordOf(double metres) =>
        metres >= Math.PI * EarthRadiusMetres ? 2.1 : (2 * Math.Sin(metres / (2 * EarthRadiusMetres))) + 1e-6;
}
