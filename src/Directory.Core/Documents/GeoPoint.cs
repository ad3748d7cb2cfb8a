using System.Text.Json;
using System.Text.Json.Serialization;

namespace PublicDirectory.Core.Documents;

/// <summary>A point on the ground, WGS 84, decimal degrees, kept to 7 decimals (1 cm).</summary>
[JsonConverter(typeof(GeoPointConverter))]
public readonly record struct GeoPoint
{
    private const double EarthRadiusMetres = 6_371_008.8; // IUGG mean radius

    /// <exception cref="ArgumentOutOfRangeException">Not finite, or outside ±90 / ±180.</exception>
    public GeoPoint(double latitude, double longitude)
    {
        if (!IsOnEarth(latitude, longitude))
        {
            throw new ArgumentOutOfRangeException(
                nameof(latitude), $"({latitude}, {longitude}) is not a latitude and a longitude.");
        }

        (Latitude, Longitude) = (Math.Round(latitude, 7), Math.Round(longitude, 7));
    }

    /// <summary>Degrees north, -90 to 90.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east, -180 to 180.</summary>
    public double Longitude { get; }

    /// <summary>Whether the numbers could be a point at all.</summary>
    public static bool IsOnEarth(double latitude, double longitude) =>
        double.IsFinite(latitude) && double.IsFinite(longitude)
        && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180;

    /// <summary>Great-circle distance in metres on a sphere of the Earth's mean radius (haversine).</summary>
    public double DistanceMetresTo(GeoPoint other)
    {
        var (latitude1, latitude2) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var sinLatitude = Math.Sin((latitude2 - latitude1) / 2);
        var sinLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (sinLatitude * sinLatitude)
            + (Math.Cos(latitude1) * Math.Cos(latitude2) * sinLongitude * sinLongitude);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }
}

/// <summary>JSON form <c>{"latitude":45.77,"longitude":4.88}</c>, never in exponent notation.</summary>
internal sealed class GeoPointConverter : JsonConverter<GeoPoint>
{
    public override GeoPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double? latitude = null, longitude = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A point is an object with latitude and longitude.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLatitude = reader.ValueTextEquals("latitude"u8);
            var isLongitude = reader.ValueTextEquals("longitude"u8);
            reader.Read();
            if (isLatitude)
            {
                latitude = reader.GetDouble();
            }
            else if (isLongitude)
            {
                longitude = reader.GetDouble();
            }
            else
            {
                reader.Skip();
            }
        }

        return latitude is { } north && longitude is { } east && GeoPoint.IsOnEarth(north, east)
            ? new GeoPoint(north, east)
            : throw new JsonException("A point needs a latitude within ±90 and a longitude within ±180.");
    }

    public override void Write(Utf8JsonWriter writer, GeoPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("latitude"u8, Plain(value.Latitude));
        writer.WriteNumber("longitude"u8, Plain(value.Longitude));
        writer.WriteEndObject();
    }

    // A decimal never prints an exponent; "/ 1.0…m" drops the zeros that the conversion may leave at its end.
    private static decimal Plain(double degrees) => (decimal)degrees / 1.0000000000000000000000000000m;
}
