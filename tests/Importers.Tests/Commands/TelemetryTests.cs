using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly ImporterDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Collector_NamedByTheOperator_SeesOneTraceOfACommandDownToItsSql()
    {
        await using var collector = Collector.Start();
        using var coverage = _database.Start(collector.Settings, "coverage", "--departement", "ZoeDurand");

        Assert.Equal(0, (await coverage.EndAsync()).ExitCode);

        var command = Assert.Single(collector.Spans, span => span.ParentId.Length == 0);
        var sql = collector.Spans.Where(span => span.ParentId == command.Id).ToList();
        Assert.Equal(("PublicDirectory.Importers", "coverage"), (command.Source, command.Name));
        Assert.Contains(sql, span => span.TraceId == command.TraceId && span.Tags.ContainsKey("db.query.text"));
        Assert.Contains("directory-importers", collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("db.client.", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.DoesNotContain("ZoeDurand", collector.Received(), StringComparison.Ordinal);
        Assert.DoesNotContain("Username", collector.Received(), StringComparison.OrdinalIgnoreCase);
    }
}
