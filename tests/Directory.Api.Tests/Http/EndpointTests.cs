using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What <c>/graphql</c> does with HTTP, as GraphQL over HTTP asks.</summary>
[Collection(SampleCollection.Name)]
public sealed class EndpointTests(DirectoryApi api)
{
    private const string GraphQLJson = "application/graphql-response+json";
    private const string Question = "{ commune(code: \"69266\") { name } }";
    private const string Answer = """{"data":{"commune":{"name":"Villeurbanne"}}}""";

    [Fact]
    public async Task Get_AQuery_IsAnswered()
    {
        using var response = await SendAsync(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Question)}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task Get_VariablesAndAnOperationName_AreTaken()
    {
        var query = Uri.EscapeDataString("query A { statistics { communes } } query B($code: ID!) { commune(code: $code) { name } }");
        var variables = Uri.EscapeDataString("""{"code":"69266"}""");

        using var response = await SendAsync(HttpMethod.Get, $"/graphql?query={query}&operationName=B&variables={variables}");

        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_VariablesAndAnOperationName_AreTaken()
    {
        using var response = await PostAsync(
            """{"query":"query A { statistics { communes } } query B($code: ID!) { commune(code: $code) { name } }","operationName":"B","variables":{"code":"69266"},"extensions":{},"more":[1]}""");

        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Head_AQuery_IsTheSameAnswerWithoutItsBody()
    {
        using var response = await SendAsync(HttpMethod.Head, $"/graphql?query={Uri.EscapeDataString(Question)}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Encoding.UTF8.GetByteCount(Answer), response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    // A request error is 400 in the specification's own media type, and 200 in the one that predates it; a field error is
    // 200 in both.
    [Theory]
    [InlineData("{ commune(code: \"69266\") { nom } }", GraphQLJson, 400, GraphQLJson)]
    [InlineData("{ commune(code: \"69266\") { nom } }", "application/json", 200, "application/json")]
    [InlineData("{ commune(", GraphQLJson, 400, GraphQLJson)]
    [InlineData("{ commune(", "application/json", 200, "application/json")]
    [InlineData("{ commune(code: \"x\") { name } }", GraphQLJson, 200, GraphQLJson)]
    [InlineData("{ commune(code: \"x\") { name } }", "application/json", 200, "application/json")]
    [InlineData(Question, GraphQLJson, 200, GraphQLJson)]
    [InlineData(Question, null, 200, "application/json")]
    [InlineData(Question, "*/*", 200, "application/json")]
    [InlineData(Question, "application/*", 200, "application/json")]
    [InlineData(Question, "application/json;q=0.5, application/graphql-response+json", 200, GraphQLJson)]
    [InlineData(Question, "application/graphql-response+json;q=0.5, application/json", 200, "application/json")]
    [InlineData(Question, "application/graphql-response+json, application/json;q=0.9", 200, GraphQLJson)]
    [InlineData(Question, "text/html, application/json;q=0.1", 200, "application/json")]
    [InlineData(Question, "text/html", 406, "application/json")]
    [InlineData(Question, "application/json;q=0", 406, "application/json")]
    [InlineData(Question, "image/*", 406, "application/json")]
    public async Task Post_ByWhatTheClientAccepts_ChoosesTypeAndStatus(string query, string? accept, int status, string? type)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { query }), accept: accept);

        Assert.Equal((status, type), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")] // no preflight: without an origin
    public async Task OtherMethod_Always_IsRefusedAndToldWhichAreNot(string method)
    {
        using var response = await SendAsync(new HttpMethod(method), "/graphql");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.Equal("METHOD_NOT_ALLOWED", (await OnlyErrorAsync(response)).Code());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")] // what a foreign page can send without asking
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Post_AnotherContentType_IsUnsupported(string? contentType)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { query = Question }), contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        var error = await OnlyErrorAsync(response);
        Assert.Equal("BAD_REQUEST", error.Code());
        Assert.Contains("Content-Type: application/json", error.Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task Post_JsonHoweverSpelt_IsRead(string contentType)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { query = Question }), contentType);

        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("1", "must be a JSON object")]
    [InlineData("""{"query":"{ statistics { communes } }"} x""", "not JSON")]
    [InlineData("{}", "no \"query\"")]
    [InlineData("""{"query":""}""", "no \"query\"")]
    [InlineData("""{"query":null}""", "no \"query\"")]
    [InlineData("""{"query":1}""", "\"query\" must be a string")]
    [InlineData("""{"query":"{a}","variables":[]}""", "\"variables\" must be an object")]
    [InlineData("""{"query":"{a}","operationName":1}""", "\"operationName\" must be a string")]
    public async Task Post_ABodyThatIsNoRequest_IsABadRequestInBothTypes(string body, string message)
    {
        foreach (var accept in new[] { "application/json", GraphQLJson })
        {
            using var response = await PostAsync(body, accept: accept);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            var error = await OnlyErrorAsync(response);
            Assert.Equal("BAD_REQUEST", error.Code());
            Assert.Contains(message, error.Message(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/graphql", "no \"query\"")]
    [InlineData("/graphql?query=", "no \"query\"")]
    [InlineData("/graphql?query={a}&variables=x", "\"variables\" is not JSON")]
    [InlineData("/graphql?query={a}&variables=1", "\"variables\" must be a JSON object")]
    public async Task Get_WithoutARequest_IsABadRequest(string address, string message)
    {
        using var response = await SendAsync(HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, (await OnlyErrorAsync(response)).Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // sent in chunks: the length is known only at the end
    public async Task Post_MoreThanTheBound_IsTooLarge(bool saysItsLength)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { query = Question + new string(' ', 131_072) });
        HttpContent content = saysItsLength ? new ByteArrayContent(json) : new StreamContent(new Chunks(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await api.Client.PostAsync("/graphql", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(
            "The request body is larger than 131072 bytes. Send less, or in several requests.", (await OnlyErrorAsync(response)).Message());
    }

    [Fact]
    public async Task Post_ExactlyTheBound_IsAnswered()
    {
        var json = JsonSerializer.Serialize(new { query = Question });
        var body = json + new string(' ', 131_072 - Encoding.UTF8.GetByteCount(json));

        using var response = await PostAsync(body);

        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(4001, "TOKEN_LIMIT")]
    public async Task Post_MoreTokensThanAllowed_IsRefused(int fields, string code)
    {
        var query = $"{{ {string.Concat(Enumerable.Repeat("a ", fields))} }}";

        using var response = await PostAsync(JsonSerializer.Serialize(new { query }), accept: GraphQLJson);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await OnlyErrorAsync(response)).Code());
    }

    [Fact]
    public async Task Post_MoreLevelsThanAllowed_IsRefused()
    {
        var query = $"{{ administration(id: \"1\") {string.Concat(Enumerable.Repeat("{ parent ", 15))} {{ id }} {new string('}', 15)} }}";

        using var response = await PostAsync(JsonSerializer.Serialize(new { query }), accept: GraphQLJson);

        Assert.Equal("DEPTH_LIMIT", (await OnlyErrorAsync(response)).Code());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData(GraphQLJson)]
    public async Task Post_FromAClientThatUnpacks_IsCompressed(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { query = "{ serviceTypes { label } }" }), Encoding.UTF8, "application/json");

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
    }

    /// <summary>Proxies keep the last line where there are two.</summary>
    [Theory]
    [InlineData("gzip", "application/json", "/graphql?query={serviceTypes{label}}")]
    [InlineData("identity", "application/json", "/graphql?query={serviceTypes{label}}")]
    [InlineData("gzip", "application/graphql-response+json", "/graphql?query={nothing}")]
    [InlineData("identity", "image/png", "/graphql?query={serviceTypes{label}}")]
    [InlineData("gzip", "text/html", "/graphql")]
    public async Task Get_Whatever_VariesInOneLine(string encoding, string accept, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptEncoding.ParseAdd(encoding);

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(["Accept, Accept-Encoding, Authorization, GraphQL-Report"], response.Headers.NonValidated["Vary"]);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData(GraphQLJson)]
    public async Task Get_AMutation_IsRefusedWhateverTheMediaType(string accept)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/graphql?query=mutation{reportProblem(input:{entry:\"x\",reason:WRONG}){reference}}");
        request.Headers.Accept.ParseAdd(accept);

        using var response = await api.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (response.StatusCode, string.Join(' ', response.Content.Headers.Allow)));
        Assert.Equal("METHOD_NOT_ALLOWED", (await OnlyErrorAsync(response)).Code());
    }

    private static async Task<JsonElement> OnlyErrorAsync(HttpResponseMessage response)
    {
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.False(answer.TryGetProperty("data", out _));
        return answer.At("errors").EnumerateArray().Single();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address) =>
        api.Client.SendAsync(new HttpRequestMessage(method, address));

    private Task<HttpResponseMessage> PostAsync(string body, string? contentType = "application/json", string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return api.Client.SendAsync(request);
    }

    /// <summary>A body whose length nobody can ask for.</summary>
    private sealed class Chunks(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
