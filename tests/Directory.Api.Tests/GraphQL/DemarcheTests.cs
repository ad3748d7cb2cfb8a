using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class DemarcheTests(DirectoryApi api)
{
    private const string ById =
        "query ($id: ID!) { node(id: $id) { __typename ... on Entry { version freshness } ... on Demarche { title } } }";

    [Fact]
    public async Task Demarche_ByItsIdentifier_SaysEverythingAboutIt()
    {
        var data = await api.DataAsync(
            """
            {
              demarche(externalId: { scheme: "SAMPLE", value: "demarche-permis-vole" }) {
                title audiences themes { id label parents { label parents { id } } } keywords
                situations { key label children { key } }
                requiredDocuments { key label detail original copies optional oneOf situations { key } }
                steps { stage title situation { key } }
                onlineServices { kind title url operator } forms { number } cost { text amount currency situation { key } } delay { text duration silence }
                handledBy { code } contacts { label } related { title } passages { heading level } url
                source { name editedLocally } externalIds { scheme value }
              }
            }
            """);

        var demarche = data.At("demarche");
        Assert.Equal("Vol du permis de conduire : en demander un nouveau", demarche.Text("title"));
        Json.AssertEqual("""["INDIVIDUALS"]""", demarche.At("audiences"));
        Json.AssertEqual(
            """[{ "id": "theme-N530", "label": "Permis de conduire", "parents": [{ "label": "Transports", "parents": [] }] }]""",
            demarche.At("themes"));
        Json.AssertEqual(
            """[{ "key": "france", "label": "Volé en France", "children": [] }, { "key": "etranger", "label": "Volé à l'étranger", "children": [] }]""", demarche.At("situations"));
        Json.AssertEqual(
            """{ "key": "vol", "label": "Déclaration de vol", "detail": null, "original": null, "copies": null, "optional": false, "oneOf": null, "situations": [] }""",
            demarche.At("requiredDocuments").EnumerateArray().First());
        Json.AssertEqual(
            """{ "stage": "SIGNAL", "title": "Déclarer le vol", "situation": null }""", demarche.At("steps").EnumerateArray().First());
        Json.AssertEqual(
            """[{ "code": "commissariat_police" }, { "code": "gendarmerie" }, { "code": "prefecture" }]""", demarche.At("handledBy"));
        Json.AssertEqual("""[{ "title": "Perte du permis de conduire : en demander un nouveau" }]""", demarche.At("related"));
        Json.AssertEqual(
            """[{ "text": "25 € en timbre fiscal.", "amount": 25, "currency": "EUR", "situation": null }]""", demarche.At("cost"));
        Assert.Equal(4, demarche.At("passages").GetArrayLength());
    }

    [Theory]
    [InlineData("france", new[] { "photo", "domicile", "predemande" })]
    [InlineData("perdue", new[] { "photo", "domicile", "perte", "timbre", "passeport", "predemande" })]
    [InlineData("ancienne", new[] { "photo", "domicile", "carte", "predemande" })]
    public async Task RequiredDocuments_OfASituation_AreThoseOfItAndOfTheWiderOnes(string situation, string[] expected)
    {
        var data = await api.DataAsync(
            """query ($situation: ID!) { demarche(externalId: { scheme: "SAMPLE", value: "demarche-carte-identite" }) { requiredDocuments(situation: $situation) { key } } }""",
            new { situation });

        Assert.Equal(expected, data.At("demarche").At("requiredDocuments").EnumerateArray().Select(item => item.Text("key")));
    }

    [Fact]
    public async Task RequiredDocuments_OfAnUnknownSituation_TeachesTheClient()
    {
        var error = await api.ErrorAsync(
            """{ demarche(externalId: { scheme: "SAMPLE", value: "demarche-rsa" }) { requiredDocuments(situation: "lune") { key } } }""");

        Assert.Equal("Cette démarche n'a pas de situation « lune » : son champ « situations » les donne toutes.", error.Text("message"));
    }

    [Theory]
    [InlineData("audience: BUSINESSES", 0)]
    [InlineData("audience: INDIVIDUALS", 22)]
    [InlineData("theme: \"N360\"", 2)]
    [InlineData("theme: \"theme-N360\"", 2)] // by its id
    [InlineData("theme: \"N19812\"", 4)] // a wide theme holds the narrower ones
    [InlineData("lifeEvent: \"F16507\"", 2)]
    [InlineData("lifeEvent: \"life-event-F16507\"", 2)]
    [InlineData("handledBy: \"pole_emploi\"", 1)]
    [InlineData("updatedSince: \"2027-01-01T00:00:00Z\"", 0)]
    public async Task Demarches_EachCondition_CountsWhatMeetsIt(string filter, int expected)
    {
        var data = await api.DataAsync($"{{ demarches(filter: {{ {filter} }}, first: 100) {{ totalCount nodes {{ id }} }} }}");

        Assert.Equal(expected, data.At("demarches").At("totalCount").GetInt32());
        Assert.Equal(expected, data.At("demarches").At("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Demarches_PageByPage_AreAllOfThemOnce()
    {
        var (titles, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await api.DataAsync(
                "query ($after: String) { demarches(first: 9, after: $after) { nodes { title } edges { cursor } pageInfo { hasNextPage endCursor } } }",
                new { after })).At("demarches");
            titles.AddRange(page.At("nodes").EnumerateArray().Select(node => node.Text("title")));
            after = page.At("pageInfo").At("hasNextPage").GetBoolean() ? page.At("pageInfo").Text("endCursor") : null;
        }
        while (after is not null);

        Assert.Equal(22, titles.Distinct().Count());
        Assert.Equal(22, titles.Count);
    }

    [Fact]
    public async Task Administration_Demarches_AreThoseThatItsTypesHandle()
    {
        var data = await api.DataAsync(
            """{ administration(externalId: { scheme: "SAMPLE", value: "mairie-69266" }) { demarches(first: 2) { totalCount nodes { handledBy { code } } } } statistics { demarches } }""");

        Assert.Equal(9, data.At("administration").At("demarches").At("totalCount").GetInt32());
        Assert.All(
            data.At("administration").At("demarches").At("nodes").EnumerateArray(),
            node => Assert.Contains(node.At("handledBy").EnumerateArray(), type => type.Text("code") == "mairie"));
        Assert.Equal(22, data.At("statistics").At("demarches").GetInt32());
    }

    [Fact]
    public async Task Node_AndChanges_KnowDemarches()
    {
        var id =
            (await api.DataAsync("""{ demarche(externalId: { scheme: "SAMPLE", value: "demarche-rsa" }) { id } }"""))
                .At("demarche")
                .Text("id");

        var node = (await api.DataAsync(ById, new { id })).At("node");
        var again = (await api.DataAsync("query ($id: ID!) { demarche(id: $id) { id } nodes(ids: [$id]) { id } }", new { id }));
        var changes =
            (await api.DataAsync("{ changes(first: 1000) { nodes { entryKind entryId entry { __typename } } } }"))
                .At("changes")
                .At("nodes");

        Assert.Equal(("Demarche", 1, "OVERDUE"), (node.Text("__typename"), node.At("version").GetInt32(), node.Text("freshness")));
        Assert.Equal(id, again.At("demarche").Text("id"));
        var demarches = changes.EnumerateArray().Where(change => change.Text("entryKind") == "DEMARCHE").ToList();
        Assert.Equal(22, demarches.Count);
        Assert.Contains(demarches, change => change.Text("entryId") == id);
        Assert.All(demarches, change => Assert.Equal("Demarche", change.At("entry").Text("__typename")));
    }

    [Theory]
    [InlineData("{ demarche { id } }", "Donnez soit « id », soit « externalId », mais pas les deux.")]
    [InlineData(
        "{ demarches(first: 101) { totalCount } }",
        "« first » vaut 101 : il doit être compris entre 0 et 100. Si la liste a des pages, « after » mène à la suivante.")]
    [InlineData(
        "{ demarches(filter: { handledBy: \"lune\" }) { totalCount } }",
        "Aucun type de service n'a le code « lune » : la requête { serviceTypes { code label } } les donne tous.")]
    [InlineData(
        "{ demarches(after: \"x\") { totalCount } }",
        "« after » n'est pas un curseur : reprenez celui d'une page de la même liste, tel que reçu.")]
    public async Task Mistake_OfTheClient_IsTold(string query, string message) =>
        Assert.Equal(message, (await api.ErrorAsync(query)).Text("message"));

    [Theory]
    [InlineData("{ demarche(id: \"01a203d0-b3e5-73e2-9f3f-e15ab4b0391c\") { id } }")]
    [InlineData("{ demarche(id: \"rien\") { id } }")]
    [InlineData("{ demarche(externalId: { scheme: \"DILA_FICHE\", value: \"F0\" }) { id } }")]
    public async Task Demarche_Unknown_IsNull(string query) =>
        Json.AssertEqual("""{ "demarche": null }""", await api.DataAsync(query));
}
