using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>Bodies that come compressed, and bodies that hold several requests.</summary>
[Collection(SampleCollection.Name)]
public sealed class RequestReaderTests(DirectoryApi api)
{
    private const string Request = """{"query":"{ commune(code: \"69266\") { name } }"}""";
    private const string Answer = """{"data":{"commune":{"name":"Villeurbanne"}}}""";

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task Post_Compressed_IsRead(string encoding)
    {
        using var response = await PostAsync(Compress(encoding, Encoding.UTF8.GetBytes(Request)), encoding);

        Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Post_SmallButEndlessOnceDecompressed_IsTooLarge(string encoding)
    {
        var bomb = Compress(encoding, new byte[64 << 20]);
        Assert.InRange(bomb.Length, 1, 131_072);

        using var response = await PostAsync(bomb, encoding);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("compress", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("gzip, gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("gzip", HttpStatusCode.BadRequest)]
    [InlineData("br", HttpStatusCode.BadRequest)]
    [InlineData("deflate", HttpStatusCode.BadRequest)]
    public async Task Post_NotWhatItsEncodingSays_IsRefused(string encoding, HttpStatusCode expected)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(Request), encoding);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Post_AnArray_IsRefusedUnlessTheOperatorAllowsIt()
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes($"[{Request}]"), null);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BATCH_LIMIT", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("errors")[0].Code());
    }

    [Fact]
    public async Task Post_AnArrayWhereAllowed_IsAnsweredInOrderOutOfOneBudget()
    {
        using var client = api.StartHost(builder => builder
            .UseSetting("GraphQL:MaxBatch", "3")
            .UseSetting("GraphQL:CostBudget", "2")).CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);

        using var response =
            await PostAsync(Encoding.UTF8.GetBytes($$"""[{{Request}}, {"query":"{ nonsense }"}, {{Request}}]"""), null, client);
        using var tooMany = await PostAsync(Encoding.UTF8.GetBytes($"[{Request},{Request},{Request},{Request}]"), null, client);
        using var tooDear = await PostAsync(Encoding.UTF8.GetBytes($"[{Request},{Request},{Request}]"), null, client);

        var answers = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([Answer, null, Answer], answers.EnumerateArray().Select(answer =>
            answer.TryGetProperty("errors", out _) ? null : answer.GetRawText()));
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Equal(
            [null, null, "COST_LIMIT"],
            JsonElement.Parse(await tooDear.Content.ReadAsStringAsync()).EnumerateArray().Select(answer =>
                answer.TryGetProperty("errors", out var errors) ? errors[0].Code() : null));
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? encoding, HttpClient? client = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return await (client ?? api.Client).PostAsync("/graphql", content);
    }

    private static byte[] Compress(string encoding, byte[] plain)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true),
            _ => target,
        })
        {
            stream.Write(plain);
        }

        return target.ToArray();
    }
}
