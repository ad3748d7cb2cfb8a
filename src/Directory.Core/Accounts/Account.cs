using NodaTime;

namespace PublicDirectory.Core.Accounts;

/// <summary>How a person wants to hear of what concerns them.</summary>
public enum MailDelivery
{
    /// <summary>A mail for each thing, when it happens.</summary>
    AtOnce,

    /// <summary>One mail a day; what is urgent comes at once all the same.</summary>
    Digest,
}

/// <summary>Someone who signs in to the extranet.</summary>
/// <param name="Id">A UUID version 7; what published versions and the journal call the person by.</param>
/// <param name="Mail">In lower case; no two accounts have the same.</param>
/// <param name="Name">As colleagues see it, 1 to 200 characters.</param>
/// <param name="Delivery">How mails are sent.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="DisabledAt">Since when the person may no longer sign in; null while they may.</param>
public sealed record Account(
    Guid Id, string Mail, string Name, MailDelivery Delivery, Instant CreatedAt, Instant? DisabledAt)
{
    /// <summary>By whom they were invited; null for the operator of the service.</summary>
    public Guid? InvitedBy { get; init; }

    /// <summary>Whether the person may no longer sign in.</summary>
    public bool IsDisabled => DisabledAt is not null;
}
