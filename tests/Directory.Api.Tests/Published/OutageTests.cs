using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Published;

/// <summary>Public reads go on while the database is down, and a node starts without it from its snapshot.</summary>
public sealed class OutageTests(DirectoryApi api) : IClassFixture<DirectoryApi>, IAsyncLifetime
{
    private const string Question = """{ administration(externalId: {scheme: "SAMPLE", value: "mairie-69266"}) { name } }""";
    private const string Answer = """{"data":{"administration":{"name":"Mairie - Villeurbanne"}}}""";

    /// <summary>What the test before left behind is over.</summary>
    public Task InitializeAsync() =>
        DirectoryApi.UntilAsync(async () => (await ReadyAsync(api.Client)).Body.Text("database") == "connected");

    /// <summary>Whatever a test did, the next one finds the database again.</summary>
    public Task DisposeAsync() => api.Database.AllowConnectionsAsync(true);

    [Fact]
    public async Task Live_Always_SaysSo()
    {
        using var response = await api.Client.GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"status":"live"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ready_OnceLoaded_SaysWhatIsServed()
    {
        var (status, body) = await ReadyAsync(api.Client);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("ready", "database"), (body.Text("status"), body.Text("picture", "origin")));
        Assert.InRange(body.At("picture", "administrations").GetInt32(), 92, 100);
        Assert.InRange(body.At("picture", "sequence").GetInt64(), 243, 300); // 151 service types, 92 administrations
        Assert.Equal(0, body.At("picture", "ageSeconds").GetDouble()); // the clock stands still
        Assert.Equal("connected", body.Text("database"));
    }

    [Fact]
    public async Task Database_LostAndFoundAgain_IsNotMissedAndThenFollowed()
    {
        var id = Guid.CreateVersion7();
        await RefuseAsync();
        await DirectoryApi.UntilAsync(async () => (await ReadyAsync(api.Client)).Body.Text("database") == "unreachable");

        var (statusDuring, _) = await ReadyAsync(api.Client);
        var during = await api.AskAsync(Question);
        var past = await api.ErrorAsync(Question.Replace("name }", "name history { version } }", StringComparison.Ordinal));
        await api.Database.AllowConnectionsAsync(true);
        await api.PublishAsync(id, 0, A.Mairie("Mairie publiée après la panne") with { ExternalIds = [] });
        await api.UntilNamedAsync(id, "Mairie publiée après la panne");
        await DirectoryApi.UntilAsync(async () => (await ReadyAsync(api.Client)).Body.Text("database") == "connected");

        Assert.Equal(HttpStatusCode.OK, statusDuring);
        Json.AssertEqual(Answer, during);
        Assert.Equal("HISTORY_UNAVAILABLE", past.Code());
    }

    [Fact]
    public async Task Publication_WhileTheConnectionIsCut_IsCaughtUpWith()
    {
        var id = Guid.CreateVersion7();
        await api.Database.DropConnectionsAsync(); // a restart of the server: notifications are lost
        await api.PublishAsync(id, 0, A.Mairie("Mairie publiée pendant la coupure") with { ExternalIds = [] });

        await api.UntilNamedAsync(id, "Mairie publiée pendant la coupure");
    }

    [Fact]
    public async Task Start_WithoutDatabaseOrSnapshot_WaitsAndSaysSoUntilTheDatabaseComes()
    {
        await RefuseAsync();
        using var client = api.StartHost().CreateClient();

        var (status, body) = await ReadyAsync(client);
        using var live = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        using var refused = await client.PostAsJsonAsync("/graphql", new { query = Question });
        var refusal = await refused.Content.ReadFromJsonAsync<JsonElement>();
        await api.Database.AllowConnectionsAsync(true);
        await DirectoryApi.UntilAsync(async () => (await ReadyAsync(client)).Status == HttpStatusCode.OK);
        var answer = await DirectoryApi.AskAsync(client, Question);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Json.AssertEqual("""{ "status": "loading", "picture": null, "database": "unreachable" }""", body);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("NOT_READY", refusal.At("errors")[0].Code());
        Json.AssertEqual(Answer, answer);
    }

    [Fact]
    public async Task Start_FromTheSnapshotWhileTheDatabaseRefuses_AnswersThenFollows()
    {
        var folder = Directory.CreateTempSubdirectory("directory-snapshot");
        try
        {
            var snapshot = Path.Combine(folder.FullName, "directory.snapshot");
            var first = api.StartHost(snapshot: snapshot);
            await first.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
            await first.DisposeAsync(); // a node writes its snapshot when it stops
            await RefuseAsync();

            using var client = api.StartHost(snapshot: snapshot).CreateClient();
            var (status, body) = await ReadyAsync(client);
            var answer = await DirectoryApi.AskAsync(client, Question);
            var id = Guid.CreateVersion7();
            await api.Database.AllowConnectionsAsync(true);
            await api.PublishAsync(id, 0, A.Mairie("Mairie publiée après le départ") with { ExternalIds = [] });
            await DirectoryApi.UntilAsync(async () =>
                (await DirectoryApi.AskAsync(client, "query ($id: ID!) { node(id: $id) { id } }", new { id })).At("data", "node").ValueKind != JsonValueKind.Null);
            await DirectoryApi.UntilAsync(async () => (await ReadyAsync(client)).Body.Text("picture", "origin") == "database");

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(
                ("ready", "snapshot", "unreachable"), (body.Text("status"), body.Text("picture", "origin"), body.Text("database")));
            Json.AssertEqual(Answer, answer);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Stop_WithAnEmptySnapshotSetting_KeepsNoneAndEndsQuietly()
    {
        var host = api.StartHost(snapshot: "");
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);

        var exception = await Record.ExceptionAsync(async () => await host.DisposeAsync());

        Assert.Null(exception);
    }

    private async Task RefuseAsync()
    {
        await api.Database.AllowConnectionsAsync(false);
        await api.Database.DropConnectionsAsync();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
