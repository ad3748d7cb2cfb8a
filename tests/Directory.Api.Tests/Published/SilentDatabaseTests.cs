using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Published;

/// <summary>A database that takes connections and says nothing any more keeps nobody waiting.</summary>
[Collection(SampleCollection.Name)]
public sealed class SilentDatabaseTests(DirectoryApi api)
{
    // Only what hangs reaches it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Database_ThatFallsSilent_IsNotWaitedForAndIsFoundAgain()
    {
        await using var proxy = ProxyOf(out var connection);
        var host = api.StartHost(builder => builder.UseSetting("ConnectionStrings:Directory", connection));
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        using var client = host.CreateClient();
        var before = await HistoryAsync(client);

        proxy.Set(Fault.Silence);
        var past = Enumerable.Range(0, 20).Select(_ => HistoryAsync(client)).ToArray();
        var present = await DirectoryApi.AskAsync(client, "{ statistics { administrations } }").WaitAsync(Patience);
        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative)).WaitAsync(Patience);
        var failed = await Task.WhenAll(past).WaitAsync(Patience);

        proxy.Set(Fault.None); // what was swallowed stays so: only new connections answer
        await DirectoryApi.UntilAsync(async () => await HistoryAsync(client) is null);
        await DirectoryApi.UntilAsync(
            async () =>
                (await client.GetFromJsonAsync<JsonElement>(new Uri("/health/ready", UriKind.Relative))).Text("database") == "connected");

        Assert.Null(before);
        Assert.False(present.TryGetProperty("errors", out _));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.All(failed, code => Assert.Equal("HISTORY_UNAVAILABLE", code));
    }

    [Fact]
    public async Task Start_BeforeASilentDatabase_SaysThatItIsNotReady()
    {
        await using var proxy = ProxyOf(out var connection);
        proxy.Set(Fault.Silence);
        using var client = api.StartHost(builder => builder.UseSetting("ConnectionStrings:Directory", connection)).CreateClient();

        using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative)).WaitAsync(Patience);
        using var asked = await client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" }).WaitAsync(Patience);
        proxy.Set(Fault.None);
        proxy.Cut();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, asked.StatusCode);
    }

    // The bounds of production, shortened; DirectoryDatabaseTests says what those are.
    private FaultProxy ProxyOf(out string connection)
    {
        var server = new NpgsqlConnectionStringBuilder(api.Database.ReaderConnectionString);
        var proxy = new FaultProxy(server.Host!, server.Port);
        (server.Port, server.Timeout, server.CommandTimeout, server.CancellationTimeout) = (proxy.Port, 2, 2, 200);
        connection = server.ConnectionString;
        return proxy;
    }

    // The code of the error; null where there is none.
    private static async Task<string?> HistoryAsync(HttpClient client)
    {
        var answer = await DirectoryApi.AskAsync(client, "{ administrations(first: 1) { nodes { history { version } } } }");
        return answer.TryGetProperty("errors", out var errors) ? errors[0].Code() : null;
    }
}
