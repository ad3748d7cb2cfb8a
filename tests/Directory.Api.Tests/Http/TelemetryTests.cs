using System.Net;
using System.Net.Sockets;
using System.Text;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What a collector receives.</summary>
[Collection(SampleCollection.Name)]
public sealed class TelemetryTests(DirectoryApi api)
{
    [Fact]
    public async Task Collector_NamedByTheOperator_GetsActivitiesAndMetricsButNoVariables()
    {
        await using var collector = Collector.Start();
        var host = api.StartHost(builder => builder
            .UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address)
            .UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        using var client = host.CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);

        await DirectoryApi.AskAsync(client, "query Named($code: ID!) { commune(code: $code) { name } }", new { code = "69266" });
        await host.DisposeAsync(); // sends what is left

        Assert.Contains("graphql.requests", collector.Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("Named", collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("69266", collector.Received("/v1/metrics") + collector.Received("/v1/traces"), StringComparison.Ordinal);
    }

    /// <summary>A small HTTP server on a free port that keeps what it is sent.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Dictionary<string, StringBuilder> _received = [];
        private Task _serving = Task.CompletedTask;

        public required string Address { get; init; }

        public static Collector Start()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            var collector = new Collector { Address = address };
            collector._listener.Prefixes.Add(address);
            collector._listener.Start();
            collector._serving = collector.ServeAsync();
            return collector;
        }

        public string Received(string path)
        {
            lock (_received)
            {
                return _received.TryGetValue(path, out var text) ? text.ToString() : "";
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _listener.Close();
        }

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (_received)
                {
                    var path = context.Request.Url!.AbsolutePath;
                    _received.TryAdd(path, new StringBuilder());
                    _received[path].Append(Encoding.Latin1.GetString(body.ToArray()));
                }

                context.Response.Close();
            }
        }
    }
}
