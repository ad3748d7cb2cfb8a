using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>A session of an agent in a browser, which holds a ticket for it.</summary>
public sealed class Session
{
    /// <summary>A UUID version 7: names the session, opens nothing.</summary>
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the ticket; another one each time the person proves again who they are.</summary>
    public required byte[] TicketHash { get; init; }

    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When the person signed in: nothing moves it.</summary>
    public required Instant AuthenticatedAt { get; init; }

    /// <summary>The last proof of who they are.</summary>
    public required Instant ConfirmedAt { get; init; }

    /// <summary>To the minute.</summary>
    public required Instant LastSeenAt { get; init; }

    /// <summary>When it is over, whatever is done with it.</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>How they proved it: <c>pwd</c>, <c>otp</c>, <c>mfa</c>, or what the provider says.</summary>
    public required string[] Methods { get; init; }

    /// <summary>The level of assurance that the provider said; null for none.</summary>
    public string? Level { get; init; }

    /// <summary>The provider's issuer, when one opened it.</summary>
    public string? Provider { get; init; }

    /// <summary>What the provider calls its own session; at most 255 characters.</summary>
    public string? ProviderSid { get; init; }

    /// <summary>The provider's id token, encrypted.</summary>
    public byte[]? IdToken { get; init; }

    /// <summary>« Firefox sous Windows ».</summary>
    public required string Device { get; init; }

    /// <summary>The network of the address; empty when it is not known.</summary>
    public required string Network { get; init; }

    /// <summary>Null while it goes on.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>One of <see cref="SessionEnds"/>; null while it goes on.</summary>
    public string? EndReason { get; init; }
}
