using NodaTime;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>An account, and what it takes to sign in to it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Mail">In lower case.</param>
/// <param name="Name">As colleagues see it.</param>
/// <param name="IsDisabled">Nobody signs in to it any more.</param>
/// <param name="PasswordHash">Null: there is no password.</param>
/// <param name="Stamp">Sessions with another one have ended.</param>
/// <param name="LockedUntil">Too many tries; null when there were not.</param>
/// <param name="TotpKey">Encrypted; null when there is no second factor.</param>
/// <param name="MustHaveSecondFactor">A right of theirs takes one.</param>
/// <param name="LastSignedInAt">Null: never yet.</param>
/// <param name="HasPasskey">There is one at least.</param>
internal sealed record Credentials(
    Guid AccountId,
    string Mail,
    string Name,
    bool IsDisabled,
    string? PasswordHash,
    Guid Stamp,
    Instant? LockedUntil,
    byte[]? TotpKey,
    bool MustHaveSecondFactor,
    Instant? LastSignedInAt,
    bool HasPasskey)
{
    public bool HasApp => TotpKey is not null;

    public bool HasSecondFactor => HasApp || HasPasskey;
}
