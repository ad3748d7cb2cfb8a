using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Importers.Sample;

namespace PublicDirectory.Importers.Tests.Sample;

public sealed class HoursNotationTests
{
    [Fact]
    public void Parse_DaysSlotsAppointmentAndSeason_AreAllRead()
    {
        var periods = HoursNotation.Parse(
            "lun-ven 09:00-12:00 14:00-17:00; sam,dim 10:00-24:00 rdv [2026-07-01..2026-08-31]");

        Assert.Equal(
            [
                new RegularPeriod { Days = Weekdays.MondayToFriday, Opens = new(9, 0), Closes = new(12, 0) },
                new RegularPeriod { Days = Weekdays.MondayToFriday, Opens = new(14, 0), Closes = new(17, 0) },
                new RegularPeriod
                {
                    Days = Weekdays.Saturday | Weekdays.Sunday,
                    Opens = new(10, 0),
                    Closes = ClockTime.EndOfDay,
                    ByAppointment = true,
                    From = new LocalDate(2026, 7, 1),
                    To = new LocalDate(2026, 8, 31),
                },
            ],
            periods);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lun-ven")] // no slot
    [InlineData("09:00-12:00")] // no day
    [InlineData("lun-ven 9:00-12:00")]
    [InlineData("lun-ven 12:00-09:00")]
    [InlineData("lun-ven 09:00-12:00 fermé")]
    [InlineData("ven-lun 09:00-12:00")] // round the week
    [InlineData("lun,lun-mer 09:00-12:00")] // twice
    [InlineData("lundi 09:00-12:00")]
    [InlineData("lun 09:00-12:00;")]
    [InlineData("lun 09:00-12:00 [2026-08-31..2026-07-01]")]
    [InlineData("lun 09:00-12:00 [juillet]")]
    [InlineData("lun 09:00-12:00 rdv 14:00-17:00")]
    public void Parse_AnythingElse_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => HoursNotation.Parse(text));
}
