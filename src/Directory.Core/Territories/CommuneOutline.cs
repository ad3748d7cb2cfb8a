using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.IO.Converters;
using PublicDirectory.Core.Documents;
using Location = NetTopologySuite.Geometries.Location;

namespace PublicDirectory.Core.Territories;

/// <summary>Where a commune of today lies: one polygon, or several where it has islands or an exclave; each may have holes.</summary>
/// <remarks>
/// Not prepared in NetTopologySuite's sense: an outline has some sixty points, which are gone through sooner than the index of a prepared
/// one is found in memory, and all of them prepared take fourteen times the room (docs/adr/0022-outlines-of-communes.md).
/// </remarks>
public sealed class CommuneOutline
{
    private const double MetresPerDegree = 111_195.08; // on GeoPoint's sphere
    private const int Decimals = 5; // a metre

    private static readonly Coordinate Origin = new(0, 0);
    private static readonly GeometryFactory Doubles = new(CoordinateArraySequenceFactory.Instance); // a float cannot hold five decimals
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    private readonly Geometry _geometry;

    internal CommuneOutline(Geometry geometry) => _geometry = geometry;

    /// <summary>Degrees north of its southernmost point.</summary>
    public double South => Round(_geometry.EnvelopeInternal.MinY);

    /// <summary>Degrees north of its northernmost point.</summary>
    public double North => Round(_geometry.EnvelopeInternal.MaxY);

    /// <summary>
    /// Degrees east of its westernmost point: greater than <see cref="East"/> where it lies on both sides of the antimeridian.
    /// </summary>
    public double West =>
        Round(IsAcrossTheAntimeridian ? Parts.Where(part => part.MinX > 0).Min(part => part.MinX) : _geometry.EnvelopeInternal.MinX);

    /// <summary>Degrees east of its easternmost point.</summary>
    public double East =>
        Round(IsAcrossTheAntimeridian ? Parts.Where(part => part.MinX <= 0).Max(part => part.MaxX) : _geometry.EnvelopeInternal.MaxX);

    /// <summary>The rectangles around each of its polygons.</summary>
    internal IEnumerable<Envelope> Parts =>
        Enumerable.Range(0, _geometry.NumGeometries).Select(part => _geometry.GetGeometryN(part).EnvelopeInternal);

    private bool IsAcrossTheAntimeridian => _geometry.EnvelopeInternal.Width > 180;

    /// <summary>A point that lies in it.</summary>
    public GeoPoint InteriorPoint
    {
        get
        {
            var point = _geometry.InteriorPoint;
            return new(Round(point.Y), Round(point.X));
        }
    }

    /// <summary>Whether the point lies in it or on its border.</summary>
    public bool Covers(GeoPoint point) =>
        SimplePointInAreaLocator.Locate(new Coordinate(point.Longitude, point.Latitude), _geometry) is not Location.Exterior;

    /// <summary>How far outside the point lies, in metres: 0 within. Right to a few per mille below a hundred kilometres.</summary>
    public double DistanceMetresTo(GeoPoint point)
    {
        if (Covers(point))
        {
            return 0;
        }

        var nearest = double.PositiveInfinity;
        foreach (var ring in Rings())
        {
            var from = OnPlane(ring, 0, point);
            for (var i = 1; i < ring.Count; i++)
            {
                var to = OnPlane(ring, i, point);
                nearest = Math.Min(nearest, DistanceComputer.PointToSegment(Origin, from, to));
                from = to;
            }
        }

        return nearest;
    }

    /// <summary>Its geometry in GeoJSON (RFC 7946), to the metre, in UTF-8.</summary>
    public byte[] ToGeoJson()
    {
        var rounded = Doubles.CreateGeometry(_geometry);
        rounded.Apply(new Rounding());
        return JsonSerializer.SerializeToUtf8Bytes(rounded, GeoJson);
    }

    /// <summary>Its geometry in well-known binary.</summary>
    internal byte[] ToWkb() => _geometry.AsBinary();

    // The plane that touches the sphere at the point, in metres; the shorter way around the Earth.
    private static Coordinate OnPlane(CoordinateSequence ring, int index, GeoPoint point) => new(
        Math.IEEERemainder(ring.GetX(index) - point.Longitude, 360) * MetresPerDegree * Math.Cos(double.DegreesToRadians(point.Latitude)),
        (ring.GetY(index) - point.Latitude) * MetresPerDegree);

    private IEnumerable<CoordinateSequence> Rings()
    {
        for (var part = 0; part < _geometry.NumGeometries; part++)
        {
            var polygon = (Polygon)_geometry.GetGeometryN(part);
            yield return polygon.Shell.CoordinateSequence;
            foreach (var hole in polygon.Holes)
            {
                yield return hole.CoordinateSequence;
            }
        }
    }

    private static double Round(double degrees) => Math.Round(degrees, Decimals);

    private sealed class Rounding : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                sequence.SetX(i, Round(sequence.GetX(i)));
                sequence.SetY(i, Round(sequence.GetY(i)));
            }
        }
    }
}
