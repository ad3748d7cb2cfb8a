using System.Threading.Channels;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published;

/// <summary>Reads what is new in the log and brings the picture up to date with it.</summary>
internal sealed class LogFollower(
    PictureHolder pictures,
    Action<PublishedDirectoryMessage> report,
    Action<IReadOnlyCollection<Guid>?> onChanged)
{
    private const int BatchSize = 128;
    private const int MaxUnreadableReports = 20;

    private int _unreadable;

    // A place in the log, at or a little before the picture's, and the hash that the log had there.
    private (long Sequence, byte[] Hash)? _mark;

    /// <summary>
    /// The hash of the log at the sequence of the picture; null while that is not known, and once a version could not be
    /// read: a snapshot of that picture would hide the version from the release that can read it.
    /// </summary>
    public byte[]? LogHash => _unreadable == 0 && _mark is { } mark && mark.Sequence == Sequence ? mark.Hash : null;

    private long Sequence => pictures.Current?.Sequence ?? 0;

    /// <summary>Takes over the place in the log of a picture that was read elsewhere.</summary>
    public void StartFrom(byte[] logHash) => _mark = (Sequence, logHash);

    /// <summary>
    /// Makes sure that the picture is one of this log. A database restored from an older backup, or made anew, has
    /// another history; going on from our sequence would mix the two.
    /// </summary>
    public async Task ConnectAsync(IPublishedLogSession session, CancellationToken cancellationToken)
    {
        if (Sequence == 0)
        {
            return;
        }

        var hash = _mark is { } mark ? await session.FindHashAsync(mark.Sequence, cancellationToken) : null;
        if (hash is null || !hash.AsSpan().SequenceEqual(_mark!.Value.Hash))
        {
            report(new(
                PublishedDirectorySeverity.Warning,
                $"The log is not the one that sequence {Sequence} was read from: reading it from its beginning."));
            await ReloadAsync(session, cancellationToken);
        }
    }

    /// <summary>Reads the territories if they changed, and every version after the picture's.</summary>
    public async Task CatchUpAsync(IPublishedLogSession session, CancellationToken cancellationToken)
    {
        var territoriesHash = await session.FindTerritoriesHashAsync(cancellationToken);
        if (pictures.Current is null || territoriesHash != pictures.Current.Territories.ContentHash)
        {
            pictures.SetTerritories(await session.ReadTerritoriesAsync(cancellationToken));
            await ReadImportTimesAsync(session, cancellationToken);
            onChanged(null);
        }

        var (changes, upTo) = await ReadAsync(session, Sequence, cancellationToken);
        if (upTo > Sequence)
        {
            var isAll = pictures.Apply(changes, upTo);
            onChanged(isAll ? null : [.. changes.Select(change => change.EntryId)]);

            // Afterwards: nobody waits for these.
            await MarkAsync(session, cancellationToken);
            await ReadImportTimesAsync(session, cancellationToken);
        }
    }

    // The picture in force stays until the new one is complete.
    private async Task ReloadAsync(IPublishedLogSession session, CancellationToken cancellationToken)
    {
        var territories = await session.ReadTerritoriesAsync(cancellationToken);
        var (changes, upTo) = await ReadAsync(session, 0, cancellationToken);
        pictures.Set(PictureState.Empty.WithTerritories(territories).Rebuilt(changes).UpTo(upTo));
        await MarkAsync(session, cancellationToken);
        await ReadImportTimesAsync(session, cancellationToken);
        onChanged(null);
    }

    private async Task MarkAsync(IPublishedLogSession session, CancellationToken cancellationToken) =>
        _mark = await session.FindHashAsync(Sequence, cancellationToken) is { } hash ? (Sequence, hash) : null;

    private async Task ReadImportTimesAsync(IPublishedLogSession session, CancellationToken cancellationToken)
    {
        var times = await session.ReadImportTimesAsync(cancellationToken);
        pictures.Update(state => state with { ImportedAt = times });
    }

    // One task reads from the network while another decodes: a first load takes two thirds of the time.
    private async Task<(List<DecodedVersion> Changes, long UpTo)> ReadAsync(
        IPublishedLogSession session, long after, CancellationToken cancellationToken)
    {
        var batches = Channel.CreateBounded<List<PublishedVersion>>(16);
        var decoding = DecodeAsync(batches.Reader, cancellationToken);
        var upTo = after;
        Exception? failure = null;
        try
        {
            var batch = new List<PublishedVersion>(BatchSize);
            await foreach (var version in session.ReadAfterAsync(after, cancellationToken))
            {
                upTo = version.Sequence;
                batch.Add(version);
                if (batch.Count == BatchSize)
                {
                    await batches.Writer.WriteAsync(batch, cancellationToken);
                    batch = new List<PublishedVersion>(BatchSize);
                }
            }

            await batches.Writer.WriteAsync(batch, cancellationToken);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            batches.Writer.Complete(failure);
            if (failure is not null)
            {
                await ((Task)decoding).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return (await decoding, upTo);
    }

    private async Task<List<DecodedVersion>> DecodeAsync(
        ChannelReader<List<PublishedVersion>> batches, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var (encoder, demarches) = (new AdministrationEncoder(), new DemarcheEncoder());
        var decoded = new List<DecodedVersion>();
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            foreach (var version in batch)
            {
                if (Decode(version, encoder, demarches) is { } change)
                {
                    decoded.Add(change);
                }
            }
        }

        return decoded;
    }

    private DecodedVersion? Decode(PublishedVersion version, AdministrationEncoder encoder, DemarcheEncoder demarches)
    {
        try
        {
            return DecodedVersion.From(version, encoder, demarches);
        }
#pragma warning disable CA1031 // One document that cannot be read must not keep the others from being published.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // A defect may hit every entry: the first ones tell enough, and must not fill the disk.
            if (Interlocked.Increment(ref _unreadable) is var count and <= MaxUnreadableReports)
            {
                report(new(
                    PublishedDirectorySeverity.Warning,
                    $"Version {version.Version} of entry {version.EntryId} (sequence {version.Sequence}) cannot be read: "
                    + "its earlier version, if there is one, stays in force."
                    + (count == MaxUnreadableReports ? " Further ones are not reported." : ""),
                    exception));
            }

            return null;
        }
    }
}
