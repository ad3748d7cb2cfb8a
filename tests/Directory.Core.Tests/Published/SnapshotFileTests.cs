using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Published.Snapshots;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class SnapshotFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("directory-snapshot-").FullName;

    private string FilePath => Path.Combine(_folder, "snapshot");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSamePicture()
    {
        var written = new Snapshot(State(), [1, 2, 3], A.Morning);
        SnapshotFile.Write(FilePath, written);

        var read = SnapshotFile.Read(FilePath)!;

        Assert.Equal((written.UpToDateAt, written.State.Sequence), (read.UpToDateAt, read.State.Sequence));
        Assert.Equal(written.LogHash, read.LogHash);
        Assert.Equal(
            written.State.LiveRecords().Select(record => Convert.ToHexString(record.Bytes.Span)),
            read.State.LiveRecords().Select(record => Convert.ToHexString(record.Bytes.Span)));
        Assert.Equal(5, read.State.Demarches.ByTitle.Length);
        Assert.Equal(
            written.State.Demarches.ByTitle.Select(record => Convert.ToHexString(record.Bytes.Span)),
            read.State.Demarches.ByTitle.Select(record => Convert.ToHexString(record.Bytes.Span)));
        Assert.Equal(
            Documents(written.State.Notices.BySequence).Concat(Documents(written.State.LocalComplements.BySequence)),
            Documents(read.State.Notices.BySequence).Concat(Documents(read.State.LocalComplements.BySequence)));
        Assert.Equal((1, 1), (read.State.Notices.InOrder.Length, read.State.LocalComplements.Of(new Guid(61, 0, 0, new byte[8])).Count()));
        Assert.Equal(written.State.Tombstones, read.State.Tombstones);
        Assert.Equal(written.State.LastPublishedAt, read.State.LastPublishedAt);
        Assert.Equal(written.State.ImportedAt, read.State.ImportedAt);
        Assert.Equal(
            written.State.ServiceTypes.ByLabel.Select(type => (type.Id, type.Sequence, type.Label)),
            read.State.ServiceTypes.ByLabel.Select(type => (type.Id, type.Sequence, type.Label)));
        Assert.Equal(
            written.State.Territories.Communes.ToArray().Select(commune => (commune.Code, commune.Kind, commune.Name, commune.PartOf)),
            read.State.Territories.Communes.ToArray().Select(commune => (commune.Code, commune.Kind, commune.Name, commune.PartOf)));
        Assert.Equal(new Picture(written.State).StatisticsAt(A.Morning), new Picture(read.State).StatisticsAt(A.Morning));
    }

    [Fact]
    public void Read_OfAFileWithAnyByteAltered_IsRefused()
    {
        SnapshotFile.Write(FilePath, new Snapshot(State(), [1, 2, 3], A.Morning));
        var bytes = File.ReadAllBytes(FilePath);
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            // The first bytes one by one, for the lengths are there; then anywhere.
            var place = i < 150 ? i : random.Next(bytes.Length);
            var altered = (byte[])bytes.Clone();
            altered[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(FilePath, altered);

            Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath));
        }
    }

    [Fact]
    public void Read_OfAFileCutAnywhere_IsRefused()
    {
        SnapshotFile.Write(FilePath, new Snapshot(State(), [1, 2, 3], A.Morning));
        var bytes = File.ReadAllBytes(FilePath);
        for (var length = 0; length < bytes.Length; length += length < 200 ? 1 : 997)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);

            Assert.Throws<InvalidDataException>(() => SnapshotFile.Read(FilePath));
        }
    }

    [Fact]
    public void Read_OfNoFile_IsNull() => Assert.Null(SnapshotFile.Read(FilePath));

    private static IEnumerable<(Guid, long, int, Instant, string)> Documents(IEnumerable<DocumentRecord> records) => records.Select(
        record => (
            record.Id, record.Sequence, record.Version, record.ChangedAt, System.Text.Encoding.UTF8.GetString(
                DocumentJson.Write(record.Content))));

    private static PictureState State()
    {
        var random = new RandomDocuments(7);
        var encoder = new AdministrationEncoder();
        var changes = new List<DecodedVersion>();
        for (var sequence = 1; sequence <= 60; sequence++)
        {
            var version = new PublishedVersion(
                sequence, new Guid(sequence, 0, 0, new byte[8]), sequence % 10 == 0 ? EntryKind.ServiceType : EntryKind.Administration,
                2, null, PublicationPath.Urgent, random.Instant(), random.Instant());
            // As it comes from the log, where texts are clean.
            changes.Add(sequence % 10 == 0
                ? new(null, DocumentRecord.Read(version with { Document = DocumentJson.Write(random.ServiceType()) }), null)
                : sequence % 7 == 0 ? DecodedVersion.From(version, encoder, new DemarcheEncoder())
                : new(encoder.Encode(version, random.Administration([])), null, null));
        }

        var demarches = new DemarcheEncoder();
        for (var sequence = 61; sequence <= 65; sequence++)
        {
            var version = new PublishedVersion(
                sequence, new Guid(sequence, 0, 0, new byte[8]), EntryKind.Demarche, 1, null, PublicationPath.Import, A.Morning, A.Morning);
            changes.Add(new(null, null, null, demarches.Encode(version, A.Demarche($"Démarche {sequence}"))));
        }

        EntryDocument[] documents = [A.Notice(), A.LocalComplement(new Guid(61, 0, 0, new byte[8]))];
        changes.AddRange(documents.Select((document, i) => new DecodedVersion(null, DocumentRecord.Read(new PublishedVersion(
            66 + i, new Guid(66 + i, 0, 0, new byte[8]), document.Kind, 1, DocumentJson.Write(document), PublicationPath.Standard,
            A.Morning, A.Morning)), null)));

        var state = PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt(changes);
        return state with { ImportedAt = new Dictionary<string, Instant> { ["sample"] = A.Morning } };
    }
}
