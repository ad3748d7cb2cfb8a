using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.Core.OpeningHours.Holidays;

/// <summary>A public holiday of which nobody has said whether the usual hours hold.</summary>
/// <param name="Date">When it falls.</param>
/// <param name="Name">« Noël ».</param>
/// <param name="Usual">The slots that hold if it is like any other day; empty where that is not known.</param>
public sealed record HolidayQuestion(LocalDate Date, string Name, IReadOnlyList<ExceptionalSlot> Usual)
{
    /// <summary>The holidays still to confirm, by date: those whose day is unknown until a date of their own or a policy answers.</summary>
    /// <param name="schedule">The rules; null or empty has no question, since nothing at all is known.</param>
    /// <param name="territory">The place.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date, included.</param>
    public static IReadOnlyList<HolidayQuestion> Of(OpeningSchedule? schedule, TerritorialCalendar territory, LocalDate from, LocalDate to)
    {
        ArgumentNullException.ThrowIfNull(territory);
        if (schedule is null or { IsEmpty: true } || schedule.PublicHolidays != PublicHolidayPolicy.Unconfirmed)
        {
            return [];
        }

        return
        [
            .. Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1))
                .SelectMany(year => PublicHolidays.Of(territory.Holidays, year))
                .Select(holiday => holiday.Date)
                .Distinct()
                .Where(date => date >= from && date <= to && !OpeningCalendar.Day(schedule, territory, date).IsKnown)
                .Select(date => new HolidayQuestion(date, PublicHolidays.NameOn(territory.Holidays, date)!, UsualOn(schedule, date))),
        ];
    }

    private static IReadOnlyList<ExceptionalSlot> UsualOn(OpeningSchedule schedule, LocalDate date)
    {
        if (schedule.ExceptionOn(date) is { } exception)
        {
            return exception.Slots;
        }

        var periods = schedule.Regular.Where(period => period.FallsOn(date)).ToList();
        var isKnown = !schedule.Unread.Any(text => text.Days.Contains(date.DayOfWeek))
            && periods.TrueForAll(period => period.Recurrence is not { SchoolHolidays: not SchoolHolidayRule.Ignored });
        return isKnown
            ? [.. periods.Select(period => new ExceptionalSlot(period.Opens, period.Closes, period.ByAppointment, period.ClosesNextDay))]
            : [];
    }
}
