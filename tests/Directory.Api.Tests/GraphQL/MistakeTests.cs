using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>The mistakes that newcomers make, and what they are told.</summary>
[Collection(SampleCollection.Name)]
public sealed class MistakeTests(DirectoryApi api)
{
    [Theory]
    [InlineData(
        "{ administrations { nodes { openState { state } } } }", "GRAPHQL_VALIDATION_FAILED",
        "\"OpenState\" has no field \"state\". Did you mean \"status\"?")]
    [InlineData(
        "{ administrations(filter: {type: \"mairie\"}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED",
        "\"AdministrationFilter\" has no field \"type\". Did you mean \"types\"?")]
    [InlineData(
        "{ administrations { nodes { openState } } }", "GRAPHQL_VALIDATION_FAILED",
        "\"openState\" is of type \"OpenState!\": select some of its fields, as in \"openState { … }\".")]
    [InlineData(
        "{ administrations(filter: {serves: \"Villeurbanne\"}) { totalCount } }", "BAD_USER_INPUT",
        "\"serves\" is \"Villeurbanne\", which is not an INSEE code: five characters such as 69266 or 2A004. To find it: communes(query:) by name, communes(postalCode:) by postal code.")]
    [InlineData(
        "{ commune(code: \"2A04\") { name } }", "BAD_USER_INPUT",
        "\"code\" is \"2A04\", which is not an INSEE code: five characters such as 69266 or 2A004. To find it: communes(query:) by name, communes(postalCode:) by postal code.")]
    // A postal code reads like an INSEE code. Answering with the préfecture alone, or with nothing, would mislead.
    [InlineData(
        "{ administrations(filter: {serves: \"69100\"}) { totalCount } }", "BAD_USER_INPUT",
        "There is no commune with the INSEE code 69100. 69100 is a postal code, of Villeurbanne (INSEE code 69266).")]
    [InlineData(
        "{ administrations(filter: {commune: \"69170\"}) { totalCount } }", "BAD_USER_INPUT",
        "There is no commune with the INSEE code 69170. 69170 is a postal code, of Affoux (INSEE code 69001), Tarare (INSEE code 69243).")]
    [InlineData(
        "{ administrations(near: {commune: \"69100\"}) { totalCount } }", "BAD_USER_INPUT",
        "There is no commune with the INSEE code 69100. 69100 is a postal code, of Villeurbanne (INSEE code 69266).")]
    [InlineData(
        "{ commune(code: \"69100\") { name } }", "BAD_USER_INPUT",
        "There is no commune with the INSEE code 69100. 69100 is a postal code, of Villeurbanne (INSEE code 69266).")]
    [InlineData(
        "{ serviceTypes { administrations(commune: \"69100\") { totalCount } } }", "BAD_USER_INPUT",
        "There is no commune with the INSEE code 69100. 69100 is a postal code, of Villeurbanne (INSEE code 69266).")]
    [InlineData(
        "{ administrations(filter: {serves: \"99999\"}) { totalCount } }", "BAD_USER_INPUT",
        "There is no commune with the INSEE code 99999.")]
    [InlineData(
        "{ administrations(filter: {departement: \"Rhône\"}) { totalCount } }", "BAD_USER_INPUT",
        "There is no département with the code \"Rhône\"; codes are such as 69, 2A or 974.")]
    [InlineData(
        "{ administrations(filter: {region: \"69\"}) { totalCount } }", "BAD_USER_INPUT",
        "There is no region with the INSEE code \"69\"; codes are 03, 84.")]
    [InlineData(
        "{ communes(postalCode: \"69\") { code } }", "BAD_USER_INPUT",
        "\"postalCode\" is \"69\"; a postal code has five digits, such as 69100.")]
    [InlineData(
        "{ administrations(first: 500) { totalCount } }", "BAD_USER_INPUT",
        "\"first\" is 500; it must be between 0 and 100. Where the list has pages, \"after\" leads to the next one.")]
    [InlineData(
        "{ administrations(first: -1) { totalCount } }", "BAD_USER_INPUT",
        "\"first\" is -1; it must be between 0 and 100.")]
    [InlineData(
        "{ communes(query: \"a\", first: 500) { code } }", "BAD_USER_INPUT",
        "\"first\" is 500; it must be between 0 and 100. Where the list has pages, \"after\" leads to the next one.")]
    [InlineData(
        "{ administrations(filter: {types: [\"mairies\"]}) { totalCount } }", "BAD_USER_INPUT",
        "There is no service type \"mairies\"; the query { serviceTypes { code label } } lists them.")]
    [InlineData(
        "{ commune(code: \"69266\") { administrations(serviceType: \"Mairie\") { totalCount } } }", "BAD_USER_INPUT",
        "There is no service type \"Mairie\"; the query { serviceTypes { code label } } lists them.")]
    [InlineData(
        "{ changes(first: 1001) { endCursor } }", "BAD_USER_INPUT",
        "\"first\" is 1001; it must be between 1 and 1000.")]
    [InlineData(
        "{ changes(after: \"-1\") { endCursor } }", "BAD_USER_INPUT",
        "\"after\" is not a cursor of this feed: pass an endCursor as it was given, or nothing to start.")]
    [InlineData("mutation { delete }", "GRAPHQL_VALIDATION_FAILED", "The schema offers no mutations.")]
    public async Task Question_WithACommonMistake_IsToldWhatWouldBeRight(string query, string code, string message)
    {
        var errors = (await api.AskAsync(query)).At("errors").EnumerateArray().ToList();

        Assert.All(errors, error => Assert.Equal((code, message), (error.Code(), error.Message())));
    }

    [Theory]
    [InlineData("975")] // Saint-Pierre-et-Miquelon has no département, and administrations stand there all the same
    [InlineData("988")]
    public async Task Filter_ByAnOverseasCollectivity_IsAccepted(string code)
    {
        var data = await api.DataAsync("query ($code: ID!) { administrations(filter: {departement: $code}) { totalCount } }", new { code });

        Json.AssertEqual("""{ "administrations": { "totalCount": 0 } }""", data);
    }

    [Fact]
    public async Task Question_WithALongWrongValue_IsNotRepeatedWhole()
    {
        var error = await api.ErrorAsync(
            "query ($type: ID!) { administrations(filter: {types: [$type]}) { totalCount } }", new { type = new string('x', 5000) });

        Assert.Contains($"\"{new string('x', 40)}…\"", error.Message(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_ItsQuery_AnswersWithoutErrors()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(PublicDirectory.Testing.Repository.Root, "README.md"));
        var query = readme.Split("```graphql\n")[1].Split("```")[0];

        var data = await api.DataAsync(query);

        Assert.Equal(4, data.At("administrations", "totalCount").GetInt32());
        Assert.Equal("Mairie - Villeurbanne", data.At("administrations", "nodes")[0].Text("name"));
        Assert.Equal("Ouvert jusqu'à 17 h", data.At("administrations", "nodes")[0].Text("openState", "label"));
    }

    [Fact]
    public async Task Readme_ItsCurlExample_IsARequestThatIsAnswered()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(PublicDirectory.Testing.Repository.Root, "README.md"));
        var body = readme.Split("-d '")[1].Split('\'')[0];

        using var response = await api.Client.PostAsync(
            "/graphql", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var answer = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        Assert.NotEmpty(answer.At("data", "administrations", "nodes").EnumerateArray());
    }
}
