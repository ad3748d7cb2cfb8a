using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What a collector receives.</summary>
[Collection(SampleCollection.Name)]
public sealed class TelemetryTests(DirectoryApi api)
{
    [Fact]
    public async Task Collector_NamedByTheOperator_GetsActivitiesAndMetricsButNoVariables()
    {
        await using var collector = Collector.Start();
        var host = api.StartHost(early: collector.Settings);
        using var client = host.CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);

        await DirectoryApi.AskAsync(client, "query Named($code: ID!) { commune(code: $code) { name } }", new { code = "69266" });
        await host.DisposeAsync(); // sends what is left

        await DirectoryApi.UntilAsync(() => Task.FromResult(collector.Received("/v1/metrics").Length > 0 && collector.Spans.Count > 0));
        Assert.Contains("graphql.requests", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains(collector.Spans, span => span.Source == "GraphQLEngine");
        Assert.DoesNotContain("69266", collector.Received(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collector_NotNamed_HasNothingListenedTo()
    {
        var host = api.StartHost();

        Assert.Null(host.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
        Assert.Null(host.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)));
        await host.DisposeAsync();
    }
}
