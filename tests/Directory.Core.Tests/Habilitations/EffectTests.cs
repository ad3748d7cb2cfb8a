using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>
/// Who may approve a change is decided on what it does, before and after: to whom the queue shows it, whom the mail names and what the
/// decision says are one.
/// </summary>
public sealed class EffectTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Competence Own = new() { ServiceType = "mairie", Communes = [InseeCode.Parse("69266")] };
    private static readonly Guid Card = Guid.CreateVersion7();

    // what happens | who alone may approve it, beside the nation. « self », « top »: of the entry, of its parent; « 69 », « 13 »: of a
    // département; then of service types. Who answers for the effect alone does not answer for the entry.
    private static readonly (string What, string May, Func<AdministrationDocument, Scene, AdministrationDocument?> Change)[] Changes =
    [
        ("its phone", "self top 69 mairie", (it, _) => Workshop.WithPhone(it, "+33465710088")),
        ("its name, under a competence that reached further before", "self top 69 mairie", (it, _) =>
            it with { Name = "Mairie", Competences = [Own, Own with { WholeCountry = true, Communes = [] }] }),
        ("answers for its own commune as another local service too", "self top 69", (it, _) =>
            it with { Competences = [Own, Own with { ServiceType = "mfs" }] }),
        ("declares what was deduced", "self top 69 mairie", (it, _) =>
            it with { Competences = [Own with { Basis = CompetenceBasis.Seat }] }),
        ("a neighbour in the département", "69 mairie", (it, _) =>
            it with { Competences = [Own with { Communes = [InseeCode.Parse("69029"), InseeCode.Parse("69266")] }] }),
        ("a commune elsewhere", "mairie", (it, _) =>
            it with { Competences = [Own with { Communes = [InseeCode.Parse("13055"), InseeCode.Parse("69266")] }] }),
        ("a département", "mairie", (it, _) => it with { Competences = [Own, Own with { Communes = [], Departements = ["13"] }] }),
        ("a region", "mairie", (it, _) => it with { Competences = [Own, Own with { Communes = [], Regions = ["84"] }] }),
        ("the whole country", "mairie", (it, _) => it with { Competences = [Own, Own with { Communes = [], WholeCountry = true }] }),
        ("the whole country for one démarche", "mairie", (it, _) =>
            it with { Competences = [Own, Own with { Demarche = Card, Communes = [], WholeCountry = true }] }),
        ("the whole country as another service", "", (it, _) =>
            it with { Competences = [Own, Own with { ServiceType = "caf", Communes = [], WholeCountry = true }] }),
        ("later, in its own commune", "self top 69 mairie", (it, _) =>
            it with { Competences = [Own with { ValidFrom = new NodaTime.LocalDate(2027, 1, 1) }] }),
        ("no longer answers anywhere", "self top 69 mairie", (it, _) => it with { Competences = [] }),
        ("another kind of service, for all its département", "69", (it, _) => it with { Types = ["mairie", "prefecture"] }),
        ("another kind of service, for all its region", "", (it, _) => it with { Types = ["mairie", "ars"] }),
        ("another local kind of service", "self top 69", (it, _) => it with { Types = ["mairie", "mfs"] }),
        ("no longer of its kind", "self top 69", (it, _) => it with { Types = [] }),
        ("moves to a neighbour", "69 mairie", (it, _) => it with { Commune = InseeCode.Parse("69029") }),
        ("moves elsewhere", "mairie", (it, _) => it with { Commune = InseeCode.Parse("13055") }),
        ("an address elsewhere", "mairie", (it, _) =>
            it with { Addresses = [it.Addresses[0], it.Addresses[0] with { Commune = InseeCode.Parse("13055") }] }),
        ("a point elsewhere", "mairie", (it, _) =>
            it with { Addresses = [it.Addresses[0] with { Location = new GeoPoint(43.2965, 5.3698) }] }),
        ("a point nearby", "self top 69 mairie", (it, _) =>
            it with { Addresses = [it.Addresses[0] with { Location = new GeoPoint(45.7700, 4.8900) }] }),
        ("leaves its parent", "69", (it, _) => it with { Parent = null }),
        ("joins a parent of its département", "69", (it, scene) => it with { Parent = scene.Prefecture }),
        ("joins a parent elsewhere", "", (it, scene) => it with { Parent = scene.Elsewhere }),
        ("is known to imports by another's identifier", "", (it, _) =>
            it with { ExternalIds = [new ExternalId(ExternalIdSchemes.DilaAnnuaire, "of-another")] }),
        ("its SIRET", "self top 69 mairie", (it, _) =>
            it with { ExternalIds = [.. it.ExternalIds, new ExternalId(ExternalIdSchemes.Siret, "21690266800013")] }),
        ("is removed", "self top 69 mairie", (_, _) => null),
    ];

    [Fact]
    public async Task Approve_OfEachChangeOfAnAdministration_IsForThoseWhoAnswerForItsEffects()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var scene = await Scene.SetAsync(shop);
        var wrong = new List<string>();
        foreach (var (what, may, change) in Changes)
        {
            var it = A.Mairie(what) with { ExternalIds = [], Parent = scene.Top, Competences = what.Contains("further before", StringComparison.Ordinal) ? [Own, Own with { WholeCountry = true, Communes = [] }]
                : what.Contains("deduced", StringComparison.Ordinal) ? [Own with { Basis = CompetenceBasis.Seat }] : [Own] };
            var id = await shop.PublishAsync(it);
            var after = change(it, scene);
            if (what.Contains("deduced", StringComparison.Ordinal))
            {
                after = it with { Competences = [Own] };
            }

            wrong.AddRange(await scene.CheckAsync(id, it, after, what, may));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Approve_OfARemovalOfWhatReachesFurther_IsForThoseWhoAnswerForAllOfIt()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var scene = await Scene.SetAsync(shop);
        var it =
            A.Mairie("Plate-forme") with { ExternalIds = [], Parent = scene.Top, Competences = [Own, Own with { Communes = [], WholeCountry = true }] };
        var caf = A.Mairie("Caf") with { ExternalIds = [], Parent = scene.Top, Types = ["caf"], Competences = [] };

        // Who no longer answers takes it from those who asked it.
        Assert.Empty(await scene.CheckAsync(await shop.PublishAsync(it), it, null, "removed", "mairie"));
        Assert.Empty(await scene.CheckAsync(await shop.PublishAsync(it), it, it with { Competences = [Own] }, "taken back", "mairie"));
        Assert.Empty(await scene.CheckAsync(await shop.PublishAsync(caf), caf, null, "a caf removed", "69 caf"));
        Assert.Empty(await scene.CheckAsync(Guid.CreateVersion7(), null, it, "created", ""));
        Assert.Empty(await scene.CheckAsync(Guid.CreateVersion7(), null, it with { Competences = [Own] }, "a local one created", "top 69"));
        Assert.Empty(
            await scene.CheckAsync(
                Guid.CreateVersion7(), null, caf with { Parent = scene.Caf }, "a counter of the caf", "under-caf 69 caf"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // it may be brought back
    public async Task Approve_OfAParentWithCountersElsewhere_IsForThoseWhoAnswerForThemToo(bool isRemoved)
    {
        await using var shop = await Workshop.OpenAsync(database);
        var scene = await Scene.SetAsync(shop);
        var it = A.Mairie("Siège") with { ExternalIds = [] };
        var id = await shop.PublishAsync(it);
        var counter =
            await shop.PublishAsync(A.Mairie("Antenne") with { ExternalIds = [], Parent = id, Commune = InseeCode.Parse("13055") });
        if (isRemoved)
        {
            await shop.RemoveAsync(counter, 1);
        }

        Assert.Empty(await scene.CheckAsync(id, it, it with { Parent = scene.Prefecture }, "with a counter elsewhere", ""));
    }

    [Fact]
    public async Task Approve_OfWhoHandlesADemarche_IsForThoseOfTheServicesThatComeOrGo()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var scene = await Scene.SetAsync(shop);
        var it = A.Demarche() with { ExternalIds = [], HandledBy = ["mairie", "caf"] };
        var inCase = it with { Situations = [it.Situations[0] with { HandledBy = ["caf"] }, it.Situations[1]] };
        (string What, string May, EntryDocument? Before, EntryDocument? After)[] cases =
        [
            ("its cost", "mairie caf self", it, it with { Cost = [new() { Text = "25 €" }] }),
            ("one more service", "", it, it with { HandledBy = ["mairie", "caf", "prefecture"] }),
            ("one service less", "", it, it with { HandledBy = ["mairie"] }), // the caf's approver covers it no more
            ("a case for one of them", "caf", it, inCase),
            ("a case for it no more", "caf", inCase, it),
            ("a new démarche of two services", "", null, it),
            ("a new démarche of one", "mairie", null, it with { HandledBy = ["mairie"] }),
            ("its identifier", "", it, it with { ExternalIds = [new ExternalId(ExternalIdSchemes.DilaFiche, "F1342")] }),
        ];
        foreach (var (what, may, before, after) in cases)
        {
            var id = before is null ? Guid.CreateVersion7() : await scene.PublishAsync(before);
            Assert.Empty(await scene.CheckAsync(id, before, after, what, may));
        }
    }

    [Fact]
    public async Task Queue_OnceAnotherVersionIsPublished_AsksAgainWhomTheRequestReaches()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var scene = await Scene.SetAsync(shop);
        var it = A.Mairie("Dreets") with { ExternalIds = [], Parent = scene.Top, Competences = [] };
        var id = await shop.PublishAsync(it);
        var request = await shop.SubmittedAsync(shop.Alice, id, 1, it with { Types = ["mairie", "prefecture"] });
        Assert.Equal("69", await scene.QueuesAsync(request.Id));

        // Meanwhile an import moves it: the new kind of service would answer for another département.
        await shop.PublishAsync(it with { Commune = InseeCode.Parse("13055") }, id, 1);

        Assert.Equal("13", await scene.QueuesAsync(request.Id));
        Assert.Equal("13", await scene.DecisionsAsync(request.Id));
    }

    [Fact]
    public async Task Approve_BeyondOnesPerimeter_SaysWhichApproverIsNeededAndWhy()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var scene = await Scene.SetAsync(shop);
        var it = A.Mairie() with { ExternalIds = [], Competences = [Own] };
        var id = await shop.PublishAsync(it);
        var request =
            await shop.SubmittedAsync(shop.Alice, id, 1, it with { Competences = [Own, Own with { Communes = [], WholeCountry = true }] });

        var refusal = (await shop.Approvals.ApproveAsync(scene.People["69"], request.Id, request.Revision, default)).Refusal!;
        var detail = (await shop.Lists.FindAsync(shop.Alice, request.Id, default))!;

        Assert.Equal(
            "Cette demande change qui répond pour toute la France : il faut un valideur national ou du type « Mairie ».", refusal.Message);
        Assert.Equal([refusal.Message], detail.Touched.Beyond);
        // It is theirs to give it back all the same.
        Assert.True(
            (await shop.Approvals.ReturnAsync(scene.People["69"], request.Id, request.Revision, "Pas nous.", new Dictionary<string, string>(), default)).IsDone);
    }

    /// <summary>An approver of each perimeter.</summary>
    private sealed class Scene(Workshop shop)
    {
        public Dictionary<string, Guid> People { get; } = [];

        public Guid Top { get; private set; }

        public Guid Prefecture { get; private set; }

        public Guid Elsewhere { get; private set; }

        public Guid Caf { get; private set; }

        public static async Task<Scene> SetAsync(Workshop shop)
        {
            var scene = new Scene(shop);
            await scene.LoadCommunesAsync();
            foreach (var (code, label) in new[] { ("mairie", "Mairie"), ("prefecture", "Préfecture") })
            {
                await scene.PublishAsync(new ServiceTypeDocument { Code = code, Label = label, Provenance = A.Notice().Provenance });
            }

            scene.Top = await shop.PublishAsync(A.Mairie("Intercommunalité") with { ExternalIds = [], Types = ["epci"] });
            scene.Prefecture = await shop.PublishAsync(A.Mairie("Préfecture") with { ExternalIds = [], Types = ["prefecture"] });
            scene.Elsewhere =
                await shop.PublishAsync(
                    A.Mairie("Ailleurs") with { ExternalIds = [], Types = ["prefecture"], Commune = InseeCode.Parse("13055") });
            scene.Caf = await shop.PublishAsync(A.Mairie("Caf du Rhône") with { ExternalIds = [], Types = ["caf"], Competences = [] });
            (string Name, Perimeter Of)[] perimeters =
            [
                ("top", Perimeter.OfEntry(scene.Top)), ("under-caf", Perimeter.OfEntry(scene.Caf)),
                ("69", Perimeter.OfDepartement("69")), ("13", Perimeter.OfDepartement("13")),
                .. new[] { "mairie", "caf", "prefecture", "ars", "mfs" }.Select(type => (type, Perimeter.OfServiceType(type))),
            ];
            foreach (var (name, of) in perimeters)
            {
                scene.People[name] = await shop.PersonAsync(name);
                await shop.GrantAsync(scene.People[name], AccessRight.Approve, of);
            }

            return scene;
        }

        public async Task<Guid> PublishAsync(EntryDocument document)
        {
            var id = Guid.CreateVersion7();
            await using var connection = await shop.DataSource.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var publisher = await Publisher.BeginAsync(
                connection,
                new PublicationContext { Path = PublicationPath.Import, Author = "importer", Source = Sources.Sample.Code, At = shop.Time.Now }, default);
            await publisher.PublishAsync([new Publication(id, document.Kind, 0, DocumentJson.Write(document), true)], default);
            await publisher.CompleteAsync(default);
            await transaction.CommitAsync();
            return id;
        }

        /// <summary>Proposes it, and compares with what is expected: the decision, the queues, and the approval itself.</summary>
        public async Task<IEnumerable<string>> CheckAsync(Guid id, EntryDocument? before, EntryDocument? after, string what, string may)
        {
            var self = await shop.PersonAsync("self");
            if (before is not null)
            {
                await shop.GrantAsync(self, AccessRight.Approve, Perimeter.OfEntry(id));
            }

            People["self"] = self;
            var draft = (after is null
                ? await shop.Drafts.DraftRemovalAsync(shop.Alice, id, default)
                : await shop.Drafts.SaveAsync(shop.Alice, new DraftInput { EntryId = id, BaseVersion = before is null
                    ? 0
                    : 1, Document = after }, default)).Request;
            var sent =
                await shop.Submissions.SubmitAsync(
                    shop.Alice, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);
            if (!sent.IsDone)
            {
                return [$"{what}: {sent.Refusal?.Message} {string.Join(' ', sent.Errors.Select(error => error.Message))}"];
            }

            var expected = string.Join(' ', may.Split(' ').Order(StringComparer.Ordinal));
            var (decided, queued) = (await DecisionsAsync(draft.Id), await QueuesAsync(draft.Id));
            var approved = new List<string>();
            foreach (var (name, person) in People.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (!decided.Split(' ').Contains(name)
                    && (await shop.Approvals.ApproveAsync(person, draft.Id, sent.Request.Revision, default)).Refusal?.Code != Habilitation.GrantMissing)
                {
                    approved.Add(name);
                }
            }

            var nation = await shop.Approvals.ApproveAsync(shop.Bruno, draft.Id, sent.Request.Revision, default);
            return (decided == expected ? Array.Empty<string>() : [$"{what}: decided {decided}, not {expected}"])
                .Concat(queued == decided ? [] : [$"{what}: queued {queued}, decided {decided}"])
                .Concat(approved.Select(name => $"{what}: approved by {name}"))
                .Concat(nation.IsDone ? [] : [$"{what}: not by the nation: {nation.Refusal?.Message}"]);
        }

        /// <summary>For whom the request is in the queue.</summary>
        public async Task<string> QueuesAsync(Guid request)
        {
            var names = new List<string>();
            foreach (var (name, person) in People)
            {
                var page = await shop.Lists.ReadAsync(person, ChangeRequestTab.ToApprove, 0, 100, default);
                if (page.Lines.Any(line => line.Request.Id == request))
                {
                    names.Add(name);
                }
            }

            return string.Join(' ', names.Order(StringComparer.Ordinal));
        }

        /// <summary>Those whom the mail names.</summary>
        public async Task<string> DecisionsAsync(Guid request) => string.Join(' ', (await new Approvers(
            shop.DataSource, shop.Time, Workshop.Options)
            .ReadNamesAsync(await shop.FindAsync(request), default)).Where(People.ContainsKey).Distinct().Order(StringComparer.Ordinal));

        private async Task LoadCommunesAsync()
        {
            await using var connection = await shop.DataSource.OpenConnectionAsync();
            await using var owner = new Npgsql.NpgsqlConnection(shop.OwnerConnectionString);
            await owner.OpenAsync();
            await owner.ExecuteAsync(
                """
                insert into regions values ('84', 'Auvergne-Rhône-Alpes', 1, 'METROPOLE', '69123'), ('93', 'Provence-Alpes-Côte d''Azur', 0, 'METROPOLE', '13055')
                    on conflict do nothing;
                insert into departements values ('69', 'Rhône', 2, 'METROPOLE', '84', '69123'), ('13', 'Bouches-du-Rhône', 4, 'METROPOLE', '93', '13055')
                    on conflict do nothing;
                insert into communes (code, name, name_link, kind, departement_code, region_code, latitude, longitude) values
                    ('69123', 'Lyon', 0, 'CURRENT', '69', '84', 45.7676, 4.8345),
                    ('69266', 'Villeurbanne', 0, 'CURRENT', '69', '84', 45.7667, 4.8803), ('13055', 'Marseille', 0, 'CURRENT', '13', '93', 43.2965, 5.3698)
                    on conflict do nothing;
                """,
                default);
        }
    }
}
