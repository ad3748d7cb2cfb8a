using NodaTime;
using NodaTime.Calendars;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// On which of its weekdays a regular period really falls, for those that do not come back every week: a season of every
/// year, the first Saturday of the month, odd weeks, school holidays. All that is set must hold together.
/// </summary>
public sealed record Recurrence
{
    /// <summary>The most seasons of one recurrence.</summary>
    public const int MaxSeasons = 12;

    private readonly YearlyRange[] _seasons = [];

    /// <summary>The seasons of every year, any of which must cover the date; none: the whole year.</summary>
    public IReadOnlyList<YearlyRange> Seasons
    {
        get => _seasons;
        init => _seasons = [.. value];
    }

    /// <summary>Which of its kind in the month the weekday must be.</summary>
    public MonthOrdinals Ordinals { get; init; }

    /// <summary>Whether only odd or only even weeks count, by the ISO 8601 number of the week.</summary>
    public WeekParity Weeks { get; init; }

    /// <summary>Whether only the school holidays, or only the time outside them, count.</summary>
    public SchoolHolidayRule SchoolHolidays { get; init; }

    /// <summary>Whether nothing is set.</summary>
    public bool IsEmpty =>
        _seasons.Length == 0 && Ordinals.IsEvery && Weeks == WeekParity.Every && SchoolHolidays == SchoolHolidayRule.Ignored;

    /// <summary>Whether season, ordinal and week allow the date; school holidays are another question.</summary>
    public bool Covers(LocalDate date) => IsInSeason(date) && Ordinals.Covers(date) && IsInWeek(date);

    /// <summary>Whether all values are the same, seasons in the same order.</summary>
    public bool Equals(Recurrence? other) =>
        other is not null
        && Ordinals == other.Ordinals
        && Weeks == other.Weeks
        && SchoolHolidays == other.SchoolHolidays
        && _seasons.AsSpan().SequenceEqual(other._seasons);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Ordinals, Weeks, SchoolHolidays, _seasons.Length);

    private bool IsInSeason(LocalDate date)
    {
        foreach (var season in _seasons)
        {
            if (season.Contains(date))
            {
                return true;
            }
        }

        return _seasons.Length == 0;
    }

    private bool IsInWeek(LocalDate date) =>
        Weeks == WeekParity.Every
        || (WeekYearRules.Iso.GetWeekOfWeekYear(date) % 2 == 1) == (Weeks == WeekParity.Odd);
}

/// <summary>Which weeks of the year count, by their ISO number. In JSON: <c>ODD</c>, <c>EVEN</c>; absent for all.</summary>
/// <remarks>After a year of 53 weeks two odd weeks follow each other, as on every calendar on a wall.</remarks>
public enum WeekParity
{
    /// <summary>All weeks.</summary>
    Every,

    /// <summary>« Semaines impaires ».</summary>
    Odd,

    /// <summary>« Semaines paires ».</summary>
    Even,
}

/// <summary>What school holidays do to a period. In JSON: <c>DURING</c>, <c>OUTSIDE</c>; absent for nothing.</summary>
public enum SchoolHolidayRule
{
    /// <summary>Nothing.</summary>
    Ignored,

    /// <summary>The period holds during the school holidays of the place only.</summary>
    During,

    /// <summary>The period holds outside them only.</summary>
    Outside,
}
