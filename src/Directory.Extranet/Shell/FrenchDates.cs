using System.Globalization;
using NodaTime;

namespace PublicDirectory.Extranet.Shell;

/// <summary>Moments as agents read them, in Paris's time.</summary>
internal static class FrenchDates
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    /// <summary>« 4 mars 2026 à 9 h 05 »; « Jamais » for null.</summary>
    public static string Of(Instant? at)
    {
        if (at is not { } instant)
        {
            return "Jamais";
        }

        var local = instant.InZone(Paris);
        return string.Create(French, $"{local.Date.ToString("d MMMM yyyy", French)} à {local.Hour} h {local.Minute:00}");
    }

    /// <summary>« 10 h 42 ».</summary>
    public static string Time(Instant at)
    {
        var local = at.InZone(Paris);
        return string.Create(French, $"{local.Hour} h {local.Minute:00}");
    }

    /// <summary>« 4 mars »: a day of these months.</summary>
    public static string DayAndMonth(Instant at) => LocalDate(at).ToString("d MMMM", French);

    /// <summary>The day, in Paris.</summary>
    public static LocalDate LocalDate(Instant at) => at.InZone(Paris).Date;

    /// <summary>« 12 janv. 2026 », for columns.</summary>
    public static string Short(Instant at) => LocalDate(at).ToString("d MMM yyyy", French);

    /// <summary>« 4 mars 2026 », or « du 4 mars 2026 au 6 mars 2026 ».</summary>
    public static string Range(LocalDate from, LocalDate to) =>
        from == to ? Day(from) : $"du {Day(from)} au {Day(to)}";

    /// <summary>« 4 mars 2026 ».</summary>
    public static string Day(Instant at) => Day(LocalDate(at));

    /// <summary>« 3 jours », « 2 heures », « moins d'une minute »: how long ago, or how long still.</summary>
    public static string Length(Duration time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} jours",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} heures",
        { TotalMinutes: >= 1 } => (int)time.TotalMinutes is var minutes && minutes == 1 ? "1 minute" : $"{minutes} minutes",
        _ => "moins d'une minute",
    };

    /// <summary>The first moment of a day.</summary>
    public static Instant Start(LocalDate day) => day.AtStartOfDayInZone(Paris).ToInstant();

    private static string Day(LocalDate date) => date.ToString("d MMMM yyyy", French);
}
