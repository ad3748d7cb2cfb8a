using NodaTime;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What may wait for a person.</summary>
public enum AwaitingKind
{
    /// <summary>Requests given back to them.</summary>
    ToCorrect,

    /// <summary>Urgent publications by others, to be reviewed by them.</summary>
    UrgentToReview,

    /// <summary>Requests by others, to be decided by them.</summary>
    ToApprove,

    /// <summary>Entries that nobody has checked for a year, and that they may confirm.</summary>
    ToConfirm,

    /// <summary>Their own drafts, not sent yet.</summary>
    Drafts,
}

/// <summary>A line of « Ce qui vous attend ».</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many, at least one.</param>
/// <param name="DueAt">The first deadline among them; null where there is none.</param>
public sealed record AwaitingWork(AwaitingKind Kind, long Count, Instant? DueAt);
