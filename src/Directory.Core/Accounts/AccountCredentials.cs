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

    /// <summary>Tries since the last complete sign-in, from wherever they came.</summary>
    public int FailedAttempts { get; set; }

    /// <summary>Until when too many tries shut the door; null when they did not.</summary>
    public Instant? LockedUntil { get; set; }

    /// <summary>The app's key, encrypted; null: there is no app.</summary>
    public byte[]? TotpKey { get; set; }

    /// <summary>The last thirty seconds for which a code was taken.</summary>
    public long? TotpLastStep { get; set; }

    /// <summary>Null: never yet.</summary>
    public Instant? LastSignedInAt { get; set; }
}
