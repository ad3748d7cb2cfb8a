using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Tests.OpeningHours;

public class WeekdaysTests
{
    [Fact]
    public void Range_BothEndsIncluded()
    {
        var days = Weekdays.Range(IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday);

        Assert.Equal(Weekdays.Tuesday | Weekdays.Wednesday | Weekdays.Thursday, days);
        Assert.Equal(3, days.Count);
        Assert.False(days.Contains(IsoDayOfWeek.Monday));
        Assert.True(days.Contains(IsoDayOfWeek.Tuesday));
        Assert.True(days.Contains(IsoDayOfWeek.Thursday));
        Assert.False(days.Contains(IsoDayOfWeek.Friday));
    }

    [Fact]
    public void Range_WholeWeek_IsAll() =>
        Assert.Equal(Weekdays.All, Weekdays.Range(IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday));

    [Fact]
    public void Range_OneDay_IsThatDay() =>
        Assert.Equal(Weekdays.Sunday, Weekdays.Range(IsoDayOfWeek.Sunday, IsoDayOfWeek.Sunday));

    [Fact]
    public void Range_Reversed_Throws() =>
        Assert.Throws<ArgumentException>(() => Weekdays.Range(IsoDayOfWeek.Friday, IsoDayOfWeek.Thursday));

    [Fact]
    public void Complement_StaysWithinTheWeek()
    {
        Assert.Equal(Weekdays.Saturday | Weekdays.Sunday, ~Weekdays.MondayToFriday);
        Assert.Equal(Weekdays.None, ~Weekdays.All);
        Assert.True(Weekdays.None.IsEmpty);
        Assert.False(Weekdays.None.Contains(IsoDayOfWeek.None));
    }

    [Fact]
    public void Json_IsAnArrayOfNamesFromMonday()
    {
        var json = JsonSerializer.Serialize(Weekdays.Sunday | Weekdays.Monday);

        Assert.Equal("""["MONDAY","SUNDAY"]""", json);
        Assert.Equal(Weekdays.Sunday | Weekdays.Monday, JsonSerializer.Deserialize<Weekdays>(json));
        Assert.Equal(Weekdays.None, JsonSerializer.Deserialize<Weekdays>("[]"));
    }

    [Theory]
    [InlineData("""["LUNDI"]""")]
    [InlineData("""["monday"]""")]
    [InlineData("""[1]""")]
    [InlineData("""[["MONDAY"]]""")]
    [InlineData("31")]
    [InlineData("""["MONDAY" """)]
    public void Json_AnythingElse_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Weekdays>(json));
}
