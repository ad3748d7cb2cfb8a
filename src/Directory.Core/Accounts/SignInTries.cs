using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>Tries to sign in to an account from one origin: a network, or a browser where its person signed in before.</summary>
public sealed class SignInTries
{
    /// <summary>Which account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>A SHA-256 of where they come from.</summary>
    public required byte[] Origin { get; init; }

    /// <summary>Since the last complete sign-in from there.</summary>
    public int Failures { get; set; }

    /// <summary>The last of them.</summary>
    public Instant? LastFailedAt { get; set; }

    /// <summary>Until when nothing more is tried from there.</summary>
    public Instant? ShutUntil { get; set; }

    /// <summary>The last complete sign-in from there; null: the person is not known there.</summary>
    public Instant? SignedInAt { get; set; }
}
