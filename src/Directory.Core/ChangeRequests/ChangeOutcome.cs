using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>A block that was changed here and, since, in what is published.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Block">The block's name.</param>
/// <param name="Base">Its JSON when the author started; null where it was absent.</param>
/// <param name="Current">Its JSON in the version now published.</param>
/// <param name="Proposed">Its JSON in the request.</param>
public sealed record BlockConflict(Guid EntryId, string Block, string? Base, string? Current, string? Proposed);

/// <summary>What became of something that someone asked for. Exactly one of done, refused, invalid or conflicting.</summary>
public sealed record ChangeOutcome
{
    /// <summary>No such request, entry or version.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>A window of the same author has saved since: its draft is in <see cref="Current"/>.</summary>
    public const string Outdated = "OUTDATED";

    /// <summary>The requests as they are now; empty when nothing was done.</summary>
    public IReadOnlyList<ChangeRequest> Requests { get; init; } = [];

    /// <summary>Whether the same form had been sent before: nothing more was done.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>A rule says no; null when none does.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What does not fit in the document or in what was typed with it.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>
    /// Blocks that someone else published a change of: nothing was done until the author chooses. On a saved draft (then
    /// <see cref="IsDone"/>), a warning.
    /// </summary>
    public IReadOnlyList<BlockConflict> Conflicts { get; init; } = [];

    /// <summary>For <see cref="Outdated"/>, the request as the other window left it.</summary>
    public ChangeRequest? Current { get; init; }

    /// <summary>Whether what was asked for is done.</summary>
    public bool IsDone => Requests.Count > 0;

    /// <summary>The only request, for actions on one.</summary>
    public ChangeRequest Request => Requests.Single();

    internal static ChangeOutcome Done(params IReadOnlyList<ChangeRequest> requests) => new() { Requests = requests };

    internal static ChangeOutcome Refused(Refusal refusal) => new() { Refusal = refusal };

    internal static ChangeOutcome Refused(string code, string message) => Refused(new Refusal(code, message));

    internal static ChangeOutcome Missing(string what) => Refused(NotFound, what);

    internal static ChangeOutcome Invalid(params IReadOnlyList<FieldError> errors) => new() { Errors = errors };

    internal static ChangeOutcome InConflict(IReadOnlyList<BlockConflict> conflicts) => new() { Conflicts = conflicts };
}
