using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>
/// Random schedules, every minute of a year, in several territories, against a computation written the naive way:
/// read the wall clock through the base library's time zones, look at every period, walk on to find the change.
/// </summary>
public class OpeningCalendarPropertyTests
{
    private static readonly int Years = Trials.Of("DIRECTORY_HOURS_YEARS", 1);

    [Theory]
    [InlineData("75", 1)]
    [InlineData("67", 2)]
    [InlineData("973", 3)]
    [InlineData("988", 4)]
    [InlineData("975", 5)]
    [InlineData("98731", 6)]
    public void StateAt_EveryMinuteOfAYear_EqualsTheNaiveAnswer(string place, int seed)
    {
        var random = new Random(seed);
        var territory = TerritorialCalendar.ForInseeCode(place)!;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(territory.TimeZoneId);
        for (var year = 0; year < Years; year++)
        {
            var schedule = RandomSchedule(random);
            var start = new DateTime(2025, 12, 30, 0, 0, 0, DateTimeKind.Utc);
            var minutes = 370 * 24 * 60;
            var naive = new OpenStatus[minutes];
            for (var i = 0; i < minutes; i++)
            {
                naive[i] = Naive(schedule, territory.Holidays, TimeZoneInfo.ConvertTimeFromUtc(start.AddMinutes(i), zone));
            }

            // From the end: the next change of a minute is the one of the minute after it, unless the status differs.
            var next = minutes;
            for (var i = minutes - 1; i >= 0; i--)
            {
                if (i + 1 < minutes && naive[i] != naive[i + 1])
                {
                    next = i + 1;
                }

                var at = Instant.FromDateTimeUtc(start.AddMinutes(i));
                Assert.Equal(naive[i], OpeningCalendar.StatusAt(schedule, territory, at));

                // Every state would be slow: all minutes around changes, and one in seven elsewhere.
                if (next < minutes && (i % 7 == 0 || next - i < 3 || (i > 0 && naive[i - 1] != naive[i])))
                {
                    var state = OpeningCalendar.StateAt(schedule, territory, at + Duration.FromSeconds(i % 60));
                    Instant? expected = naive[i] == OpenStatus.Unknown || naive[next] == OpenStatus.Unknown
                        ? null
                        : Instant.FromDateTimeUtc(start.AddMinutes(next));
                    Assert.Equal((naive[i], expected), (state.Status, state.ChangesAt));
                }
            }
        }
    }

    [Fact]
    public void Day_RandomSchedules_SlotsAreOrderedApartAndAgreeWithTheNaiveAnswer()
    {
        var random = new Random(7);
        var territory = TerritorialCalendar.ForInseeCode("75")!;
        for (var round = 0; round < 300; round++)
        {
            var schedule = RandomSchedule(random) with { PublicHolidays = PublicHolidayPolicy.AsUsual, Unread = [] };
            var date = new LocalDate(2026, 1, 1).PlusDays(random.Next(365));
            var slots = OpeningCalendar.Day(schedule, territory, date).Slots;
            for (var i = 1; i < slots.Count; i++)
            {
                Assert.True(
                    slots[i - 1].Closes < slots[i].Opens
                    || (slots[i - 1].Closes == slots[i].Opens && slots[i - 1].ByAppointment != slots[i].ByAppointment));
            }

            for (var minute = 0; minute < 1440; minute++)
            {
                var slot = slots.FirstOrDefault(s => s.Opens.Minutes <= minute && minute < s.Closes.Minutes);
                var status = slot == default ? OpenStatus.Closed : slot.ByAppointment ? OpenStatus.OpenByAppointment : OpenStatus.Open;
                Assert.Equal(Naive(schedule, territory.Holidays, date.ToDateTimeUnspecified().AddMinutes(minute)), status);
            }
        }
    }

    private static OpenStatus Naive(OpeningSchedule schedule, HolidayZone zone, DateTime local)
    {
        if (schedule.Regular.Count + schedule.Unread.Count == 0)
        {
            return OpenStatus.Unknown;
        }

        var date = LocalDate.FromDateTime(local);
        var today = schedule.Regular
            .Where(p => p.Days.Contains(date.DayOfWeek) && (p.From ?? date) <= date && (p.To ?? date) >= date)
            .ToList();
        var unread = schedule.Unread.Any(text => text.Days.Contains(date.DayOfWeek));
        if (PublicHolidays.On(zone, date).Count > 0)
        {
            if (schedule.PublicHolidays == PublicHolidayPolicy.Closed)
            {
                return OpenStatus.Closed;
            }

            if (schedule.PublicHolidays == PublicHolidayPolicy.Unconfirmed && (today.Count > 0 || unread))
            {
                return OpenStatus.Unknown;
            }
        }

        if (unread)
        {
            return OpenStatus.Unknown;
        }

        var time = local.TimeOfDay.TotalMinutes;
        var now = today.Where(p => p.Opens.Minutes <= time && time < p.Closes.Minutes).ToList();
        return now.Exists(p => !p.ByAppointment) ? OpenStatus.Open
            : now.Count > 0 ? OpenStatus.OpenByAppointment
            : OpenStatus.Closed;
    }

    private static OpeningSchedule RandomSchedule(Random random)
    {
        var policy = (PublicHolidayPolicy)random.Next(3);
        var periods = Enumerable.Range(0, random.Next(1, 7)).Select(_ => RandomPeriod(random)).ToList();
        var unread = random.Next(3) == 0 ? [new UnreadText { Days = RandomDays(random), Text = "?" }] : Array.Empty<UnreadText>();
        return new OpeningSchedule { Regular = periods, Unread = unread, PublicHolidays = policy };
    }

    private static RegularPeriod RandomPeriod(Random random)
    {
        // Nights are drawn often, since that is where clocks change; both ends of the day too.
        var opens = random.Next(4) == 0 ? 0 : random.Next(3) == 0 ? random.Next(240) : random.Next(1440);
        var closes = random.Next(4) == 0 ? 1440 : random.Next(opens + 1, 1441);
        var from = new LocalDate(2026, 1, 1).PlusDays(random.Next(300));
        var season = random.Next(4) == 0;
        return new RegularPeriod
        {
            Days = RandomDays(random),
            Opens = new ClockTime(opens),
            Closes = new ClockTime(closes),
            ByAppointment = random.Next(3) == 0,
            From = season ? from : null,
            To = season ? from.PlusDays(random.Next(60)) : null,
        };
    }

    private static Weekdays RandomDays(Random random)
    {
        var days = Weekdays.Of((IsoDayOfWeek)random.Next(1, 8));
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            days |= random.Next(3) == 0 ? Weekdays.Of(day) : Weekdays.None;
        }

        return days;
    }
}
