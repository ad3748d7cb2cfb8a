using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>What may be tried.</summary>
internal enum Door
{
    /// <summary>Nothing, for now.</summary>
    Shut,

    /// <summary>A password that is right is not enough: too much was tried from where the person is not known.</summary>
    SecondStep,

    Open,
}

/// <summary>
/// When tries shut a door. From one origin, after so many failures, for longer each time; over all origins where the person is not
/// known, after many more in a day, one origin at a time may try, and a second step is asked for. Where the person signed in before only
/// their own failures count.
/// </summary>
internal sealed class DoorRule(SignInOptions options)
{
    // The door of an origin stays shut no longer than sixteen times the first time.
    private const int MostDoublings = 4;

    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>Where someone signed in so long ago they are not known any more.</summary>
    public static readonly Duration KnownFor = Duration.FromDays(90);

    /// <summary>Counts a try before it is made.</summary>
    /// <param name="account">Of the account; changed.</param>
    /// <param name="tries">From that origin; changed.</param>
    /// <param name="isOwnBrowser">Whether its person signed in with that browser before.</param>
    /// <param name="now">Now.</param>
    /// <returns>What may be tried, and whether this try shuts the door of its origin for those that follow.</returns>
    public (Door Door, bool Shuts) Take(AccountCredentials account, SignInTries tries, bool isOwnBrowser, Instant now)
    {
        account.UntoldFailures++;
        if (tries.ShutUntil?.GoesOn(now, Longest) == true)
        {
            return (Door.Shut, false);
        }

        var isKnown = isOwnBrowser || tries.SignedInAt?.IsRecent(now, KnownFor) == true;
        var door = isKnown ? Door.Open : TakeUnknown(account, tries.Origin, now);
        if (door is Door.Shut)
        {
            return (door, false);
        }

        tries.Failures = tries.LastFailedAt?.IsRecent(now, Day) == true ? tries.Failures + 1 : 1;
        tries.LastFailedAt = now;
        var over = tries.Failures - options.MaxAttempts;
        tries.ShutUntil = over < 0 ? null : now + Lock(Math.Min(over, MostDoublings));
        return (door, over >= 0);
    }

    /// <summary>Someone signed in from there, or proved there who they are.</summary>
    public static void Succeed(AccountCredentials account, SignInTries tries, int made, Instant now)
    {
        (tries.Failures, tries.ShutUntil, tries.SignedInAt) = (0, null, now);
        account.UntoldFailures = Math.Max(0, account.UntoldFailures - made);
    }

    private Duration Slow => Duration.FromTimeSpan(options.SlowTime);

    private Duration Longest => Lock(MostDoublings);

    private Duration Lock(int doublings) => Duration.FromTimeSpan(options.LockTime) * (1 << doublings);

    private Door TakeUnknown(AccountCredentials account, byte[] origin, Instant now)
    {
        if (account.AttemptsSince?.IsRecent(now, Day) != true)
        {
            (account.AttemptsSince, account.FailedAttempts, account.LockedUntil, account.LockedFor) = (now, 0, null, null);
        }

        if (account.FailedAttempts >= options.MaxUnknownAttempts)
        {
            var isTaken = account.LockedUntil?.GoesOn(now, Slow) == true;
            if (isTaken && !origin.AsSpan().SequenceEqual(account.LockedFor))
            {
                return Door.Shut;
            }

            if (!isTaken)
            {
                (account.LockedUntil, account.LockedFor) = (now + Slow, origin);
            }

            return Door.SecondStep;
        }

        account.FailedAttempts++;
        return Door.Open;
    }
}
