using System.Diagnostics;
using System.Net.Http.Json;
using Npgsql;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What a collector receives.</summary>
[Collection(SampleCollection.Name)]
public sealed class TelemetryTests(DirectoryApi api)
{
    private const string Marker = "ZoeDurand";

    [Fact]
    public async Task Collector_NamedByTheOperator_SeesARequestDownToItsSqlAndNoWordOfTheCaller()
    {
        var id = await api.IdAsync("mairie-69266");
        await using var collector = Collector.Start();
        var host = api.StartHost(early: collector.Settings);
        using var client = host.CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);

        await AskAsync(client, id);
        await client.GetAsync(new Uri($"/{Marker}/{Marker}", UriKind.Relative));
        Fail();
        await FailInSqlAsync(api.Database.ReaderConnectionString);
        await host.DisposeAsync(); // sends what is left

        var spans = collector.Spans;
        var sql = spans.First(span => span.Tags.GetValueOrDefault("db.query.text")?.Contains("entry_versions", StringComparison.Ordinal) is true
            && span.ParentId.Length > 0);
        var query = Assert.Single(spans, span => span.Id == sql.ParentId);
        var request = Assert.Single(spans, span => span.Id == query.ParentId);
        Assert.Equal([query.TraceId, query.TraceId], [sql.TraceId, request.TraceId]);
        Assert.Equal(("GraphQLEngine", "query"), (query.Source, query.Name));
        Assert.Equal(("POST /graphql", "/graphql"), (request.Name, request.Tags["http.route"]));
        Assert.All(
            ["graphql.requests", "graphql.request.duration", "http.server.request.duration", "db.client.operation.duration", "dotnet.gc.collections"],
            name => Assert.Contains(name, collector.Received("/v1/metrics"), StringComparison.Ordinal));
        Assert.Contains(spans, span => span.Name == "failing");
        Assert.Contains(spans, span => span.Tags.GetValueOrDefault("db.response.status_code") == PostgresErrorCodes.InvalidTextRepresentation);
        Assert.DoesNotContain(Marker, collector.Received(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Password", collector.Received(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Collector_NotNamed_HasNothingListenedTo()
    {
        var host = api.StartHost();

        Assert.Null(host.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
        Assert.Null(host.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)));
        await host.DisposeAsync();
    }

    // Whatever a caller can put somewhere.
    private static async Task AskAsync(HttpClient client, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/graphql?{Marker}={Marker}")
        {
            Content = JsonContent.Create(new
            {
                query = $$"""query {{Marker}}($id: ID!) { {{Marker}}: administration(id: $id) { history(first: 5) { version } } search(query: "{{Marker}}") { nodes { __typename } } }""",
                operationName = Marker,
                variables = new { id },
            }),
        };
        request.Headers.Host = $"{Marker}.example";
        request.Headers.UserAgent.ParseAdd(Marker);
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.Headers.Add("tracestate", $"vendor={Marker}");
        request.Headers.Add("baggage", $"who={Marker}");
        using var answer = await client.SendAsync(request);
        Assert.DoesNotContain("\"errors\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // A defect that quotes what it was given.
    private static void Fail()
    {
        using var source = new ActivitySource("GraphQLEngine");
        using var activity = source.StartActivity("failing")!;
        try
        {
            throw new InvalidOperationException(Marker);
        }
        catch (InvalidOperationException e)
        {
            activity.AddException(e);
            activity.SetStatus(ActivityStatusCode.Error, Marker);
            activity.SetTag("enduser.id", Marker);
        }
    }

    private static async Task FailInSqlAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("select $1::text::int");
        command.Parameters.Add(new() { Value = Marker });
        var exception = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync());
        Assert.Contains(Marker, exception.Message, StringComparison.Ordinal);
    }
}
