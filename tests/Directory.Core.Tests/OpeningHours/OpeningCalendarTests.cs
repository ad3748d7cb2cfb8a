using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;
using static PublicDirectory.Core.Tests.OpeningHours.Schedules;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class OpeningCalendarTests
{
    // Week of reference: Monday 23 to Sunday 29 November 2026, no public holiday.
    private static readonly OpeningSchedule Mixed = Of(
        Slot("lu", "09:00-12:00"),
        Slot("lu", "12:00-17:00", byAppointment: true),
        Slot("ma", "08:30-12:00", byAppointment: true),
        Slot("ma", "12:00-13:00"),
        Slot("je", "18:00-24:00"),
        Slot("ve", "00:00-02:00"),
        Slot("sa", "10:00-24:00"));

    private static readonly OpeningSchedule EvenWeeks = Office with
    {
        Regular = [.. Office.Regular, Slot("sa", "09:00-12:00")],
        Unread = [Unread("sa", "Accueil ouvert uniquement les semaines paires.")],
    };

    public static TheoryData<OpeningSchedule, string, OpenStatus, string?, string> States => new()
    {
        { Office, "2026-11-23T08:59", OpenStatus.Closed, "2026-11-23T09:00", "Fermé, ouvre à 9 h" },
        { Office, "2026-11-23T09:00", OpenStatus.Open, "2026-11-23T12:00", "Ouvert jusqu'à 12 h" },
        { Office, "2026-11-23T11:59", OpenStatus.Open, "2026-11-23T12:00", "Ouvert jusqu'à 12 h" },
        { Office, "2026-11-23T12:00", OpenStatus.Closed, "2026-11-23T14:00", "Fermé, ouvre à 14 h" },
        { Office, "2026-11-23T16:59", OpenStatus.Open, "2026-11-23T17:00", "Ouvert jusqu'à 17 h" },
        { Office, "2026-11-23T17:00", OpenStatus.Closed, "2026-11-24T09:00", "Fermé, ouvre demain à 9 h" },
        { Office, "2026-11-24T00:00", OpenStatus.Closed, "2026-11-24T09:00", "Fermé, ouvre à 9 h" },
        { Office, "2026-11-27T17:00", OpenStatus.Closed, "2026-11-30T09:00", "Fermé, ouvre lundi à 9 h" },
        { Office, "2026-11-29T12:00", OpenStatus.Closed, "2026-11-30T09:00", "Fermé, ouvre demain à 9 h" },

        // touching slots of the same kind are one
        {
            Of(Slot("lu", "09:00-12:00"), Slot("lu", "12:00-17:00")),
            "2026-11-23T10:00", OpenStatus.Open, "2026-11-23T17:00", "Ouvert jusqu'à 17 h"
        },

        // touching slots of different kinds are a change
        { Mixed, "2026-11-23T10:00", OpenStatus.Open, "2026-11-23T12:00", "Ouvert jusqu'à 12 h, puis sur rendez-vous" },
        {
            Mixed, "2026-11-23T12:00", OpenStatus.OpenByAppointment, "2026-11-23T17:00",
            "Ouvert sur rendez-vous jusqu'à 17 h"
        },
        {
            Mixed, "2026-11-23T17:00", OpenStatus.Closed, "2026-11-24T08:30",
            "Fermé, ouvre demain à 8 h 30 sur rendez-vous"
        },
        {
            Mixed, "2026-11-24T08:30", OpenStatus.OpenByAppointment, "2026-11-24T12:00",
            "Ouvert sur rendez-vous jusqu'à 12 h, puis sans rendez-vous"
        },

        // over midnight, and up to it
        { Mixed, "2026-11-26T20:00", OpenStatus.Open, "2026-11-27T02:00", "Ouvert jusqu'à demain à 2 h" },
        { Mixed, "2026-11-27T00:00", OpenStatus.Open, "2026-11-27T02:00", "Ouvert jusqu'à 2 h" },
        { Mixed, "2026-11-28T23:59", OpenStatus.Open, "2026-11-29T00:00", "Ouvert jusqu'à minuit" },
        { Mixed, "2026-11-29T00:00", OpenStatus.Closed, "2026-11-30T09:00", "Fermé, ouvre demain à 9 h" },
        { Of(Slot("di", "00:00-12:00")), "2026-11-28T20:00", OpenStatus.Closed, "2026-11-29T00:00", "Fermé, ouvre demain à 0 h" },
        { Of(Slot("sa-di", "00:00-24:00")), "2026-11-28T20:00", OpenStatus.Open, "2026-11-30T00:00", "Ouvert jusqu'à demain à minuit" },

        // six days ahead a weekday is clear, seven days ahead it is not
        { Of(Slot("lu", "09:00-12:00")), "2026-11-24T10:00", OpenStatus.Closed, "2026-11-30T09:00", "Fermé, ouvre lundi à 9 h" },
        {
            Of(Slot("lu", "09:00-12:00")), "2026-11-23T12:00", OpenStatus.Closed, "2026-11-30T09:00",
            "Fermé, ouvre le lundi 30 novembre à 9 h"
        },

        // an unknown day hides what comes after it
        { EvenWeeks, "2026-11-27T16:59", OpenStatus.Open, "2026-11-27T17:00", "Ouvert jusqu'à 17 h" },
        { EvenWeeks, "2026-11-27T17:00", OpenStatus.Closed, null, "Fermé, prochaine ouverture à vérifier" },
        {
            EvenWeeks, "2026-11-28T00:00", OpenStatus.Unknown, null,
            "Horaires à vérifier : accueil ouvert uniquement les semaines paires"
        },
        {
            EvenWeeks, "2026-11-28T23:59", OpenStatus.Unknown, null,
            "Horaires à vérifier : accueil ouvert uniquement les semaines paires"
        },
        { EvenWeeks, "2026-11-29T00:00", OpenStatus.Closed, "2026-11-30T09:00", "Fermé, ouvre demain à 9 h" },
        {
            Of(Slot("ve", "20:00-24:00")) with { Unread = [Unread("sa", "?")] },
            "2026-11-27T21:00", OpenStatus.Open, null, "Ouvert au moins jusqu'à minuit"
        },
        {
            new OpeningSchedule { Unread = [Unread("lu", "Accueil fermé."), Unread("lu-ma", "Permanence du maire"), Unread(
                "lu", "Accueil fermé.")] },
            "2026-11-23T10:00", OpenStatus.Unknown, null, "Horaires à vérifier : accueil fermé ; permanence du maire"
        },

        // public holidays that nobody confirmed: Tuesday 14 July, Saturday 15 August, Sunday 1 November
        {
            Office, "2026-07-14T03:00", OpenStatus.Unknown, null,
            "Jour férié (14 juillet) : ouverture à confirmer"
        },
        { Of(Slot("ma", "09:00-12:00")), "2026-07-14T20:00", OpenStatus.Unknown, null, "Jour férié (14 juillet) : ouverture à confirmer" },
        { Office, "2026-07-13T17:00", OpenStatus.Closed, null, "Fermé, prochaine ouverture à vérifier" },
        { Office, "2026-11-01T10:00", OpenStatus.Closed, "2026-11-02T09:00", "Fermé, ouvre demain à 9 h" }, // no slot on Sundays
        {
            Office with { PublicHolidays = PublicHolidayPolicy.AsUsual },
            "2026-07-14T10:00", OpenStatus.Open, "2026-07-14T12:00", "Ouvert jusqu'à 12 h"
        },
        {
            Office with { PublicHolidays = PublicHolidayPolicy.Closed },
            "2026-07-14T10:00", OpenStatus.Closed, "2026-07-15T09:00", "Fermé, jour férié (14 juillet), ouvre demain à 9 h"
        },
        {
            Office with { PublicHolidays = PublicHolidayPolicy.Closed },
            "2026-11-01T10:00", OpenStatus.Closed, "2026-11-02T09:00", "Fermé, ouvre demain à 9 h" // closed anyway
        },
        {
            EvenWeeks, "2026-08-15T10:00", OpenStatus.Unknown, null,
            "Jour férié (Assomption) : ouverture à confirmer"
        },
        {
            EvenWeeks with { PublicHolidays = PublicHolidayPolicy.AsUsual }, "2026-08-15T10:00", OpenStatus.Unknown, null,
            "Horaires à vérifier : accueil ouvert uniquement les semaines paires"
        },
        {
            EvenWeeks with { PublicHolidays = PublicHolidayPolicy.Closed }, "2026-08-15T10:00", OpenStatus.Closed,
            "2026-08-17T09:00", "Fermé, jour férié (Assomption), ouvre lundi à 9 h"
        },

        // two Fridays in a row closed by holidays, and the turn of the year
        {
            Of(Slot("ve", "09:00-12:00")) with { PublicHolidays = PublicHolidayPolicy.Closed },
            "2026-12-18T12:00", OpenStatus.Closed, "2027-01-08T09:00", "Fermé, ouvre le vendredi 8 janvier à 9 h"
        },

        // seasons
        { Summer(2026), "2026-06-30T18:00", OpenStatus.Closed, "2026-07-01T09:00", "Fermé, ouvre demain à 9 h" },
        { Summer(2026), "2026-08-31T12:00", OpenStatus.Closed, null, "Fermé" },
        { Summer(2027), "2026-08-31T12:00", OpenStatus.Closed, "2027-07-01T09:00", "Fermé, ouvre le jeudi 1er juillet 2027 à 9 h" },
        { Summer(2027), "2027-02-01T12:00", OpenStatus.Closed, "2027-07-01T09:00", "Fermé, ouvre le jeudi 1er juillet à 9 h" },
        { Summer(2028), "2026-08-31T12:00", OpenStatus.Closed, null, "Fermé" }, // beyond the horizon

        { AlwaysOpen, "2026-11-23T10:00", OpenStatus.Open, null, "Ouvert, 24 h sur 24" },
        { new OpeningSchedule { Comment = "Pas d'horaire" }, "2026-11-23T10:00", OpenStatus.Unknown, null, "Horaires non connus" },
    };

    private static OpeningSchedule AlwaysOpen =>
        Of(Slot("lu-di", "00:00-24:00")) with { PublicHolidays = PublicHolidayPolicy.AsUsual };

    [Theory]
    [MemberData(nameof(States))]
    public void StateAt_InParis(OpeningSchedule schedule, string local, OpenStatus status, string? changesAt, string label)
    {
        var state = OpeningCalendar.StateAt(schedule, At("75"), Paris(local));

        Assert.Equal((status, changesAt is null ? null : Paris(changesAt), label), (state.Status, state.ChangesAt, state.Sentence));
        Assert.InRange(state.Label.Length, 1, OpenState.MaxLabelLength);
        Assert.Equal(status, OpeningCalendar.StatusAt(schedule, At("75"), Paris(local)));
    }

    [Fact]
    public void StateAt_NoScheduleOrNoPlace_IsUnknown()
    {
        var unknown = new OpenState(OpenStatus.Unknown, null, "Horaires non connus");
        var noon = Instant.FromUtc(2026, 11, 23, 12, 0);

        Assert.Equal(unknown, OpeningCalendar.StateAt(null, At("75"), noon));
        Assert.Equal(unknown, OpeningCalendar.StateAt(Office, null, noon));
        Assert.Equal(OpenStatus.Unknown, OpeningCalendar.StatusAt(null, At("75"), noon));
        Assert.Equal(OpenStatus.Unknown, OpeningCalendar.StatusAt(Office, null, noon));
    }

    [Fact]
    public void StateAt_EndsOfTime_IsUnknownAndDoesNotThrow()
    {
        foreach (var at in new[] { Instant.MinValue, Instant.MaxValue, Instant.FromUtc(9999, 12, 31, 23, 59) })
        {
            Assert.Equal(OpenStatus.Unknown, OpeningCalendar.StateAt(AlwaysOpen, At("75"), at).Status);
            Assert.Equal(OpenStatus.Unknown, OpeningCalendar.StatusAt(AlwaysOpen, At("75"), at));
        }

        Assert.Equal(OpenStatus.Open, OpeningCalendar.StateAt(AlwaysOpen, At("75"), Instant.FromUtc(9989, 12, 31, 0, 0)).Status);
        Assert.Equal(OpenStatus.Open, OpeningCalendar.StateAt(AlwaysOpen, At("75"), Instant.FromUtc(1900, 1, 2, 0, 0)).Status);
    }

    // Slots around the hours at which Paris changes its clocks: 29 March 2026 at 02:00, 25 October 2026 at 03:00.
    [Theory]
    [InlineData("01:00-04:00", "2026-03-29T00:30Z", "Open", "2026-03-29T02:00Z")] // three hours on the wall, two in time
    [InlineData("02:15-02:45", "2026-03-29T00:00Z", "Closed", "2026-04-05T00:15Z")] // an hour that does not exist
    [InlineData("02:30-05:00", "2026-03-29T00:59Z", "Closed", "2026-03-29T01:00Z")] // opens as the clock jumps over 02:30
    [InlineData("01:00-02:30", "2026-03-29T00:30Z", "Open", "2026-03-29T01:00Z")] // closes as the clock jumps over 02:30
    [InlineData("01:00-04:00", "2026-10-24T23:30Z", "Open", "2026-10-25T03:00Z")] // three hours on the wall, four in time
    [InlineData("02:30-05:00", "2026-10-25T00:00Z", "Closed", "2026-10-25T00:30Z")] // first 02:30
    [InlineData("02:30-05:00", "2026-10-25T00:30Z", "Open", "2026-10-25T01:00Z")] // until the clock goes back to 02:00
    [InlineData("02:30-05:00", "2026-10-25T01:00Z", "Closed", "2026-10-25T01:30Z")] // second 02:30
    [InlineData("02:30-05:00", "2026-10-25T01:30Z", "Open", "2026-10-25T04:00Z")]
    [InlineData("00:00-02:00", "2026-10-24T23:00Z", "Open", "2026-10-25T00:00Z")]
    [InlineData("03:00-04:00", "2026-10-25T01:59Z", "Closed", "2026-10-25T02:00Z")]
    public void StateAt_NightsOfClockChangeInParis(string slot, string at, string status, string changesAt)
    {
        var state = OpeningCalendar.StateAt(Of(Slot("di", slot)), At("75"), Utc(at));

        Assert.Equal(status, state.Status.ToString());
        Assert.Equal(Utc(changesAt), state.ChangesAt);
    }

    [Theory]
    [InlineData("75", "2026-11-23T08:00Z")]
    [InlineData("973", "2026-11-23T12:00Z")]
    [InlineData("988", "2026-11-22T22:00Z")] // Monday morning there, Sunday evening in UTC
    [InlineData("975", "2026-11-23T12:00Z")]
    [InlineData("975", "2026-07-20T11:00Z")] // Miquelon has a summer time
    [InlineData("973", "2026-07-20T12:00Z")] // Cayenne has none
    [InlineData("986", "2026-11-22T21:00Z")]
    [InlineData("987", "2026-11-23T19:00Z")]
    [InlineData("98731", "2026-11-23T18:30Z")]
    [InlineData("98719", "2026-11-23T18:00Z")]
    [InlineData("974", "2026-11-23T05:00Z")]
    [InlineData("976", "2026-11-23T06:00Z")]
    public void StateAt_MondayNineO_Clock_IsLocal(string place, string opens)
    {
        var before = OpeningCalendar.StateAt(Office, At(place), Utc(opens) - Duration.FromMinutes(1));
        var after = OpeningCalendar.StateAt(Office, At(place), Utc(opens));

        Assert.Equal((OpenStatus.Closed, Utc(opens)), (before.Status, before.ChangesAt));
        Assert.Equal(OpenStatus.Open, after.Status);
    }

    // Clocks change in Miquelon at 02:00 local: 8 March and 1 November 2026.
    [Theory]
    [InlineData("02:30-05:00", "2026-03-08T04:59Z", "Closed", "2026-03-08T05:00Z")]
    [InlineData("01:30-05:00", "2026-11-01T03:00Z", "Closed", "2026-11-01T03:30Z")]
    public void StateAt_NightsOfClockChangeInMiquelon(string slot, string at, string status, string changesAt)
    {
        var schedule = Of(Slot("di", slot)) with { PublicHolidays = PublicHolidayPolicy.AsUsual };

        var state = OpeningCalendar.StateAt(schedule, At("975"), Utc(at));

        Assert.Equal((status, Utc(changesAt)), (state.Status.ToString(), state.ChangesAt));
    }

    [Fact]
    public void Day_OrdinaryDay_HasItsSlotsJoined()
    {
        var day =
            OpeningCalendar.Day(
                Mixed with { Regular = [.. Mixed.Regular, Slot("lu", "08:00-09:00")] }, At("75"), new LocalDate(2026, 11, 23));

        Assert.Equal(
            new OpeningDay
            {
                Date = new LocalDate(2026, 11, 23),
                Slots = [Times("08:00", "12:00"), Times("12:00", "17:00", byAppointment: true)],
            },
            day);
    }

    [Fact]
    public void Day_SlotsThatOverlap_AnyoneIsReceivedWhereEitherSaysSo()
    {
        var schedule = Of(Slot("lu", "09:00-17:00", byAppointment: true), Slot("lu", "10:00-12:00"), Slot("lu", "11:00-13:00"));

        var day = OpeningCalendar.Day(schedule, At("75"), new LocalDate(2026, 11, 23));

        Assert.Equal(
            [Times("09:00", "10:00", byAppointment: true), Times("10:00", "13:00"), Times("13:00", "17:00", byAppointment: true)],
            day.Slots);
    }

    [Fact]
    public void Day_PublicHolidays_FollowThePolicy()
    {
        var (place, date) = (At("75"), new LocalDate(2026, 7, 14));

        var unconfirmed = OpeningCalendar.Day(Office, place, date);
        var closed = OpeningCalendar.Day(Office with { PublicHolidays = PublicHolidayPolicy.Closed }, place, date);
        var asUsual = OpeningCalendar.Day(Office with { PublicHolidays = PublicHolidayPolicy.AsUsual }, place, date);

        Assert.Equal((false, 2, "14 juillet", "Jour férié (14 juillet) : ouverture à confirmer"), Parts(unconfirmed));
        Assert.Equal((true, 0, "14 juillet", "Jour férié (14 juillet) : fermé"), Parts(closed));
        Assert.Equal((true, 2, "14 juillet", null), Parts(asUsual));
    }

    [Fact]
    public void Day_PublicHolidayWithoutSlots_StaysClosed() =>
        Assert.Equal((true, 0, "Toussaint", null), Parts(OpeningCalendar.Day(Office, At("75"), new LocalDate(2026, 11, 1))));

    [Fact]
    public void Day_TwoHolidaysOnOneDay_NamesBoth() =>
        Assert.Equal("1er mai et Ascension", OpeningCalendar.Day(Office, At("75"), new LocalDate(2008, 5, 1)).PublicHoliday);

    [Fact]
    public void Day_HolidayOfAnotherTerritory_IsOrdinary()
    {
        var date = new LocalDate(2026, 6, 10); // end of slavery in Guyane, a Wednesday

        Assert.False(OpeningCalendar.Day(Office, At("973"), date).IsKnown);
        Assert.True(OpeningCalendar.Day(Office, At("75"), date).IsKnown);
    }

    [Fact]
    public void Day_UnreadText_KeepsTheUsualSlotsToShow() =>
        Assert.Equal(
            (false, 1, null, "Horaires à vérifier : accueil ouvert uniquement les semaines paires"),
            Parts(OpeningCalendar.Day(EvenWeeks, At("75"), new LocalDate(2026, 11, 28))));

    [Fact]
    public void Day_NoSchedule_IsUnknownYetNamesTheHoliday() =>
        Assert.Equal(
            (false, 0, "Noël", "Horaires non connus"),
            Parts(OpeningCalendar.Day(null, At("75"), new LocalDate(2026, 12, 25))));

    [Fact]
    public void Day_MoreSlotsThanTheStackHolds_AreAllRead()
    {
        var schedule = Of([.. Enumerable.Range(0, 100).Select(i => Slot("lu", "09:00-12:00") with
        {
            Opens = new ClockTime(i * 14),
            Closes = new ClockTime((i * 14) + 7),
        })]);

        Assert.Equal(100, OpeningCalendar.Day(schedule, At("75"), new LocalDate(2026, 11, 23)).Slots.Count);
    }

    [Fact]
    public void Days_AreInARow_OverTheEndOfFebruary()
    {
        var days = OpeningCalendar.Days(Office, At("75"), new LocalDate(2028, 2, 28), 3);

        Assert.Equal(["2028-02-28", "2028-02-29", "2028-03-01"], days.Select(day => LocalDatePattern.Iso.Format(day.Date)));
    }

    [Fact]
    public void Days_Bounds()
    {
        Assert.Empty(OpeningCalendar.Days(Office, At("75"), new LocalDate(2026, 1, 1), 0));
        Assert.Equal(400, OpeningCalendar.Days(Office, At("75"), new LocalDate(2026, 1, 1), 400).Count);
        Assert.Single(OpeningCalendar.Days(Office, At("75"), new LocalDate(9999, 12, 30), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OpeningCalendar.Days(Office, At("75"), new LocalDate(2026, 1, 1), 401));
        Assert.Throws<ArgumentOutOfRangeException>(() => OpeningCalendar.Days(Office, At("75"), new LocalDate(2026, 1, 1), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OpeningCalendar.Days(Office, At("75"), new LocalDate(9999, 12, 30), 3));
    }

    [Theory]
    [InlineData("Accueil fermé en août.", "accueil fermé en août")]
    [InlineData("RDV le matin", "RDV le matin")] // an acronym
    [InlineData("Mme Martin reçoit", "Mme Martin reçoit")] // a name
    [InlineData("L'après-midi", "L'après-midi")]
    [InlineData("  deux\n lignes ", "deux lignes")]
    [InlineData("", "")]
    public void Quoted_FitsInsideASentence(string text, string expected) =>
        Assert.Equal(expected, OpeningLabels.Quoted(text));

    [Fact]
    public void Quoted_LongText_IsCutBetweenWords()
    {
        var quoted = OpeningLabels.Quoted(string.Join(' ', Enumerable.Repeat("horaires", 100)));

        Assert.True(quoted.Length <= 200);
        Assert.EndsWith("horaires…", quoted, StringComparison.Ordinal);
        Assert.True(OpeningLabels.Quoted(new string('x', 1000)).Length <= 200);
    }

    private static OpeningSchedule Summer(int year) => Of(Slot("lu-di", "09:00-12:00") with
    {
        From = new LocalDate(year, 7, 1),
        To = new LocalDate(year, 8, 31),
    });

    private static TimeSlot Times(string opens, string closes, bool byAppointment = false) =>
        new(ClockTime.Parse(opens), ClockTime.Parse(closes), byAppointment);

    private static (bool IsKnown, int Slots, string? PublicHoliday, string? Reason) Parts(OpeningDay day) =>
        (day.IsKnown, day.Slots.Count, day.PublicHoliday, day.Reason);

    private static TerritorialCalendar At(string place) => TerritorialCalendar.ForInseeCode(place)!;

    private static Instant Paris(string local) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(local).Value
            .InZoneStrictly(At("75").TimeZone).ToInstant();

    private static Instant Utc(string text) =>
        InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm'Z'").Parse(text).Value;
}
