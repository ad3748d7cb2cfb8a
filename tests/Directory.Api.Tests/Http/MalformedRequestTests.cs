using System.Net;
using System.Text;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>Whatever is sent, wherever: an answer that is no fault of ours, with the headers of every answer.</summary>
[Collection(SampleCollection.Name)]
public sealed class MalformedRequestTests(DirectoryApi api)
{
    private static readonly string LongText = new('k', 5000);

    // What may be made of every address.
    private static readonly string[] Tails =
    [
        "", "?a=%00", "?%00=1", "?a=%FF%FE", "?a=%ED%A0%80", "?a=%", "?a=%u0041", $"?{LongText}=1", $"?a={LongText}", "?a=[&b=]",
        "?a=1&a=2",
        $"?{string.Join('&', Enumerable.Range(0, 1100).Select(i => $"k{i}=v"))}", "?query=%00", "?query={__typename}&variables=%00",
        "?query={__typename}&operationName=%00", "?query={__typename}&documentId=%00",
        "?query={__typename}&extensions={\"persistedQuery\":3}",
        "?query={__typename}&variables={\"a\":\"\\ud800\"}", "?query={__typename}&operationName=%FF",
    ];

    private static readonly string[] Addresses =
    [
        "/", "/graphql", "/schema.graphql", "/health/live", "/health/ready", "/graphql/ide/start.js", "/graphql/ide/..%2f..%2fetc",
        "/%FF", "/nothing", $"/{LongText}", "//", "/graphql/%2e%2e/",
    ];

    private static readonly (string Type, byte[] Body)[] Bodies =
    [
        ("application/json", []), ("application/json", "\0"u8.ToArray()), ("application/json", [0xFF, 0xFE, 0x7B, 0]), (
            "application/json", [0xEF, 0xBB, 0xBF]),
        ("application/json", "{\"query\":\"{__typename}\",\"variables\":{\"a\":\"\\ud800\"}}"u8.ToArray()),
        ("application/json", "{\"query\":\"\\ud800\"}"u8.ToArray()), (
            "application/json", "{\"query\":\"{ node(id: \\\"\\u0000\\\") { id } }\"}"u8.ToArray()),
        ("application/json", "{\"query\":\"{__typename}\",\"operationName\":\"\\ud800\"}"u8.ToArray()),
        ("application/json", "{\"documentId\":\"\\ud800\"}"u8.ToArray()), (
            "application/json", "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"\\ud800\"}}}"u8.ToArray()),
        ("application/json", [.. "{\"query\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]),
        ("application/json", [.. "{\"query\":\"query($v:ID!){node(id:$v){id}}\",\"variables\":{\"v\":\""u8, 0xED, 0xA0, 0x80, .. "\"}}"u8]),
        ("application/json", [.. "{\"query\":\"query($v:NearInput){administrations(near:$v){totalCount}}\",\"variables\":{\"v\":{\""u8, 0xFF, .. "\":1}}}"u8]),
        ("application/json", Encoding.UTF8.GetBytes(new string('[', 100_000))), ("application/json; charset=utf-16", "{}"u8.ToArray()),
        ("multipart/form-data", "--"u8.ToArray()), ("multipart/form-data; boundary=", "--\r\n"u8.ToArray()), (
            "application/x-www-form-urlencoded", "a=%00"u8.ToArray()),
        ("text/plain", "x"u8.ToArray()), ("application/json", new byte[200_000]),
    ];

    [Fact]
    public async Task Addresses_OfAnyKind_AreAnsweredWithAllHeaders()
    {
        foreach (var address in Addresses)
        {
            foreach (var tail in Tails)
            {
                await CheckAsync(new HttpRequestMessage(HttpMethod.Get, $"http://localhost{address}{tail}"));
            }
        }
    }

    [Fact]
    public async Task Bodies_OfAnyKind_AreAnsweredWithAllHeaders()
    {
        foreach (var (type, body) in Bodies)
        {
            foreach (var encoding in new[] { null, "gzip", "br", "deflate", "nothing", "gzip, gzip" })
            {
                var content = new ByteArrayContent(body);
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
                await CheckAsync(new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content });
            }
        }
    }

    [Fact]
    public async Task Headers_OfAnyKind_AreAnsweredWithAllHeaders()
    {
        foreach (var name in new[] { "Accept", "Authorization", "If-None-Match", "GraphQL-Report", "X-Forwarded-For", "Origin", "Accept-Encoding", "Cookie", "Content-Type" })
        {
            foreach (var value in new[] { "\u0001", ",,;;", "\"", LongText, "*/*;q=9", "Bearer \u00e9", "é", ";q=", "W/\"" })
            {
                var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
                request.Headers.TryAddWithoutValidation(name, value);
                await CheckAsync(request);
            }
        }
    }

    private async Task CheckAsync(HttpRequestMessage request)
    {
        using var response = await api.Client.SendAsync(request);
        var what = $"{request} {response.StatusCode} {await response.Content.ReadAsStringAsync()}";
        request.Dispose();

        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, what);
        Assert.DoesNotContain("\"INTERNAL\"", what, StringComparison.Ordinal);
        foreach (var header in new[] { "X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy" })
        {
            Assert.True(response.Headers.Contains(header), $"{header} is missing: {what}");
        }
    }
}
