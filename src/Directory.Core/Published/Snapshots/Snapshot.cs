using NodaTime;

namespace PublicDirectory.Core.Published.Snapshots;

/// <summary>What a snapshot file holds.</summary>
/// <param name="State">Everything published.</param>
/// <param name="LogHash">The hash of the log at its sequence.</param>
/// <param name="UpToDateAt">When it was the newest.</param>
internal sealed record Snapshot(PictureState State, byte[] LogHash, Instant UpToDateAt);
