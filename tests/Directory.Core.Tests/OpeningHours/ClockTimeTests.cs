using System.Text.Json;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class ClockTimeTests
{
    [Theory]
    [InlineData("00:00", 0)]
    [InlineData("09:05", 545)]
    [InlineData("23:59", 1439)]
    [InlineData("24:00", 1440)]
    public void Parse_OwnForm_ReadsMinutesAndWritesTheSameText(string text, int minutes)
    {
        var time = ClockTime.Parse(text);

        Assert.Equal(minutes, time.Minutes);
        Assert.Equal(text, time.ToString());
    }

    [Theory]
    [InlineData("24:01")]
    [InlineData("25:00")]
    [InlineData("09:60")]
    [InlineData("9:00")] // lenient form
    [InlineData("09:00:00")] // lenient form
    [InlineData(" 09:00")]
    [InlineData("09h00")]
    [InlineData("-9:00")]
    [InlineData("٠٩:٠٠")] // digits, but not ours
    [InlineData("")]
    public void Parse_AnythingElse_Throws(string text) =>
        Assert.Throws<FormatException>(() => ClockTime.Parse(text));

    [Theory]
    [InlineData("9:00", 540)]
    [InlineData("9:00:00", 540)]
    [InlineData("09:00:00", 540)]
    [InlineData(" 09:00 ", 540)]
    [InlineData("24:00:00", 1440)]
    [InlineData("9:05", 545)]
    public void TryParse_FormsOfSources_AreRead(string text, int minutes)
    {
        Assert.True(ClockTime.TryParse(text, out var time));
        Assert.Equal(minutes, time.Minutes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("09:00:30")] // nothing here rounds
    [InlineData("24:00:01")]
    [InlineData("24:01:00")]
    [InlineData("9:0")]
    [InlineData("009:00")]
    [InlineData("09:00:00:00")]
    [InlineData("midi")]
    public void TryParse_AnythingElse_IsRefused(string? text) =>
        Assert.False(ClockTime.TryParse(text, out _));

    [Theory]
    [InlineData(-1)]
    [InlineData(1441)]
    public void Constructor_OutOfTheDay_Throws(int minutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClockTime(minutes));

    [Theory]
    [InlineData(24, 1)]
    [InlineData(9, 60)]
    [InlineData(9, -1)]
    public void Constructor_ImpossibleHourAndMinute_Throws(int hour, int minute) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClockTime(hour, minute));

    [Fact]
    public void Compare_OrdersByTheClock()
    {
        var (nine, ten) = (new ClockTime(9, 0), new ClockTime(10, 0));

        Assert.True(nine < ten && ten > nine && nine <= ten && ten >= nine);
        Assert.False(nine < new ClockTime(9, 0));
        Assert.True(nine.CompareTo(ten) < 0);
        Assert.True(ClockTime.Midnight < ClockTime.EndOfDay);
    }

    [Fact]
    public void Json_IsTheTextForm()
    {
        Assert.Equal("\"24:00\"", JsonSerializer.Serialize(ClockTime.EndOfDay));
        Assert.Equal(new ClockTime(8, 30), JsonSerializer.Deserialize<ClockTime>("\"08:30\""));
    }

    [Theory]
    [InlineData("\"8:30\"")]
    [InlineData("510")]
    [InlineData("null")]
    public void Json_AnythingElse_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ClockTime>(json));
}
