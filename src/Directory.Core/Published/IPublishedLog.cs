using NodaTime;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>The log of published versions as the directory follows it; <see cref="PostgresLog"/> in production.</summary>
public interface IPublishedLog
{
    /// <summary>
    /// Connects, and begins to listen: whatever is published from now on ends a
    /// <see cref="IPublishedLogSession.WaitAsync"/>.
    /// </summary>
    Task<IPublishedLogSession> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>One connection to the log; any failure of it is an exception, and ends its use.</summary>
public interface IPublishedLogSession : IAsyncDisposable
{
    /// <summary>
    /// The hash of the version at this place, which stands for all before it; null where the log does not reach there.
    /// Tells this log from another one, such as a database that was made anew.
    /// </summary>
    Task<byte[]?> FindHashAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>The last version of each entry that changed after a sequence, in order, as of one moment.</summary>
    IAsyncEnumerable<PublishedVersion> ReadAfterAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>The hash of the territories, null before there are any.</summary>
    Task<string?> FindTerritoriesHashAsync(CancellationToken cancellationToken);

    /// <summary>All territories.</summary>
    Task<TerritoryIndex> ReadTerritoriesAsync(CancellationToken cancellationToken);

    /// <summary>When each source was last imported with success.</summary>
    Task<IReadOnlyDictionary<string, Instant>> ReadImportTimesAsync(CancellationToken cancellationToken);

    /// <summary>Waits until something was published or the time is over; at once if something was since the last call.</summary>
    Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
