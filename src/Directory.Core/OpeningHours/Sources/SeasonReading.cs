using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>The periods that share their dates.</summary>
internal sealed record Part(LocalDate? From, LocalDate? To, IReadOnlyList<YearlyRange> Yearly, IReadOnlyList<RegularPeriod> Periods)
{
    public LocalDate First => From ?? LocalDate.MinIsoValue;

    public LocalDate Last => To ?? LocalDate.MaxIsoValue;

    public EditableWeek Week => EditableWeek.Of(Periods);

    public static Part Of(SeasonDates dates) => new(dates.From, dates.To, dates.Yearly is { } yearly ? [yearly] : [], []);

    public bool Overlaps(Part other) => Yearly.Count > 0
        ? YearDays.Of(Yearly).Zip(YearDays.Of(other.Yearly)).Any(day => day.First && day.Second)
        : First <= other.Last && other.First <= Last;
}

/// <summary>The days of a leap year as a set: what seasons of every year are compared by.</summary>
internal static class YearDays
{
    public const int Count = 366;

    private static readonly LocalDate[] Dates = [.. Enumerable.Range(0, Count).Select(new LocalDate(2024, 1, 1).PlusDays)];

    public static bool[] Of(IEnumerable<YearlyRange> ranges)
    {
        YearlyRange[] all = [.. ranges];
        return Array.ConvertAll(Dates, date => Array.Exists(all, range => range.Contains(date)));
    }

    /// <summary>The days that the seasons of a rule cover; all, where it has none.</summary>
    public static bool[] Of(Recurrence rule) => rule.Seasons.Count == 0 ? [.. Enumerable.Repeat(true, Count)] : Of(rule.Seasons);

    /// <summary>The ranges of the days in none of these; a range may go over the new year.</summary>
    public static IReadOnlyList<YearlyRange> Rest(IEnumerable<YearlyRange> ranges) => Ranges([.. Of(ranges).Select(taken => !taken)]);

    /// <summary>The ranges of these days; all days are one range.</summary>
    public static IReadOnlyList<YearlyRange> Ranges(bool[] days)
    {
        if (days.All(day => day))
        {
            return [new(Date(0), Date(Count - 1))];
        }

        var ranges = new List<YearlyRange>();
        for (var day = 0; day < Count; day++)
        {
            if (!days[day] || days[(day + Count - 1) % Count])
            {
                continue;
            }

            var last = day;
            while (days[(last + 1) % Count])
            {
                last++;
            }

            ranges.Add(new(Date(day), Date(last % Count)));
        }

        return ranges;
    }

    private static AnnualDate Date(int day) => new(Dates[day].Month, Dates[day].Day);
}

/// <summary>Finds the usual week and the seasons in periods whose dates add up.</summary>
internal static class SeasonReading
{
    /// <param name="always">The periods without dates.</param>
    /// <param name="parts">The others, by dates.</param>
    /// <returns>Null where they cannot be said as one usual week and seasons that replace it.</returns>
    public static EditableSchedule? Read(IReadOnlyList<RegularPeriod> always, IReadOnlyList<Part> parts)
    {
        if (parts.Count == 0)
        {
            return new(EditableWeek.Of(always), [], []);
        }

        var isYearly = parts[0].Yearly.Count > 0;
        if (parts.Any(part => part.Yearly.Count > 0 != isYearly || part.First > part.Last)
            || parts.Any(one => parts.Any(other => one != other && one.Overlaps(other))))
        {
            return null;
        }

        // With hours of every day of the year, a season's week is its own beside those.
        IReadOnlyList<Part> rest = always.Count > 0 ? [] : isYearly ? RestOfYears(parts) : RestOfDates(parts);
        var seasons = parts.Where(part => !rest.Contains(part)).ToList();
        if (seasons.Count > EditableSchedule.MaxSeasons || seasons.Exists(part => part.Yearly.Count > 1))
        {
            return null;
        }

        return new(
            EditableWeek.Of(always.Count > 0 ? always : rest.Count > 0 ? rest[0].Periods : []),
            [
                .. seasons.Select(part => new EditableSeason(
                    new SeasonDates(isYearly ? part.Yearly[0] : null, part.From, part.To), EditableWeek.Of([.. part.Periods, .. always]))),
            ],
            []);
    }

    // Of seasons that fill the year, the one in several stretches is its rest or, where there is none, the longest.
    private static IReadOnlyList<Part> RestOfYears(IReadOnlyList<Part> parts)
    {
        var days = parts.Select(part => YearDays.Of(part.Yearly).Count(day => day)).ToList();
        if (days.Sum() < YearDays.Count)
        {
            return [];
        }

        return [parts.FirstOrDefault(part => part.Yearly.Count > 1) ?? parts[days.IndexOf(days.Max())]];
    }

    // Of dates that fill all time, the first and those with the same week.
    private static IReadOnlyList<Part> RestOfDates(IReadOnlyList<Part> parts)
    {
        var ordered = parts.OrderBy(part => part.First).ToList();
        var isWhole = ordered[0].From is null && ordered[^1].To is null
            && ordered.Zip(ordered.Skip(1)).All(pair => pair.First.To?.PlusDays(1) == pair.Second.From);
        return isWhole ? [.. ordered.Where(part => part.Week.SameAs(ordered[0].Week))] : [];
    }
}
