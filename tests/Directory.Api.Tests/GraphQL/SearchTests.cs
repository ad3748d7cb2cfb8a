using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

[Collection(SampleCollection.Name)]
public sealed class SearchTests(DirectoryApi api)
{
    [Theory]
    [InlineData("mairie villeurbanne", "mairie-69266")]
    [InlineData("hôtel de ville villeurbanne", "mairie-69266")]
    [InlineData("MAIRE de VILEURBANNE", "mairie-69266")] // a letter missing in each
    [InlineData("préfecture lyon", "prefecture-69")] // the commune where it stands
    public async Task Search_AsPeopleWrite_FindsTheCounterFirst(string query, string expected)
    {
        var data = await api.DataAsync(
            "query ($query: String!) { search(query: $query) { totalCount nodes { ... on Administration { externalIds { value } } } } }",
            new { query });

        Assert.Equal(expected, data.At("search", "nodes")[0].At("externalIds")[0].Text("value"));
    }

    [Theory]
    [InlineData("carte grise")]
    [InlineData("je veux refaire ma carte grise")]
    [InlineData("Bonjour, je voudrais savoir comment refaire ma carte grise")]
    [InlineData("certificat d'imatriculation")]
    public async Task Search_ForADemarche_FindsItFirst(string query)
    {
        var data = await api.DataAsync(
            "query ($query: String!) { search(query: $query, kinds: [DEMARCHE]) { nodes { ... on Demarche { title } } } }", new { query });

        Assert.Matches("(?i)carte grise|immatriculation", data.At("search", "nodes")[0].Text("title"));
    }

    [Fact]
    public async Task Search_WithACommune_FindsOnlyWhatStandsThereOrServesIt()
    {
        var data = await api.DataAsync(
            """{ all: search(query: "mairie", kinds: [ADMINISTRATION]) { totalCount } here: search(query: "mairie", kinds: [ADMINISTRATION], commune: "69266") { totalCount nodes { ... on Administration { name commune { name } } } } }""");

        Assert.InRange(data.At("here", "totalCount").GetInt32(), 1, data.At("all", "totalCount").GetInt32() - 1);
        Assert.All(data.At("here", "nodes").EnumerateArray(), node => Assert.Equal("Villeurbanne", node.At("commune").Text("name")));
    }

    [Fact]
    public async Task Search_PageByPage_GoesOnAfterTheCursor()
    {
        var data =
            await api.DataAsync(
                """{ search(query: "mairie", first: 3) { edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }""");
        Assert.True(data.At("search", "pageInfo", "hasNextPage").GetBoolean());
        var after = data.At("search", "edges")[1].Text("cursor");

        var both = await api.DataAsync(
            """query ($after: String!) { all: search(query: "mairie", first: 5) { nodes { ... on Administration { id } } } rest: search(query: "mairie", first: 3, after: $after) { pageInfo { hasPreviousPage } nodes { ... on Administration { id } } } }""",
            new { after });

        Assert.Equal(
            both.At("all", "nodes").EnumerateArray().Skip(2).Select(node => node.Text("id")),
            both.At("rest", "nodes").EnumerateArray().Select(node => node.Text("id")));
        Assert.True(both.At("rest", "pageInfo", "hasPreviousPage").GetBoolean());
    }

    [Fact]
    public async Task Search_Highlight_IsPlainTextWithRanges()
    {
        var data =
            await api.DataAsync(
                """{ search(query: "mairies villeurbanne", first: 1) { edges { score highlight { text ranges { start length } } } } }""");

        var edge = data.At("search", "edges")[0];
        var text = edge.At("highlight").Text("text")!;
        Assert.Equal(
            ["Mairie", "Villeurbanne"],
            edge.At("highlight", "ranges")
                .EnumerateArray()
                .Select(range => text.Substring(range.At("start").GetInt32(), range.At("length").GetInt32())));
        Assert.InRange(edge.At("score").GetDouble(), 0.1, 6);
    }

    [Theory]
    [InlineData("", "QUERY_EMPTY", "La recherche est vide : saisissez au moins un mot, par exemple « passeport » ou « mairie de Brest ».")]
    [InlineData(
        "10000", "QUERY_TOO_LONG", "La recherche compte 10000 caractères, le maximum est de 200 : gardez les mots les plus importants.")]
    public async Task Search_ForNothingOrTooMuch_IsRefusedInFrench(string length, string code, string message)
    {
        var query = length.Length == 0 ? "" : new string('é', 10_000);

        var error = await api.ErrorAsync("query ($query: String!) { search(query: $query) { totalCount } }", new { query });

        Assert.Equal((code, message), (error.At("extensions").Text("code"), error.Text("message")));
    }

    [Fact]
    public async Task Suggest_WhileTyping_GivesKindsAndWhatTellsThemApart()
    {
        var data = await api.DataAsync("""{ suggest(prefix: "villeurb", first: 20) { kind nodeId label detail } }""");

        var suggestions = data.At("suggest").EnumerateArray().ToList();
        var commune = suggestions.Single(suggestion => suggestion.Text("kind") == "COMMUNE");
        Assert.Equal(
            ("commune-69266", "Villeurbanne", "Rhône (69)"), (commune.Text("nodeId"), commune.Text("label"), commune.Text("detail")));
        Assert.Contains(
            suggestions,
            suggestion => suggestion.Text("kind") == "ADMINISTRATION" && suggestion.Text("detail") == "Villeurbanne, Rhône (69)");
    }

    [Fact]
    public async Task Suggest_OfServiceTypes_GivesThoseOnly()
    {
        var data = await api.DataAsync("""{ suggest(prefix: "préf", kinds: [SERVICE_TYPE]) { kind label detail } }""");

        Assert.NotEmpty(data.At("suggest").EnumerateArray());
        Assert.All(data.At("suggest").EnumerateArray(), suggestion => Assert.Equal("SERVICE_TYPE", suggestion.Text("kind")));
    }
}
