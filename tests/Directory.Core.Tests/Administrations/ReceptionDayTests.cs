using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.Tests.Administrations;

public sealed class ReceptionDayTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);
    private static readonly TerritorialCalendar Rhone = TerritorialCalendar.ForInseeCode("69266")!;

    [Theory]
    [InlineData("09:00-12:00 13:30-16:00", "9 h–12 h, 13 h 30–16 h")]
    [InlineData("00:00-24:00", "24 h sur 24")]
    [InlineData("20:00-24:00", "20 h–minuit")]
    public void Label_OfAnOpenDay_IsItsSlots(string slots, string expected)
    {
        var day = On(Monday, Hours(slots));

        Assert.Equal((expected, true), (day.Label, day.IsOpen));
    }

    [Fact]
    public void Label_OfAClosedOrUnknownDay_SaysWhy()
    {
        var hours = Hours("09:00-12:00");
        var closure = hours with { Exceptional = [new ExceptionalPeriod { From = Monday, To = Monday, Reason = "Travaux" }] };

        Assert.Equal("Fermé", On(Monday.PlusDays(1), hours).Label);
        Assert.Equal("Fermé exceptionnellement", On(Monday, closure).Label);
        Assert.Equal("Horaires non connus", On(Monday, null).Label);
        Assert.False(On(Monday, null).IsKnown);
        // Easter Monday.
        Assert.Equal("Fermé (férié)", On(new LocalDate(2026, 4, 6), hours with { PublicHolidays = PublicHolidayPolicy.Closed }).Label);
        Assert.Equal(
            "Férié, à confirmer", On(new LocalDate(2026, 4, 6), hours with { PublicHolidays = PublicHolidayPolicy.Unconfirmed }).Label);
    }

    [Theory]
    [InlineData(null, null, "Accueil suspendu", false)]
    [InlineData("2026-03-01T00:00", "2026-03-05T00:00", "Accueil suspendu", false)]
    [InlineData("2026-03-02T08:00", "2026-03-02T17:00", "Accueil suspendu", false)] // all that there was
    [InlineData("2026-03-02T12:30", null, "9 h–12 h (accueil suspendu une partie du jour)", true)]
    [InlineData("2026-03-02T10:00", "2026-03-02T11:00", "9 h–10 h, 11 h–12 h, 13 h 30–16 h (accueil suspendu une partie du jour)", true)]
    [InlineData("2026-03-03T00:00", null, "9 h–12 h, 13 h 30–16 h", true)] // tomorrow
    [InlineData(null, "2026-03-02T00:00", "9 h–12 h, 13 h 30–16 h", true)] // over
    public void Of_WithASuspension_TakesItsTimeAway(string? from, string? until, string expected, bool isOpen)
    {
        var notice = new Notice { Title = "Travaux", From = Paris(from), Until = Paris(until), SuspendsReception = true };

        var day = On(Monday, Hours("09:00-12:00 13:30-16:00"), notice);

        Assert.Equal((expected, isOpen), (day.Label, day.IsOpen));
    }

    [Fact]
    public void Of_ANoticeThatOnlyInforms_ChangesNothing() =>
        Assert.Equal("9 h–12 h", On(Monday, Hours("09:00-12:00"), new Notice { Title = "Affluence" }).Label);

    [Fact]
    public void Of_AClosureThatAMessageTells_IsSaidAsAClosure()
    {
        var hours = Hours("09:00-12:00") with { Exceptional = [new ExceptionalPeriod { From = Monday, To = Monday, Reason = "Panne." }] };

        var day = On(Monday, hours, new Notice { Title = "Fermé aujourd'hui", SuspendsReception = true });

        Assert.Equal((true, false, "Fermé exceptionnellement"), (day.IsKnown, day.IsOpen, day.Label));
    }

    [Fact]
    public void Of_UnknownHoursSuspendedAllDay_IsKnownToBeClosed()
    {
        var day = On(Monday, null, new Notice { Title = "Travaux", SuspendsReception = true });

        Assert.Equal((true, false, "Accueil suspendu"), (day.IsKnown, day.IsOpen, day.Label));
    }

    private static ReceptionDay On(LocalDate date, OpeningSchedule? hours, params Notice[] notices) =>
        ReceptionDay.Of(hours, notices, Rhone, date, null);

    private static OpeningSchedule Hours(string slots) => new()
    {
        Regular =
        [
            .. slots.Split(' ').Select(slot => new RegularPeriod
            {
                Days = Weekdays.Monday, Opens = ClockTime.Parse(slot.Split('-')[0]), Closes = ClockTime.Parse(slot.Split('-')[1]),
            }),
        ],
    };

    private static Instant? Paris(string? local) => local is null
        ? null
        : NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd'T'HH:mm").Parse(local).Value
            .InZoneStrictly(DateTimeZoneProviders.Tzdb["Europe/Paris"]).ToInstant();
}
