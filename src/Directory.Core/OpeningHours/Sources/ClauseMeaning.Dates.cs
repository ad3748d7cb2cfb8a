namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>Days and conditions of slots against those of a clause.</summary>
internal sealed partial class ClauseMeaning
{
    private static bool IsSeasonOut(Recurrence when) =>
        when is { Seasons.Count: 1, SchoolHolidays: SchoolHolidayRule.Ignored } && when.Seasons[0].IsOverNewYear;

    // The dates of each group of days and each condition; null where they are none that can be told.
    private IEnumerable<(RegularPeriod Box, ClauseHours Hours)?> Boxes()
    {
        var isClear =
            clause.Except.TrueForAll(hours => hours is { Times.Count: 0, Half: DayHalf.Whole } && hours.Nth.IsEvery && !hours.Days.IsEmpty);
        foreach (var hours in clause.Hours.DefaultIfEmpty(Unsaid))
        {
            foreach (var when in clause.When.Select(when => (Recurrence?)when).DefaultIfEmpty(null))
            {
                var box = Inside(hours, when);
                if (box is { Days.IsEmpty: true })
                {
                    continue;
                }

                yield return isClear && box is not null && SplitHalf(hours.Times.Count > 0 ? DayHalf.Whole : hours.Half, box)
                    ? (box, hours)
                    : null;
            }
        }
    }

    private RegularPeriod? Inside(ClauseHours hours, Recurrence? when)
    {
        var rule = (when ?? new Recurrence()) with { Ordinals = hours.Nth, Weeks = clause.Weeks };
        return new()
        {
            Days = (hours.Days.IsEmpty && hours.Doubtful.IsEmpty ? Whole : hours.Days & here) & ~Excepted,
            Opens = ClockTime.Midnight,
            Closes = ClockTime.EndOfDay,
            Recurrence = rule.IsEmpty ? null : rule,
        };
    }

    // Whether each slot of these days lies in one half: one over noon has none.
    private bool SplitHalf(DayHalf half, RegularPeriod dates) =>
        half == DayHalf.Whole || slots.Where(slot => slot.Days.Overlaps(dates.Days)).All(slot => HalfOf(slot) is not null);

    private static bool IsIn(RegularPeriod slot, DayHalf half) => half == DayHalf.Whole || HalfOf(slot) == half;

    private static DayHalf? HalfOf(RegularPeriod slot) =>
        slot.Closes <= new ClockTime(13, 0) && slot.Opens < new ClockTime(12, 0) ? DayHalf.Morning
        : slot.Opens >= new ClockTime(12, 0) ? DayHalf.Afternoon
        : null;

    // The slot without these times of these dates.
    private static IEnumerable<RegularPeriod> Cut(RegularPeriod slot, RegularPeriod cut)
    {
        if (slot.Closes <= cut.Opens || cut.Closes <= slot.Opens)
        {
            return [slot];
        }

        return Change(slot, cut, part => part).SelectMany(part => IsWithin(part, cut)
            ? new[] { part with { Closes = Earlier(part.Closes, cut.Opens) }, part with { Opens = Later(part.Opens, cut.Closes) } }.Where(
                piece => piece.Opens < piece.Closes)
            : [part]);
    }

    private static ClockTime Earlier(ClockTime one, ClockTime other) => one < other ? one : other;

    private static ClockTime Later(ClockTime one, ClockTime other) => one > other ? one : other;

    // Whether a part as Change makes them lies within the dates.
    private static bool IsWithin(RegularPeriod part, RegularPeriod dates) =>
        part.Days.Overlaps(dates.Days)
        && (dates.Recurrence is not { } rule
            || DateMeeting.Of(part.Recurrence, rule) is { IsNever: false, Recurrence: var both } && Equals(both, part.Recurrence));

    // The slot outside the dates as it is, and inside as it becomes there.
    private static IEnumerable<RegularPeriod> Change(RegularPeriod slot, RegularPeriod dates, Func<RegularPeriod, RegularPeriod> change)
    {
        var inside = DateMeeting.Of(slot.Recurrence, dates.Recurrence ?? new Recurrence());
        if (!slot.Days.Overlaps(dates.Days) || inside is { IsNever: true })
        {
            return [slot];
        }

        return inside is null
            ? throw OsmException.NotSupported("Conditions that do not combine", 0)
            : [.. DateBoxes.Subtract(slot, dates, 0), change(
                slot with { Days = slot.Days & dates.Days, Recurrence = inside.Value.Recurrence })];
    }
}
