using System.Net;
using Microsoft.Extensions.Time.Testing;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Tests.Limits;

/// <summary>What callers have left, for as many callers as may come.</summary>
public sealed class AllowancesTests
{
    private static readonly Allowance HundredAndTenASecond = new(100, 10);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Allowance_Spent_ComesBackWithTime()
    {
        var allowances = new Allowances(_clock);
        var caller = Caller(1);

        Assert.Equal(new Grant(true, 40, TimeSpan.FromSeconds(6)), allowances.Take(caller, HundredAndTenASecond, 60));
        // and nothing is taken
        Assert.Equal(new Grant(false, 40, TimeSpan.FromSeconds(1)), allowances.Take(caller, HundredAndTenASecond, 50));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new Grant(true, 0, TimeSpan.FromSeconds(10)), allowances.Take(caller, HundredAndTenASecond, 50));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Grant(true, 0, TimeSpan.FromSeconds(10)), allowances.Take(caller, HundredAndTenASecond, 100)); // no more than all
    }

    [Fact]
    public void Work_ThatIsDone_IsOwed()
    {
        var allowances = new Allowances(_clock);

        allowances.Charge(Caller(1), HundredAndTenASecond, 150);

        Assert.False(allowances.Take(Caller(1), HundredAndTenASecond, 1).IsGranted);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.True(allowances.Take(Caller(1), HundredAndTenASecond, 10).IsGranted);
    }

    [Fact]
    public void Several_WhereOneRefuses_LoseNothing()
    {
        var allowances = new Allowances(_clock);
        var (own, ofAll) = ((Caller(1), HundredAndTenASecond), (Caller(2), new Allowance(50, 10)));

        Assert.Equal((new Grant(true, 10, TimeSpan.FromSeconds(4)), 1), allowances.Take([own, ofAll], 40)); // the narrower
        Assert.Equal((new Grant(false, 10, TimeSpan.FromSeconds(1)), 1), allowances.Take([own, ofAll], 20));
        Assert.Equal((new Grant(false, 60, TimeSpan.FromSeconds(1)), 0), allowances.Take([own, ofAll], 70));
        Assert.Equal((new Grant(true, 0, TimeSpan.FromSeconds(5)), 1), allowances.Take([own, ofAll], 10)); // neither refusal took any
    }

    [Fact]
    public void Caller_WithoutAllowance_GetsNothing() =>
        Assert.Equal(new Grant(false, 0, Timeout.InfiniteTimeSpan), new Allowances(_clock).Take(Caller(1), new Allowance(0, 0), 1));

    [Fact]
    public void MillionCallers_InAFewPlaces_DoNotMakeThoseForgottenWhoTookAll()
    {
        var allowances = new Allowances(_clock, places: 1024);
        var greedy = Enumerable.Range(0, 20).Select(number => new CallerKey(CallerKind.Partner, (ulong)number)).ToArray();
        foreach (var caller in greedy)
        {
            allowances.Take(caller, HundredAndTenASecond, 100);
        }

        for (var i = 0u; i < 1_000_000; i++)
        {
            allowances.Take(new CallerKey(CallerKind.Address, i), HundredAndTenASecond, 1);
        }

        Assert.All(greedy, caller => Assert.False(allowances.Take(caller, HundredAndTenASecond, 1).IsGranted));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true, false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true, false)] // the same, as a socket of both kinds says it
    [InlineData("192.0.2.1", "192.0.2.2", false, false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true, true)] // one household
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false, true)] // two, of one site
    [InlineData("2001:db8:1:2::1", "2001:db8:2:2::1", false, false)]
    public void Caller_IsKnownByItsNetwork(string one, string other, bool isOne, bool isOneSite)
    {
        var (left, right) = (CallerKey.Of(IPAddress.Parse(one)), CallerKey.Of(IPAddress.Parse(other)));

        Assert.Equal(isOne, left.Key == right.Key);
        Assert.Equal(isOneSite, left.Wider is not null && left.Wider == right.Wider);
    }

    private static CallerKey Caller(ulong number) => new(CallerKind.Address, number);
}
