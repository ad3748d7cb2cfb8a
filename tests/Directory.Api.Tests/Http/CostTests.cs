using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What requests may cost, by who asks.</summary>
[Collection(SampleCollection.Name)]
public sealed class CostTests(DirectoryApi api)
{
    private const string RichPage =
        "{ administrations(first: 100) { nodes { openState { label } openingHours { days { slots { opens } } } channels { value } } } }";

    private const string TooRich =
        "{ administrations(first: 100) { nodes { children(first: 100) { nodes { coverage(first: 100) { nodes { name } } } } } } }";

    // What graphql-js and GraphiQL ask.
    private const string StandardIntrospection =
        """
        query IntrospectionQuery {
          __schema {
            description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
            kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    // One page, 20 for the search, and 100 times: the administration, its state, its hours with 7 days of 2 slots, 6 channels.
    [Fact]
    public async Task Answer_OnDemand_SaysItsCost()
    {
        var answer = await AskAsync(api.Client, RichPage, report: "cost");

        Assert.Equal(
            $$"""{"cost":{{20 + 1 + (100 * (1 + 1 + 1 + (7 * 3) + 6))}},"limit":10000}""",
            answer.GetProperty("extensions").GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task Answer_NotAsked_IsSilentAboutItsCost() =>
        Assert.False((await AskAsync(api.Client, RichPage)).TryGetProperty("extensions", out _));

    [Fact]
    public async Task Query_AboveTheBudget_IsRefusedBeforeItRuns()
    {
        var error = (await AskAsync(api.Client, TooRich)).GetProperty("errors")[0];

        Assert.Equal("COST_LIMIT", error.Code());
        Assert.Equal(10_000, error.GetProperty("extensions").GetProperty("limit").GetInt32());
        Assert.True(error.GetProperty("extensions").GetProperty("cost").GetInt32() > 1_000_000);
    }

    [Fact]
    public async Task Introspection_OfTheWholeContract_FitsEveryonesBudget()
    {
        var answer = await AskAsync(api.Client, StandardIntrospection, report: "cost");

        Assert.False(answer.TryGetProperty("errors", out _));
        Assert.InRange(answer.GetProperty("extensions").GetProperty("cost").GetProperty("cost").GetInt32(), 1, 5000);
    }

    [Fact]
    public async Task Partner_WithAKey_HasABudgetOfItsOwn()
    {
        const string key = "a key of a test";
        using var client = api.StartHost(builder => builder
            .UseSetting("GraphQL:CostBudget", "50")
            .UseSetting("GraphQL:Partners:0:Name", "A test")
            .UseSetting("GraphQL:Partners:0:KeySha256", Convert.ToHexStringLower(SHA256.HashData("a key of a test"u8)))
            .UseSetting("GraphQL:Partners:0:CostBudget", "4000")).CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);

        var anonymous = await AskAsync(client, RichPage);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var partner = await AskAsync(client, RichPage, report: "cost");

        Assert.Equal("COST_LIMIT", anonymous.GetProperty("errors")[0].Code());
        Assert.False(partner.TryGetProperty("errors", out _));
        Assert.Equal(4000, partner.GetProperty("extensions").GetProperty("cost").GetProperty("limit").GetInt32());
    }

    [Theory]
    [InlineData("Bearer unknown")]
    [InlineData("Bearer")]
    [InlineData("Basic YTpi")]
    public async Task Caller_WithAnUnknownKey_IsTold(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={statistics{communes}}");
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("UNKNOWN_KEY", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].Code());
    }

    [Theory]
    [InlineData("GraphQL:Partners:0:KeySha256", "abc")]
    [InlineData("GraphQL:CostBudget", "0")]
    public void Start_WithAWrongSetting_NamesIt(string setting, string value)
    {
        var failure = Record.Exception(() => api.StartHost(builder => builder
            .UseSetting("GraphQL:Partners:0:Name", "A test")
            .UseSetting("GraphQL:Partners:0:KeySha256", new string('0', 64))
            .UseSetting("GraphQL:Partners:0:CostBudget", "1")
            .UseSetting(setting, value)));

        Assert.Contains(setting.Split(':')[^1], failure?.ToString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string query, string? report = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("GraphQL-Report", report);
        using var response = await client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
