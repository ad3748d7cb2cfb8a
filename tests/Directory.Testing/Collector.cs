using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PublicDirectory.Testing;

/// <summary>A span as a collector receives it.</summary>
/// <param name="TraceId">Hexadecimal.</param>
/// <param name="Id">Hexadecimal.</param>
/// <param name="ParentId">Empty for the root of a trace.</param>
/// <param name="Source">Who made it.</param>
/// <param name="Name">What it is shown as.</param>
/// <param name="Tags">Those with a text.</param>
public sealed record CollectedSpan(
    string TraceId, string Id, string ParentId, string Source, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>A collector of OTLP over HTTP on a free port of loopback, which keeps what it is sent.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<(string Path, byte[] Body)> _received = [];
    private Task _serving = Task.CompletedTask;

    private Collector(string address)
    {
        Address = address;
        _listener.Prefixes.Add(address);
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>What makes a program send here, soon, and wait for its answer however busy the machine is.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", "120000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

    /// <summary>Every span so far.</summary>
    public IReadOnlyList<CollectedSpan> Spans => [.. Bodies("/v1/traces").SelectMany(Read)];

    /// <summary>Starts one.</summary>
    public static Collector Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        var collector = new Collector(address);
        collector._listener.Start();
        collector._serving = collector.ServeAsync();
        return collector;
    }

    /// <summary>Waits for a span of this name, and for a metric: a program that ends waits only some seconds for what it sends.</summary>
    public Task GetsAsync(string span, string metric) => Eventually.HoldsAsync(() => Task.FromResult(
        Spans.Any(one => one.Name == span) && Received("/v1/metrics").Contains(metric, StringComparison.Ordinal)));

    /// <summary>All bytes that came to a path, or to any, as text.</summary>
    public string Received(string path = "") => string.Concat(Bodies(path).Select(Encoding.UTF8.GetString));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private List<byte[]> Bodies(string path)
    {
        lock (_received)
        {
            return [.. _received.Where(one => one.Path.StartsWith(path, StringComparison.Ordinal)).Select(one => one.Body)];
        }
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
                _received.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
            }

            context.Response.Close();
        }
    }

    // opentelemetry/proto/trace/v1/trace.proto: TracesData, ResourceSpans, ScopeSpans, Span.
    private static IEnumerable<CollectedSpan> Read(byte[] body) =>
        from resource in Fields(body, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select new CollectedSpan(
            Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(Fields(scope, 1).First(), 1), Text(span, 5),
            Fields(span, 9).ToDictionary(tag => Text(tag, 1), tag => Text(Fields(tag, 2).First(), 1)));

    private static string Hex(ReadOnlyMemory<byte> message, int number) =>
        Convert.ToHexStringLower(Fields(message, number).FirstOrDefault().Span);

    private static string Text(ReadOnlyMemory<byte> message, int number) =>
        Encoding.UTF8.GetString(Fields(message, number).FirstOrDefault().Span);

    // The fields of a protobuf message that have a length; the others are passed over.
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    at += length;
                    if (key >> 3 == number)
                    {
                        yield return message.Slice(at - length, length);
                    }

                    break;
            }
        }
    }

    private static long Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        var (value, shift) = (0L, 0);
        byte part;
        do
        {
            part = message.Span[at++];
            value |= (long)(part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }
}
