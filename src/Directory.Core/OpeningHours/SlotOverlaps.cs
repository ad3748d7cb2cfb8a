using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Finds slots that share a minute of a day on which both fall.</summary>
internal static class SlotOverlaps
{
    // Rules that meet at all do so within a cycle of weeks and months far shorter than this; 29 February is in it twice.
    private static readonly LocalDate FirstTried = new(2024, 1, 1);
    private const int DaysTried = (5 * 366) + 1;

    /// <summary>Compares every pair (at most 200 × 199 / 2); each overlap is reported once, on the later period.</summary>
    public static void Check(List<ScheduleError> errors, IReadOnlyList<RegularPeriod> periods)
    {
        for (var later = 1; later < periods.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (one, other) = (periods[earlier], periods[later]);
                if (Overlap(one, other) is { } day)
                {
                    errors.Add(new(
                        ScheduleValidation.At("regular", later),
                        ScheduleError.Overlap,
                        $"Le {FrenchText.Day(day)}, le créneau {other.Opens}–{other.Closes} chevauche {one.Opens}–{one.Closes}."));
                }
            }
        }
    }

    /// <summary>The same for the slots of one exceptional day.</summary>
    public static void CheckDay(List<ScheduleError> errors, string path, IReadOnlyList<ExceptionalSlot> slots)
    {
        for (var later = 1; later < slots.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (one, other) = (slots[earlier], slots[later]);
                if (Share(StretchOf(one), StretchOf(other), 0))
                {
                    errors.Add(new(
                        ScheduleValidation.At(path + ".slots", later),
                        ScheduleError.Overlap,
                        $"Le créneau {other.Opens}–{other.Closes} chevauche {one.Opens}–{one.Closes}."));
                }
            }
        }
    }

    private static Stretch? StretchOf(ExceptionalSlot slot) =>
        Stretch.Of(slot.Opens, slot.Closes, slot.ClosesNextDay, slot.ByAppointment);

    // The second one begins so many days after the first one.
    private static bool Share(Stretch? one, Stretch? other, int daysAfter) =>
        one is { } a && other is { } b
        && a.Opens < b.Closes + (daysAfter * ClockTime.MinutesPerDay)
        && b.Opens + (daysAfter * ClockTime.MinutesPerDay) < a.Closes;

    /// <summary>A weekday on which the two share a minute; null where they never do.</summary>
    public static IsoDayOfWeek? Overlap(RegularPeriod one, RegularPeriod other)
    {
        var first = Stretch.Of(one.Opens, one.Closes, one.ClosesNextDay, one.ByAppointment);
        var second = Stretch.Of(other.Opens, other.Closes, other.ClosesNextDay, other.ByAppointment);
        for (var daysAfter = -1; daysAfter <= 1; daysAfter++)
        {
            if (Share(first, second, daysAfter) && Meet(one, other, daysAfter) is { } day)
            {
                return day;
            }
        }

        return null;
    }

    // A weekday on which the first falls and the second so many days after; null where they never do.
    private static IsoDayOfWeek? Meet(RegularPeriod one, RegularPeriod other, int daysAfter)
    {
        if (Excluded(one.Recurrence, other.Recurrence) && daysAfter == 0)
        {
            return null;
        }

        var from = Later(one.From, Shifted(other.From, -daysAfter));
        var to = Earlier(one.To, Shifted(other.To, -daysAfter));
        if (from > to)
        {
            return null;
        }

        var days = Weekdays.None;
        foreach (var day in one.Days.Enumerate())
        {
            days |= other.Days.Contains((IsoDayOfWeek)((((int)day - 1 + daysAfter + 7) % 7) + 1)) ? Weekdays.Of(day) : Weekdays.None;
        }

        if (one.Recurrence is null && other.Recurrence is null)
        {
            foreach (var day in days.Enumerate())
            {
                // A season of three days has not every weekday.
                if (from is null || to is null || DaysUntil(from.Value, day) <= Period.DaysBetween(from.Value, to.Value))
                {
                    return day;
                }
            }

            return null;
        }

        return days.IsEmpty ? null : FirstMeeting(one, other, daysAfter, days, from, to);
    }

    private static IsoDayOfWeek? FirstMeeting(
        RegularPeriod one, RegularPeriod other, int daysAfter, Weekdays days, LocalDate? from, LocalDate? to)
    {
        var start =
            from is { Year: > 0 and < 9000 } date ? date : to is { Year: > 10 and < 9000 } end ? end.PlusDays(-DaysTried) : FirstTried;
        for (var i = 0; i < DaysTried; i++)
        {
            var tried = start.PlusDays(i);
            if (tried > to)
            {
                break;
            }

            if (days.Contains(tried.DayOfWeek) && one.FallsOn(tried) && other.FallsOn(tried.PlusDays(daysAfter)))
            {
                return tried.DayOfWeek;
            }
        }

        return null;
    }

    private static bool Excluded(Recurrence? one, Recurrence? other) =>
        one is not null && other is not null
        && (AreApart(one.Seasons, other.Seasons) || AreOpposite(one, other));

    private static bool AreApart(IReadOnlyList<YearlyRange> one, IReadOnlyList<YearlyRange> other) =>
        one.Count > 0 && other.Count > 0 && !YearDays.Of(one).Zip(YearDays.Of(other)).Any(day => day.First && day.Second);

    private static bool AreOpposite(Recurrence one, Recurrence other) =>
        one.SchoolHolidays != SchoolHolidayRule.Ignored
        && other.SchoolHolidays != SchoolHolidayRule.Ignored
        && one.SchoolHolidays != other.SchoolHolidays;

    private static int DaysUntil(LocalDate date, IsoDayOfWeek day) => ((int)day - (int)date.DayOfWeek + 7) % 7;

    // The ends of the calendar have no neighbour outside, and none is needed there.
    private static LocalDate? Shifted(LocalDate? date, int days) =>
        date is { } value && value > LocalDate.MinIsoValue && value < LocalDate.MaxIsoValue ? value.PlusDays(days) : date;

    private static LocalDate? Later(LocalDate? one, LocalDate? other) =>
        one is null || other > one ? other ?? one : one;

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) =>
        one is null || other < one ? other ?? one : one;
}
