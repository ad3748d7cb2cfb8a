using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.OpeningHours.Conformance;

/// <summary>What both sides can say and mean otherwise; each with its reason.</summary>
internal static class IntendedDifferences
{
    /// <summary>Why the schedule is not compared; null where it is.</summary>
    public static string? Reason(OpeningSchedule schedule)
    {
        if (schedule.Regular.Any(period => period is { From: not null, To: null }))
        {
            return "A date without an end (2026 Jan 14+) is in the specification, and is not read there.";
        }

        var hasNights = schedule.Regular.Any(period => period.ClosesNextDay)
            || schedule.Exceptional.Any(period => period.Slots.Any(slot => slot.ClosesNextDay));
        var isReplaced = schedule.PublicHolidays != PublicHolidayPolicy.AsUsual
            || schedule.Exceptional.Count > 0
            || schedule.Unread.Count > 0;
        return hasNights && isReplaced
            ? "There a rule that replaces a day also ends the night that began the day before; here the night belongs to its day."
            : null;
    }

    /// <summary>
    /// The night when clocks change, and the morning after it, are left out for schedules that are open in it. There the
    /// ends of a slot are put on the clock and all between is open; here, as on the wall, a slot from 2:15 to 2:45
    /// happens twice in autumn, with a closing between, and what lies in the hour skipped in spring does not happen.
    /// Nights of spring are also cut at the next midnight there.
    /// </summary>
    /// <returns>Minutes since 1970; none for a schedule of days alone, for which these days are compared whole.</returns>
    public static IEnumerable<(long From, long To)> ClockChanges(OpeningSchedule schedule, DateTimeZone zone, long from, long to)
    {
        if (!schedule.Regular.Any(period => period.ClosesNextDay || (period.Opens.Hour < 3 && period.Closes.Hour >= 2))
            && !schedule.Exceptional.Any(
                period => period.Slots.Any(slot => slot.ClosesNextDay || (slot.Opens.Hour < 3 && slot.Closes.Hour >= 2))))
        {
            yield break;
        }

        foreach (var interval in zone.GetZoneIntervals(Instant.FromUnixTimeSeconds(from * 60), Instant.FromUnixTimeSeconds(to * 60)))
        {
            if (interval.HasEnd)
            {
                var change = interval.End.ToUnixTimeSeconds() / 60;
                yield return (change - (12 * 60), change + (36 * 60));
            }
        }
    }
}
