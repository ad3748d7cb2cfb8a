using System.Globalization;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class TerritoryTests(DirectoryApi api)
{
    [Fact]
    public async Task Commune_ByItsCode_SaysWhereItIsAndWhoServesIt()
    {
        var data = await api.DataAsync(
            """
            {
              commune(code: "69266") {
                id code name postalCodes population location { latitude longitude }
                departement { code name region { code } } region { code name }
                administrations(serviceType: "mairie") { totalCount nodes { name } }
                all: administrations(first: 0) { totalCount }
              }
            }
            """);

        Json.AssertEqual(
            """
            {
              "commune": {
                "id": "commune-69266", "code": "69266", "name": "Villeurbanne", "postalCodes": ["69100"], "population": 160060,
                "location": { "latitude": 45.7667, "longitude": 4.8803 },
                "departement": { "code": "69", "name": "Rhône", "region": { "code": "84" } },
                "region": { "code": "84", "name": "Auvergne-Rhône-Alpes" },
                "administrations": {
                  "totalCount": 3,
                  "nodes": [
                    { "name": "Mairie - Villeurbanne" }, { "name": "Mairie - Villeurbanne - Annexe Cusset" }, { "name": "Mairie - Villeurbanne - Annexe Les Buers" }
                  ]
                },
                "all": { "totalCount": 20 }
              }
            }
            """,
            data);
    }

    [Theory]
    [InlineData("69152", "Oullins-Pierre-Bénite")] // delegated, and a code of the past
    [InlineData("69149", "Oullins-Pierre-Bénite")] // also the code of the delegated commune Oullins
    [InlineData("69381", "Lyon 1er Arrondissement")]
    [InlineData("99999", null)]
    public async Task Commune_ByACodeOfThePastOrAPart_IsTodays(string code, string? name)
    {
        var data = await api.DataAsync("query ($code: ID!) { commune(code: $code) { name } }", new { code });

        Assert.Equal(name, name is null ? null : data.Text("commune", "name"));
        Assert.Equal(name is null, data.At("commune").ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("commune(code: \"{0}\") {{ name }}")]
    [InlineData("administrations(filter: {{serves: \"{0}\", commune: \"{0}\"}}) {{ totalCount }}")]
    [InlineData("administrations(near: {{commune: \"{0}\"}}) {{ totalCount }}")]
    [InlineData("interlocutors(serviceType: \"mairie\", commune: \"{0}\") {{ outcome }}")]
    [InlineData("search(query: \"mairie\", commune: \"{0}\") {{ totalCount }}")]
    [InlineData("orient(input: {{message: \"mairie\", commune: \"{0}\"}}) {{ commune {{ code }} }}")]
    [InlineData("serviceTypes {{ administrations(commune: \"{0}\") {{ totalCount }} }}")]
    [InlineData("demarches {{ nodes {{ localComplements(commune: \"{0}\") {{ title }} }} }}")]
    public async Task Commune_InAnyArgument_IsNamedByItsIdAsByItsCode(string field)
    {
        var (byCode, byId) = (
            await api.DataAsync($"{{ {string.Format(CultureInfo.InvariantCulture, field, "69266")} }}"),
            await api.DataAsync($"{{ {string.Format(CultureInfo.InvariantCulture, field, "commune-69266")} }}"));

        Assert.Equal(byCode.GetRawText(), byId.GetRawText());
    }

    [Fact]
    public async Task Commune_WithAnOutline_SaysItAndTheRectangleAroundIt()
    {
        var data = await api.DataAsync(
            """
            {
              known: commune(code: "69152") { boundingBox { south west north east } outline }
              unknown: commune(code: "69266") { boundingBox { south west north east } outline }
            }
            """);

        Assert.Equal("""{"south":45.625,"west":4.75,"north":45.75,"east":4.875}""", data.At("known", "boundingBox").GetRawText());
        Assert.Equal("Polygon", data.Text("known", "outline", "type"));
        Assert.Contains("[4.875,45.75]", data.At("known", "outline", "coordinates").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"boundingBox":null,"outline":null}""", data.At("unknown").GetRawText());
    }

    [Theory]
    [InlineData("by: {name: \"vil\"}", "69266 69264")]
    [InlineData("by: {name: \"ECULLY\"}", "69081")]
    [InlineData("by: {name: \"saint laurent\"}", "97311")] // hyphens do not matter
    [InlineData("by: {name: \"arbresle\"}", "69010")] // without its article
    [InlineData("by: {name: \"zzz\"}", "")]
    [InlineData("by: {name: \"pierre-benite\"}", "69149")] // a delegated commune leads to its commune
    [InlineData("by: {name: \"vil\"}, first: 1", "69266")]
    [InlineData("by: {name: \"vil\"}, first: 0", "")]
    [InlineData("by: {postalCode: \"69170\"}", "69001 69243")] // two communes share it
    [InlineData("by: {postalCode: \"69003\"}", "69123 69383")]
    [InlineData("by: {postalCode: \"75056\"}", "")]
    [InlineData("by: {near: {latitude: 45.7667, longitude: 4.88}}, first: 2", "69266 69123")]
    [InlineData("by: {near: {latitude: 4.9, longitude: -52.3}}, first: 1", "97302")]
    [InlineData("by: {near: {latitude: 45.6, longitude: 4.7}}, first: 2", "69149 69259")] // it lies in the first, whose town hall is not known
    [InlineData("by: {near: {latitude: 45.6, longitude: 4.7}}, first: 1", "69149")]
    [InlineData("by: {near: {latitude: 45.6, longitude: 4.7}}, first: 0", "")]
    public async Task Communes_ByNamePostalCodeDepartementOrPoint_AreFound(string arguments, string codes)
    {
        var data = await api.DataAsync($"{{ communes({arguments}) {{ totalCount nodes {{ code }} }} }}");

        Assert.Equal(codes, string.Join(' ', data.At("communes", "nodes").Strings("code")));
    }

    [Theory]
    [InlineData("name: \"s\"")]
    [InlineData("departement: \"departement-69\"")]
    [InlineData("near: {latitude: 45.7667, longitude: 4.88}")]
    [InlineData("postalCode: \"69170\"")]
    public async Task Communes_PageByPage_AreEachOnceAndAsManyAsCounted(string by)
    {
        var (codes, after) = (new List<string>(), (string?)null);
        System.Text.Json.JsonElement page;
        do
        {
            page = (await api.DataAsync(
                $$"""query ($after: String) { communes(by: { {{by}} }, first: 2, after: $after) { totalCount edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage endCursor } } }""",
                new { after })).At("communes");
            Assert.Equal(after is not null, page.At("pageInfo", "hasPreviousPage").GetBoolean());
            codes.AddRange(page.At("edges").EnumerateArray().Select(edge => edge.Text("node", "code")));
            after = page.Text("pageInfo", "endCursor");
        }
        while (page.At("pageInfo", "hasNextPage").GetBoolean());

        var whole = await api.DataAsync($$"""{ communes(by: { {{by}} }, first: 100) { nodes { code } } }""");
        Assert.Equal(whole.At("communes", "nodes").Strings("code"), codes);
        Assert.Equal(page.At("totalCount").GetInt32(), codes.Count);
        Assert.True(codes.Count > 1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{name: \"vil\", postalCode: \"69100\"}")]
    [InlineData("{name: \"vil\", near: {latitude: 45, longitude: 4}}")]
    [InlineData("{postalCode: null}")]
    public async Task Communes_ByNoneOrSeveral_AreRefused(string by) =>
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await api.ErrorAsync($"{{ communes(by: {by}) {{ totalCount }} }}")).Code());

    [Fact]
    public async Task ServiceTypes_Always_AreAllInTheOrderOfTheirLabels()
    {
        var types = (await api.DataAsync("{ serviceTypes { id code label acronym description } }")).At("serviceTypes");

        var labels = types.Strings("label");
        Assert.Equal(151, labels.Length);
        Assert.Equal(labels.OrderBy(Plain, StringComparer.Ordinal), labels);
        Assert.Equal(151, types.Strings("code").Distinct().Count());
        Assert.All(types.EnumerateArray(), type => Assert.True(Guid.TryParse(type.Text("id"), out _)));
        Assert.Equal("Caf", types.EnumerateArray().Single(type => type.Text("code") == "caf").Text("acronym"), ignoreCase: true);
    }

    // Without accents and capitals, apostrophes and hyphens as spaces: as people look words up.
    private static string Plain(string label) => string.Concat(label
        .NormalizeBounded(System.Text.NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        .Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' '));

    [Fact]
    public async Task ServiceType_Administrations_AreOfThatTypeAndServeTheCommune()
    {
        var id = (await api.DataAsync("{ serviceTypes { id code } }")).At("serviceTypes").EnumerateArray()
            .Single(type => type.Text("code") == "caf").Text("id");

        var data = await api.DataAsync(
            """
            query ($id: ID!) { node(id: $id) { ... on ServiceType {
              all: administrations { totalCount nodes { externalIds { value } } }
              cayenne: administrations(commune: "97302") { nodes { externalIds { value } } }
              page: administrations(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } }
            } } }
            """,
            new { id });

        Assert.Equal(5, data.At("node", "all", "totalCount").GetInt32());
        Json.AssertEqual("""{ "nodes": [{ "externalIds": [{ "value": "caf-973" }] }] }""", data.At("node", "cayenne"));
        Assert.True(data.At("node", "page", "pageInfo", "hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task Statistics_OfTheSample_CountWhatItHolds() => Json.AssertEqual(
        """{ "statistics": { "administrations": 92, "communes": 40, "verifiedWithinAYear": 1, "lastPublishedAt": "2026-02-01T08:30:00Z" } }""",
        await api.DataAsync("{ statistics { administrations communes verifiedWithinAYear lastPublishedAt } }"));
}
