using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published;

/// <summary>What happened to an entry.</summary>
public enum ChangeKind
{
    /// <summary>This is its first version.</summary>
    Created,

    /// <summary>It has a new version.</summary>
    Updated,

    /// <summary>It was removed.</summary>
    Removed,
}

/// <summary>The last change of an entry. An entry that changed twice shows once, by its last version.</summary>
/// <param name="Sequence">The place of the change in the log: what to ask after next time.</param>
/// <param name="Kind">What happened.</param>
/// <param name="EntryId">The entry.</param>
/// <param name="EntryKind">The kind of the entry.</param>
/// <param name="Version">The entry's version that the change made.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="IsUrgent">Whether by the urgent path.</param>
/// <param name="Entry">The record of its kind; null if it was removed.</param>
public readonly record struct PublishedChange(
    long Sequence,
    ChangeKind Kind,
    Guid EntryId,
    EntryKind EntryKind,
    int Version,
    Instant PublishedAt,
    bool IsUrgent,
    object? Entry);

/// <summary>A page of the change feed, oldest first.</summary>
/// <param name="Items">The changes.</param>
/// <param name="EndSequence">What to ask after next: of the last item, or what was asked after when there is none.</param>
/// <param name="HasNextPage">Whether there are more.</param>
public sealed record ChangePage(IReadOnlyList<PublishedChange> Items, long EndSequence, bool HasNextPage);
