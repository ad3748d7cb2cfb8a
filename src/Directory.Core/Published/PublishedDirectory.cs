using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Published.Snapshots;

namespace PublicDirectory.Core.Published;

/// <summary>
/// Keeps a picture of everything published: from the snapshot file at once, then from the log, as fast as it says that
/// something is new. While the database is away the last picture stays, and the directory tries again for ever.
/// </summary>
public sealed class PublishedDirectory : IAsyncDisposable
{
    private readonly IPublishedLog _log;
    private readonly PublishedDirectoryOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<PublishedDirectoryMessage> _report;
    private readonly PictureHolder _pictures;
    private readonly LogFollower _follower;
    private readonly SnapshotKeeper _snapshots;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _hasPicture = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _statusGate = new();
    private Task _running = Task.CompletedTask;
    private volatile PictureOrigin _origin;
    private volatile bool _isDisposed;
    private Instant? _upToDateAt;
    private string? _lastError = "Not connected yet.";

    /// <param name="log">The log to follow.</param>
    /// <param name="options">How to follow it.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="report">Told what happens, for the host's log; called from any thread, must not throw.</param>
    public PublishedDirectory(
        IPublishedLog log,
        PublishedDirectoryOptions options,
        TimeProvider? time = null,
        Action<PublishedDirectoryMessage>? report = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_log, _options, _time) = (log, options, time ?? TimeProvider.System);
        _report = report ?? (static _ => { });
        _pictures = new PictureHolder(options.OverlayBound);
        _follower = new LogFollower(_pictures, _report, OnChanged);
        _snapshots = new SnapshotKeeper(options, _time, _report);
    }

    /// <summary>Raised after each new picture, from the thread that made it: handlers must be quick and not throw.</summary>
    public event Action<PictureChange>? Changed;

    /// <summary>The picture in force; null until there is a first one. Take it once per request.</summary>
    public Picture? Current => _origin == PictureOrigin.None ? null : _pictures.Current;

    /// <summary>The state of the node.</summary>
    public PublishedDirectoryStatus Status
    {
        get
        {
            lock (_statusGate)
            {
                var picture = Current;
                var age = _upToDateAt is { } at ? Duration.Max(Duration.Zero, Now() - at) : (Duration?)null;
                return new PublishedDirectoryStatus(
                    _origin,
                    picture?.Sequence ?? 0,
                    picture?.AdministrationCount ?? 0,
                    _lastError is null,
                    _upToDateAt,
                    age,
                    _lastError);
            }
        }
    }

    /// <summary>
    /// Loads the snapshot file if there is a good one, and begins to follow the log in the background. Does not wait for the
    /// database: see <see cref="WaitForPictureAsync"/>.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (await _snapshots.ReadAsync(cancellationToken) is { } snapshot)
        {
            _pictures.Set(snapshot.State);
            _follower.StartFrom(snapshot.LogHash);
            SetOrigin(PictureOrigin.Snapshot, snapshot.UpToDateAt);
        }

        _running = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
    }

    /// <summary>Waits for the first picture.</summary>
    public Task WaitForPictureAsync(CancellationToken cancellationToken = default) =>
        _hasPicture.Task.WaitAsync(cancellationToken);

    /// <summary>Stops following the log and writes the snapshot file; the last picture can still be asked.</summary>
    public async Task StopAsync()
    {
        if (_isDisposed)
        {
            return; // a host may stop what it has let go of
        }

        await _stopping.CancelAsync();
        await _running;
        await _pictures.Folding;
        await _snapshots.WriteLastAsync(SnapshotOfNow());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed && !_stopping.IsCancellationRequested)
        {
            await StopAsync();
        }

        _isDisposed = true;
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(_options.MaxRetryDelay);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var session = await _log.OpenAsync(stopping);
                await _follower.ConnectAsync(session, stopping);
                for (var isFirst = true; ; isFirst = false)
                {
                    await _follower.CatchUpAsync(session, stopping);
                    OnCaughtUp(isFirst);
                    backoff.Reset();
                    await session.WaitAsync(_options.PollInterval, stopping);
                }
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever goes wrong with the database, the node goes on with the picture that it has.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                OnDisconnected(exception);
            }

            await DelayAsync(backoff.Next(), stopping);
        }
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, _time, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the caller's loop ends by itself.
        }
    }

    private void OnCaughtUp(bool isFirst)
    {
        SetOrigin(PictureOrigin.Database, Now());
        lock (_statusGate)
        {
            _lastError = null;
        }

        if (isFirst)
        {
            _report(new(PublishedDirectorySeverity.Information, $"Following the log from sequence {_pictures.Current!.Sequence}."));
        }

        _snapshots.WriteIfDue(SnapshotOfNow());
    }

    private void OnDisconnected(Exception exception)
    {
        bool isNew;
        lock (_statusGate)
        {
            isNew = _lastError != exception.Message;
            _lastError = exception.Message;
        }

        if (isNew)
        {
            _report(new(
                PublishedDirectorySeverity.Warning,
                "The log cannot be followed; the last picture stays in force and the node tries again.",
                exception));
        }
    }

    private void OnChanged(IReadOnlyCollection<Guid>? changedEntries)
    {
        // What is read before the first complete picture is not one yet.
        if (Current is { } picture)
        {
            Changed?.Invoke(new PictureChange(picture, changedEntries));
        }
    }

    private void SetOrigin(PictureOrigin origin, Instant upToDateAt)
    {
        bool isFirst;
        lock (_statusGate)
        {
            isFirst = _origin == PictureOrigin.None;
            (_origin, _upToDateAt) = (origin, upToDateAt);
        }

        if (isFirst)
        {
            OnChanged(null);
            _hasPicture.TrySetResult();
        }
    }

    private Snapshot? SnapshotOfNow() => _pictures.Current is { } picture && _upToDateAt is { } at && _follower.LogHash is { } hash
        ? new Snapshot(picture.State, hash, at)
        : null;

    private Instant Now() => _time.GetCurrentInstant();
}
