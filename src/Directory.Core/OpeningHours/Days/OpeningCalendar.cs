using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>
/// Applies a schedule to real days at a place: the hours of a date, and whether a counter is open at an instant.
/// </summary>
/// <remarks>
/// The clock on the counter's wall decides: on the night when it goes back, a slot from 2 to 3 happens twice; on the night
/// when it skips an hour, a slot in that hour does not happen. Where the schedule or the place is not known, so are
/// the hours. Everything is computed from the arguments; nothing is kept between calls but the holidays of a year.
/// </remarks>
public static class OpeningCalendar
{
    /// <summary>
    /// How many days ahead the next change is searched. More than a year, so that a counter open in one season only
    /// finds its next opening; most searches end within the week.
    /// </summary>
    public const int HorizonDays = 400;

    /// <summary>The most days that <see cref="Days"/> gives at once.</summary>
    public const int MaxDays = 400;

    private const int StretchesOnStack = 32;

    // Beyond these years local times and holidays mean nothing, and date arithmetic would leave the calendar.
    private static readonly Instant FirstInstant = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant LastInstant = Instant.FromUtc(9990, 1, 1, 0, 0);

    /// <summary>The hours of one date.</summary>
    /// <param name="schedule">The rules; null where there are none.</param>
    /// <param name="territory">The place; null where it is not known.</param>
    /// <param name="date">The date in the counter's local calendar.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static OpeningDay Day(
        OpeningSchedule? schedule, TerritorialCalendar? territory, LocalDate date, SchoolCalendar? schools = null)
    {
        if (schedule is null or { IsEmpty: true } || territory is null)
        {
            return new OpeningDay
            {
                Date = date,
                Slots = [],
                Doubt = territory is null && schedule is { IsEmpty: false } ? HoursDoubt.NoPlace : HoursDoubt.NoHours,
                PublicHoliday = territory is null ? null : PublicHolidays.NameOn(territory.Holidays, date),
                Reason = OpeningLabels.NotKnown,
            };
        }

        var room = DayRules.Room(schedule);
        Span<Stretch> buffer = room <= StretchesOnStack ? stackalloc Stretch[StretchesOnStack] : new Stretch[room];
        var rules = DayRules.Of(schedule, new(territory, schools), date, buffer);
        return new OpeningDay
        {
            Date = date,
            Slots = Array.AsReadOnly(rules.Slots(schedule)),
            PublicHoliday = rules.PublicHoliday,
            Doubt = rules.Doubt,
            Reason = OpeningLabels.Reason(schedule, date, rules),
        };
    }

    /// <summary>The hours of several dates in a row.</summary>
    /// <param name="schedule">The rules; null where there are none.</param>
    /// <param name="territory">The place; null where it is not known.</param>
    /// <param name="from">The first date.</param>
    /// <param name="count">How many days, 0 to <see cref="MaxDays"/>.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is out of bounds, or the days go past the year 9999.
    /// </exception>
    public static IReadOnlyList<OpeningDay> Days(
        OpeningSchedule? schedule, TerritorialCalendar? territory, LocalDate from, int count, SchoolCalendar? schools = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxDays);
        if (Period.DaysBetween(from, LocalDate.MaxIsoValue) < count)
        {
            throw new ArgumentOutOfRangeException(nameof(from), from, "The days go past the end of the calendar.");
        }

        var days = new OpeningDay[count];
        for (var i = 0; i < count; i++)
        {
            days[i] = Day(schedule, territory, from.PlusDays(i), schools);
        }

        return days;
    }

    /// <summary>Whether the counter is open: <see cref="StateAt"/> without its label, for filters over many counters.</summary>
    /// <inheritdoc cref="StateAt"/>
    public static OpenStatus StatusAt(
        OpeningSchedule? schedule, TerritorialCalendar? territory, Instant at, SchoolCalendar? schools = null) =>
        MomentAt(schedule, territory, at, schools).Status;

    private static OpenMoment MomentAt(
        OpeningSchedule? schedule, TerritorialCalendar? territory, Instant at, SchoolCalendar? schools)
    {
        if (schedule is null or { IsEmpty: true } || territory is null || !Knows(at))
        {
            return new(OpenStatus.Unknown);
        }

        var local = at.WithOffset(territory.TimeZone.GetUtcOffset(at));
        var room = DayRules.Room(schedule);
        Span<Stretch> buffer = room <= StretchesOnStack ? stackalloc Stretch[StretchesOnStack] : new Stretch[room];
        return DayRules.Of(schedule, new(territory, schools), local.Date, buffer).MomentAt(MinuteOfDay(local));
    }

    /// <summary>Whether the counter is surely open to everyone, be it by appointment: not for one service or one public alone.</summary>
    /// <param name="schedule">The rules; null where there are none.</param>
    /// <param name="territory">The place; null where it is not known.</param>
    /// <param name="at">The instant asked about.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static bool IsOpenToAll(
        OpeningSchedule? schedule, TerritorialCalendar? territory, Instant at, SchoolCalendar? schools = null) =>
        MomentAt(schedule, territory, at, schools) is { Status: OpenStatus.Open or OpenStatus.OpenByAppointment, Purpose: 0 };

    /// <summary>Whether the counter is open, until when, and how to say it.</summary>
    /// <param name="schedule">The rules; null where there are none.</param>
    /// <param name="territory">The place; null where it is not known.</param>
    /// <param name="at">The instant asked about; before 1900 or after 9989 the answer is unknown.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static OpenState StateAt(
        OpeningSchedule? schedule, TerritorialCalendar? territory, Instant at, SchoolCalendar? schools = null)
    {
        if (schedule is null or { IsEmpty: true } || territory is null || !Knows(at))
        {
            return new(OpenStatus.Unknown, null, OpeningLabels.NotKnown);
        }

        var interval = territory.TimeZone.GetZoneInterval(at);
        var local = at.WithOffset(interval.WallOffset);
        var room = DayRules.Room(schedule);
        Span<Stretch> buffer = room <= StretchesOnStack ? stackalloc Stretch[StretchesOnStack] : new Stretch[room];
        var today = DayRules.Of(schedule, new(territory, schools), local.Date, buffer);
        var moment = today.MomentAt(MinuteOfDay(local));
        var status = moment.Status;
        if (status == OpenStatus.Unknown)
        {
            // A known day may begin with a night that the day before leaves open to doubt.
            var (why, whole) = OpeningLabels.Unknown(today.Kind, OpeningLabels.Reason(schedule, local.Date, today));
            return new(status, null, why, whole);
        }

        var (closed, plainlyClosed) = OpeningLabels.Closed(today);
        var next = NextChange.After(schedule, new(territory, schools), at, interval, moment, buffer);
        var (label, detail) = OpeningLabels.State(
            moment, schedule.PurposeOf, local.Date, closed, plainlyClosed, next);
        return new(status, next.At, label, detail, schedule.PurposeOf(moment.Purpose));
    }

    /// <summary>Whether the instant is one that can be answered about: from 1900 to 9989.</summary>
    internal static bool Knows(Instant at) => at >= FirstInstant && at <= LastInstant;

    /// <summary>Minutes of the wall clock since midnight, the running minute counted as its start.</summary>
    internal static int MinuteOfDay(OffsetDateTime local) => (local.Hour * 60) + local.Minute;
}
