using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class OpeningScheduleTests
{
    private static OpeningSchedule Full => new()
    {
        Regular =
        [
            Slot("lu-ve", "09:00-24:00"),
            Slot("sa", "09:00-12:00", byAppointment: true, note: "Entrée par la cour") with
            {
                From = new LocalDate(2026, 7, 1),
                To = new LocalDate(2026, 8, 31),
            },
        ],
        Unread = [Unread("di", "Semaines paires.")],
        Comment = "Prévoir une pièce d'identité.",
        PublicHolidays = PublicHolidayPolicy.Closed,
    };

    [Fact]
    public void Equality_ComparesListsByValueAndInOrder()
    {
        Assert.Equal(Full, Full);
        Assert.Equal(Full.GetHashCode(), Full.GetHashCode());
        Assert.NotEqual(Full, Full with { Regular = [.. Full.Regular.Reverse()] });
        Assert.NotEqual(Full, Full with { Unread = [] });
        Assert.NotEqual(Full, Full with { Comment = null });
        Assert.NotEqual(Full, Full with { PublicHolidays = PublicHolidayPolicy.AsUsual });
    }

    [Fact]
    public void Regular_ChangedByTheCallerLater_DoesNotChange()
    {
        var periods = new List<RegularPeriod> { Slot("lu", "09:00-12:00") };
        var schedule = new OpeningSchedule { Regular = periods };

        periods.Clear();

        Assert.Single(schedule.Regular);
    }

    [Fact]
    public void Json_ThereAndBack_IsEqual()
    {
        var json = JsonSerializer.Serialize(Full);

        Assert.Equal(Full, JsonSerializer.Deserialize<OpeningSchedule>(json));
        Assert.Equal(
            """
            {"regular":[{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY"],"opens":"09:00","closes":"24:00","byAppointment":false},
            {"days":["SATURDAY"],"opens":"09:00","closes":"12:00","from":"2026-07-01","to":"2026-08-31","byAppointment":true,"note":"Entr\u00E9e par la cour"}],
            "unread":[{"days":["SUNDAY"],"text":"Semaines paires."}],"comment":"Pr\u00E9voir une pi\u00E8ce d\u0027identit\u00E9.","publicHolidays":"CLOSED"}
            """.ReplaceLineEndings(""),
            json);
    }

    [Fact]
    public void Json_OfAnEmptySchedule_HasNoLists() =>
        Assert.Equal("""{"publicHolidays":"UNCONFIRMED"}""", JsonSerializer.Serialize(new OpeningSchedule()));

    [Fact]
    public void Json_WithUnknownAndNullProperties_IsRead() =>
        Assert.Equal(
            Of(Slot("lu", "09:00-12:00")),
            JsonSerializer.Deserialize<OpeningSchedule>("""
                {"later":{"a":[1]},"comment":null,"regular":[
                  {"days":["MONDAY"],"opens":"09:00","closes":"12:00","nth":[1,3],"from":null,"note":null}]}
                """));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"regular":[null]}""")]
    [InlineData("""{"regular":[{"days":["MONDAY"],"opens":"09:00"}]}""")]
    [InlineData("""{"regular":[{"opens":"09:00","closes":"12:00"}]}""")]
    [InlineData("""{"regular":[{"days":["MONDAY"],"opens":"09:00","closes":"12:00","from":"2026-02-29"}]}""")]
    [InlineData("""{"regular":[{"days":["MONDAY"],"opens":"09:00","closes":"12:00","byAppointment":"yes"}]}""")]
    [InlineData("""{"unread":[{"days":["MONDAY"]}]}""")]
    [InlineData("""{"comment":3}""")]
    [InlineData("""{"publicHolidays":"MAYBE"}""")]
    public void Json_ThatDoesNotFit_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<OpeningSchedule>(json));

    [Fact]
    public void Validate_FullSchedule_HasNoError() => Assert.Empty(Full.Validate());

    public static TheoryData<OpeningSchedule, string, string> Unfit => new()
    {
        { Of(Slot("lu", "12:00-09:00")), "regular[0].closes", ScheduleError.ClosesBeforeOpens },
        { Of(Slot("lu", "09:00-09:00")), "regular[0].closes", ScheduleError.ClosesBeforeOpens },
        { Of(Slot("lu", "09:00-12:00") with { Days = Weekdays.None }), "regular[0].days", ScheduleError.NoDay },
        {
            Of(Slot("lu", "09:00-12:00") with { From = new LocalDate(2026, 2, 2), To = new LocalDate(2026, 2, 1) }),
            "regular[0].to",
            ScheduleError.EndsBeforeItBegins
        },
        { Of(Slot("lu", "09:00-12:00", note: new string('x', 2001))), "regular[0].note", ScheduleError.TextTooLong },
        { Of(Slot("lu", "09:00-12:00", note: " ")), "regular[0].note", ScheduleError.TextEmpty },
        { new OpeningSchedule { Comment = new string('x', 2001) }, "comment", ScheduleError.TextTooLong },
        { new OpeningSchedule { Unread = [Unread("lu", "")] }, "unread[0].text", ScheduleError.TextEmpty },
        { new OpeningSchedule { Unread = [Unread("lu", "x") with { Days = default }] }, "unread[0].days", ScheduleError.NoDay },
        { new OpeningSchedule { PublicHolidays = (PublicHolidayPolicy)9 }, "publicHolidays", ScheduleError.UnknownPolicy },
        { Of([.. Enumerable.Repeat(Slot("lu", "09:00-12:00"), 201)]), "regular", ScheduleError.TooMany },
        { new OpeningSchedule { Unread = [.. Enumerable.Repeat(Unread("lu", "x"), 201)] }, "unread", ScheduleError.TooMany },
        { Of(Slot("lu-ve", "09:00-12:00"), Slot("me,sa", "11:59-13:00")), "regular[1]", ScheduleError.Overlap },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Validate_OneThingWrong_NamesItsPlace(OpeningSchedule schedule, string path, string code)
    {
        var error = Assert.Single(schedule.Validate());

        Assert.Equal((path, code), (error.Path, error.Code));
        Assert.NotEmpty(error.Message);
    }

    public static TheoryData<OpeningSchedule> JustFit => new()
    {
        Of(Slot("lu", "00:00-24:00")),
        Of(Slot("lu", "09:00-12:00"), Slot("lu", "12:00-13:00")), // they touch
        Of(Slot("lu", "12:00-13:00"), Slot("lu", "09:00-12:00")), // the same, the later one first
        Of(Slot("lu", "09:00-12:00"), Slot("ma", "09:00-12:00")), // other day
        Of(Slot("lu", "09:00-12:00", note: new string('x', 2000))),
        Of(Slot("lu", "09:00-12:00") with { From = new LocalDate(2026, 2, 2), To = new LocalDate(2026, 2, 2) }),
        Of(
            Slot("lu", "09:00-12:00") with { To = new LocalDate(2026, 6, 30) },
            Slot("lu", "09:00-13:00") with { From = new LocalDate(2026, 7, 1) }), // one season after the other
        Of(
            Slot("lu-di", "09:00-12:00"), // the season is a Tuesday and a Wednesday: the Monday never meets
            Slot("lu", "09:00-13:00") with { From = new LocalDate(2026, 7, 14), To = new LocalDate(2026, 7, 15) }),
        new OpeningSchedule { Regular = [.. Enumerable.Range(0, 200).Select(i => Quarter(i))] },
    };

    [Theory]
    [MemberData(nameof(JustFit))]
    public void Validate_JustWithinTheBounds_HasNoError(OpeningSchedule schedule) => Assert.Empty(schedule.Validate());

    [Theory]
    [InlineData("2026-06-30", false)]
    [InlineData("2026-07-01", true)]
    [InlineData("2026-08-31", true)]
    [InlineData("2026-09-01", false)]
    public void FallsOn_SeasonEndsAreIncluded(string date, bool expected)
    {
        var period = Slot("lu-di", "09:00-12:00") with { From = new LocalDate(2026, 7, 1), To = new LocalDate(2026, 8, 31) };

        Assert.Equal(expected, period.FallsOn(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value));
    }

    private static RegularPeriod Quarter(int index)
    {
        var start = index % 96 * 15;
        return Slot("lu", "09:00-12:00") with
        {
            Days = Weekdays.Of((IsoDayOfWeek)((index / 96) + 1)),
            Opens = new ClockTime(start),
            Closes = new ClockTime(start + 15),
        };
    }
}
