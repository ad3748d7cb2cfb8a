using System.Globalization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Core.OpeningHours.Words;

/// <summary>Days, dates and times as they are said in French; shared by labels, summaries and messages.</summary>
internal static class FrenchText
{
    // A plain space, as in the public contract: « 17 h », so that a search or a comparison finds it.
    private static readonly string[] DayNames =
        ["", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    private static readonly string[] MonthNames =
        ["", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly List<string> FoldedMonths = [.. MonthNames.Select(SourceNotes.Fold)];

    /// <summary>« lundi »; empty for no day.</summary>
    public static string Day(IsoDayOfWeek day) => DayNames[(int)day];

    /// <summary>« 9 h », « 8 h 30 », « minuit » for both ends of the day.</summary>
    public static string Time(ClockTime time) =>
        time.Minutes is 0 or ClockTime.MinutesPerDay ? "minuit"
        : time.Minute == 0 ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour} h {time.Minute:00}");

    /// <summary>« 1er juillet », « 24 décembre », without the year.</summary>
    public static string DayAndMonth(LocalDate date) => DayAndMonth(new AnnualDate(date.Month, date.Day));

    /// <inheritdoc cref="DayAndMonth(LocalDate)"/>
    public static string DayAndMonth(AnnualDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}{(date.Day == 1 ? "er" : "")} {MonthNames[date.Month]}");

    /// <summary>« 1er », « 3e », « dernier », « avant-dernier »: which of its kind in the month, 1 to 5 or -1 to -5.</summary>
    public static string Ordinal(int ordinal) => ordinal switch
    {
        1 => "1er",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"{ordinal}e"),
        -1 => "dernier",
        -2 => "avant-dernier",
        _ => string.Create(CultureInfo.InvariantCulture, $"{-ordinal}e à partir de la fin"),
    };

    /// <summary>The number of a month from its name, accents or not; 0 for none.</summary>
    public static int Month(string name) => Math.Max(0, FoldedMonths.IndexOf(SourceNotes.Fold(name), 1));

    /// <summary>The day with this name, accents or case apart; none for any other text.</summary>
    public static IsoDayOfWeek Weekday(string name) =>
        (IsoDayOfWeek)Math.Max(0, Array.IndexOf(DayNames, SourceNotes.Fold(name), 1));

    /// <summary>« le 8 mars 2026 », « du 8 au 10 mars 2026 », « du 30 mars au 2 avril 2026 »: what is the same is said once.</summary>
    public static string Range(LocalDate from, LocalDate to) =>
        from == to ? $"le {Date(from)}"
        : from.Year != to.Year ? $"du {Date(from)} au {Date(to)}"
        : from.Month != to.Month ? $"du {DayAndMonth(from)} au {Date(to)}"
        : string.Create(CultureInfo.InvariantCulture, $"du {from.Day}{(from.Day == 1 ? "er" : "")} au {Date(to)}");

    /// <summary>« 1er juillet 2026 ».</summary>
    public static string Date(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{DayAndMonth(date)} {date.Year}");
}
