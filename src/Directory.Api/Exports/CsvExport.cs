using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Spreadsheets;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Exports;

/// <summary>A table: what fits one line. The columns are explained in the guide for partners.</summary>
internal static class CsvExport
{
    private static readonly string[] Columns =
    [
        "id", "name", "types", "commune", "departement", "address", "postal_code", "city", "latitude", "longitude", "phone", "email",
        "website", "appointment", "opening_hours", "opening_hours_text", "wheelchair", "published_at", "verified_at", "page", "source",
        "licence",
    ];

    public static void Write(Export export, Stream output, CancellationToken cancellationToken)
    {
        using var csv = CsvOutput.ForPrograms(output);
        csv.Write([.. Columns]);
        foreach (var administration in export.Administrations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(csv, administration, export);
        }
    }

    private static void Write(CsvOutput csv, AdministrationRecord administration, Export export)
    {
        var (address, hours) = (Counter.Address(administration), administration.OpeningHours);
        var phone = Counter.Channel(administration, ChannelKind.Phone);
        var source = Sources.Of(administration.Source.ToString());
        csv.Write(
            administration.Id,
            administration.Name,
            string.Join(' ', Counter.Types(administration)),
            administration.Commune?.Value,
            administration.Commune is { } commune ? export.Picture.Territories.CurrentCommune(commune)?.DepartementCode : null,
            address is { } lines ? Counter.Lines(lines) : null,
            address?.PostalCode,
            address?.City,
            administration.Location?.Latitude,
            administration.Location?.Longitude,
            phone is null ? null : PhoneNumber.Shown(phone),
            Counter.Channel(administration, ChannelKind.Email),
            Counter.Channel(administration, ChannelKind.Website),
            Counter.Channel(administration, ChannelKind.Appointment),
            hours is { } schedule ? OsmText.Write(schedule.ToSchedule()).Text : null,
            hours?.Summary,
            administration.Wheelchair is WheelchairAccess.Unknown ? null : administration.Wheelchair.ToString().ToUpperInvariant(),
            Text(administration.ChangedAt),
            Text(administration.VerifiedAt),
            PageAddress.Of(administration),
            source.NamedWith(administration.Attribution.AsString()),
            source.Licence);
    }

    private static string? Text(Instant? instant) => instant is { } at ? InstantPattern.General.Format(at) : null;
}
