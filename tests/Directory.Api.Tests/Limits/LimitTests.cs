using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Tests.Limits;

/// <summary>What a caller may ask in all, as HTTP says it, and who counts as the same caller.</summary>
[Collection(SampleCollection.Name)]
public sealed class LimitTests(DirectoryApi api)
{
    // 200 of the 420 that a caller has, and reading it takes some; one comes back a second.
    private const string Dear = "{ serviceTypes { code } }";

    [Fact]
    public async Task Caller_WhoAsksTooMuch_IsToldWhenToComeBack()
    {
        using var client = await StartAsync();

        using var first = await SendAsync(client, Dear);
        using var second = await SendAsync(client, Dear);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Matches("^\"cost\";q=420;w=420$", Header(first, "RateLimit-Policy"));
        Assert.Matches("^\"cost\";r=[0-9]{3};t=[0-9]{3}$", Header(first, "RateLimit"));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 420);
        Assert.Equal("RATE_LIMIT", (await second.Content.ReadFromJsonAsync<JsonElement>()).At("errors")[0].Code());
        Assert.Equal("nosniff", Header(second, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task Health_AndFiles_AreNotCounted()
    {
        using var client = await StartAsync();
        using var first = await SendAsync(client, Dear);
        using var second = await SendAsync(client, Dear);

        foreach (var address in new[] { "/health/live", "/health/ready", "/schema.graphql", "/graphql/ide/start.js" })
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task Requests_ThatAreRefused_AreCountedWithWhatTheyBring()
    {
        using var client = await StartAsync();

        Assert.Equal(419, await LeftAsync("application/json", "{}", HttpStatusCode.Unauthorized, key: "nobody's"));
        Assert.Equal(418, await LeftAsync("text/plain", "{}", HttpStatusCode.UnsupportedMediaType));
        Assert.Equal(417, await LeftAsync("application/json", new string(' ', 80 << 10) + "[", HttpStatusCode.BadRequest));
        Assert.Equal(417 - (80 * 4) - 1, await LeftAsync("application/json", "{", HttpStatusCode.BadRequest));
        Assert.Equal(95, await LeftAsync("application/json", new string(' ', 80 << 10) + "[", HttpStatusCode.BadRequest));
        Assert.Equal(0, await LeftAsync("application/json", "{}", HttpStatusCode.TooManyRequests));
        Assert.Equal(0, await LeftAsync("application/json", "{}", HttpStatusCode.TooManyRequests, key: "nobody's"));

        async Task<int> LeftAsync(string type, string body, HttpStatusCode expected, string? key = null)
        {
            using var request =
                new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, new MediaTypeHeaderValue(type)) };
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            using var answer = await client.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
            return Left(answer);
        }
    }

    [Fact]
    public async Task Answer_ThatIsLong_CostsItsCallerWhatItTakesToSend()
    {
        // Names are free, each time that they are asked for; bytes are not.
        var query =
            $"{{ administrations(first: 50) {{ nodes {{ {string.Join(' ', Enumerable.Range(0, 150).Select(number => $"a{number}: name"))} }} }} }}";
        using var client = await StartAsync(budget: 10_000, burst: 200_000);
        using var known = await SendAsync(client, query);

        using var first = await SendAsync(client, query);
        using var second = await SendAsync(client, query);

        var kibibytes = (int)(first.Content.Headers.ContentLength!.Value >> 10);
        Assert.InRange(kibibytes, 100, 8000);
        Assert.InRange(Left(first) - Left(second), kibibytes * 8, (kibibytes * 8) + 200);
    }

    [Theory]
    [InlineData("198.51.100.7", "203.0.113.1", "203.0.113.2", HttpStatusCode.TooManyRequests)] // no proxy of ours: what it writes is nothing
    [InlineData("10.0.0.5", "203.0.113.1", "203.0.113.2", HttpStatusCode.OK)] // two callers behind ours
    [InlineData("10.0.0.5", "203.0.113.1", "1.2.3.4, 203.0.113.1", HttpStatusCode.TooManyRequests)] // what the caller wrote itself stands before
    [InlineData("10.0.0.5", "203.0.113.1", "203.0.113.2, 10.0.0.6, 203.0.113.1", HttpStatusCode.TooManyRequests)] // more hops than there are
    [InlineData("10.0.0.5", "2001:db8:1:2::1", "2001:db8:1:2::2", HttpStatusCode.TooManyRequests)] // one household
    [InlineData("10.0.0.5", "203.0.113.1", "rubbish, 203.0.113.1", HttpStatusCode.TooManyRequests)]
    public async Task Caller_IsWhoTheProxySaysAndNobodyElse(string remote, string first, string second, HttpStatusCode expected)
    {
        using var client = await StartAsync(remote);

        using var answer = await SendAsync(client, Dear, first);
        using var again = await SendAsync(client, Dear, second);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, again.StatusCode);
    }

    [Theory]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "Proxies__Known__0")]
    [InlineData("Proxies:Known:0", "everyone", "everyone")]
    [InlineData("Proxies:Known:0", "0.0.0.0/0", "which is everyone")]
    [InlineData("Proxies:Known:0", "::/0", "which is everyone")]
    [InlineData("Proxies:Known:0", "::ffff:0:0/96", "which is everyone")]
    [InlineData("Proxies:Hops", "0", "Proxies:Hops")]
    public void Start_WithProxiesThatCannotBe_IsRefused(string setting, string value, string named)
    {
        var failure = Record.Exception(() => api.StartHost(builder => builder.UseSetting(setting, value)));

        Assert.Contains(named, failure?.ToString(), StringComparison.Ordinal);
    }

    private async Task<HttpClient> StartAsync(string? remote = null, int budget = 210, int burst = 420)
    {
        var host = api.StartHost(builder => builder
            .UseSetting("GraphQL:CostBudget", $"{budget}")
            .UseSetting("GraphQL:CostBurst", $"{burst}")
            .UseSetting("GraphQL:CostPerSecond", "1")
            .UseSetting("Proxies:Known:0", "10.0.0.0/29")
            .ConfigureServices(services => services.AddSingleton<IStartupFilter>(new ComesFrom(remote ?? "198.51.100.7"))));
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        return host.CreateClient();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string query, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return await client.SendAsync(request);
    }

    private static int Left(HttpResponseMessage response) =>
        int.Parse(Header(response, "RateLimit").Split("r=")[1].Split(';')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    // The test server knows no addresses.
    private sealed class ComesFrom(string address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, onwards) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return onwards(context);
            });
            next(app);
        };
    }
}
