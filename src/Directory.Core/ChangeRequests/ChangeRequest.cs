using NodaTime;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What a request would do to its entry.</summary>
public enum ChangeOperation
{
    /// <summary>Make a new entry.</summary>
    Create,

    /// <summary>Change an entry.</summary>
    Change,

    /// <summary>Remove an entry; its past stays.</summary>
    Remove,

    /// <summary>Bring a removed entry back.</summary>
    Restore,
}

/// <summary>A change that someone proposes to an entry, or has published urgently.</summary>
public sealed record ChangeRequest
{
    /// <summary>A UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The same for all requests of one action on many entries.</summary>
    public required Guid ActionId { get; init; }

    /// <summary>The entry; of a new one, the id that it will have.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The entry's kind.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>What it would do.</summary>
    public required ChangeOperation Operation { get; init; }

    /// <summary>Whether it goes by the urgent path.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Where it is.</summary>
    public required ChangeRequestState State { get; init; }

    /// <summary>Grows with each change of the request: what a form carries to notice that it is outdated.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The published version that the author started from; 0 for a new entry.</summary>
    public required int BaseVersion { get; init; }

    /// <summary>The document as canonical JSON; null for a removal.</summary>
    public byte[]? Proposed { get; init; }

    /// <summary>
    /// What the author typed and that is no document yet, as a JSON object by section; on the urgent path, the <see cref="Disruption"/>.
    /// Null for nothing.
    /// </summary>
    public string? FormValues { get; init; }

    /// <summary>The blocks that differ from the base version.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    /// <summary>Who wrote it.</summary>
    public required Guid AuthorId { get; init; }

    /// <summary>The author's word to the approvers, at most 4,000 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Why it could not wait, for the approvers; on the urgent path only, at most 4,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was begun.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>When approval was asked for, the last time.</summary>
    public Instant? SubmittedAt { get; init; }

    /// <summary>Standard path: who approved, returned or refused; never the author.</summary>
    public Guid? ApproverId { get; init; }

    /// <summary>When they did.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>To be published no sooner; null for upon approval.</summary>
    public Instant? EffectiveAt { get; init; }

    /// <summary>Undecided by then, it lapses; null for never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Then the previous content returns; null for never, which the urgent path does not allow.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>When it was published.</summary>
    public Instant? PublishedAt { get; init; }

    /// <summary>The version of the entry that it made.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>Urgent path: who confirmed or reverted; never the author.</summary>
    public Guid? ReviewerId { get; init; }

    /// <summary>When they did.</summary>
    public Instant? ReviewedAt { get; init; }

    /// <summary>Until when a second person should have seen it.</summary>
    public Instant? ReviewDueAt { get; init; }

    /// <summary>When it was found that nobody had.</summary>
    public Instant? EscalatedAt { get; init; }

    /// <summary>When people were last reminded.</summary>
    public Instant? RemindedAt { get; init; }

    /// <summary>
    /// Urgent path: when the public first read it, here or in the publication that it carries on; see <see cref="UrgentBounds"/>.
    /// </summary>
    public Instant? UrgentSince { get; init; }

    /// <summary>Urgent path: how often its end was made later since a second person last looked.</summary>
    public int EndMoves { get; init; }

    /// <summary>Urgent path: whether nobody could tell when it would end; its author is then asked from time to time.</summary>
    public bool IsEndUnknown { get; init; }

    /// <summary>When the author was last asked whether it still holds, or when asking begins to make sense.</summary>
    public Instant? AskedAt { get; init; }

    /// <summary>When the previous content returned.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>What the document says; null for a removal.</summary>
    public EntryDocument? ReadDocument() => Proposed is null ? null : DocumentJson.Read(Kind, Proposed);

    /// <summary>Urgent path: what its author told; null where contacts were put right.</summary>
    public Disruption? ReadDisruption() => IsUrgent && FormValues is not null ? Disruption.Read(FormValues) : null;

    /// <summary>
    /// Whether what its author changes next in the same blocks joins it: it is a change, waits for a decision, and asks for no date.
    /// </summary>
    public bool MayBeJoined => this is { State: ChangeRequestState.Submitted, Operation: ChangeOperation.Change, IsUrgent: false,
        EffectiveAt: null, EndsAt: null, Proposed: not null };

    internal RequestFacts Facts => new(State, AuthorId);
}

/// <summary>One step that a request took.</summary>
/// <param name="At">When; once written, as the database dated it.</param>
/// <param name="AccountId">Who; null for the clock.</param>
/// <param name="Move">What, as <see cref="ChangeRequestMoves.Code(ChangeRequestMove)"/>.</param>
/// <param name="From">Where it was; null at the first step.</param>
/// <param name="To">Where it went.</param>
/// <param name="Comment">Why, in the person's words.</param>
/// <param name="BlockComments">Comments on single blocks, by block.</param>
public sealed record ChangeRequestEvent(
    Instant At,
    Guid? AccountId,
    string Move,
    ChangeRequestState? From,
    ChangeRequestState To,
    string? Comment,
    IReadOnlyDictionary<string, string> BlockComments);
