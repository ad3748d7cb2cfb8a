using System.Globalization;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Days, dates and times as they are said in French; shared by labels, summaries and messages.</summary>
internal static class FrenchText
{
    // A plain space, as in the public contract: « 17 h », so that a search or a comparison finds it.
    private static readonly string[] DayNames =
        ["", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    private static readonly string[] MonthNames =
        ["", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>« lundi »; empty for no day.</summary>
    public static string Day(IsoDayOfWeek day) => DayNames[(int)day];

    /// <summary>« 9 h », « 8 h 30 », « minuit » for both ends of the day.</summary>
    public static string Time(ClockTime time) =>
        time.Minutes is 0 or ClockTime.MinutesPerDay ? "minuit"
        : time.Minute == 0 ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour} h {time.Minute:00}");

    /// <summary>« 1er juillet », « 24 décembre », without the year.</summary>
    public static string DayAndMonth(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}{(date.Day == 1 ? "er" : "")} {MonthNames[date.Month]}");

    /// <summary>« 1er juillet 2026 ».</summary>
    public static string Date(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{DayAndMonth(date)} {date.Year}");
}
