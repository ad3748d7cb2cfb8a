using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Editing;

/// <summary>An entry as one agent works on it: what is published, and over it the agent's own draft.</summary>
public sealed record WorkingEntry
{
    /// <summary>The entry; of a new one, the id that it will have.</summary>
    public required Guid EntryId { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>As it is, or as the draft of a new one calls it.</summary>
    public required EntryFacts Facts { get; init; }

    /// <summary>What is published, or was before it was removed (then without a document); null for a new entry.</summary>
    public required EntryState? Current { get; init; }

    /// <summary>The agent's draft, or the request given back to them; null when nothing of theirs is under way.</summary>
    public required ChangeRequest? Draft { get; init; }

    /// <summary>The agent's own request that waits for approval or for its date, the last sent; null when there is none.</summary>
    public ChangeRequest? Waiting { get; init; }

    /// <summary>What that request started from, where it may be joined.</summary>
    public byte[]? WaitingBasis { get; init; }

    /// <summary>Whether the document holds what the request that waits asks for: what is changed now joins it.</summary>
    public bool IsJoined { get; init; }

    /// <summary>
    /// What the forms show: the draft's document or, without a draft, the published one. Null for an entry that was removed.
    /// </summary>
    public required EntryDocument? Document { get; init; }

    /// <summary>The published version that the draft was begun from; null without a draft, or for a new entry.</summary>
    public EntryDocument? Basis { get; init; }

    /// <summary>Blocks in which the draft and what others have published since are at odds.</summary>
    public required IReadOnlyList<BlockConflict> Conflicts { get; init; }

    /// <summary>Who else has it open.</summary>
    public IReadOnlyList<PresentEditor> Others { get; init; } = [];

    /// <summary>The agent's grants of the moment, for <see cref="Habilitation.Decide"/>.</summary>
    public required IReadOnlyList<AccessGrant> Grants { get; init; }

    /// <summary>The last time that a correction of the draft was asked for, as long as it is still to be made.</summary>
    public ChangeRequestEvent? LastReturn { get; init; }
    /// <summary>The last action by which something was published on it urgently and not reviewed since; null for none.</summary>
    public Guid? UrgentActionId { get; init; }

    /// <summary>Whether the agent may publish a closure of it at once.</summary>
    public bool MayPublishUrgently { get; init; }

    public bool IsNew => Current is null;

    public bool IsRemoved => Current is { Document: null };

    /// <summary>The version that the agent's work starts from; 0 for a new entry.</summary>
    public int BaseVersion => Draft?.BaseVersion ?? Current?.Version ?? 0;

    /// <summary>
    /// The entry for who edits these blocks: where their own request about them still waits, its content is what they go on from. What they
    /// send then contains it, and takes its place (<see cref="Submissions.SubmitAsync"/>).
    /// </summary>
    public WorkingEntry For(IReadOnlyList<string> blocks) =>
        Waiting is { MayBeJoined: true } waiting && waiting.Blocks.Any(blocks.Contains) && Current?.Document is { } published
            && (Draft is null || (Draft is { State: ChangeRequestState.Draft, Operation: ChangeOperation.Change, Proposed: not null }
                && Draft.CreatedAt >= waiting.SubmittedAt))
            ? this with
            {
                Document = DocumentJson.Read(Kind, DocumentMerge.Join(WaitingBasis, Draft?.Proposed ?? published, waiting.Proposed!)),
                IsJoined = true,
            }
            : this;

    /// <summary>What an approver asked to correct in a section.</summary>
    public IReadOnlyList<string> CommentsOn(Section section) =>
        [.. (LastReturn?.BlockComments ?? new Dictionary<string, string>())
            .Where(comment => section.Blocks.Contains(comment.Key))
            .Select(comment => comment.Value)];

    /// <summary>The name that pages show.</summary>
    public string Name => Facts.Name.Length > 0 ? Facts.Name : "Nouvelle fiche";
}
