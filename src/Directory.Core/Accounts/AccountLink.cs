using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>A link that was sent by mail, which lets in once whoever reads it.</summary>
public sealed class AccountLink
{
    /// <summary>SHA-256 of its random part.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Whom it lets in.</summary>
    public required Guid AccountId { get; init; }

    /// <summary><c>invitation</c> or <c>reset</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>When it was sent.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>Until when it is good, excluded.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>When it served, or was made useless by another; null while it is good.</summary>
    public Instant? UsedAt { get; init; }
}
