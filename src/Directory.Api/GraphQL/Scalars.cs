using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>How the contract's scalars are read and written.</summary>
internal static class Scalars
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Scalar<Instant>(
            "DateTime",
            (in input) => OffsetDateTimePattern.Rfc3339.Parse(input.String()) is { Success: true, Value: var value }
                ? InCalendar(input, value)
                : throw Refused(input, "n'est pas un instant avec son décalage : écrivez par exemple 2026-03-02T09:00:00+01:00"),
            (writer, value) => writer.WriteString(InstantPattern.ExtendedIso.Format(value)))
        .ScalarOutput<OffsetDateTime>(
            "DateTime", (writer, value) => writer.WriteString(OffsetDateTimePattern.Rfc3339.Format(value))) // +01:00, never +01
        .Scalar<LocalDate>(
            "Date",
            (in input) => LocalDatePattern.Iso.Parse(input.String()) is { Success: true, Value: var value }
                ? value
                : throw Refused(input, "n'est pas une date du calendrier : écrivez par exemple 2026-03-02"),
            (writer, value) => writer.WriteString(LocalDatePattern.Iso.Format(value)))
        .Scalar<ClockTime>(
            "LocalTime",
            (in input) => ClockTime.TryParse(input.String(), out var time)
                ? time
                : throw Refused(input, "n'est pas une heure : écrivez par exemple 08:30"),
            WriteTime)
        .Scalar<string>(
            "Duration",
            (in input) => PeriodPattern.NormalizingIso.Parse(input.String()).Success
                ? input.Text
                : throw Refused(input, "n'est pas une durée ISO 8601 : écrivez par exemple P5D"),
            (writer, value) => writer.WriteString(value))
        .ScalarOutput<JsonText>("Duration", (writer, value) => writer.WriteEscapedString(value.Span))
        .Scalar<Uri>(
            "Url",
            (in input) => Uri.TryCreate(input.String(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw Refused(input, "n'est pas une adresse web complète, qui commence par https:// ou http://"),
            (writer, value) => writer.WriteString(value.AbsoluteUri))
        .ScalarOutput<CommuneOutline>("GeoJSON", (writer, value) => writer.WriteRaw(value.ToGeoJson()))
        .ScalarOutput<string>("Url", (writer, value) => writer.WriteString(value))
        .ScalarOutput<JsonText>("String", (writer, value) => writer.WriteEscapedString(value.Span))
        .ScalarOutput<JsonText>("ID", (writer, value) => writer.WriteEscapedString(value.Span))
        .ScalarOutput<InseeCode>("String", (writer, value) => writer.WriteString(value.Value));

    // The database and the calendar know the years 1 to 9999, and somewhere on Earth it is a day earlier or later.
    private static Instant InCalendar(in ScalarInput input, OffsetDateTime value) => value.Year is > 1 and < 9999
        ? value.ToInstant()
        : throw Refused(input, "est hors du calendrier : l'année doit être comprise entre 2 et 9998");

    private static RefusedInputException Refused(in ScalarInput input, string problem) => new($"« {Inputs.Shown(input.Text)} » {problem}.");

    private static void WriteTime(ResultWriter writer, ClockTime time)
    {
        Span<byte> text =
        [
            (byte)('0' + (time.Hour / 10)), (byte)('0' + (time.Hour % 10)), (byte)':',
            (byte)('0' + (time.Minute / 10)), (byte)('0' + (time.Minute % 10)),
        ];
        writer.WriteEscapedString(text);
    }
}
