using System.Text.Json;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.Exports;

/// <summary>
/// Our own form: an administration a line, with all that the contract says of it and that does not depend on the moment. Its shape is
/// <c>/exports/guichet.schema.json</c>.
/// </summary>
internal static class NdjsonExport
{
    public static void Write(Export export, Stream output, CancellationToken cancellationToken)
    {
        var any = false;
        JsonStream.Write(
            output, export.Administrations, "\n", (json, administration) =>
            {
                any = true;
                Write(json, administration, export.Picture);
            },
            cancellationToken);
        if (any)
        {
            output.Write("\n"u8);
        }
    }

    private static void Write(Utf8JsonWriter json, AdministrationRecord administration, Picture picture)
    {
        json.WriteStartObject();
        json.WriteString("id", administration.Id);
        json.WriteNumber("version", administration.Version);
        json.WriteNumber("sequence", administration.Sequence);
        json.WriteInstant("publishedAt", administration.ChangedAt);
        json.WriteInstant("verifiedAt", administration.VerifiedAt);
        json.WriteText("name", administration.Name);
        json.WriteText("acronym", administration.Acronym);
        json.WriteText("mission", administration.Mission);
        json.WriteStartArray("types");
        foreach (var type in administration.Types)
        {
            json.WriteTextValue(type);
        }

        json.WriteEndArray();
        WriteIds(json, administration);
        json.WriteIfAny("parent", administration.Parent?.ToString());
        json.WriteIfAny("commune", administration.Commune?.Value);
        WriteAddresses(json, administration);
        WriteAccess(json, administration);
        WriteHours(json, "openingHours", administration.OpeningHours);
        WriteChannels(json, administration);
        WriteCompetences(json, administration);
        json.WriteStartArray("notices");
        foreach (var notice in administration.Notices.Concat(picture.NoticesConcerning(administration).Select(own => own.Notice)))
        {
            json.WriteStartObject();
            json.WriteString("level", notice.Level.ToString().ToUpperInvariant());
            json.WriteInstant("from", notice.From);
            json.WriteInstant("until", notice.Until);
            json.WriteBoolean("suspendsReception", notice.SuspendsReception);
            json.WriteText("title", notice.Title);
            json.WriteText("body", notice.Body);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteSource(administration);
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, AdministrationRecord administration)
    {
        json.WriteStartArray("externalIds");
        foreach (var id in administration.ExternalIds)
        {
            json.WriteStartObject();
            json.WriteText("scheme", id.Scheme);
            json.WriteText("value", id.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAddresses(Utf8JsonWriter json, AdministrationRecord administration)
    {
        json.WriteStartArray("addresses");
        foreach (var address in administration.Addresses)
        {
            json.WriteStartObject();
            json.WriteString("kind", address.Kind.ToString().ToUpperInvariant());
            json.WriteStartArray("lines");
            foreach (var line in address.Lines)
            {
                json.WriteTextValue(line);
            }

            json.WriteEndArray();
            json.WriteText("postalCode", address.PostalCode);
            json.WriteText("city", address.City);
            json.WriteIfAny("commune", address.Commune?.Value);
            if (address.Location is { } location)
            {
                json.WriteStartObject("location");
                json.WriteNumber("latitude", location.Latitude);
                json.WriteNumber("longitude", location.Longitude);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAccess(Utf8JsonWriter json, AdministrationRecord administration)
    {
        if (!administration.HasAccessibility)
        {
            return;
        }

        json.WriteStartObject("accessibility");
        json.WriteString("wheelchair", administration.Wheelchair.ToString().ToUpperInvariant());
        if (administration.SignLanguage is { } signs)
        {
            json.WriteBoolean("signLanguage", signs);
        }

        json.WriteText("note", administration.AccessibilityNote);
        json.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter json, string name, Core.Published.Records.Hours.ScheduleView? hours)
    {
        if (hours is not { } schedule)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteText("summary", schedule.Summary);
        json.WritePropertyName("rules");
        JsonSerializer.Serialize(json, schedule.ToSchedule());
        json.WriteEndObject();
    }

    // Lines of agents' own are not public.
    private static void WriteChannels(Utf8JsonWriter json, AdministrationRecord administration)
    {
        json.WriteStartArray("channels");
        foreach (var channel in administration.Channels.Where(channel => channel.Audience is ChannelAudience.Public))
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseUpper.ConvertName(channel.Kind.ToString()));
            json.WriteText("label", channel.Label);
            json.WriteText("value", channel.Value);
            json.WriteIfAny("href", channel.Href);
            WriteHours(json, "openingHours", channel.OpeningHours);
            json.WriteText("cost", channel.Cost);
            json.WriteText("answersWithin", channel.AnswersWithin);
            if (channel.Accessible is { } accessible)
            {
                json.WriteBoolean("accessible", accessible);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCompetences(Utf8JsonWriter json, AdministrationRecord administration)
    {
        json.WriteStartArray("competences");
        foreach (var competence in administration.Competences)
        {
            json.WriteStartObject();
            json.WriteText("serviceType", competence.ServiceType);
            json.WriteIfAny("demarche", competence.Demarche?.ToString());
            json.WriteString("basis", competence.Basis.ToString().ToUpperInvariant());
            json.WriteDay("validFrom", competence.ValidFrom);
            json.WriteDay("validTo", competence.ValidTo);
            json.WriteBoolean("wholeCountry", competence.WholeCountry);
            WriteCodes(json, "regions", competence.Regions.Select(code => code.ToString()));
            WriteCodes(json, "departements", competence.Departements.Select(code => code.ToString()));
            json.WriteStartArray("communes");
            foreach (var commune in competence.Communes)
            {
                json.WriteStringValue(commune.Value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, IEnumerable<string> codes)
    {
        json.WriteStartArray(name);
        foreach (var code in codes)
        {
            json.WriteStringValue(code);
        }

        json.WriteEndArray();
    }
}
