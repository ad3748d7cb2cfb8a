using GraphQLEngine.Execution;
using GraphQLEngine.Language;
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
                ? value.ToInstant()
                : throw new GraphQLException("expected an instant with its offset, such as 2026-03-02T09:00:00+01:00"),
            (writer, value) => writer.WriteString(InstantPattern.ExtendedIso.Format(value)))
        .ScalarOutput<OffsetDateTime>(
            "DateTime", (writer, value) => writer.WriteString(OffsetDateTimePattern.Rfc3339.Format(value))) // +01:00, never +01
        .Scalar<LocalDate>(
            "Date",
            (in input) => LocalDatePattern.Iso.Parse(input.String()) is { Success: true, Value: var value }
                ? value
                : throw new GraphQLException("expected a date, such as 2026-03-02"),
            (writer, value) => writer.WriteString(LocalDatePattern.Iso.Format(value)))
        .Scalar<ClockTime>(
            "LocalTime",
            (in input) => ClockTime.TryParse(input.String(), out var time)
                ? time
                : throw new GraphQLException("expected a time of day, such as 08:30"),
            WriteTime)
        .Scalar<string>(
            "Duration",
            (in input) => PeriodPattern.NormalizingIso.Parse(input.String()).Success
                ? input.Text
                : throw new GraphQLException("expected an ISO 8601 duration, such as P5D"),
            (writer, value) => writer.WriteString(value))
        .ScalarOutput<JsonText>("Duration", (writer, value) => writer.WriteEscapedString(value.Span))
        .Scalar<Uri>(
            "Url",
            (in input) => Uri.TryCreate(input.String(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new GraphQLException("expected an absolute http or https address"),
            (writer, value) => writer.WriteString(value.AbsoluteUri))
        .ScalarOutput<string>("Url", (writer, value) => writer.WriteString(value))
        .ScalarOutput<JsonText>("String", (writer, value) => writer.WriteEscapedString(value.Span))
        .ScalarOutput<JsonText>("ID", (writer, value) => writer.WriteEscapedString(value.Span))
        .ScalarOutput<InseeCode>("ID", (writer, value) => writer.WriteString(value.Value));

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
