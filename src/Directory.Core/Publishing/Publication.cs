using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Publishing;

/// <summary>A version about to be published.</summary>
/// <param name="EntryId">The entry, a UUID version 7 for a new one.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="BaseVersion">The version that it was made from; 0 for a new entry.</param>
/// <param name="Document">The document as canonical JSON; null to remove the entry.</param>
/// <param name="IsContentChanged">False where only the provenance moves: the entry is confirmed, not changed.</param>
public readonly record struct Publication(
    Guid EntryId, EntryKind Kind, int BaseVersion, ReadOnlyMemory<byte>? Document, bool IsContentChanged);

/// <summary>Who publishes, from where and why: the same for every version of one publishing transaction.</summary>
public sealed record PublicationContext
{
    /// <summary>A code of <see cref="PublicationPath"/>.</summary>
    public required string Path { get; init; }

    /// <summary>The account reference of the author, or the program: <c>importer</c>. Never a name or an address.</summary>
    public required string Author { get; init; }

    /// <summary>The account reference of the second person; null on paths that need none.</summary>
    public string? Approver { get; init; }

    /// <summary>Why, in the author's words.</summary>
    public string? Reason { get; init; }

    /// <summary>A code of <see cref="Sources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The change request that led here.</summary>
    public Guid? ChangeRequestId { get; init; }

    /// <summary>The moment of publication.</summary>
    public required Instant At { get; init; }
}

/// <summary>Someone published the entry between reading and publishing: nothing was published.</summary>
public sealed class PublicationConflictException(Guid entryId, int baseVersion, int currentVersion)
    : Exception($"Entry {entryId} is at version {currentVersion}, not {baseVersion}: it was published in between.")
{
    /// <summary>The entry.</summary>
    public Guid EntryId { get; } = entryId;

    /// <summary>The version in force.</summary>
    public int CurrentVersion { get; } = currentVersion;
}
