using System.Net;
using System.Text.RegularExpressions;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What browsers ask for: the IDE, the contract, leave to read from another site.</summary>
[Collection(SampleCollection.Name)]
public sealed class BrowserAccessTests(DirectoryApi api)
{
    private const string Chrome = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    [Fact]
    public async Task GraphQL_ForABrowser_IsTheIdeUnderAPolicyOfItsOwn()
    {
        using var response = await GetAsync("/graphql", Chrome);

        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("– Directory</title>", page, StringComparison.Ordinal);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);

        // Each answer has a nonce of its own, for the style that the editor makes.
        var nonce = Regex.Match(policy, "style-src 'self' 'nonce-([0-9a-f]{32})';").Groups[1].Value;
        Assert.Contains($"<script src=\"/graphql/ide/start.js\" nonce=\"{nonce}\">", page, StringComparison.Ordinal);
        using var again = await GetAsync("/graphql", Chrome);
        Assert.DoesNotContain(nonce, again.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData("/graphql", "application/json")]
    [InlineData("/graphql", "*/*")]
    [InlineData("/graphql?query={statistics{communes}}", Chrome)] // a link to a query
    public async Task GraphQL_ForAnyoneElse_IsNoPage(string address, string accept)
    {
        using var response = await GetAsync(address, accept);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task GraphQL_WhereTheIdeIsTurnedOff_IsNoPage()
    {
        using var client = api.StartHost(builder => builder.UseSetting("GraphQL:Ide", "false")).CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd(Chrome);

        using var response = await client.GetAsync(new Uri("/graphql", UriKind.Relative));

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Ide_EveryFileThatItsPageNames_IsServed()
    {
        using var page = await GetAsync("/graphql", Chrome);
        var html = await page.Content.ReadAsStringAsync();
        var addresses =
            System.Text.RegularExpressions.Regex.Matches(html, "(?:src|href)=\"(/[^\"]+)\"")
                .Select(match => match.Groups[1].Value)
                .ToList();

        Assert.Equal(12, addresses.Count);
        foreach (var address in addresses)
        {
            using var file = await GetAsync(address, "*/*");
            Assert.Equal((address, HttpStatusCode.OK), (address, file.StatusCode));
            Assert.NotEmpty(await file.Content.ReadAsByteArrayAsync());
            Assert.Equal(
                address switch
                {
                    _ when address.EndsWith(".css", StringComparison.Ordinal) => "text/css",
                    _ when address.EndsWith(".js", StringComparison.Ordinal) => "text/javascript",
                    _ when address.StartsWith("/guide", StringComparison.Ordinal) => "text/html",
                    "/health/ready" => "application/json",
                    _ => "text/plain",
                },
                file.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("/graphql/ide/none.js")]
    [InlineData("/graphql/ide/..%2Fappsettings.json")]
    [InlineData("/graphql/ide/")]
    [InlineData("/nowhere")]
    public async Task UnknownAddress_Always_IsNotFoundWithTheSecurityHeaders(string address)
    {
        using var response = await GetAsync(address, "*/*");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        AssertSecurityHeaders(response);
    }

    [Fact]
    public async Task Schema_Always_IsTheFileOfTheContract()
    {
        using var response = await GetAsync("/schema.graphql", "*/*");

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "schema", "directory.graphql")),
            await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/graphql?query={statistics{communes}}")]
    [InlineData("/schema.graphql")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    [InlineData("/graphql/ide/page.css")]
    public async Task EveryAnswer_ByGetOrHead_CarriesTheSecurityHeaders(string address)
    {
        using var client = Client();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var response = await client.SendAsync(new HttpRequestMessage(method, address));

            Assert.NotEqual(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            AssertSecurityHeaders(response);
        }
    }

    [Fact]
    public async Task Preflight_FromAnySite_MaySendJson()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", "https://partner.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,accept,apollographql-client-name");

        using var response = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("GET,POST", Header(response, "Access-Control-Allow-Methods"));
        var allowed = Header(response, "Access-Control-Allow-Headers")!.Split(',');
        Assert.Empty(
            new[] { "content-type", "accept", "apollographql-client-name", "apollographql-client-version", "GraphQL-Report" }.Except(
                allowed));
        Assert.DoesNotContain("authorization", allowed, StringComparer.OrdinalIgnoreCase); // keys are for servers
        Assert.Equal("3600", Header(response, "Access-Control-Max-Age"));
        Assert.Null(Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Answer_ToAnotherSite_MayBeReadThereWithoutCredentials()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={statistics{communes}}");
        request.Headers.Add("Origin", "https://partner.example");

        using var response = await api.Client.SendAsync(request);

        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Null(Header(response, "Access-Control-Allow-Credentials"));
    }

    private static void AssertSecurityHeaders(HttpResponseMessage response)
    {
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        // Pages may style, show icons and send forms here; nothing else is loaded, and nobody frames them.
        Assert.Contains(
            Header(response, "Content-Security-Policy"),
            new[]
            {
                "default-src 'none'; frame-ancestors 'none'",
                "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            });
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("cross-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("geolocation=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(Header(response, "Server"));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private HttpClient Client() => api.StartHost().CreateClient(new() { AllowAutoRedirect = false });

    private async Task<HttpResponseMessage> GetAsync(string address, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(accept);
        return await api.Client.SendAsync(request);
    }
}
