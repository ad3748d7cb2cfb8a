using NodaTime;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>Notices with an entry of their own, and local complements, over HTTP.</summary>
public sealed class SharedNoticeTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    [Fact]
    public async Task Notices_OfEveryReach_AreShownByWhomTheyConcernAndNobodyElse()
    {
        var (here, elsewhere) = (await api.IdAsync("mairie-69266"), await api.IdAsync("mairie-97302"));
        var ids = new List<Guid>();
        foreach (var (title, level, targets) in new (string, NoticeLevel, NoticeTargets)[]
        {
            ("Pour tous", NoticeLevel.Info, new() { WholeCountry = true }),
            ("Mairies du Rhône", NoticeLevel.Urgent, new() { Departements = ["69"], ServiceTypes = ["mairie"] }),
            ("Caf du Rhône", NoticeLevel.Urgent, new() { Departements = ["69"], ServiceTypes = ["caf"] }),
            ("Cayenne", NoticeLevel.Warning, new() { Administrations = [elsewhere] }),
        })
        {
            ids.Add(await PublishAsync(A.Notice(title) with { Level = level, Concerns = targets }));
        }

        await PublishAsync(A.Notice("Passé") with { Concerns = new() { WholeCountry = true }, Until = DirectoryApi.Now });
        await UntilKnownAsync(
            await PublishAsync(
                A.Notice("À venir") with { Concerns = new() { WholeCountry = true }, From = DirectoryApi.Now.Plus(Duration.FromDays(2)) }));

        var data = await api.DataAsync(
            """
            query ($here: ID!, $elsewhere: ID!) {
              here: administration(id: $here) { notices { title entry { id } suspendsReception } openState { status } }
              elsewhere: administration(id: $elsewhere) { notices { title } }
              later: administration(id: $elsewhere) { notices(at: "2026-03-05T10:00:00+01:00") { title } }
              notices { title level wholeCountry departements { code } serviceTypes { code } administrations { id } }
              statistics { notices }
            }
            """,
            new { here, elsewhere });

        Assert.Equal(["Mairies du Rhône", "Pour tous"], data.At("here", "notices").Strings("title"));
        Assert.Equal(ids[1].ToString(), data.At("here", "notices")[0].Text("entry", "id"));
        Assert.Equal(["Cayenne", "Pour tous"], data.At("elsewhere", "notices").Strings("title"));
        Assert.Equal(["Cayenne", "Pour tous", "À venir"], data.At("later", "notices").Strings("title").Order(StringComparer.Ordinal));
        Assert.Equal(4, data.At("notices").GetArrayLength());
        Json.AssertEqual(
            $$"""{ "title": "Cayenne", "level": "WARNING", "wholeCountry": false, "departements": [], "serviceTypes": [], "administrations": [{ "id": "{{elsewhere}}" }] }""",
            data.At("notices")[2]);
        Assert.Equal(6, data.At("statistics", "notices").GetInt32());
    }

    [Fact]
    public async Task Notice_ChangedAndRemoved_HasAHistoryAPastAndAPlaceInTheFeed()
    {
        var cursor = (await api.DataAsync("{ changes(first: 1000) { endCursor } }")).Text("changes", "endCursor");
        var concerns = new NoticeTargets { Departements = ["01"] };
        var id = await PublishAsync(A.Notice("Avant") with { Concerns = concerns }, at: DirectoryApi.Now - Duration.FromHours(3));
        await api.PublishAsync([Publication(id, 1, A.Notice("Après") with { Concerns = concerns })]);
        await UntilKnownAsync(id, "Après");

        var data = await api.DataAsync(
            """
            query ($id: ID!, $cursor: String) {
              node(id: $id) { __typename ... on NoticeEntry { version source { name editedLocally } freshness history { summary } } }
              entryAsOf(id: $id, at: "2026-03-02T08:00:00Z") { version ... on NoticeEntry { title } }
              changes(after: $cursor) { nodes { kind entryKind entry { ... on NoticeEntry { title } } } }
            }
            """,
            new { id, cursor });
        await api.PublishAsync([Publication(id, 2, null)]);
        await DirectoryApi.UntilAsync(async () =>
            (await api.DataAsync("query ($id: ID!) { node(id: $id) { id } }", new { id })).GetProperty("node").ValueKind == System.Text.Json.JsonValueKind.Null);

        Json.AssertEqual(
            """
            {
              "__typename": "NoticeEntry",
              "version": 2,
              "source": { "name": "Saisie locale", "editedLocally": true },
              "freshness": "VERIFIED",
              "history": [{ "summary": "Modification : titre" }, { "summary": "Création" }]
            }
            """,
            data.GetProperty("node"));
        Json.AssertEqual("""{ "version": 1, "title": "Avant" }""", data.GetProperty("entryAsOf"));
        Json.AssertEqual("""{ "kind": "UPDATED", "entryKind": "NOTICE", "entry": { "title": "Après" } }""", data.At("changes", "nodes")[0]);
    }

    [Fact]
    public async Task LocalComplements_OfADemarche_AreThoseOfTheCommune_AndSayWhenTheNationalTextChanged()
    {
        var (demarche, mairie) = (Guid.CreateVersion7(), await api.IdAsync("mairie-69266"));
        var national = A.Demarche("Déclarer son chien") with { ExternalIds = [] };
        await api.PublishAsync([Publication(demarche, 0, national)], DirectoryApi.Now - Duration.FromHours(5));
        var basis = new Core.Demarches.DemarcheBasis(1, DirectoryApi.Now - Duration.FromHours(5));
        await PublishAsync(A.LocalComplement(demarche) with { Basis = basis });
        var id =
            await PublishAsync(
                A.LocalComplement(demarche, "À Villeurbanne") with { Basis = basis, Departement = null, Parent = mairie, Delay = null });
        await UntilKnownAsync(id);

        var before = await AskAsync(demarche);
        await api.PublishAsync([Publication(demarche, 1, national) with { IsContentChanged = false }]); // only confirmed
        await api.PublishAsync([Publication(demarche, 2, national with { Cost = [new() { Text = "10 €" }] })]);
        await DirectoryApi.UntilAsync(async () => (await AskAsync(demarche)).At("demarche", "cost")[0].Text("text") == "10 €");
        var after = await AskAsync(demarche);

        Json.AssertEqual(
            $$"""
            [
              {
                "title": "À Villeurbanne", "administration": { "name": "Mairie - Villeurbanne" }, "departement": null,
                "text": "Prenez rendez-vous sur la plateforme du département.", "delay": null, "baseVersion": 1, "needsReview": false,
                "requiredDocuments": [{ "label": "Un justificatif de domicile dans le Rhône", "optional": false, "situations": [] }],
                "contacts": [{ "scope": "LOCAL", "label": "Maison du Rhône", "url": null }], "demarche": { "id": "{{demarche}}" }
              }
            ]
            """,
            System.Text.Json.JsonSerializer.SerializeToElement(before.At("demarche", "here").EnumerateArray().Take(1)));
        Assert.Equal(["À Villeurbanne", "Dans le Rhône"], before.At("demarche", "here").Strings("title"));
        Assert.Empty(before.At("demarche", "elsewhere").EnumerateArray());
        Assert.All(
            after.At("demarche", "here").EnumerateArray(), complement => Assert.True(complement.GetProperty("needsReview").GetBoolean()));
        Assert.Equal("Gratuit.", before.At("demarche", "cost")[0].Text("text")); // the national text says what it said
    }

    [Fact]
    public async Task LocalComplements_ForAPostalCode_AreAMistakeThatSaysTheCommune()
    {
        var error = await api.ErrorAsync(
            """{ demarche(externalId: { scheme: "SAMPLE", value: "demarche-passeport" }) { localComplements(commune: "69100") { title } } }""");

        Assert.Contains("69266", error.Message(), StringComparison.Ordinal);
    }

    private Task<System.Text.Json.JsonElement> AskAsync(Guid demarche) => api.DataAsync(
        """
        query ($demarche: ID!) {
          demarche(id: $demarche) {
            cost { text }
            here: localComplements(commune: "69266") {
              title administration { name } departement { code } text delay baseVersion needsReview
              requiredDocuments { label optional situations { key } } contacts { scope label url } demarche { id }
            }
            elsewhere: localComplements(commune: "97302") { title }
          }
        }
        """,
        new { demarche });

    private async Task<Guid> PublishAsync(EntryDocument document, Instant? at = null)
    {
        var id = Guid.CreateVersion7();
        await api.PublishAsync([Publication(id, 0, document)], at);
        return id;
    }

    private static Publication Publication(Guid id, int version, EntryDocument? document) => new(
        id, document?.Kind ?? EntryKind.Notice, version,
        document is null ? null : new ReadOnlyMemory<byte>?(DocumentJson.Write(document)), true);

    private Task UntilKnownAsync(Guid id, string? title = null) => DirectoryApi.UntilAsync(async () =>
        (await api.DataAsync("query ($id: ID!) { node(id: $id) { id ... on NoticeEntry { title } } }", new { id })).GetProperty("node") is
            { ValueKind: System.Text.Json.JsonValueKind.Object } node
        && (title is null || node.Text("title") == title));
}
