using System.Globalization;
using NodaTime;

namespace PublicDirectory.Extranet.Shell;

/// <summary>Moments as agents read them, in Paris's time. A line never ends within one: the spaces are no-break spaces.</summary>
internal static class FrenchDates
{
    private const char Nbsp = '\u00a0';

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    /// <summary>« 4 mars 2026 à 9 h 05 »; « Jamais » for null.</summary>
    public static string Of(Instant? at) => at is { } instant ? Of(instant.InZone(Paris).LocalDateTime) : "Jamais";

    /// <summary>« 10 h 42 ».</summary>
    public static string Time(Instant at) => Time(at.InZone(Paris).TimeOfDay);

    /// <summary>« 4 mars »: a day of these months.</summary>
    public static string DayAndMonth(Instant at) => DayAndMonth(LocalDate(at));

    /// <summary>The day, in Paris.</summary>
    public static LocalDate LocalDate(Instant at) => at.InZone(Paris).Date;

    /// <summary>« 12 janv. 2026 », for columns.</summary>
    public static string Short(Instant at) => Said(LocalDate(at), "MMM yyyy");

    /// <summary>« 4 mars 2026 », « du 4 au 6 mars 2026 », « du 30 décembre 2026 au 2 janvier 2027 »: what is the same is said once.</summary>
    public static string Range(LocalDate from, LocalDate to) =>
        from == to ? Day(from)
        : from.Year != to.Year ? $"du {Day(from)} au {Day(to)}"
        : from.Month != to.Month ? $"du {DayAndMonth(from)} au {Day(to)}"
        : $"du {Number(from)} au {Day(to)}";

    /// <summary>« du 24 au 26 décembre 2026 », « à partir du … », « jusqu'au … »: whole days without their hours, the last one included.</summary>
    /// <param name="from">Null for at once.</param>
    /// <param name="until">Excluded; null for no end.</param>
    /// <param name="zone">The clock that tells days.</param>
    public static string Span(Instant? from, Instant? until, DateTimeZone zone)
    {
        var begins = from?.InZone(zone).LocalDateTime;
        var ends = until?.InZone(zone).LocalDateTime;
        var isWhole = begins is not { TimeOfDay: var first } || first == LocalTime.Midnight;
        var last = ends is { } over && over.TimeOfDay == LocalTime.Midnight ? over.Date.PlusDays(-1) : (LocalDate?)null;
        return (begins, ends) switch
        {
            (null, null) => "jusqu'à nouvel ordre",
            ({ } start, null) => $"à partir du {(isWhole ? Day(start.Date) : Of(start))}",
            (null, { } end) => $"jusqu'au {(last is { } day ? Day(day) : Of(end))}",
            ({ } start, _) when isWhole && last == start.Date => $"le {Day(start.Date)}",
            ({ } start, _) when isWhole && last is { } day => Range(start.Date, day),
            ({ } start, { } end) => $"du {Of(start)} au {Of(end)}",
        };
    }

    /// <summary>« 4 mars 2026 ».</summary>
    public static string Day(Instant at) => Day(LocalDate(at));

    /// <inheritdoc cref="Day(Instant)"/>
    public static string Day(LocalDate date) => Said(date, "MMMM yyyy");

    /// <summary>« 3 jours », « 2 heures », « moins d'une minute »: how long ago, or how long still.</summary>
    public static string Length(Duration time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays}{Nbsp}jours",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours}{Nbsp}heures",
        { TotalMinutes: >= 1 } => (int)time.TotalMinutes is var minutes && minutes == 1 ? $"1{Nbsp}minute" : $"{minutes}{Nbsp}minutes",
        _ => "moins d'une minute",
    };

    /// <summary>« 9 h 05 ».</summary>
    public static string Time(LocalTime time) => string.Create(French, $"{time.Hour}{Nbsp}h{Nbsp}{time.Minute:00}");

    /// <summary>« 4 mars 2026 à 9 h 05 », by whatever clock.</summary>
    public static string Of(LocalDateTime local) => $"{Day(local.Date)} à{Nbsp}{Time(local.TimeOfDay)}";

    /// <summary>The first moment of a day.</summary>
    public static Instant Start(LocalDate day) => day.AtStartOfDayInZone(Paris).ToInstant();

    /// <summary>« 4 mars », « 1er mars ».</summary>
    public static string DayAndMonth(LocalDate date) => Said(date, "MMMM");

    private static string Said(LocalDate date, string rest) => $"{Number(date)}{Nbsp}{date.ToString(rest, French).Replace(' ', Nbsp)}";

    private static string Number(LocalDate date) => date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);
}
