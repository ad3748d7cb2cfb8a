using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PublicDirectory.Hostile;

/// <summary>Callers of an API on this machine, each from an address of loopback of its own, since limits are by address.</summary>
internal static class Callers
{
    private static int _addresses = Environment.ProcessId % 250 * 256;

    public static HttpClient New(Uri url)
    {
        var number = Interlocked.Increment(ref _addresses);
        var from = new IPEndPoint(new IPAddress([127, 1, (byte)(number >> 8), (byte)number]), 0);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(from);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = url };
    }

    public static async Task<(double Milliseconds, int Status, string Body)> SendAsync(HttpClient client, string document)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await RespondAsync(client, document);
        var body = await response.Content.ReadAsStringAsync();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (int)response.StatusCode, body);
    }

    public static async Task<HttpResponseMessage> RespondAsync(HttpClient client, string document)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { query = document }), Encoding.UTF8, "application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        message.Headers.Add("GraphQL-Report", "cost");
        return await client.SendAsync(message);
    }

    public static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)];
}
