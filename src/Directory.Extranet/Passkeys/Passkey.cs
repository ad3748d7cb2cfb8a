using NodaTime;

namespace PublicDirectory.Extranet.Passkeys;

/// <summary>A passkey of someone's, as they see it.</summary>
/// <param name="Id">As its authenticator calls it.</param>
/// <param name="Name">As its owner does.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastUsedAt">Null: never yet.</param>
internal sealed record Passkey(byte[] Id, string Name, Instant CreatedAt, Instant? LastUsedAt)
{
    /// <summary>The id in an address or a form.</summary>
    public string Code => Convert.ToHexStringLower(Id);
}

/// <summary>What is needed to check an answer of a passkey.</summary>
internal sealed record PasskeyRecord(Guid AccountId, byte[] PublicKey, uint SignCount);

/// <summary>What a browser is asked for.</summary>
internal enum PasskeyPurpose
{
    /// <summary>A new passkey of an account.</summary>
    Register,

    /// <summary>To say who signs in, and prove it: unlocked by its owner, in place of a password and a code.</summary>
    SignIn,

    /// <summary>To prove again, or as a second factor, that one is the owner of an account.</summary>
    Prove,
}
