using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>What a connection may do before it says what it wants, on the real server.</summary>
[Collection(SampleCollection.Name)]
public sealed class RawConnectionTests(DirectoryApi api)
{
    [Fact]
    public async Task Bodies_TooLarge_AreRefusedWithAllHeaders()
    {
        using var host = await StartAsync();
        var address = AddressOf(host);

        var said =
            await SendAsync(
                address, "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n");
        var unsaid = await SendAsync(
            address,
            "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + string.Concat(Enumerable.Repeat($"8000\r\n{new string(' ', 0x8000)}\r\n", 8)));
        var beyondTheServer =
            await SendAsync(
                address, $"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {long.MaxValue}\r\n\r\n");

        foreach (var answer in new[] { said, unsaid, beyondTheServer })
        {
            Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
            Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.Ordinal);
            Assert.Contains("Content-Security-Policy: ", answer, StringComparison.Ordinal);
            Assert.Contains("BAD_REQUEST", answer, StringComparison.Ordinal);
        }
    }

    // What the server refuses before there is a request, and what it makes of some that are hardly one.
    private static readonly (string Text, string Status)[] Refused =
    [
        ("GET / HTTP/9.9\r\n\r\n", "505"),
        ("\0\0\0\0\r\n\r\n", "400"),
        ("\r\n\r\n\r\nrubbish\r\n\r\n", "400"),
        ("GET /graphql HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
        ("GET /graphql HTTP/1.1\r\n\r\n", "400"),
        ("GET /graphql HTTP/1.1\r\nHost: a b\r\n\r\n", "400"),
        ("GET /graphql HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "400"),
        ("GET /graphql HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", "400"),
        ("GET /graphql HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n", "400"),
        ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", "400"), // the server answers itself: no address can hold it
        ("GET /graphql/ide/%00 HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
        ("GET graphql HTTP/1.1\r\nHost: a\r\n\r\n", "405"),
        ($"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: a\r\n\r\n", "414"),
        ($"GET / HTTP/1.1\r\nHost: a\r\nX: {new string('a', 20_000)}\r\n\r\n", "431"),
        ($"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Repeat("X: a\r\n", 200))}\r\n", "431"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx", "400"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nx", "400"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nx", "400"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nx", "4"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx", "4"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400"),
        ("POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n\r\n", "413"),
        ("TRACE /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "405"),
        ("FOO /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "405"),
        ("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nConnection: close\r\n\r\n", "4"),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "4"),
        ("GET /.well-known/security.txt HTTP/1.0\r\n\r\n", "200"),
        ("GET /.well-known/security.txt HTTP/1.1\r\nHost: a:99999\r\nConnection: close\r\n\r\n", "200"),
        ("GET /.well-known/security.txt HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n", "200"),
        ("GET /health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "400"), // no name of ours, where these are set
    ];

    [Fact]
    public async Task Answers_OfTheServerItself_CarryAllHeaders()
    {
        using var host = await StartAsync(("Security:Contact", "mailto:securite@example.fr"), ("AllowedHosts", "a;127.0.0.1"));
        var wrong = new List<string>();
        foreach (var (text, status) in Refused)
        {
            var answer = await SendAsync(AddressOf(host), text);
            string[] expected =
            [
                $"HTTP/1.1 {status}", "X-Content-Type-Options: nosniff",
                "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'", "Referrer-Policy: no-referrer",
                "Permissions-Policy: ", "Cross-Origin-Opener-Policy: same-origin", "Cross-Origin-Resource-Policy: cross-origin",
            ];
            wrong.AddRange(
                expected.Where(part => !answer.Contains(part, StringComparison.Ordinal))
                    .Select(part => $"{text[..Math.Min(80, text.Length)]}: {part} is not in {answer}"));
            if (answer.Contains("\r\nServer:", StringComparison.Ordinal))
            {
                wrong.Add($"{text}: it says which server it is");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Connections_OfOneAddress_AreSoManyAndNoMore()
    {
        using var host = await StartAsync(("Doors:ConnectionsOfAnAddress", "2"), ("Proxies:Known:0", "127.0.0.9"));
        var address = AddressOf(host);
        using var first = await HoldAsync(address);
        using var second = await HoldAsync(address);

        Assert.False(await IsServedAsync(address, "127.0.0.1"));
        Assert.True(await IsServedAsync(address, "127.0.0.2")); // others are served meanwhile
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await IsServedAsync(address, "127.0.0.9")); // what a proxy brings is of many
        }

        first.Dispose();
        await DirectoryApi.UntilAsync(() => IsServedAsync(address, "127.0.0.1"));
    }

    [Fact]
    public async Task Server_BoundsWhatAConnectionMayTake()
    {
        using var host = await StartAsync();

        var limits = host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        // 8 MB wait for their reader for minutes, not for hours
        Assert.True(limits.MinResponseDataRate is { BytesPerSecond: >= 50_000 } taken && taken.GracePeriod <= TimeSpan.FromSeconds(30));
        Assert.True(limits.MinRequestBodyDataRate is { BytesPerSecond: >= 240 } rate && rate.GracePeriod <= TimeSpan.FromSeconds(5));
        Assert.InRange(limits.MaxConcurrentConnections ?? long.MaxValue, 1, 10_000);
        Assert.InRange(limits.MaxRequestHeadersTotalSize, 1, 16 << 10);
        Assert.InRange(limits.MaxRequestBodySize ?? long.MaxValue, 1, 16 << 20);
    }

    private async Task<Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program>> StartAsync(
        params (string Name, string Value)[] settings)
    {
        var host = api.StartOnPort(settings);
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        return host;
    }

    private static Uri AddressOf(Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    // One that was served, and stays.
    private static async Task<TcpClient> HoldAsync(Uri address)
    {
        var client = await ConnectAsync(address, "127.0.0.1");
        await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray());
        Assert.True(await client.GetStream().ReadAsync(new byte[4096]) > 0);
        return client;
    }

    private static async Task<TcpClient> ConnectAsync(Uri address, string from)
    {
        var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    private static async Task<bool> IsServedAsync(Uri address, string from)
    {
        try
        {
            using var client = await ConnectAsync(address, from);
            var stream = client.GetStream();
            await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray());
            return await stream.ReadAsync(new byte[100]) > 0;
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            return false;
        }
    }

    // Sends bytes as they are, and reads until the server has no more to say.
    private static async Task<string> SendAsync(Uri address, string text)
    {
        using var limit = new CancellationTokenSource(DirectoryApi.Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, limit.Token);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), limit.Token);
            while (await stream.ReadAsync(buffer, limit.Token) is var count and > 0)
            {
                answer.Write(buffer, 0, count);
                if (Encoding.Latin1.GetString(answer.ToArray()).Contains("\r\n\r\n{", StringComparison.Ordinal) && !stream.DataAvailable)
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // The server may end a connection that it does not want to read to its end.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
