using System.Text;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>Recurrences, exceptions and nights on the calendar.</summary>
public class OpeningRulesTests
{
    private static readonly TerritorialCalendar Paris = TerritorialCalendar.ForInseeCode("75")!;

    [Theory]
    [InlineData("2024-02-29", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-12-31", true)] // over the year's end
    [InlineData("2026-12-14", false)]
    public void Season_UpTo29February_EndsOnTheLastDayOfFebruary(string date, bool isOpen)
    {
        var season = new YearlyRange(new AnnualDate(12, 15), new AnnualDate(2, 29));

        Assert.Equal(isOpen, season.Contains(Date(date)));
    }

    [Theory]
    [InlineData("2026-01-03", 1, true)]
    [InlineData("2026-01-31", -1, true)]
    [InlineData("2026-01-31", 5, true)]
    [InlineData("2026-02-28", -1, true)]
    [InlineData("2026-02-28", 5, false)]
    [InlineData("2028-02-29", 5, true)] // the fifth Tuesday of a leap February
    public void Ordinals_Date_IsThatOneOfItsMonth(string date, int ordinal, bool expected) =>
        Assert.Equal(expected, MonthOrdinals.Of(ordinal).Covers(Date(date)));

    [Fact]
    public void Weeks_After53_TwoOddWeeksFollowEachOther()
    {
        var odd = Of(Slot("lu", "09:00-12:00") with { Recurrence = new Recurrence { Weeks = WeekParity.Odd } });

        Assert.NotEmpty(OpeningCalendar.Day(odd, Paris, Date("2026-12-28")).Slots); // week 53
        Assert.NotEmpty(OpeningCalendar.Day(odd, Paris, Date("2027-01-04")).Slots); // week 1
        Assert.Empty(OpeningCalendar.Day(odd, Paris, Date("2027-01-11")).Slots);
    }

    [Fact]
    public void Exceptions_Nested_TheOneOfFewestDaysDecides()
    {
        var schedule = Office with
        {
            Exceptional =
            [
                new() { From = Date("2026-08-12"), To = Date("2026-08-12"), Slots = [new(new(10, 0), new(11, 0))], Reason = "Inventaire" },
                new() { From = Date("2026-08-01"), To = Date("2026-08-31"), Reason = "Travaux" },
            ],
        };

        var day = OpeningCalendar.Day(schedule, Paris, Date("2026-08-12"));
        var other = OpeningCalendar.Day(schedule, Paris, Date("2026-08-13"));

        Assert.Equal(new TimeSlot(new(10, 0), new(11, 0), false), Assert.Single(day.Slots));
        Assert.Equal("Horaires exceptionnels : Inventaire", day.Reason);
        Assert.Empty(other.Slots);
        Assert.Equal("Fermé exceptionnellement : Travaux", other.Reason);
    }

    [Fact]
    public void Exceptions_OfTheSameLength_TheOneThatBeginsLastDecides()
    {
        var schedule = Office with
        {
            Exceptional =
            [
                new() { From = Date("2026-08-03"), To = Date("2026-08-05"), Slots = [new(new(10, 0), new(11, 0))] },
                new() { From = Date("2026-08-02"), To = Date("2026-08-04") },
            ],
        };

        Assert.NotEmpty(OpeningCalendar.Day(schedule, Paris, Date("2026-08-04")).Slots);
        Assert.Empty(OpeningCalendar.Day(schedule, Paris, Date("2026-08-02")).Slots);
    }

    [Fact]
    public void Exceptions_OnAPublicHoliday_HoldForTheVeryDateAndNotForARange()
    {
        var slots = new[] { new ExceptionalSlot(new(10, 0), new(11, 0)) };
        var schedule = Office with
        {
            PublicHolidays = PublicHolidayPolicy.Closed,
            Exceptional =
            [
                new() { From = Date("2026-07-01"), To = Date("2026-08-31"), Slots = slots },
                new() { From = Date("2026-08-15"), To = Date("2026-08-15"), Slots = slots },
            ],
        };

        Assert.Empty(OpeningCalendar.Day(schedule, Paris, Date("2026-07-14")).Slots);
        Assert.NotEmpty(OpeningCalendar.Day(schedule, Paris, Date("2026-08-15")).Slots);
    }

    [Fact]
    public void Exceptions_OverATextNotRead_MakeTheDayKnown()
    {
        var schedule =
            Office with { Unread = [Unread("lu-ve", "?")], Exceptional = [new() { From = Date("2026-08-03"), To = Date("2026-08-03") }] };

        Assert.True(OpeningCalendar.Day(schedule, Paris, Date("2026-08-03")).IsKnown);
        Assert.False(OpeningCalendar.Day(schedule, Paris, Date("2026-08-04")).IsKnown);
    }

    [Fact]
    public void Exceptions_Alone_LeaveOtherDaysUnknown()
    {
        var schedule = new OpeningSchedule { Exceptional = [new() { From = Date("2026-08-03"), To = Date("2026-08-03") }] };

        Assert.Equal(OpenStatus.Closed, OpeningCalendar.StatusAt(schedule, Paris, Instant.FromUtc(2026, 8, 3, 9, 0)));
        Assert.Equal(OpenStatus.Unknown, OpeningCalendar.StatusAt(schedule, Paris, Instant.FromUtc(2026, 8, 4, 9, 0)));
    }

    [Fact]
    public void Night_GoesOnIntoTheNextDay_EvenOneThatIsClosed()
    {
        var schedule = Of(Slot("sa", "22:00-02:00") with { ClosesNextDay = true }) with
        {
            PublicHolidays = PublicHolidayPolicy.AsUsual,
            Exceptional = [new() { From = Date("2026-08-09"), To = Date("2026-08-09") }],
        };

        var state = OpeningCalendar.StateAt(schedule, Paris, Instant.FromUtc(2026, 8, 8, 21, 0));

        Assert.Equal((OpenStatus.Open, Instant.FromUtc(2026, 8, 9, 0, 0)), (state.Status, state.ChangesAt));
        Assert.Equal("Ouvert jusqu'à demain à 2 h", state.Label);
        Assert.Equal(
            new TimeSlot(ClockTime.Midnight, new(2, 0), false),
            Assert.Single(OpeningCalendar.Day(schedule, Paris, Date("2026-08-09")).Slots));
    }

    [Theory]
    [InlineData("75", "2026-03-28", 3)] // the clock skips an hour: 22 to 2, which is 3 o'clock
    [InlineData("75", "2026-10-24", 5)] // an hour happens twice; 22 to 3
    [InlineData("973", "2026-03-28", 4)] // Cayenne keeps one clock all year
    [InlineData("988", "2026-10-24", 5)]
    [InlineData("974", "2026-03-28", 4)]
    [InlineData("987", "2026-10-24", 5)]
    [InlineData("975", "2026-03-07", 4)] // Saint-Pierre changes with North America; 22 to 2 there ends before
    public void Night_WhenClocksChange_LastsAsLongAsTheClockOnTheWallSays(string place, string date, int hours)
    {
        var autumn = date.Contains("-10-", StringComparison.Ordinal);
        var schedule = Of(Slot("sa", autumn ? "22:00-03:00" : "22:00-02:00") with { ClosesNextDay = true });
        var territory = TerritorialCalendar.ForInseeCode(place)!;
        var open = Enumerable.Range(0, 36 * 60)
            .Count(minute => OpeningCalendar.StatusAt(
                schedule,
                territory,
                Date(date).AtStartOfDayInZone(territory.TimeZone).ToInstant() + Duration.FromMinutes(minute)) == OpenStatus.Open);

        var expected = place == "75" && autumn ? 6 : place == "75" ? 4 : hours;
        Assert.Equal(expected * 60, open);
    }

    [Fact]
    public void Night_AfterADayNotKnown_IsNotKnownEither()
    {
        var schedule = Of(Slot("sa", "22:00-02:00") with { ClosesNextDay = true }) with { Unread = [Unread("sa", "?")] };

        var state = OpeningCalendar.StateAt(schedule, Paris, Instant.FromUtc(2026, 8, 8, 23, 0)); // Sunday, 1 o'clock

        Assert.Equal((OpenStatus.Unknown, "Horaires de la nuit à vérifier"), (state.Status, state.Label));
        Assert.Equal(OpenStatus.Closed, OpeningCalendar.StatusAt(schedule, Paris, Instant.FromUtc(2026, 8, 9, 9, 0)));
    }

    [Fact]
    public void SchoolHolidays_ByZone_OpenCloseOrLeaveUnknown()
    {
        var schedule = Of(Slot("lu-ve", "09:00-12:00") with { Recurrence = new Recurrence { SchoolHolidays = SchoolHolidayRule.Outside } });
        var schools = SchoolCalendar.Parse(Encoding.UTF8.GetBytes("""
            {"version": 1, "covers": [{"zones": ["A", "C", "973"], "from": "2026-09-01", "to": "2027-08-31"}],
             "holidays": [{"zones": ["C"], "name": "Hiver", "from": "2027-02-06", "to": "2027-02-21"}]}
            """));
        var date = Date("2027-02-08");

        Assert.Empty(OpeningCalendar.Day(schedule, Paris, date, schools).Slots);
        Assert.NotEmpty(OpeningCalendar.Day(schedule, TerritorialCalendar.ForInseeCode("69"), date, schools).Slots);
        Assert.True(OpeningCalendar.Day(schedule, TerritorialCalendar.ForInseeCode("973"), date, schools).IsKnown);
        Assert.False(OpeningCalendar.Day(schedule, TerritorialCalendar.ForInseeCode("2A"), date, schools).IsKnown);
        Assert.False(OpeningCalendar.Day(schedule, Paris, date).IsKnown);
        Assert.False(OpeningCalendar.Day(schedule, Paris, Date("2027-09-01"), schools).IsKnown); // past what the file covers
        Assert.True(OpeningCalendar.Day(schedule, Paris, Date("2027-02-07")).IsKnown); // a Sunday, whatever the schools do
    }

    [Theory]
    [InlineData("""{"version": 2}""", "version")]
    [InlineData(
        """{"version": 1, "covers": [], "holidays": [{"zones": ["D"], "from": "2026-01-01", "to": "2026-01-02"}]}""", "D is no zone")]
    [InlineData("""{"version": 1, "covers": [{"zones": ["A"], "from": "2026-02-30", "to": "2026-03-02"}], "holidays": []}""", "covers[0]")]
    [InlineData("""{"version": 1, "covers": [{"zones": ["A"], "from": "2026-03-03", "to": "2026-03-02"}], "holidays": []}""", "before")]
    [InlineData("[", "JSON")]
    public void SchoolCalendar_Wrong_SaysWhereAndWhat(string json, string expected) => Assert.Contains(
        expected, Assert.Throws<FormatException>(() => SchoolCalendar.Parse(Encoding.UTF8.GetBytes(json))).Message,
        StringComparison.Ordinal);

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
