using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published;

/// <summary>What is left of a removed entry: the change feed tells of it.</summary>
internal sealed record Tombstone(Guid Id, EntryKind Kind, int Version, long Sequence, Instant PublishedAt, bool IsUrgent);
