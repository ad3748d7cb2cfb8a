using Microsoft.Extensions.Options;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>When tries shut a door, for whom and for how long.</summary>
public sealed class DoorRuleTests
{
    private readonly DoorRule _rule = new(new SignInOptions());
    private readonly AccountCredentials _account = new() { AccountId = Guid.NewGuid(), SecurityStamp = Guid.NewGuid() };
    private Instant _now = Instant.FromUtc(2026, 11, 30, 8, 0);

    [Fact]
    public void Origin_WhereTriesGoOn_IsShutForLongerEachTime()
    {
        var tries = From(1);
        var minutes = new List<double>();
        for (var i = 0; i < 16; i++)
        {
            Assert.Equal(Door.Open, Try(tries));
            if (tries.ShutUntil is { } until)
            {
                Assert.Equal(Door.Shut, Try(tries)); // not counted: it shuts for no longer
                minutes.Add((until - _now).TotalMinutes);
                _now = until;
            }
        }

        Assert.Equal([15, 30, 60, 120, 240, 240, 240], minutes);
    }

    [Fact]
    public void Origin_WhereNothingWasTriedForADay_StartsAfresh()
    {
        var tries = From(1);
        Times(9, () => Try(tries));
        _now += Duration.FromHours(25);

        Assert.Equal(Door.Open, Try(tries));
        Assert.Null(tries.ShutUntil);
        Assert.Equal(1, tries.Failures);
    }

    [Fact]
    public void Origin_WhereItsPersonSignedIn_StartsAfreshAndIsNoFailure()
    {
        var tries = From(1);
        Times(9, () => Try(tries));
        DoorRule.Succeed(_account, tries, 1, _now);

        Assert.Equal(8, _account.UntoldFailures); // the last one was right
        Times(9, () => Assert.Equal(Door.Open, Try(tries)));
        Assert.Null(tries.ShutUntil);
        Assert.True(_rule.Take(_account, tries, false, _now).Shuts);
        Assert.False(_rule.Take(_account, tries, false, _now).Shuts); // it was told
        DoorRule.Succeed(_account, tries, 1000, _now); // by the link of a mail

        Assert.Equal(0, _account.UntoldFailures);
        Assert.Equal(Door.Open, Try(tries));
    }

    [Fact]
    public void Account_TriedFromEverywhere_StaysOpenWhereItsPersonSignsIn()
    {
        var (office, browser) = (From(1), From(2));
        Try(office);
        DoorRule.Succeed(_account, office, 1, _now);
        for (byte place = 10; place < 250; place++)
        {
            Try(From(place));
        }

        Assert.Equal(Door.Shut, Try(From(251)));
        Assert.Equal(Door.Open, Try(office));
        Assert.Equal(Door.Open, Try(browser, isOwnBrowser: true));
    }

    [Fact]
    public void Account_TriedFromEverywhere_LetsOnePlaceTryAtATimeAndAsksForASecondStep()
    {
        for (byte place = 0; place < 100; place++)
        {
            Assert.Equal(Door.Open, Try(From(place)));
        }

        var first = From(101);
        Assert.Equal(Door.SecondStep, Try(first));
        var second = From(102);
        Times(20, () => Assert.Equal(Door.Shut, Try(second)));
        Assert.Equal(0, second.Failures); // nothing was tried
        Assert.Equal(Door.SecondStep, Try(first)); // its turn lasts
        _now += Duration.FromMinutes(10);
        Assert.Equal(Door.SecondStep, Try(second));
        Assert.Equal(Door.Shut, Try(first));
        _now += Duration.FromDays(1);
        Assert.Equal(Door.Open, Try(From(103)));
    }

    [Fact]
    public void Doors_ShutUnderAClockThatWasPutBack_StayShutNoLongerThanTheyMay()
    {
        var (known, unknown) = (From(1), From(2));
        Times(11, () => Try(known));
        DoorRule.Succeed(_account, unknown, 1, _now);
        Assert.Equal(Door.Shut, Try(known));
        for (byte place = 10; place < 250; place++)
        {
            Try(From(place));
        }

        Assert.Equal(Door.Shut, Try(From(251)));
        _now -= Duration.FromDays(2);

        Assert.Equal(Door.Open, Try(known)); // not for two days more
        Assert.Equal(Door.Open, Try(From(251)));
        _account.FailedAttempts = 1000;
        _now += Duration.FromHours(10);
        Assert.Equal(Door.SecondStep, Try(From(252)));
        _now -= Duration.FromHours(9);
        // Nor is it another's turn for nine hours more; and to have signed in on a day to come makes nobody known.
        Assert.Equal(Door.SecondStep, Try(unknown));
    }

    [Fact]
    public void Tries_OfANetworkUnderAClockThatWasPutBack_RunOutAsTimePasses()
    {
        var clock = new MovingClock();
        var limit = new SprayLimit(clock, Options.Create(new SignInOptions()));
        Times(1000, () => limit.Fail("192.0.2.0/24"));
        Assert.False(limit.MayTry("192.0.2.0/24"));

        clock.Move(TimeSpan.FromDays(-1));
        Assert.False(limit.MayTry("192.0.2.0/24"));
        clock.Move(TimeSpan.FromDays(10));
        clock.Move(TimeSpan.FromDays(-10));

        Assert.True(limit.MayTry("192.0.2.0/24"));
    }

    [Fact]
    public void Tries_OfAWeekOfFlood_ComeFromABoundedNumberOfPlaces()
    {
        var taken = 0;
        for (var minute = 0; minute < 7 * 24 * 60; minute++)
        {
            _now += Duration.FromMinutes(1);
            Times(
                5,
                () => taken += Try(new SignInTries { AccountId = _account.AccountId, Origin = Guid.NewGuid().ToByteArray() }) is Door.Shut
                    ? 0
                    : 1);
        }

        // 50,400 came: each day the first hundred, then one place in ten minutes.
        Assert.InRange(taken, 700, 7 * (100 + 144) + 10);
    }

    private Door Try(SignInTries tries, bool isOwnBrowser = false) => _rule.Take(_account, tries, isOwnBrowser, _now).Door;

    private SignInTries From(byte place) => new() { AccountId = _account.AccountId, Origin = [place] };

    private static void Times(int count, Action action)
    {
        for (var i = 0; i < count; i++)
        {
            action();
        }
    }
}
