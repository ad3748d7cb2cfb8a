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

        var said = await SendAsync(address, "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n");
        var unsaid = await SendAsync(
            address,
            "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat($"8000\r\n{new string(' ', 0x8000)}\r\n", 8)));
        var beyondTheServer = await SendAsync(address, $"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {long.MaxValue}\r\n\r\n");

        foreach (var answer in new[] { said, unsaid, beyondTheServer })
        {
            Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
            Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.Ordinal);
            Assert.Contains("Content-Security-Policy: ", answer, StringComparison.Ordinal);
            Assert.Contains("BAD_REQUEST", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("GET /graphql HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /graphql HTTP/1.1\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n")] // the server answers itself: no address can hold it
    [InlineData("GET /graphql/ide/%00 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Requests_ThatAreNone_AreRefusedAndTheConnectionEnds(string text)
    {
        using var host = await StartAsync();

        var answer = await SendAsync(AddressOf(host), text);

        Assert.Matches("^HTTP/1.1 (4[0-9]{2}|505) ", answer);
    }

    [Fact]
    public async Task Server_BoundsWhatAConnectionMayTake()
    {
        using var host = await StartAsync();

        var limits = host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.True(limits.MinRequestBodyDataRate is { BytesPerSecond: >= 240 } rate && rate.GracePeriod <= TimeSpan.FromSeconds(5));
        Assert.InRange(limits.MaxConcurrentConnections ?? long.MaxValue, 1, 10_000);
        Assert.InRange(limits.MaxRequestHeadersTotalSize, 1, 16 << 10);
        Assert.InRange(limits.MaxRequestBodySize ?? long.MaxValue, 1, 16 << 20);
    }

    private async Task<Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program>> StartAsync()
    {
        var host = api.StartOnPort();
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        return host;
    }

    private static Uri AddressOf(Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<Program> host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

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
