using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class AdministrationTests(DirectoryApi api)
{
    [Fact]
    public async Task Administration_ById_SaysAllThatTheSampleSays()
    {
        var id = await api.IdAsync("mairie-69266");

        var data = await api.DataAsync(
            """
            query ($id: ID!) {
              administration(id: $id) {
                id version publishedAt verifiedAt freshness
                source { name licence url editedLocally }
                externalIds { scheme value }
                name acronym mission
                types { code label }
                parent { name }
                children { totalCount nodes { name parent { id } } }
                commune { code }
                addresses { kind lines postalCode city commune { code } location { latitude longitude } }
                location { latitude longitude }
                accessibility { wheelchair note signLanguage }
              }
            }
            """,
            new { id });

        Json.AssertEqual(
            $$"""
            {
              "administration": {
                "id": "{{id}}", "version": 1,
                "publishedAt": "2026-02-01T08:30:00Z", "verifiedAt": "2026-01-15T00:00:00Z", "freshness": "VERIFIED",
                "source": {
                  "name": "Données de démonstration : ne pas utiliser pour orienter un usager",
                  "licence": null, "url": null, "editedLocally": false
                },
                "externalIds": [{ "scheme": "SAMPLE", "value": "mairie-69266" }],
                "name": "Mairie - Villeurbanne", "acronym": null, "mission": null,
                "types": [{ "code": "mairie", "label": "Mairie" }],
                "parent": null,
                "children": {
                  "totalCount": 2,
                  "nodes": [
                    { "name": "Mairie - Villeurbanne - Annexe Cusset", "parent": { "id": "{{id}}" } },
                    { "name": "Mairie - Villeurbanne - Annexe Les Buers", "parent": { "id": "{{id}}" } }
                  ]
                },
                "commune": { "code": "69266" },
                "addresses": [
                  {
                    "kind": "PHYSICAL", "lines": ["1 place de l'Hôtel-de-Ville"], "postalCode": "69100", "city": "Villeurbanne",
                    "commune": { "code": "69266" }, "location": { "latitude": 45.7663, "longitude": 4.8797 }
                  }
                ],
                "location": { "latitude": 45.7663, "longitude": 4.8797 },
                "accessibility": { "wheelchair": "FULL", "note": null, "signLanguage": false }
              }
            }
            """,
            data);
    }

    [Fact]
    public async Task Administration_ByExternalId_ShowsPostalAddressesNotesAndUnknowns()
    {
        var data = await api.DataAsync(
            """
            {
              lyon: administration(externalId: {scheme: "SAMPLE", value: "mairie-69123"}) {
                addresses { kind lines postalCode city location { latitude } }
                accessibility { wheelchair note signLanguage }
              }
              mornant: administration(externalId: {scheme: "SAMPLE", value: "mairie-69141"}) {
                location { latitude } accessibility { wheelchair } openingHours { summary } addresses { lines location { latitude } }
              }
            }
            """);

        Json.AssertEqual(
            """
            {
              "lyon": {
                "addresses": [
                  { "kind": "PHYSICAL", "lines": ["Hôtel de ville", "1 place de la Comédie"], "postalCode": "69001", "city": "Lyon", "location": { "latitude": 45.7677 } },
                  { "kind": "POSTAL", "lines": ["Mairie de Lyon", "BP 90101"], "postalCode": "69205", "city": "Lyon Cedex 01", "location": null }
                ],
                "accessibility": { "wheelchair": "FULL", "note": "Entrée de plain-pied côté place des Terreaux.", "signLanguage": true }
              }
            }
            """,
            System.Text.Json.JsonSerializer.SerializeToElement(new { lyon = data.At("lyon") }));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("mornant", "location").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("mornant", "accessibility").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("mornant", "openingHours").ValueKind);
    }

    [Theory]
    [InlineData("id: \"0\"")]
    [InlineData("id: \"commune-69266\"")] // something else's id
    [InlineData("externalId: {scheme: \"SAMPLE\", value: \"none\"}")]
    [InlineData("externalId: {scheme: \"SIRET\", value: \"mairie-69266\"}")]
    [InlineData("externalId: {scheme: \"DILA_PIVOT\", value: \"\"}")]
    public async Task Administration_Unknown_IsNull(string arguments) =>
        Json.AssertEqual("""{ "administration": null }""", await api.DataAsync($"{{ administration({arguments}) {{ id }} }}"));

    [Theory]
    [InlineData("")]
    [InlineData("(id: \"1\", externalId: {scheme: \"SAMPLE\", value: \"mairie-69266\"})")]
    [InlineData("(id: null)")]
    public async Task Administration_ByBothOrNeither_IsRefused(string arguments)
    {
        var answer = await api.AskAsync($"{{ administration{arguments} {{ id }} }}");

        Json.AssertEqual(
            """
            {
              "data": { "administration": null },
              "errors": [
                {
                  "message": "Donnez soit « id », soit « externalId », mais pas les deux.",
                  "locations": [{ "line": 1, "column": 3 }],
                  "path": ["administration"],
                  "extensions": { "code": "BAD_USER_INPUT", "argument": "id" }
                }
              ]
            }
            """,
            answer);
    }

    [Fact]
    public async Task Children_ByPages_AreAllOfThemInTheOrderOfTheirNames()
    {
        const string Query =
            """
            query ($after: String) {
              administration(externalId: {scheme: "SAMPLE", value: "mairie-69123"}) {
                children(first: 4, after: $after) { totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } }
              }
            }
            """;
        var names = new List<string>();
        string? after = null;
        do
        {
            var page = (await api.DataAsync(Query, new { after })).At("administration", "children");
            Assert.Equal(9, page.At("totalCount").GetInt32());
            Assert.Equal(after is not null, page.At("pageInfo", "hasPreviousPage").GetBoolean());
            names.AddRange(page.At("nodes").Strings("name"));
            after = page.At("pageInfo", "hasNextPage").GetBoolean() ? page.Text("pageInfo", "endCursor") : null;
        }
        while (after is not null);

        Assert.Equal(
            Enumerable.Range(1, 9).Select(number => $"Mairie du {number}{(number == 1 ? "er" : "e")} arrondissement de Lyon"), names);
    }

    [Fact]
    public async Task Coverage_ByDepartementByCommuneAndByPages_IsTheCommunesInTheOrderOfTheirCodes()
    {
        const string Query =
            """
            query ($key: String!, $first: Int!, $after: String) {
              administration(externalId: {scheme: "SAMPLE", value: $key}) {
                coverage(first: $first, after: $after) { totalCount nodes { code } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
              }
            }
            """;
        var one = await api.DataAsync(Query, new { key = "mairie-69266", first = 100 });
        var codes = new List<string>();
        string? after = null;
        do
        {
            var page = (await api.DataAsync(Query, new { key = "prefecture-69", first = 10, after })).At("administration", "coverage");
            Assert.Equal(24, page.At("totalCount").GetInt32());
            codes.AddRange(page.At("nodes").Strings("code"));
            after = page.At("pageInfo", "hasNextPage").GetBoolean() ? page.Text("pageInfo", "endCursor") : null;
        }
        while (after is not null);

        Assert.Equal(["69266"], one.At("administration", "coverage", "nodes").Strings("code"));
        Assert.Equal(
            "69001 69010 69018 69019 69027 69029 69034 69081 69091 69123 69141 69149 69243 69244 69248 69256 69259 69264 69266 69275 69277 69282 69286 69290",
            string.Join(' ', codes));
    }

    [Theory]
    [InlineData(101)]
    [InlineData(-1)]
    public async Task Coverage_OfTooManyAtATime_IsRefused(int first)
    {
        var error = await api.ErrorAsync(
            $$"""{ administration(externalId: {scheme: "SAMPLE", value: "prefecture-69"}) { coverage(first: {{first}}) { totalCount } } }""");

        Assert.Equal("BAD_USER_INPUT", error.Code());
        Assert.StartsWith($"« first » vaut {first} : il doit être compris entre 0 et 100.", error.Message(), StringComparison.Ordinal);
    }
}
