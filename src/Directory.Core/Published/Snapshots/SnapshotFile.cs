using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Published.Snapshots;

/// <summary>
/// The snapshot file: magic and versions, where in the log it stands, territories, the rest of the picture, records,
/// and the SHA-256 of it all. Indexes are not in it: making them takes less time than reading them would.
/// </summary>
internal static class SnapshotFile
{
    /// <summary>The version of this file's own layout; that of the records' blocks stands beside it.</summary>
    private const int FormatVersion = 4;

    private static readonly string Version = FormattableString.Invariant(
        $"{FormatVersion}.{AdministrationEncoder.Version}.{DemarcheEncoder.Version}");

    // The fewest bytes of what WriteVersion writes.
    private const int VersionSize = 16 + 4 + 4 + 8 + 8 + 8 + 4 + 4;

    private static ReadOnlySpan<byte> Magic => "DIRECTORY PICTURE\n"u8;

    /// <summary>Writes beside the file and then takes its place, so that a crash leaves the old one or the new one.</summary>
    public static void Write(string path, Snapshot snapshot)
    {
        var fullPath = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        var temporary = fullPath + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            using var writer = new SnapshotWriter(stream);
            Write(writer, snapshot);
            writer.Complete();
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, fullPath, overwrite: true);
    }

    /// <returns>Null where there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is of another version, or damaged.</exception>
    public static Snapshot? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var reader = new SnapshotReader(stream, stream.Length);
        try
        {
            return Read(reader);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or EndOfStreamException
            or System.Text.Json.JsonException or OverflowException or InvalidOperationException)
        {
            throw new InvalidDataException($"It is damaged: {exception.Message}", exception);
        }
    }

    private static void Write(SnapshotWriter writer, Snapshot snapshot)
    {
        var state = snapshot.State;
        writer.Raw(Magic);
        writer.Int32(FormatVersion);
        writer.Int32(AdministrationEncoder.Version);
        writer.Int32(DemarcheEncoder.Version);
        writer.Int64(state.Sequence);
        writer.Block(snapshot.LogHash);
        writer.Int64(snapshot.UpToDateAt.ToUnixTimeTicks());
        writer.Int64(state.LastPublishedAt?.ToUnixTimeTicks() ?? long.MinValue);
        TerritorySection.Write(writer, state.Territories);
        writer.List(state.ImportedAt, static (to, item) =>
        {
            to.Text(item.Key);
            to.Int64(item.Value.ToUnixTimeTicks());
        });
        writer.List(state.Tombstones, static (to, item) => WriteVersion(
            to, item.Id, item.Kind, item.Version, item.Sequence, item.PublishedAt, item.PublishedAt, item.IsUrgent, null));
        DocumentRecord[] documents = [.. state.ServiceTypes.BySequence, .. state.Notices.BySequence, .. state.LocalComplements.BySequence];
        writer.List(documents, static (to, item) => WriteVersion(
            to, item.Id, item.Content.Kind, item.Version, item.Sequence, item.PublishedAt, item.ChangedAt, item.IsUrgent,
            DocumentJson.Write(item.Content)));
        writer.Int32(state.Base.Count - (state.Hidden?.Count ?? 0) + state.Overlay.Count);
        foreach (var record in state.LiveRecords())
        {
            writer.Block(record.Bytes.Span);
        }

        writer.List(state.Demarches.ByTitle, static (to, record) => to.Block(record.Bytes.Span));
    }

    private static Snapshot Read(SnapshotReader reader)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        reader.Raw(magic);
        if (!magic.SequenceEqual(Magic))
        {
            throw new InvalidDataException("It is not a snapshot of the directory.");
        }

        var version = $"{reader.Int32()}.{reader.Int32()}.{reader.Int32()}";
        if (version != Version)
        {
            throw new InvalidDataException($"It is of version {version}; this program reads {Version}.");
        }

        var (sequence, hash) = (reader.Int64(), reader.Block());
        var (upToDateAt, lastPublishedTicks) = (Instant.FromUnixTimeTicks(reader.Int64()), reader.Int64());
        var territories = TerritorySection.Read(reader);
        var importedAt = reader.List(static from => (Source: from.Text(), At: Instant.FromUnixTimeTicks(from.Int64())), 12);
        var tombstones = reader.List(ReadVersion, VersionSize);
        var documents = reader.List(static from => DocumentRecord.Read(ReadVersion(from)), VersionSize);
        var records = reader.List(static from => new AdministrationRecord(from.Block()), Layout.Sections);
        var demarches = reader.List(static from => new DemarcheRecord(from.Block()), DemarcheLayout.Sections);
        reader.CheckEnd();

        var state = new PictureState
        {
            Sequence = sequence,
            LastPublishedAt = lastPublishedTicks == long.MinValue ? null : Instant.FromUnixTimeTicks(lastPublishedTicks),
            Territories = territories,
            CurrentCommuneCount = PictureState.CountCurrent(territories),
            Base = Segment.Build(records, territories),
            ImportedAt = importedAt.ToDictionary(item => item.Source, item => item.At, StringComparer.Ordinal),
            Demarches = new DemarcheSet(demarches),
            Tombstones = Array.ConvertAll(tombstones, item => new Tombstone(
                item.EntryId, item.Kind, item.Version, item.Sequence, item.PublishedAt, item.Path == PublicationPath.Urgent)),
            ServiceTypes = new ServiceTypeSet(documents.OfType<ServiceTypeRecord>()),
            Notices = new NoticeSet(documents.OfType<NoticeRecord>()),
            LocalComplements = new LocalComplementSet(documents.OfType<LocalComplementRecord>()),
        };
        return new Snapshot(state.Searchable(), hash, upToDateAt);
    }

    private static void WriteVersion(
        SnapshotWriter writer, Guid id, EntryKind kind, int version, long sequence, Instant publishedAt, Instant changedAt,
        bool isUrgent, byte[]? document)
    {
        writer.Id(id);
        writer.Int32((int)kind);
        writer.Int32(version);
        writer.Int64(sequence);
        writer.Int64(publishedAt.ToUnixTimeTicks());
        writer.Int64(changedAt.ToUnixTimeTicks());
        writer.Int32(isUrgent ? 1 : 0);
        writer.Block(document);
    }

    private static PublishedVersion ReadVersion(SnapshotReader reader)
    {
        var (id, kind, version, sequence) = (reader.Id(), (EntryKind)reader.Int32(), reader.Int32(), reader.Int64());
        var publishedAt = Instant.FromUnixTimeTicks(reader.Int64());
        var changedAt = Instant.FromUnixTimeTicks(reader.Int64());
        var path = reader.Int32() == 1 ? PublicationPath.Urgent : PublicationPath.Import;
        return new PublishedVersion(sequence, id, kind, version, reader.Block(), path, publishedAt, changedAt);
    }
}
