using NodaTime;
using NodaTime.TimeZones;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>The first change of status after an instant, or why there is none to give.</summary>
/// <param name="Kind">Whether a change was found.</param>
/// <param name="At">When; null unless found.</param>
/// <param name="Status">What the status becomes; meaningless unless found.</param>
/// <param name="LocalDate">
/// The date on the counter's wall at the change; where the search met hours that are not known, their first day.
/// </param>
/// <param name="Time">The time on that wall; 24:00 of the day before is 00:00 here.</param>
/// <param name="Purpose">For whom it then is, as <see cref="OpeningSchedule.PurposeNumber"/> counts.</param>
internal readonly record struct NextChange(
    NextChangeKind Kind, Instant? At, OpenStatus Status, LocalDate LocalDate, ClockTime Time, int Purpose = 0)
{
    /// <summary>
    /// Searches stretch by stretch of constant UTC offset: within one, wall clock and time run alike, so the next change
    /// is the next boundary of the local day; where one ends, the wall clock jumps and the search goes on
    /// from what it then shows, that minute included.
    /// </summary>
    public static NextChange After(
        OpeningSchedule schedule,
        Place place,
        Instant at,
        ZoneInterval interval,
        OpenMoment moment,
        Span<Stretch> buffer)
    {
        var local = at.WithOffset(interval.WallOffset);
        var lastDate = local.Date.PlusDays(OpeningCalendar.HorizonDays);
        while (true)
        {
            var found = InLocalTime(schedule, place, local, Earlier(lastDate, interval), moment, buffer);
            if (found.Kind != NextChangeKind.None)
            {
                var instant = found.LocalDate.AtMidnight().PlusMinutes(found.Time.Minutes)
                    .WithOffset(interval.WallOffset).ToInstant();
                if (!interval.HasEnd || instant < interval.End)
                {
                    return found.Kind == NextChangeKind.Found ? found with { At = instant } : found;
                }
            }

            if (!interval.HasEnd)
            {
                return default;
            }

            at = interval.End;
            interval = place.Territory.TimeZone.GetZoneInterval(at);
            local = at.WithOffset(interval.WallOffset);
            if (local.Date > lastDate)
            {
                return default;
            }
        }
    }

    private static NextChange InLocalTime(
        OpeningSchedule schedule,
        Place place,
        OffsetDateTime from,
        LocalDate lastDate,
        OpenMoment moment,
        Span<Stretch> buffer)
    {
        var minute = OpeningCalendar.MinuteOfDay(from);
        for (var date = from.Date; date <= lastDate; date = date.PlusDays(1))
        {
            var rules = DayRules.Of(schedule, place, date, buffer);
            minute = rules.EndOf(moment, minute);
            if (minute < ClockTime.MinutesPerDay)
            {
                var next = rules.MomentAt(minute);
                var kind = next.Status == OpenStatus.Unknown ? NextChangeKind.Unknown : NextChangeKind.Found;
                return new(kind, null, next.Status, date, new(minute), next.Purpose);
            }

            minute = 0;
        }

        return default;
    }

    // The local date on which the offset ends is the last one worth reading with that offset.
    private static LocalDate Earlier(LocalDate lastDate, ZoneInterval interval)
    {
        if (!interval.HasEnd)
        {
            return lastDate;
        }

        var end = interval.IsoLocalEnd.Date;
        return end < lastDate ? end : lastDate;
    }
}

/// <summary>How a search for the next change ended.</summary>
internal enum NextChangeKind
{
    /// <summary>Nothing changes within the horizon.</summary>
    None,

    /// <summary>A change was found.</summary>
    Found,

    /// <summary>A day that is not known comes before any change.</summary>
    Unknown,
}
