using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Published;

public sealed class NoticeSetTests
{
    private readonly AdministrationEncoder _encoder = new();
    private long _sequence;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Concerning_AmongRandomNotices_IsWhatAWalkOverAllFinds(int seed)
    {
        var random = new RandomDocuments(seed);
        var ids = Enumerable.Range(1, 30).Select(Id).ToList();
        var documents = ids.ToDictionary(id => id, _ => random.Administration([]));
        var state = PictureState.Empty.WithTerritories(SmallCountry.Territories)
            .Rebuilt(
                [.. documents.Select(
                    pair => new DecodedVersion(_encoder.Encode(Published(pair.Key, pair.Value), pair.Value), null, null))]);
        var notices = new Dictionary<Guid, (NoticeDocument Document, Instant At)>();
        for (var round = 0; round < 40; round++)
        {
            var id = Id(100 + random.Random.Next(12));
            if (random.Chance(20))
            {
                notices.Remove(id);
                state =
                    state.With(
                        [Decode(
                            new PublishedVersion(
                                ++_sequence, id, EntryKind.Notice, 2, null, PublicationPath.Standard, A.Morning, A.Morning))]);
            }
            else
            {
                var version = Published(id, Notice(random, ids));
                notices[id] = ((NoticeDocument)DocumentJson.Read(EntryKind.Notice, version.Document), version.ChangedAt);
                state = state.With([Decode(version)]);
            }

            var picture = new Picture(random.Chance(20) ? state.Folded() : state);
            foreach (var (entry, document) in documents)
            {
                var expected = notices.Where(pair => Concerns(pair.Value.Document.Concerns, entry, document))
                    .OrderByDescending(pair => pair.Value.Document.Level).ThenByDescending(pair => pair.Value.At).ThenBy(pair => pair.Key)
                    .Select(pair => pair.Key);
                Assert.Equal(expected, picture.NoticesConcerning(picture.Find(entry)!).Select(notice => notice.Id));
            }

            Assert.Equal(notices.Count, picture.StatisticsAt(A.Morning).Notices);
        }
    }

    [Fact]
    public void Record_OfANotice_ReadsAsAnAdministrationsOwn()
    {
        var document = A.Notice("« Grève »\n") with { Level = NoticeLevel.Urgent, From = A.Morning };

        var record = (NoticeRecord)Decode(Published(Id(1), document)).Document!;

        Assert.Equal(
            (document.Title, document.Body, document.Level),
            (record.Notice.Title.ToString(), record.Notice.Body.ToString(), record.Notice.Level));
        Assert.False(record.Notice.IsInForceAt(A.Morning - Duration.FromSeconds(1)));
        Assert.True(record.Notice.IsInForceAt(A.Morning));
    }

    [Fact]
    public void Changes_OfEachKindKeptAsDocuments_AreInTheFeedAndInNoOtherKinds()
    {
        var state = PictureState.Empty.With(
            [Decode(Published(Id(1), A.Notice())), Decode(Published(Id(2), A.LocalComplement(Id(9)))), Decode(
                Published(Id(3), A.Notice()))]);
        var picture =
            new Picture(
                state.With(
                    [Decode(
                        new PublishedVersion(
                            ++_sequence, Id(3), EntryKind.Notice, 2, null, PublicationPath.Standard, A.Morning, A.Morning))]));

        Assert.Equal([Id(1), Id(2), Id(3)], picture.Changes(0).Items.Select(change => change.EntryId));
        Assert.Equal(
            [(Id(1), false), (Id(3), true)],
            picture.Changes(0, only: EntryKind.Notice).Items.Select(change => (change.EntryId, change.Entry is null)));
        Assert.Equal([Id(2)], picture.Changes(1, only: EntryKind.LocalComplement).Items.Select(change => change.EntryId));
        Assert.Empty(picture.Changes(0, only: EntryKind.ServiceType).Items);
        Assert.Equal((1, 1), (picture.StatisticsAt(A.Morning).Notices, picture.StatisticsAt(A.Morning).LocalComplements));
    }

    private static bool Concerns(NoticeTargets targets, Guid id, AdministrationDocument document) =>
        targets.Administrations.Contains(id)
        || ((targets.WholeCountry || (document.Commune is { } commune && targets.Departements.Contains(commune.DepartementCode)))
            && (targets.ServiceTypes.Count == 0 || targets.ServiceTypes.Any(document.Types.Contains)));

    private static NoticeDocument Notice(RandomDocuments random, List<Guid> ids) => A.Notice() with
    {
        Level = random.One(Enum.GetValues<NoticeLevel>()),
        Concerns = new NoticeTargets
        {
            WholeCountry = random.Chance(20),
            Departements = random.Chance(60) ? [random.One(SmallCountry.Departements), "59"] : [],
            ServiceTypes = random.Chance(50) ? [random.One(RandomDocuments.Types), random.One(RandomDocuments.Types)] : [],
            Administrations = random.Chance(30) ? [random.One(ids), random.One(ids)] : [],
        },
    };

    private DecodedVersion Decode(PublishedVersion version) => DecodedVersion.From(version, _encoder, new DemarcheEncoder());

    private PublishedVersion Published(Guid id, EntryDocument document)
    {
        var at = A.Morning + Duration.FromHours(_sequence % 7);
        return new PublishedVersion(++_sequence, id, document.Kind, 1, DocumentJson.Write(document), PublicationPath.Standard, at, at);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
