using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Hosting;

/// <summary>
/// The API on a database that holds the sample, its clock standing at <see cref="Now"/>. Ask it over HTTP. Tests that publish
/// take it as a class fixture of their own; those that only read share one (<see cref="SampleCollection"/>).
/// </summary>
public sealed class DirectoryApi : IAsyncLifetime
{
    /// <summary>Monday 2 March 2026, 10:00 in Paris, 06:00 in Cayenne.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>When the sample was imported.</summary>
    public static readonly Instant ImportedAt = Instant.FromUtc(2026, 2, 1, 8, 30);

    /// <summary>Long enough for the busiest machine: a wait that reaches it hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<IDisposable> _hosts = [];

    public DatabaseFixture Database { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Follows no address that an answer leads to.</summary>
    public HttpClient Stay { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await using (var database = Database.CreateDataSource())
        {
            await SampleDirectory.FillAsync(database, new TestClock(ImportedAt));
        }

        var host = StartHost();
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(Patience);
        (Client, Stay) = (host.CreateClient(), host.CreateClient(new() { AllowAutoRedirect = false }));
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            host.Dispose();
        }

        await Database.DisposeAsync();
    }

    /// <summary>Another API on the same database, with settings or services of its own; ready or not.</summary>
    internal WebApplicationFactory<Program> StartHost(
        Action<IWebHostBuilder>? configure = null, TestClock? clock = null, string? snapshot = null,
        (string Name, string Value)[]? early = null)
    {
        var factory = new Node(early ?? []).WithWebHostBuilder(builder =>
        {
            // Pooling is off so that an outage ends with the test that makes it.
            builder.UseSetting(
                "ConnectionStrings:Directory",
                new NpgsqlConnectionStringBuilder(Database.ReaderConnectionString) { Pooling = false }.ConnectionString);
            builder.UseSetting("GraphQL:CostBurst", $"{int.MaxValue}"); // all tests are one caller; those of the limits set their own
            builder.UseSetting("DIRECTORY_SNAPSHOT", snapshot ?? "");
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock ?? new TestClock(Now)));
            configure?.Invoke(builder);
        });
        _hosts.Add(factory);
        _ = factory.Server;
        return factory;
    }

    /// <summary>Another API, on the real server and a free port of loopback; the caller disposes it.</summary>
    internal WebApplicationFactory<Program> StartOnPort(params (string Name, string Value)[] settings)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("ConnectionStrings:Directory", Database.ReaderConnectionString);
            builder.UseSetting("DIRECTORY_SNAPSHOT", "");
            builder.UseSetting("Urls", "http://127.0.0.1:0"); // UseKestrel(0) races with the start (dotnet/aspnetcore#67714)
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders());
        });
        factory.UseKestrel();
        factory.StartServer();
        return factory;
    }

    /// <summary>The whole answer to a query, sent by POST.</summary>
    public Task<JsonElement> AskAsync(string query, object? variables = null) => AskAsync(Client, query, variables);

    /// <inheritdoc cref="AskAsync(string, object?)"/>
    public static async Task<JsonElement> AskAsync(HttpClient client, string query, object? variables = null)
    {
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The data of an answer that must have no errors.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        return answer.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.ToString())
            : answer.GetProperty("data");
    }

    /// <summary>The only error of an answer.</summary>
    public async Task<JsonElement> ErrorAsync(string query, object? variables = null) =>
        (await AskAsync(query, variables)).GetProperty("errors").EnumerateArray().Single();

    /// <summary>The id of an entry of the sample.</summary>
    public async Task<Guid> IdAsync(string key)
    {
        var data = await DataAsync(
            "query ($key: ExternalIdInput!) { administration(externalId: $key) { id } demarche(externalId: $key) { id } }",
            new { key = new { scheme = "SAMPLE", value = key } });
        var administration = data.GetProperty("administration");
        return (administration.ValueKind == JsonValueKind.Null ? data.GetProperty("demarche") : administration).GetProperty("id").GetGuid();
    }

    /// <summary>Publishes a version of an entry; null removes it.</summary>
    public Task PublishAsync(Guid id, int baseVersion, AdministrationDocument? document, Instant? at = null, string path = PublicationPath.Standard) =>
        PublishAsync(
            [new Publication(
                id, EntryKind.Administration, baseVersion,
                document is null ? null : new ReadOnlyMemory<byte>?(DocumentJson.Write(document)), true)],
            at,
            path);

    /// <summary>Publishes versions in one transaction.</summary>
    public async Task PublishAsync(Publication[] publications, Instant? at = null, string path = PublicationPath.Standard)
    {
        await using var dataSource = Database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var context = new PublicationContext { Path = path, Author = "test", Source = Sources.Local.Code, At = at ?? Now };
        var publisher = await Publisher.BeginAsync(connection, context, CancellationToken.None);
        await publisher.PublishAsync(publications, CancellationToken.None);
        await publisher.CompleteAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>Asks again and again until the answer is as wanted.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        }
    }

    /// <summary>Waits until the API answers for an entry with this name, or with none.</summary>
    public Task UntilNamedAsync(Guid id, string? name) => UntilAsync(async () =>
        (await DataAsync("query ($id: ID!) { administration(id: $id) { name } }", new { id }))
        .GetProperty("administration") is var found
        && (found.ValueKind == JsonValueKind.Null ? name is null : found.GetProperty("name").GetString() == name));
}

/// <summary>A host with settings that the program reads before it builds the host.</summary>
internal sealed class Node((string Name, string Value)[] early) : WebApplicationFactory<Program>
{
    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(host => host.AddInMemoryCollection(
            early.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))));
        return base.CreateHost(builder);
    }
}

/// <summary>The tests that only read the sample share one API.</summary>
[CollectionDefinition(Name)]
public sealed class SampleCollection : ICollectionFixture<DirectoryApi>
{
    public const string Name = "The sample, only read";
}
