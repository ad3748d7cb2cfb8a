using NodaTime;

namespace PublicDirectory.Core.Published;

/// <summary>Where the first picture of a node came from.</summary>
public enum PictureOrigin
{
    /// <summary>There is no picture yet.</summary>
    None,

    /// <summary>From the snapshot file; the database has not answered since the start.</summary>
    Snapshot,

    /// <summary>From the database, or brought up to date from there.</summary>
    Database,
}

/// <summary>The state of a node, for its health page and its operators.</summary>
/// <param name="Origin">Where the current picture comes from.</param>
/// <param name="Sequence">The last place in the log that the node serves.</param>
/// <param name="Administrations">How many administrations it serves.</param>
/// <param name="IsConnected">Whether the database answers.</param>
/// <param name="UpToDateAt">
/// When the picture was last known to be the newest; of a snapshot, when it was written. Null without a picture.
/// </param>
/// <param name="Age">The time since then, zero or more; null without a picture.</param>
/// <param name="LastError">Why the database does not answer; null while it does.</param>
public sealed record PublishedDirectoryStatus(
    PictureOrigin Origin,
    long Sequence,
    int Administrations,
    bool IsConnected,
    Instant? UpToDateAt,
    Duration? Age,
    string? LastError);

/// <summary>A new picture.</summary>
/// <param name="Picture">The picture, already in force.</param>
/// <param name="ChangedEntries">The entries that differ from the picture before; null when that may be any.</param>
public sealed record PictureChange(Picture Picture, IReadOnlyCollection<Guid>? ChangedEntries);

/// <summary>How much a message of the directory matters.</summary>
public enum PublishedDirectorySeverity
{
    /// <summary>What happens in normal times.</summary>
    Information,

    /// <summary>The node goes on, but someone should look.</summary>
    Warning,
}

/// <summary>A message for the log of the host.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What happened, in English.</param>
/// <param name="Exception">Why, if something failed.</param>
public sealed record PublishedDirectoryMessage(PublishedDirectorySeverity Severity, string Text, Exception? Exception = null);
