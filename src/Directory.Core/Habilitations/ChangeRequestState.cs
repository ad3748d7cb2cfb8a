namespace PublicDirectory.Core.Habilitations;

/// <summary>Where a change request is; the moves from one to another are in <c>ChangeRequests/ChangeRequestMoves</c>.</summary>
public enum ChangeRequestState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waits for a second person.</summary>
    Submitted,

    /// <summary>Approved, to be published at its date.</summary>
    Approved,

    /// <summary>Published by the standard path.</summary>
    Published,

    /// <summary>Given back to its author with a comment.</summary>
    Returned,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Taken back by its author.</summary>
    Withdrawn,

    /// <summary>Pointless: what it says is published already, or the entry is gone.</summary>
    Superseded,

    /// <summary>Published urgently, not yet seen by a second person.</summary>
    PublishedUrgently,

    /// <summary>Published urgently and found right by a second person; still ends at its date.</summary>
    Confirmed,

    /// <summary>Published urgently and taken back by a second person.</summary>
    Reverted,

    /// <summary>Its end has come: the previous content is back, or it was never decided in time.</summary>
    Expired,
}
