using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>Valid schedules with all kinds of rules, school holidays apart; made from a random source alone.</summary>
internal static class RandomSchedules
{
    public static OpeningSchedule Make(Random random)
    {
        while (true)
        {
            var schedule = new OpeningSchedule
            {
                Regular = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Period(random))],
                Exceptional = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Exception(random))],
                PublicHolidays = (PublicHolidayPolicy)random.Next(1, 3),
            };
            if (schedule.Validate().Count == 0)
            {
                return schedule;
            }
        }
    }

    private static RegularPeriod Period(Random random)
    {
        var isNight = random.Next(8) == 0;
        var opens = isNight ? random.Next(1200, 1440) : random.Next(4) == 0 ? 0 : random.Next(360, 900);
        var closes = isNight ? random.Next(1, 300) : random.Next(opens + 1, 1441);
        var rule = new Recurrence
        {
            Seasons = random.Next(3) == 0 ? [Season(random)] : [],
            Ordinals =
                random.Next(4) == 0
                    ? MonthOrdinals.Of(random.Next(1, 6), random.Next(1, 6))
                    : random.Next(6) == 0 ? MonthOrdinals.Of(-1) : default,
            Weeks = random.Next(4) == 0 ? (WeekParity)random.Next(1, 3) : WeekParity.Every,
        };
        var dated = rule.Seasons.Count == 0 && random.Next(5) == 0;
        var from = new LocalDate(2026, 10, 1).PlusDays(random.Next(300));
        return new RegularPeriod
        {
            Days = Days(random),
            Opens = new ClockTime(opens),
            Closes = new ClockTime(closes),
            ClosesNextDay = isNight,
            ByAppointment = random.Next(4) == 0,
            From = dated ? from : null,
            To = dated ? from.PlusDays(random.Next(90)) : null,
            Recurrence = rule.IsEmpty ? null : rule,
        };
    }

    private static YearlyRange Season(Random random)
    {
        var from = new LocalDate(2026, 1, 1).PlusDays(random.Next(365));
        var to = from.PlusDays(random.Next(300));
        return YearlyRange.Of(from.Month, from.Day, to.Month, to.Day);
    }

    private static ExceptionalPeriod Exception(Random random)
    {
        var from = new LocalDate(2026, 11, 1).PlusDays(random.Next(400));
        var opens = random.Next(480, 800);
        return new ExceptionalPeriod
        {
            From = from,
            To = from.PlusDays(random.Next(2) * random.Next(30)),
            Days = random.Next(4) == 0 ? Days(random) : Weekdays.All,
            Slots = random.Next(2) == 0 ? [] : [new(new(opens), new(opens + 120), random.Next(3) == 0)],
        };
    }

    private static Weekdays Days(Random random)
    {
        var days = Weekdays.Of((IsoDayOfWeek)random.Next(1, 8));
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            days |= random.Next(3) == 0 ? Weekdays.Of(day) : Weekdays.None;
        }

        return days;
    }
}
