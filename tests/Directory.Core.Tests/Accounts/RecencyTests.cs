using NodaTime;
using PublicDirectory.Core.Accounts;

namespace PublicDirectory.Core.Tests.Accounts;

public sealed class RecencyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 9, 0);

    [Theory]
    [InlineData(-600, false)]
    [InlineData(-599, true)]
    [InlineData(0, true)]
    [InlineData(60, true)] // another machine's clock
    [InlineData(61, false)]
    [InlineData(3600, false)]
    public void Moment_SoManySecondsAfterNow_IsWithinTheLastTenMinutesOrNot(int seconds, bool expected) =>
        Assert.Equal(expected, (Now + Duration.FromSeconds(seconds)).IsRecent(Now, Duration.FromMinutes(10)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(660, true)]
    [InlineData(661, false)]
    public void End_InSoManySeconds_IsThatOfTenMinutesWhichGoOnOrNot(int seconds, bool expected) =>
        Assert.Equal(expected, (Now + Duration.FromSeconds(seconds)).GoesOn(Now, Duration.FromMinutes(10)));
}
