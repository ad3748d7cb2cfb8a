using System.Net;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What GET says about keeping its answers.</summary>
[Collection(SampleCollection.Name)]
public sealed class AnswerCachingTests(DirectoryApi api)
{
    [Theory]
    [InlineData("{ commune(code: \"69266\") { name departement { name region { name } } } }", "public, max-age=3600")]
    [InlineData("{ administrations(first: 1) { nodes { name addresses { city } } } }", "public, max-age=30")]
    [InlineData("{ administrations(first: 1) { nodes { name openState { label } } } }", "public, max-age=15")]
    [InlineData("{ commune(code: \"69266\") { administrations(first: 1) { nodes { openState { status } } } } }", "public, max-age=15")]
    [InlineData("{ changes(first: 1) { endCursor } }", "no-cache")]
    [InlineData("{ commune(code: \"x\") { name } }", "no-store")] // an error passes
    [InlineData("{ nonsense }", "no-store")]
    public async Task Get_ByWhatIsAskedFor_MayBeKept(string query, string expected)
    {
        using var response = await GetAsync(query);

        Assert.Equal(expected, response.Headers.CacheControl?.ToString());
        Assert.Equal(expected != "no-store", response.Headers.ETag is not null);
    }

    [Fact]
    public async Task Get_WithTheTagOfTheAnswer_IsNotSentAgain()
    {
        const string query = "{ commune(code: \"69266\") { name } }";
        using var first = await GetAsync(query);

        using var again = await GetAsync(query, $"\"other\", {first.Headers.ETag}");
        using var other = await GetAsync("{ commune(code: \"69266\") { code } }", first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal("public, max-age=3600", again.Headers.CacheControl?.ToString());
        Assert.Contains("Accept", again.Headers.Vary);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Post_Always_IsNotKept()
    {
        using var response = await api.Client.PostAsync(
            "/graphql", new StringContent("""{"query":"{ statistics { communes } }"}""", null, "application/json"));

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Null(response.Headers.ETag);
    }

    private async Task<HttpResponseMessage> GetAsync(string query, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}");
        if (ifNoneMatch is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch));
        }

        return await api.Client.SendAsync(request);
    }
}
