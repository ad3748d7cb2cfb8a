using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>How a person signs in here.</summary>
public sealed class AccountCredentials
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>In the format of ASP.NET Core Identity; null: there is no password.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password and the second factor: what was proven before, a step of signing in, no longer counts.</summary>
    public required Guid SecurityStamp { get; set; }

    /// <summary>Tries of a day from where the person is not known.</summary>
    public int FailedAttempts { get; set; }

    /// <summary>When that day began; null before the first.</summary>
    public Instant? AttemptsSince { get; set; }

    /// <summary>After too many of them: until when only <see cref="LockedFor"/> may try from where the person is not known.</summary>
    public Instant? LockedUntil { get; set; }

    /// <summary>The origin that may.</summary>
    public byte[]? LockedFor { get; set; }

    /// <summary>Tries that failed and that the journal does not tell yet.</summary>
    public int UntoldFailures { get; set; }

    /// <summary>When the journal last told of some.</summary>
    public Instant? FailuresToldAt { get; set; }

    /// <summary>When the person was last told that a door was shut.</summary>
    public Instant? LockToldAt { get; set; }

    /// <summary>The app's key, encrypted; null: there is no app.</summary>
    public byte[]? TotpKey { get; set; }

    /// <summary>The last thirty seconds for which a code was taken.</summary>
    public long? TotpLastStep { get; set; }

    /// <summary>Null: never yet.</summary>
    public Instant? LastSignedInAt { get; set; }
}
