using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Publishing;

/// <summary>A version of an entry as the log holds it: one row of <c>entry_versions</c>.</summary>
/// <param name="Sequence">Its place in the log: global, without gaps, in the order of commits.</param>
/// <param name="EntryId">The entry.</param>
/// <param name="Kind">The entry's kind.</param>
/// <param name="Version">1 for the entry's first version, growing by one.</param>
/// <param name="Document">The document as JSON in UTF-8; null for a tombstone: the entry was removed.</param>
/// <param name="Path">How it came to be published: <see cref="PublicationPath"/> code.</param>
/// <param name="PublishedAt">When this version was published.</param>
/// <param name="ChangedAt">When the content last changed: earlier than <paramref name="PublishedAt"/> for versions
/// that only confirm it.</param>
public sealed record PublishedVersion(
    long Sequence,
    Guid EntryId,
    EntryKind Kind,
    int Version,
    byte[]? Document,
    string Path,
    Instant PublishedAt,
    Instant ChangedAt);
