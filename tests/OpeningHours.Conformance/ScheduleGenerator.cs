using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.OpeningHours.Conformance;

/// <summary>Makes schedules that both sides can say, each from its number alone.</summary>
internal sealed class ScheduleGenerator(int seed)
{
    private static readonly LocalDate FirstDate = new(2026, 1, 1);

    private readonly Random _random = new(seed);

    public OpeningSchedule Make()
    {
        while (true)
        {
            var schedule = Try();
            if (schedule.Validate().Count == 0)
            {
                return schedule;
            }
        }
    }

    private OpeningSchedule Try()
    {
        var regular = new List<RegularPeriod>();
        var isPlain = Chance(50);
        for (var groups = _random.Next(1, 4); groups > 0; groups--)
        {
            regular.AddRange(Group(isPlain));
        }

        // What nobody confirmed is one rule for all holidays there, and here depends on the slots of each.
        var policy = isPlain && Chance(30) ? PublicHolidayPolicy.Unconfirmed
            : Chance(50) ? PublicHolidayPolicy.Closed : PublicHolidayPolicy.AsUsual;
        return new OpeningSchedule
        {
            Regular = regular,
            Unread = Chance(12) ? [new UnreadText { Days = Days(), Text = "se renseigner" }] : [],
            Exceptional = Chance(40) ? [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Exception())] : [],
            PublicHolidays = policy,
        };
    }

    private IEnumerable<RegularPeriod> Group(bool isPlain)
    {
        var days = Days();
        var recurrence = isPlain ? null : Rule();
        var (from, to) = (default(LocalDate?), default(LocalDate?));
        if (!isPlain && recurrence is not { Seasons.Count: > 0 } && Chance(15))
        {
            from = FirstDate.PlusDays(_random.Next(900));
            to = Chance(80) ? from.Value.PlusDays(_random.Next(200)) : null;
        }

        var byAppointment = Chance(20);
        foreach (var slot in Slots())
        {
            yield return new RegularPeriod
            {
                Days = days,
                Opens = slot.Opens,
                Closes = slot.Closes,
                ClosesNextDay = slot.ClosesNextDay,
                ByAppointment = byAppointment,
                From = from,
                To = to,
                Recurrence = recurrence,
            };
        }
    }

    private Recurrence? Rule()
    {
        var rule = new Recurrence
        {
            Seasons = Chance(40) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Season())] : [],
            Ordinals = Chance(30) ? Ordinals() : MonthOrdinals.Every,
            Weeks = Chance(25) ? (WeekParity)_random.Next(1, 3) : WeekParity.Every,
        };
        return rule.IsEmpty ? null : rule;
    }

    private YearlyRange Season()
    {
        var start = FirstDate.PlusDays(_random.Next(365));
        var end = start.PlusDays(_random.Next(250));
        return YearlyRange.Of(start.Month, start.Day, end.Month, end.Day);
    }

    private MonthOrdinals Ordinals()
    {
        var sign = Chance(30) ? -1 : 1;
        return MonthOrdinals.Of([.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => sign * _random.Next(1, 6))]);
    }

    private ExceptionalPeriod Exception()
    {
        var from = FirstDate.PlusDays(_random.Next(1000));
        return new ExceptionalPeriod
        {
            From = from,
            To = from.PlusDays(Chance(50) ? 0 : _random.Next(1, 40)),
            Days = Chance(80) ? Weekdays.All : Days(),
            Slots = Chance(50) ? [] : Slots(),
            Reason = null,
        };
    }

    private List<ExceptionalSlot> Slots()
    {
        if (Chance(3))
        {
            return [new(ClockTime.Midnight, ClockTime.EndOfDay)];
        }

        if (Chance(8))
        {
            var opens = _random.Next(17 * 12, 24 * 12) * 5;
            var closes = _random.Next(1, 7 * 12) * 5;
            return [new(new(opens), new(closes), ClosesNextDay: true)];
        }

        // Nights are drawn now and then, since that is where clocks change.
        var first = Chance(10) ? _random.Next(0, 36) : _random.Next(84, 120);
        var second = first + _random.Next(6, 48);
        var third = second + _random.Next(6, 36);
        var morning = new ExceptionalSlot(new(first * 5), new(second * 5));
        return Chance(50) ? [morning] : [morning, new(new(third * 5), new(Math.Min(1440, (third + _random.Next(6, 48)) * 5)))];
    }

    private Weekdays Days()
    {
        if (Chance(30))
        {
            return Weekdays.MondayToFriday;
        }

        var days = Weekdays.Of((IsoDayOfWeek)_random.Next(1, 8));
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            days |= Chance(35) ? Weekdays.Of(day) : Weekdays.None;
        }

        return days;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;
}
