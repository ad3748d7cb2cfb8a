using System.Diagnostics;

namespace PublicDirectory.Core.Published.Snapshots;

/// <summary>Decides when the snapshot file is written, beside everything else, and never lets it stop the node.</summary>
internal sealed class SnapshotKeeper(
    PublishedDirectoryOptions options, TimeProvider time, Action<PublishedDirectoryMessage> report)
{
    private Task _writing = Task.CompletedTask;
    private long _triedAt;
    private PictureState? _tried;

    public Task<Snapshot?> ReadAsync(CancellationToken cancellationToken) => options.SnapshotPath is { } path
        ? Task.Run(() => Read(path), cancellationToken)
        : Task.FromResult<Snapshot?>(null);

    /// <summary>Writes in the background if the content changed and the last writing is long enough ago.</summary>
    public void WriteIfDue(Snapshot? snapshot)
    {
        if (_writing.IsCompleted && IsNew(snapshot)
            && (_tried is null || time.GetElapsedTime(_triedAt) >= options.SnapshotInterval))
        {
            _writing = Task.Run(() => Write(snapshot!));
        }
    }

    /// <summary>Writes at the end, if the content changed.</summary>
    public async Task WriteLastAsync(Snapshot? snapshot)
    {
        await _writing;
        if (IsNew(snapshot))
        {
            await Task.Run(() => Write(snapshot!));
        }
    }

    private bool IsNew(Snapshot? snapshot) => options.SnapshotPath is not null && snapshot is not null
        && (_tried is null
            || snapshot.State.Sequence != _tried.Sequence
            || snapshot.State.Territories != _tried.Territories);

    private Snapshot? Read(string path)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            var snapshot = SnapshotFile.Read(path);
            if (snapshot is not null)
            {
                (_tried, _triedAt) = (snapshot.State, time.GetTimestamp());
                report(new(
                    PublishedDirectorySeverity.Information,
                    $"Sequence {snapshot.State.Sequence} was read from the snapshot file in {watch.ElapsedMilliseconds} ms."));
            }

            return snapshot;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            report(new(
                PublishedDirectorySeverity.Warning,
                $"The snapshot file cannot be used, the database is read instead. {exception.Message}",
                exception));
            return null;
        }
    }

    private void Write(Snapshot snapshot)
    {
        // A writing that fails counts as one: a full disk stays full for a while.
        (_tried, _triedAt) = (snapshot.State, time.GetTimestamp());
        try
        {
            SnapshotFile.Write(options.SnapshotPath!, snapshot);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report(new(PublishedDirectorySeverity.Warning, "The snapshot file cannot be written.", exception));
        }
    }
}
