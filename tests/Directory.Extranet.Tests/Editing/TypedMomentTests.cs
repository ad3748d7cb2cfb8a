using NodaTime;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Tests.Editing;

public class TypedMomentTests
{
    [Theory]
    [InlineData("2027-03-08T09:30")]
    [InlineData("2027-03-08T09:30:00")]
    [InlineData("2027-03-08 09:30")]
    [InlineData("08/03/2027 9h30")]
    [InlineData("8 mars 2027 à 9 h 30")]
    [InlineData("lundi 8 mars 2027 9h30")]
    public void TryRead_OfAMoment_IsThatMoment(string typed)
    {
        Assert.True(TypedMoment.TryRead(typed, null, out var at));
        Assert.Equal(Instant.FromUtc(2027, 3, 8, 8, 30), at);
    }

    [Theory]
    [InlineData("8 mars 2027", 7, 23)] // of Paris
    [InlineData("08/03/2027 10", 8, 9)]
    public void TryRead_OfADayOrAnHour_IsItsBeginning(string typed, int day, int hour)
    {
        Assert.True(TypedMoment.TryRead(typed, null, out var at));
        Assert.Equal(Instant.FromUtc(2027, 3, day, hour, 0), at);
    }

    [Theory]
    [InlineData("08/03")]
    [InlineData("08/03/2027 25h")]
    [InlineData("08/03/2027 24h")]
    [InlineData("2027-03-08T09:30:15")]
    [InlineData("٢٠٢٧-٠٣-٠٨T٠٩:٣٠")]
    [InlineData("demain")]
    public void TryRead_OfAnythingElse_IsRefused(string typed) => Assert.False(TypedMoment.TryRead(typed, null, out _));
}
