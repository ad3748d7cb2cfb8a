using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Queries;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>
/// Random publications, asked through every question, against <see cref="NaiveDirectory"/>: the overlay, a folded base
/// and a base rebuilt at once must all answer like it.
/// </summary>
public sealed class PictureTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 4, 9, 30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Picture_AfterRandomPublications_AnswersLikeAWalkOverAll(int seed)
    {
        var random = new RandomDocuments(seed);
        var log = new RandomLog(random);
        var state = PictureState.Empty.WithTerritories(SmallCountry.Territories);
        for (var round = 0; round < 25; round++)
        {
            var changes = log.Publish(random.Random.Next(1, 12));
            state = random.Random.Next(6) switch
            {
                0 => state.Rebuilt(changes),
                1 => state.With(changes).Folded(),
                _ => state.With(changes),
            };

            Compare(new Picture(state), log, random, seed, round);
        }
    }

    [Fact]
    public void List_ThatGoesThroughManyRecords_SaysHowManyAndCanBeEnded()
    {
        var log = new RandomLog(new RandomDocuments(7));
        var picture = new Picture(PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt(log.Publish(4000)));
        var query = new AdministrationQuery { First = 0, OpenAt = Now, UpdatedSince = Instant.FromUtc(2990, 1, 1, 0, 0) };
        var (reported, calls) = (0, 0);

        Assert.Equal(0, picture.List(query, records => (reported, calls) = (reported + records, calls + 1)).TotalCount);
        var ended = Assert.Throws<TimeoutException>(() => picture.List(query, _ => throw new TimeoutException()));

        Assert.InRange(picture.AdministrationCount, 600, 4000);
        Assert.InRange(reported, picture.AdministrationCount - 256, picture.AdministrationCount); // for the page; the count follows from it
        Assert.InRange(calls, reported / 256, reported / 256);
        Assert.NotNull(ended);
    }

    /// <summary>Enough of them for what lies in a part of the map to be gathered rather than looked for one by one.</summary>
    [Fact]
    public void Box_AmongManyRecords_HoldsWhatAWalkOverAllFinds()
    {
        var random = new RandomDocuments(8);
        var log = new RandomLog(random);
        var picture = new Picture(PictureState.Empty.WithTerritories(SmallCountry.Territories).Rebuilt(log.Publish(4000)));
        var found = 0;
        for (var i = 0; i < 60; i++)
        {
            var box = i == 0 ? new GeoBox(-20, 179.9, -10, -179.9) : Box(random);
            var expected = log.Model.List(new AdministrationQuery { Box = box });
            var (items, total) = ReadAll(picture, new AdministrationQuery { Box = box, First = 100 });

            Assert.Equal(expected, items);
            Assert.Equal(expected.Count, total);
            found += expected.Count > 0 ? 1 : 0;
        }

        Assert.InRange(found, 20, 60);
    }

    /// <summary>Its borders are of it, and a box over the antimeridian lies on both sides of it.</summary>
    [Theory]
    [InlineData("4 10 6 20", "4,10 4,20 6,10 6,20 5,15", "3.99,15 6.01,15 5,9.99 5,20.01")]
    [InlineData("-20 170 -10 -170", "-20,170 -10,-170 -15,180 -15,-180", "-15,169.99 -15,-169.99 -15,0")]
    public void Box_AtItsBorders_HoldsThem(string box, string inside, string outside)
    {
        var sides = Numbers(box, ' ');
        var asked = new GeoBox(sides[0], sides[1], sides[2], sides[3]);
        Assert.All(inside.Split(' '), point => Assert.True(asked.Contains(Point(point)), point));
        Assert.All(outside.Split(' '), point => Assert.False(asked.Contains(Point(point)), point));

        static GeoPoint Point(string text) => new(Numbers(text, ',')[0], Numbers(text, ',')[1]);

        static double[] Numbers(string text, char separator) =>
            Array.ConvertAll(text.Split(separator), item => double.Parse(item, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The bounds say what the rule says, on either side of each.</summary>
    [Fact]
    public void FreshnessBounds_OfAnyInstant_SayWhatTheRuleSays()
    {
        var random = new RandomDocuments(9);
        for (var i = 0; i < 2000; i++)
        {
            var (now, verified) = (random.Instant(), random.Instant());
            var bounds = new FreshnessBounds(now);

            Assert.Equal(FreshnessRules.At(verified, now), bounds.Of(verified.ToUnixTimeTicks()));
        }

        var aYear = new FreshnessBounds(Now);
        var then = Now.Minus(Duration.FromDays(365)).ToUnixTimeTicks();
        Assert.Equal((Freshness.Due, Freshness.Verified), (aYear.Of(then), aYear.Of(then + 1)));
        Assert.Equal(Freshness.Unknown, aYear.Of(long.MinValue));
    }

    /// <summary>Else each of the two hundred characters of a name is looked for in each record.</summary>
    [Theory]
    [InlineData("d'd'd'd'd'd'", "d")]
    [InlineData("S sai SAINT sain saint-s", "saint")]
    [InlineData("mairie de saint", "mairie de saint")]
    public void Name_ThatSaysAgainWhatItSays_IsLookedForOnce(string name, string expected) => Assert.Equal(
        expected,
        string.Join(' ', new AdministrationFilter(new AdministrationQuery { Name = name }, TerritoryIndex.Empty, null).NameWords));

    private static void Compare(Picture picture, RandomLog log, RandomDocuments random, int seed, int round)
    {
        var model = log.Model;
        var context = $"seed {seed}, round {round}";
        foreach (var (id, entry) in model.Entries)
        {
            Assert.Equal(entry.Document is AdministrationDocument, picture.Find(id) is not null);
            Assert.Equal(entry.Document is ServiceTypeDocument, picture.FindServiceType(id) is not null);
            if (picture.Find(id) is { } record)
            {
                Assert.Equal(entry.Version.Sequence, record.Sequence);
                Assert.Equal(model.CommunesServedBy(id), AllCommunes(picture, record));
            }
        }

        foreach (var scheme in RandomDocuments.Schemes)
        {
            foreach (var value in new[] { "1", "3\"", "", "absent" })
            {
                Assert.Equal(
                    model.FindByExternalId(new ExternalId(scheme, value)),
                    picture.FindByExternalId(scheme, value).Select(record => record.Id).Order());
            }
        }

        for (var i = 0; i < 25; i++)
        {
            var query = Query(random, log.Ids);
            var expected = model.List(query);
            var (items, total) = ReadAll(picture, query);
            Assert.True(expected.Count == total, $"{context}: {total} counted, {expected.Count} expected of {query}");
            Assert.True(expected.SequenceEqual(items), $"{context}: {query}");
        }

        var question = new CompetenceQuestion(
            random.One(RandomDocuments.Types), random.One(SmallCountry.Communes), random.Date(),
            random.One<Guid?>([null, .. RandomDocuments.Demarches]));
        Assert.Equal(
            model.Competent(question),
            picture.Competent(question).Select(item => (item.Record.Id, item.Level, item.Basis, item.IsForDemarche)));

        var after = random.Random.Next(0, (int)log.Sequence + 2);
        Assert.Equal(model.ChangesAfter(after), AllChanges(picture, after).Select(change => change.Sequence));

        var statistics = picture.StatisticsAt(Now);
        var (count, verified) = model.Statistics(Now);
        Assert.Equal(count, statistics.Administrations);
        Assert.Equal(count == 0 ? 0 : (double)verified / count, statistics.VerifiedShare);
        Assert.Equal(log.Sequence, picture.Sequence);
    }

    private static AdministrationQuery Query(RandomDocuments random, List<Guid> ids) => new()
    {
        Types =
            random.Chance(40)
                ? [random.One(RandomDocuments.Types), .. random.Chance(30)
                    ? [random.One(RandomDocuments.Types), "none"]
                    : Array.Empty<string>()]
                : random.Chance(5) ? [] : null,
        Serves = random.Chance(25) ? Code(random) : null,
        ServesOn = random.Chance(50) ? random.Date() : null,
        Commune = random.Chance(20) ? Code(random) : null,
        Communes = random.Chance(10) ? [.. Enumerable.Range(0, random.Random.Next(4)).Select(_ => Code(random))] : null,
        PostalCode = random.Chance(10) ? random.One(["69100", "69003", "75001", "00000"]) : null,
        Epci = random.Chance(10) ? "200046977" : null,
        Box = random.Chance(10) ? Box(random) : null,
        ExternalIds = random.Chance(10)
            ? [.. Enumerable.Range(0, random.Random.Next(3)).Select(_ => new ExternalId(
                random.One(RandomDocuments.Schemes), random.One(["1", "2", "3\"", ""])))]
            : null,
        SignLanguage = random.Chance(10) ? random.One([true, false]) : null,
        Freshness = random.Chance(10) ? [random.One(Enum.GetValues<Freshness>()), Freshness.Verified] : null,
        FreshAt = Now,
        Departement = random.Chance(15) ? random.One(SmallCountry.Departements) : null,
        Region = random.Chance(15) ? random.One(SmallCountry.Regions) : null,
        Parent = random.Chance(10) ? random.One(ids) : null,
        Name =
            random.Chance(15)
                ? random.One(["mai", "ANNEXE mairie", "oeuvre", "cité su", "airie", " - ", "日", "m mairie M ma", "de d'e"])
                : null,
        OpenAt = random.Chance(15) ? random.Instant() : null,
        Channels = random.Chance(15) ? [random.One(Enum.GetValues<ChannelKind>()), ChannelKind.Phone] : random.Chance(2) ? [] : null,
        Wheelchair = random.Chance(15) ? random.One(Enum.GetValues<WheelchairAccess>()) : null,
        UpdatedSince = random.Chance(15) ? random.Instant() : null,
        VerifiedSince = random.Chance(15) ? random.Instant() : null,
        Near = random.Chance(50) ? new NearPoint(random.Point(), random.One([0, 5_000, 30_000, 200_000])) : null,
        First = random.One([1, 2, 7, 100]),
    };

    private static GeoBox Box(RandomDocuments random)
    {
        var (one, other) = (random.Point(), random.Point());
        return new GeoBox(
            Math.Min(one.Latitude, other.Latitude), one.Longitude, Math.Max(one.Latitude, other.Latitude), other.Longitude);
    }

    private static InseeCode Code(RandomDocuments random) =>
        random.Chance(20) ? InseeCode.Parse(random.One(["01205", "01999"])) : random.One(SmallCountry.Communes);

    private static (List<(Guid, double?)> Items, int Total) ReadAll(Picture picture, AdministrationQuery query)
    {
        var items = new List<(Guid, double?)>();
        AdministrationPage page;
        do
        {
            page = picture.List(query);
            Assert.True(page.Items.Count <= query.First);
            Assert.Equal(query.After is not null, page.HasPreviousPage);
            items.AddRange(page.Items.Select(hit => (hit.Record.Id, hit.DistanceMetres)));
            query = query with { After = page.EndCursor };
        }
        while (page.HasNextPage);

        return (items, page.TotalCount);
    }

    private static List<string> AllCommunes(Picture picture, AdministrationRecord record)
    {
        var codes = new List<string>();
        CommunePage page;
        string? after = null;
        do
        {
            page = picture.Coverage(record, 3, after);
            codes.AddRange(page.Items.Select(commune => commune.Code.Value));
            after = page.EndCursor;
        }
        while (page.HasNextPage);

        Assert.Equal(page.TotalCount, codes.Count);
        return codes;
    }

    private static List<PublishedChange> AllChanges(Picture picture, long after)
    {
        var changes = new List<PublishedChange>();
        ChangePage page;
        do
        {
            page = picture.Changes(after, 5);
            changes.AddRange(page.Items);
            after = page.EndSequence;
        }
        while (page.HasNextPage);

        return changes;
    }

    /// <summary>Publishes random versions, and tells the model of them.</summary>
    private sealed class RandomLog(RandomDocuments random)
    {
        private readonly AdministrationEncoder _encoder = new();
        private readonly List<Guid> _types = [];

        public NaiveDirectory Model { get; } = new();

        public List<Guid> Ids { get; } = [new Guid(random.Random.Next(), 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])];

        public long Sequence { get; private set; }

        public List<DecodedVersion> Publish(int count)
        {
            // As the reader of the log does, a batch holds each entry once, by its last version.
            var batch = new Dictionary<Guid, DecodedVersion>();
            for (var i = 0; i < count; i++)
            {
                var version = Next();
                batch[version.EntryId] = version;
            }

            return [.. batch.Values.OrderBy(version => version.Sequence)];
        }

        private DecodedVersion Next()
        {
            var isType = random.Chance(10);
            var ids = isType ? _types : Ids;
            if (ids.Count == 0 || random.Chance(60))
            {
                var bytes = new byte[16];
                random.Random.NextBytes(bytes);
                ids.Add(new Guid(bytes));
            }

            var id = random.Chance(50) ? ids[^1] : random.One(ids);
            EntryDocument? document = random.Chance(20) ? null : isType ? random.ServiceType() : random.Administration(Ids);
            var last = Model.Entries.TryGetValue(id, out var entry) ? entry.Version.Version : 0;
            var version = new PublishedVersion(
                ++Sequence, id, isType ? EntryKind.ServiceType : EntryKind.Administration, last + 1,
                null, PublicationPath.Import, random.Instant(), random.Instant());
            Model.Apply(version, document);
            return document switch
            {
                AdministrationDocument administration => new(_encoder.Encode(version, administration), null, null),
                ServiceTypeDocument type => new(null, ServiceTypeRecord.From(version, type), null),
                _ => DecodedVersion.From(version, _encoder, new DemarcheEncoder()),
            };
        }
    }
}
