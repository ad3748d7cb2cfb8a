using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.Exports;

/// <summary>
/// The Human Services Data Specification 3.0: each administration is an organization with a service for each of its types and a location,
/// on one page of the specification's <c>/organizations</c>.
/// </summary>
/// <remarks>
/// Source: openreferral/specification, schema/compiled/organization.json. Plain weekly hours are schedules; hours by other rules cannot be
/// said exactly, and are the words of the schedule's description.
/// </remarks>
internal static class HsdsExport
{
    private static readonly string[] Days = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static void Write(Export export, Stream output, CancellationToken cancellationToken)
    {
        var count = export.Administrations.Count();
        output.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"total_items\":{count},\"total_pages\":1,\"page_number\":1,\"size\":{count},\"first_page\":true,\"last_page\":true,\"empty\":{(count == 0 ? "true" : "false")},\"contents\":[\n")));
        JsonStream.Write(output, export.Administrations, ",\n", (json, record) => Write(json, record, export.Picture), cancellationToken);
        output.Write("\n]}\n"u8);
    }

    private static void Write(Utf8JsonWriter json, AdministrationRecord administration, Picture picture)
    {
        var id = administration.Id;
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteText("name", administration.Name);
        json.WriteText("alternate_name", administration.Acronym);
        json.WriteText("description", administration.Mission.IsNull ? administration.Name : administration.Mission);
        json.WriteIfAny("email", Counter.Channel(administration, ChannelKind.Email));
        json.WriteIfAny("website", Counter.Channel(administration, ChannelKind.Website));
        json.WriteIfAny("parent_organization_id", administration.Parent?.ToString());
        json.WriteStartArray("organization_identifiers");
        var number = 0;
        foreach (var external in administration.ExternalIds)
        {
            json.WriteStartObject();
            json.WriteString("id", Derived(id, "identifier", number++));
            json.WriteString("organization_id", id);
            json.WriteText("identifier_scheme", external.Scheme);
            json.WriteText("identifier_type", external.Scheme);
            json.WriteText("identifier", external.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WritePhones(json, administration);
        WriteServices(json, administration, picture);
        WriteLocations(json, administration, picture);
        json.WriteEndObject();
    }

    private static void WritePhones(Utf8JsonWriter json, AdministrationRecord administration)
    {
        json.WriteStartArray("phones");
        var number = 0;
        foreach (var (kind, type) in new[] { (ChannelKind.Phone, "voice"), (ChannelKind.Fax, "fax") })
        {
            foreach (var channel in Counter.Channels(administration, kind))
            {
                json.WriteStartObject();
                json.WriteString("id", Derived(administration.Id, "phone", number++));
                json.WriteString("organization_id", administration.Id);
                json.WriteText("number", channel.Value);
                json.WriteString("type", type);
                json.WriteText("description", channel.Label);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteServices(Utf8JsonWriter json, AdministrationRecord administration, Picture picture)
    {
        json.WriteStartArray("services");
        foreach (var type in Counter.Types(administration))
        {
            json.WriteStartObject();
            json.WriteString("id", Derived(administration.Id, type, 0));
            json.WriteString("organization_id", administration.Id);
            json.WriteString("name", picture.FindServiceType(type)?.Document.Label ?? type);
            json.WriteString("status", "active");
            json.WriteIfAny("email", Counter.Channel(administration, ChannelKind.Email));
            json.WriteInstant("last_modified", administration.ChangedAt);
            json.WriteDay("assured_date", administration.VerifiedAt?.InUtc().Date);
            var source = Sources.Of(administration.Source.ToString());
            json.WriteString(
                "licenses",
                string.Join(", ", new[] { source.Licence, source.NamedWith(administration.Attribution.AsString()) }
                    .Where(text => text is not null)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocations(Utf8JsonWriter json, AdministrationRecord administration, Picture picture)
    {
        json.WriteStartArray("locations");
        if (Counter.Address(administration) is { } address)
        {
            var id = Derived(administration.Id, "location", 0);
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("organization_id", administration.Id);
            json.WriteString("location_type", address.Kind is AddressKind.Postal ? "postal" : "physical");
            json.WriteText("name", administration.Name);
            if (administration.Location is { } point)
            {
                json.WriteNumber("latitude", point.Latitude);
                json.WriteNumber("longitude", point.Longitude);
            }

            if (administration.Commune is { } commune)
            {
                json.WriteString("external_identifier", commune.Value);
                json.WriteString("external_identifier_type", "INSEE");
            }

            WriteAddresses(json, administration, picture, id);
            if (!administration.AccessibilityNote.IsNull)
            {
                json.WriteStartArray("accessibility");
                json.WriteStartObject();
                json.WriteString("id", Derived(administration.Id, "accessibility", 0));
                json.WriteString("location_id", id);
                json.WriteText("description", administration.AccessibilityNote);
                json.WriteEndObject();
                json.WriteEndArray();
            }

            WriteSchedules(json, administration, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAddresses(Utf8JsonWriter json, AdministrationRecord administration, Picture picture, Guid location)
    {
        json.WriteStartArray("addresses");
        var number = 0;
        foreach (var address in administration.Addresses)
        {
            var commune = (address.Commune ?? administration.Commune) is { } code ? picture.Territories.CurrentCommune(code) : null;
            json.WriteStartObject();
            json.WriteString("id", Derived(administration.Id, "address", number++));
            json.WriteString("location_id", location);
            json.WriteString("address_1", Counter.Lines(address));
            json.WriteString("city", address.City.ToString());
            json.WriteString("state_province", commune is null ? "" : picture.Territories.FindDepartement(commune.DepartementCode)?.Name ?? "");
            json.WriteString("postal_code", address.PostalCode.ToString());
            json.WriteString("country", "FR");
            json.WriteString("address_type", address.Kind is AddressKind.Postal ? "postal" : "physical");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSchedules(Utf8JsonWriter json, AdministrationRecord administration, Guid location)
    {
        json.WriteStartArray("schedules");
        if (administration.OpeningHours is { } hours)
        {
            var schedule = hours.ToSchedule();
            var isPlain = schedule is { Unread.Count: 0, Exceptional.Count: 0, IsClosedToPublic: false }
                && schedule.Regular.All(period => period is { Recurrence: null, Purpose: null, ClosesNextDay: false });
            var periods = isPlain ? schedule.Regular : [];
            for (var i = 0; i < periods.Count; i++)
            {
                WriteSchedule(json, administration, location, i, periods[i]);
            }

            if (periods.Count == 0)
            {
                json.WriteStartObject();
                json.WriteString("id", Derived(administration.Id, "schedule", 0));
                json.WriteString("location_id", location);
                json.WriteText("description", hours.Summary);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteSchedule(Utf8JsonWriter json, AdministrationRecord administration, Guid location, int number, RegularPeriod period)
    {
        json.WriteStartObject();
        json.WriteString("id", Derived(administration.Id, "schedule", number));
        json.WriteString("location_id", location);
        json.WriteDay("valid_from", period.From);
        json.WriteDay("valid_to", period.To);
        json.WriteString("freq", "WEEKLY");
        json.WriteString("byday", string.Join(',', period.Days.Enumerate().Select(day => Days[(int)day])));
        json.WriteString("opens_at", period.Opens.ToString());
        json.WriteString("closes_at", period.Closes.ToString());
        json.WriteIfAny("notes", period.ByAppointment ? "Sur rendez-vous" : period.Note);
        json.WriteEndObject();
    }

    // The parts have no id of their own: one that stays with what it is of.
    private static Guid Derived(Guid of, string part, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{of:N}/{part}/{number}")));
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F)); // version 8: of our own making
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
