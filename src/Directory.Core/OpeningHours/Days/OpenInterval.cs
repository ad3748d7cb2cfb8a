using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>A stretch of real time during which a counter receives.</summary>
/// <param name="Start">The first instant open.</param>
/// <param name="End">The first instant closed again.</param>
/// <param name="ByAppointment">Whether an appointment is needed.</param>
/// <param name="Date">The local date that it belongs to.</param>
public readonly record struct OpenInterval(Instant Start, Instant End, bool ByAppointment, LocalDate Date)
{
    /// <summary>
    /// A slot of a day as time passes: most often one interval; on the night when the clock goes back perhaps two, on the
    /// night when it skips an hour perhaps none.
    /// </summary>
    /// <param name="slot">A slot of the date.</param>
    /// <param name="date">The local date.</param>
    /// <param name="zone">The clock on the counter's wall.</param>
    public static IReadOnlyList<OpenInterval> Of(TimeSlot slot, LocalDate date, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = date.AtMidnight();
        var (opens, closes) = (midnight.PlusMinutes(slot.Opens.Minutes), midnight.PlusMinutes(slot.Closes.Minutes));
        var intervals = new List<OpenInterval>(1);

        // No zone is further than a day from UTC, and within one stretch of constant offset clock and time run alike.
        var around = new Interval(midnight.InUtc().ToInstant() - Duration.FromDays(1), midnight.InUtc().ToInstant() + Duration.FromDays(2));
        foreach (var stretch in zone.GetZoneIntervals(around))
        {
            var start = stretch.HasStart && stretch.IsoLocalStart > opens ? stretch.IsoLocalStart : opens;
            var end = stretch.HasEnd && stretch.IsoLocalEnd < closes ? stretch.IsoLocalEnd : closes;
            if (start >= end)
            {
                continue;
            }

            var found = new OpenInterval(
                start.WithOffset(stretch.WallOffset).ToInstant(), end.WithOffset(stretch.WallOffset).ToInstant(), slot.ByAppointment, date);
            if (intervals.Count > 0 && intervals[^1].End == found.Start)
            {
                intervals[^1] = intervals[^1] with { End = found.End };
            }
            else
            {
                intervals.Add(found);
            }
        }

        return intervals;
    }
}
