using System.Text.Json;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Exports;

/// <summary>Points for maps. Who has no place of its own has a feature without geometry, as the format has it.</summary>
/// <remarks>RFC 7946.</remarks>
internal static class GeoJsonExport
{
    public static void Write(Export export, Stream output, CancellationToken cancellationToken)
    {
        output.Write("{\"type\":\"FeatureCollection\",\"features\":[\n"u8);
        JsonStream.Write(output, export.Administrations, ",\n", Write, cancellationToken);
        output.Write("\n]}\n"u8);
    }

    private static void Write(Utf8JsonWriter json, AdministrationRecord administration)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", administration.Id);
        if (administration.Location is { } location)
        {
            json.WriteStartObject("geometry");
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            json.WriteNumberValue(location.Longitude);
            json.WriteNumberValue(location.Latitude);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("geometry");
        }

        json.WriteStartObject("properties");
        json.WriteText("name", administration.Name);
        json.WriteString("types", string.Join(' ', Counter.Types(administration)));
        json.WriteIfAny("commune", administration.Commune?.Value);
        if (Counter.Address(administration) is { } address)
        {
            json.WriteString("address", Counter.Lines(address));
            json.WriteText("postalCode", address.PostalCode);
            json.WriteText("city", address.City);
        }

        json.WriteIfAny("phone", Counter.Channel(administration, Core.Administrations.ChannelKind.Phone));
        if (administration.OpeningHours is { } hours)
        {
            json.WriteText("openingHours", hours.Summary);
        }

        json.WriteInstant("verifiedAt", administration.VerifiedAt);
        json.WriteString("page", PageAddress.Of(administration));
        json.WriteSource(administration);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
