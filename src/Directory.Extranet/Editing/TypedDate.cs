using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// Dates as people type them: <c>1/7/2027</c>, <c>01-07-2027</c>, <c>1.7.27</c>, <c>2027-07-01</c>, <c>1er juillet 2027</c>,
/// <c>le jeudi 1er juil. 2027</c>. A weekday that is not that of the date makes it none.
/// </summary>
public static partial class TypedDate
{
    // A shorter beginning of a month's name is none: « ma » may be mars or mai.
    private const int ShortestMonth = 3;

    private const int MaxLength = 60;

    // A date without a year that has just passed is one that has passed, not one of next year.
    private const int DaysBack = 31;

    private static readonly string[] Months =
    [
        .. Enumerable.Range(1, 12).Select(month => SourceNotes.Fold(FrenchText.DayAndMonth(new AnnualDate(month, 2))[2..])),
    ];

    /// <summary>A date; null for anything else, and for one without a year.</summary>
    public static LocalDate? Parse(string? text) => Read(text) is { Year: { } year } date ? Day(date.Day, date.Month, year) : null;

    /// <summary>A date; without a year, the next such day, or that of the last month. Null for anything else.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="today">Where it is typed.</param>
    public static LocalDate? ParseNear(string? text, LocalDate today) => ParseFrom(text, today.PlusDays(-DaysBack));

    /// <summary>A date; without a year, the first such day that is not before another. Null for anything else.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="first">The other.</param>
    public static LocalDate? ParseFrom(string? text, LocalDate first) => Read(text) is not { } date ? null
        : date.Year is { } year ? Day(date.Day, date.Month, year)
        // The 29th of February comes back after eight years at most.
        : Enumerable.Range(first.Year, 9).Select(each => Day(date.Day, date.Month, each)).FirstOrDefault(day => day >= first);

    /// <summary>A day of every year: <c>1/7</c>, <c>1er juillet</c>; null for anything else.</summary>
    public static AnnualDate? ParseYearly(string? text) =>
        Read(text) is { Year: null } date && Day(date.Day, date.Month, 2024) is { } day ? new AnnualDate(day.Month, day.Day) : null;

    /// <summary><c>01/07/2027</c>.</summary>
    public static string Format(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}/{date.Year:0000}");

    /// <summary><c>01/07</c>.</summary>
    public static string Format(AnnualDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}");

    private static (int Day, int Month, int? Year)? Read(string? text)
    {
        // A long text is no date; folded, hyphens are spaces.
        var typed = text is { Length: <= MaxLength } ? SourceNotes.Fold(text) : "";
        var match = Numbers().Match(typed) is { Success: true } numbers ? numbers
            : Iso().Match(typed) is { Success: true } iso ? iso
            : Words().Match(typed);
        if (!match.Success)
        {
            return null;
        }

        var month = match.Groups["name"] is { Success: true } name ? Month(name.Value) : Number(match, "month");
        int? year = match.Groups["year"] is { Success: true } written
            ? Number(match, "year") + (written.Length == 2 ? 2000 : 0)
            : null;
        (int Day, int Month, int? Year) date = (Number(match, "day"), month, year);
        // Without a year there is nothing to check a weekday against, and half of what was typed would be left out.
        return match.Groups["weekday"] is { Success: true } weekday
            && (year is null || Day(date.Day, month, year.Value)?.DayOfWeek != FrenchText.Weekday(weekday.Value))
                ? null
                : date;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // 0 for none; « juil. » is one, « jui » is two.
    private static int Month(string name)
    {
        var found = Months.Where(month => name.Length >= ShortestMonth && month.StartsWith(name, StringComparison.Ordinal)).ToList();
        return found is [var one] ? Array.IndexOf(Months, one) + 1 : 0;
    }

    private static LocalDate? Day(int day, int month, int year) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    [GeneratedRegex(
        "^(?<day>[0-9]{1,2}) ?[/. ] ?(?<month>[0-9]{1,2})(?: ?[/. ] ?(?<year>[0-9]{4}|[0-9]{2}))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex("^(?<year>[0-9]{4})[/. ](?<month>[0-9]{1,2})[/. ](?<day>[0-9]{1,2})$", RegexOptions.NonBacktracking)]
    private static partial Regex Iso();

    [GeneratedRegex(
        "^(?:le )?(?:(?<weekday>(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? )?(?:le )?(?<day>[0-9]{1,2})(?: ?er)? ?(?<name>[a-z]+)"
        + @"\.?(?: ?(?<year>[0-9]{4}|[0-9]{2}))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
