namespace PublicDirectory.Core.Published;

/// <summary>How a node follows the log.</summary>
public sealed record PublishedDirectoryOptions
{
    /// <summary>The file that lets the node start without the database; null: none is kept.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>The shortest time between two writings of that file; it is also written when the node stops.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait at the most before asking the database whether a notification was missed.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait before another try while the database does not answer.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many changed entries the overlay may hold before it is folded into the base, in the background.</summary>
    public int OverlayBound { get; init; } = 512;
}
