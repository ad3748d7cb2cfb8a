using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Dates as people type them: <c>1/7/2027</c>, <c>01-07-2027</c>, <c>1.7.27</c>, <c>2027-07-01</c>.</summary>
public static partial class TypedDate
{
    /// <summary>A date with its year; null for anything else.</summary>
    public static LocalDate? Parse(string? text)
    {
        var match = Numbers().Match(text?.Trim() ?? "");
        if (Iso().Match(text?.Trim() ?? "") is { Success: true } iso)
        {
            match = iso;
        }

        if (!match.Success || !match.Groups["year"].Success)
        {
            return null;
        }

        var year = Number(match, "year");
        return Day(Number(match, "day"), Number(match, "month"), match.Groups["year"].Length == 2 ? 2000 + year : year);
    }

    /// <summary>A day of every year: <c>1/7</c>; null for anything else.</summary>
    public static AnnualDate? ParseYearly(string? text)
    {
        var match = Numbers().Match(text?.Trim() ?? "");
        return match.Success && !match.Groups["year"].Success && Day(Number(match, "day"), Number(match, "month"), 2024) is { } day
            ? new AnnualDate(day.Month, day.Day)
            : null;
    }

    /// <summary><c>01/07/2027</c>.</summary>
    public static string Format(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}/{date.Year:0000}");

    /// <summary><c>01/07</c>.</summary>
    public static string Format(AnnualDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}/{date.Month:00}");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static LocalDate? Day(int day, int month, int year) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    [GeneratedRegex(@"^(?<day>\d{1,2})\s*[/.-]\s*(?<month>\d{1,2})(?:\s*[/.-]\s*(?<year>\d{4}|\d{2}))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$", RegexOptions.NonBacktracking)]
    private static partial Regex Iso();
}
