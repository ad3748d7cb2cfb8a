using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>Who someone is for an identity provider.</summary>
public sealed class AccountLogin
{
    /// <summary>The provider's issuer.</summary>
    public required string Provider { get; init; }

    /// <summary>What it calls the person: its <c>sub</c>, never a mail address.</summary>
    public required string Subject { get; init; }

    /// <summary>Who that is here.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>As the provider called the person when they were tied, to know it again; null when it said nothing.</summary>
    public string? Name { get; init; }

    /// <summary>When the two were tied.</summary>
    public required Instant CreatedAt { get; init; }
}
