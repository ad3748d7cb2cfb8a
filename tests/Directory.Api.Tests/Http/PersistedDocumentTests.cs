using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>Documents asked for by their hash or their name.</summary>
[Collection(SampleCollection.Name)]
public sealed class PersistedDocumentTests(DirectoryApi api)
{
    private const string Trusted = "query Commune($code: ID!) { commune(code: $code) { name } }";
    private const string Answer = """{"data":{"commune":{"name":"Villeurbanne"}}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PersistedQuery_SentOnceWithItsText_IsKnownByItsHash(bool byGet)
    {
        var document = $"query ByGet{byGet} {{ commune(code: \"69266\") {{ name }} }}";
        var extensions = ExtensionsOf(Hash(document));

        var before = await SendAsync(api.Client, byGet, null, extensions);
        var taught = await SendAsync(api.Client, byGet, document, extensions);
        var after = await SendAsync(api.Client, byGet, null, extensions);

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", CodeOf(before));
        Assert.Equal(Answer, taught);
        Assert.Equal(Answer, after);
    }

    [Fact]
    public async Task PersistedQuery_UnderAnotherHash_IsRefused()
    {
        var answer = await SendAsync(api.Client, false, "{ statistics { communes } }", ExtensionsOf(new string('0', 64)));

        Assert.Equal("PERSISTED_QUERY_MISMATCH", CodeOf(answer));
    }

    [Fact]
    public async Task TrustedDocument_ByNameOrHash_IsAnsweredAndAloneWhereTheOperatorSaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("trusted");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "commune.graphql"), Trusted);
            using var client = api.StartHost(builder => builder
                .UseSetting("GraphQL:TrustedDocuments", folder.FullName)
                .UseSetting("GraphQL:TrustedDocumentsOnly", "true")).CreateClient();
            await DirectoryApi.UntilAsync(
                async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
            const string variables = """, "variables": {"code":"69266"}""";

            Assert.Equal(Answer, await PostAsync(client, $$"""{"documentId":"commune"{{variables}}}"""));
            Assert.Equal(Answer, await PostAsync(client, $$"""{"documentId":"sha256:{{Hash(Trusted)}}"{{variables}}}"""));
            Assert.Equal(Answer, await PostAsync(client, $$"""{"query":{{JsonSerializer.Serialize(Trusted)}}{{variables}}}"""));
            Assert.Equal(Answer, await GetAsync(client, "documentId=commune&variables=" + Uri.EscapeDataString("""{"code":"69266"}""")));
            Assert.Equal("DOCUMENT_NOT_FOUND", CodeOf(await PostAsync(client, """{"documentId":"other"}""")));
            Assert.Equal("TRUSTED_DOCUMENTS_ONLY", CodeOf(await PostAsync(client, """{"query":"{ statistics { communes } }"}""")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Start_WithATrustedDocumentThatDoesNotFit_SaysWhere()
    {
        var folder = Directory.CreateTempSubdirectory("trusted");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "wrong.graphql"), "{ nonsense }");

            var failure = Record.Exception(() => api.StartHost(builder => builder.UseSetting("GraphQL:TrustedDocuments", folder.FullName)));

            Assert.Contains("wrong.graphql", failure?.Message, StringComparison.Ordinal);
            Assert.Contains("nonsense", failure?.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string ExtensionsOf(string hash) =>
        $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""";

    private static string? CodeOf(string answer) =>
        JsonElement.Parse(answer).GetProperty("errors")[0].Code();

    private static Task<string> SendAsync(HttpClient client, bool byGet, string? query, string extensions) => byGet
        ? GetAsync(client, $"{(query is null ? "" : $"query={Uri.EscapeDataString(query)}&")}extensions={Uri.EscapeDataString(extensions)}")
        : PostAsync(
            client, $$"""{ {{(query is null ? "" : $"\"query\":{JsonSerializer.Serialize(query)},")}} "extensions":{{extensions}}}""");

    private static Task<string> GetAsync(HttpClient client, string parameters) =>
        client.GetStringAsync(new Uri($"/graphql?{parameters}", UriKind.Relative));

    private static async Task<string> PostAsync(HttpClient client, string body)
    {
        using var response = await client.PostAsync("/graphql", new StringContent(body, null, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }
}
