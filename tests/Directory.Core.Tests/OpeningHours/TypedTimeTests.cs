using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class TypedTimeTests
{
    [Theory]
    [InlineData("9h", "09:00")]
    [InlineData("9h30", "09:30")]
    [InlineData("9 h 30", "09:30")]
    [InlineData("09:30", "09:30")]
    [InlineData("9.30", "09:30")]
    [InlineData("930", "09:30")]
    [InlineData("0930", "09:30")]
    [InlineData("9", "09:00")]
    [InlineData(" 17 H ", "17:00")]
    [InlineData("12 heures", "12:00")]
    [InlineData("midi", "12:00")]
    [InlineData("minuit", "00:00")]
    [InlineData("24 h", "24:00")]
    public void TryParse_ReadsWhatPeopleType(string text, string expected)
    {
        Assert.True(TypedTime.TryParse(text, false, out var time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9h60")]
    [InlineData("25h")]
    [InlineData("24h01")]
    [InlineData("9h3")]
    [InlineData("9-12")]
    [InlineData("neuf heures")]
    [InlineData("-9")]
    public void TryParse_OfAnythingElse_IsRefused(string? text) => Assert.False(TypedTime.TryParse(text, false, out _));

    [Fact]
    public void TryParse_OfMidnight_IsTheEndOfTheDayWhereASlotCloses()
    {
        Assert.True(TypedTime.TryParse("minuit", true, out var time));
        Assert.Equal(ClockTime.EndOfDay, time);
    }

    [Fact]
    public void Format_OfEveryMinute_IsReadBackAtBothEnds()
    {
        for (var minute = 0; minute <= ClockTime.MinutesPerDay; minute++)
        {
            var text = TypedTime.Format(new ClockTime(minute));
            Assert.True(
                TypedTime.TryParse(text, false, out var opens) && TypedTime.TryParse(text, true, out var closes) && opens == closes);
            Assert.Equal(minute, opens.Minutes);
        }
    }
}
