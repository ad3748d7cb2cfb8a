extern alias schemas;

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Features;
using NetTopologySuite.IO.Converters;
using PublicDirectory.Api.Exports;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;
using schemas::Json.Schema;

namespace PublicDirectory.Api.Tests.Exports;

/// <summary>The directory as files: what is in them, and how they are handed out.</summary>
[Collection(SampleCollection.Name)]
public sealed class ExportTests(DirectoryApi api)
{
    [Fact]
    public async Task Ndjson_OfAll_HasALineForEachThatTheSchemaAllows()
    {
        var schema = JsonSchema.FromText(await ReadAsync("/exports/guichet.schema.json"));
        var lines = (await ReadAsync("/exports/guichets.ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(await CountAsync(), lines.Length);
        Assert.All(lines, line => AssertValid(schema, JsonNode.Parse(line)));
        var town = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Single(item => item.GetProperty("name").GetString() == "Mairie - Villeurbanne");
        Assert.Equal("69266", town.GetProperty("commune").GetString());
        Assert.NotEqual("", town.GetProperty("openingHours").GetProperty("summary").GetString());
        Assert.NotEqual(0, town.GetProperty("channels").GetArrayLength());
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines.Distinct().Order(StringComparer.Ordinal));
        // A schema that allowed anything would not be one.
        Assert.False(schema.Evaluate(JsonNode.Parse("""{"id":"x"}""")).IsValid);
    }

    [Fact]
    public async Task Csv_OfADepartementAndAType_HasTheirs()
    {
        var lines = (await ReadAsync("/exports/guichets.csv?departement=69&type=mairie")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("id,name,types,commune,departement,address,postal_code,city,", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 1);
        Assert.All(lines[1..], line => Assert.Contains("mairie", line, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Mairie - Villeurbanne", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Préfecture", StringComparison.Ordinal));
        Assert.True((await ReadAsync("/exports/guichets.csv")).Split('\n').Length > lines.Length + 1);
    }

    [Fact]
    public async Task GeoJson_ReadByNetTopologySuite_HasTheSamePoints()
    {
        var options = new JsonSerializerOptions();
        options.Converters.Add(new GeoJsonConverterFactory());
        var features = JsonSerializer.Deserialize<FeatureCollection>(await ReadAsync("/exports/guichets.geojson"), options)!;

        Assert.Equal(await CountAsync(), features.Count);
        var town = features.Single(feature => feature.Attributes["name"].Equals("Mairie - Villeurbanne"));
        var data = await api.DataAsync(
            "query ($id: ID!) { administration(id: $id) { location { latitude longitude } } }", new { id = await api.IdAsync("mairie-69266") });
        var location = data.GetProperty("administration").GetProperty("location");
        Assert.Equal(location.GetProperty("longitude").GetDouble(), town.Geometry.Coordinate.X);
        Assert.Equal(location.GetProperty("latitude").GetDouble(), town.Geometry.Coordinate.Y);
    }

    [NationalDataFact]
    public async Task Hsds_OfAll_FitsThePublishedSchema()
    {
        var schema = JsonSchema.FromText(
            await File.ReadAllTextAsync(Path.Combine(Repository.NationalData!, "hsds-3", "organization.json")));
        var page = JsonNode.Parse(await ReadAsync("/exports/guichets.hsds.json"))!;

        var items = page["contents"]!.AsArray();
        Assert.Equal(await CountAsync(), items.Count);
        Assert.Equal(items.Count, (int)page["total_items"]!);
        Assert.All(items, item => AssertValid(schema, item));
        Assert.False(schema.Evaluate(JsonNode.Parse("""{"id":"x"}""")).IsValid);
        var ids = items.SelectMany(item => item!["services"]!.AsArray().Concat(item["locations"]!.AsArray())).Select(part => (string)part!["id"]!);
        Assert.Distinct(ids);
    }

    [Fact]
    public async Task Files_AreKnownByTheirContent_AndComeInParts()
    {
        const string path = "/exports/guichets.ndjson";
        using var whole = await GetAsync(path);
        var content = await whole.Content.ReadAsByteArrayAsync();
        var hash = SHA256.HashData(content);
        Assert.Equal($"{Convert.ToHexStringLower(hash)}  guichets.ndjson\n", await ReadAsync(path + ".sha256"));
        Assert.Equal($"sha-256=:{Convert.ToBase64String(hash)}:", whole.Headers.GetValues("Repr-Digest").Single());
        Assert.Contains("rel=\"license\"", whole.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.True(long.Parse(whole.Headers.GetValues("Directory-Sequence").Single()) > 0);
        Assert.NotNull(whole.Content.Headers.LastModified);
        Assert.False(whole.Headers.ETag!.IsWeak);

        using var known = await GetAsync(path, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var part = await GetAsync(path, request => request.Headers.Range = new RangeHeaderValue(10, 99));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[10..100], await part.Content.ReadAsByteArrayAsync());

        using var compressed = await GetAsync(path, request => request.Headers.AcceptEncoding.ParseAdd("gzip, br"));
        Assert.Equal("gzip", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.NotEqual(whole.Headers.ETag, compressed.Headers.ETag);
        await using var plain = new GZipStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var read = new MemoryStream();
        await plain.CopyToAsync(read);
        Assert.Equal(content, read.ToArray());

        // Nothing is compressed on its way: the tag is of what is sent.
        using var other = await GetAsync("/exports/guichets.hsds.json", request => request.Headers.AcceptEncoding.ParseAdd("br"));
        Assert.Empty(other.Content.Headers.ContentEncoding);
        using var head = await GetAsync(path, request => request.Method = HttpMethod.Head);
        Assert.Equal(content.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Files_ThatNobodyCouldMake_AreRefusedWithWhatIsWrong()
    {
        foreach (var (path, status, words) in new[]
        {
            ("/exports/guichets.xml", HttpStatusCode.NotFound, "/exports"),
            ("/exports/..%2Fappsettings.json", HttpStatusCode.NotFound, "/exports"),
            ("/exports/guichets.csv?departement=690", HttpStatusCode.BadRequest, "« 690 »"),
            ("/exports/guichets.csv?departement=69&departement=01", HttpStatusCode.BadRequest, "« departement »"),
            ("/exports/guichets.csv?type=", HttpStatusCode.BadRequest, "« type »"),
            ("/exports/guichets.csv?type=nothing", HttpStatusCode.BadRequest, "« nothing »"),
            ("/exports/guichets.csv?commune=69266", HttpStatusCode.BadRequest, "« commune »"),
        })
        {
            using var answer = await GetAsync(path);
            Assert.Equal((path, status), (path, answer.StatusCode));
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lists_OfFiles_NameEach()
    {
        using var list = JsonDocument.Parse(await ReadAsync("/exports"));
        var page = await ReadAsync("/donnees");

        Assert.Equal(ExportFormat.All.Count, list.RootElement.GetProperty("files").GetArrayLength());
        foreach (var file in list.RootElement.GetProperty("files").EnumerateArray())
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(file.Text("path")!)).StatusCode);
            Assert.Contains($"href=\"{file.Text("path")}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_AskedForAtOnce_AreMadeOnce_InLittleRoom_AndCounted()
    {
        var folder = Directory.CreateTempSubdirectory("exports-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "left.part"), "half");
        using (var host = api.StartHost(builder => builder
            .UseSetting("Exports:Folder", folder).UseSetting("Exports:MaxFiles", "2")
            .UseSetting("GraphQL:CostBurst", "1000000").UseSetting("GraphQL:CostPerSecond", "1"),
            new TestClock(DirectoryApi.Now) { StepOfTimestamps = TimeSpan.FromTicks(1) })) // nothing comes back meanwhile
        {
            var files = host.Services.GetRequiredService<ExportFolder>();
            await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
            using var client = host.CreateClient();
            Task<HttpResponseMessage> AskAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative));

            const string part = "/exports/guichets.csv?departement=69";
            var before = Left(await AskAsync("/exports"));
            var made = Left(await AskAsync(part));
            var again = Left(await AskAsync(part));
            Assert.Equal(1, files.Made);
            // What is left is said before the file is sent: its sending is counted in the next answer.
            var making = 50 + (4 * await CountAsync()); // paid once, by who asks first
            Assert.InRange(before - made, making, making + 2);
            Assert.InRange(made - again, 50, 60);

            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync("/exports/guichets.ndjson")));
            Assert.Equal(2, files.Made);
            await AskAsync("/exports/guichets.geojson");
            Assert.Equal(2, Directory.GetFiles(folder).Length); // the table's was asked for least lately
            using var large = await AskAsync("/exports/guichets.ndjson");
            Assert.Equal(3, files.Made);
            var whole = Left(await AskAsync("/exports/guichets.csv"));
            Assert.Equal(4, files.Made);
            var sending = (int)((await large.Content.ReadAsByteArrayAsync()).Length >> 14);
            Assert.True(sending > 2);
            Assert.InRange(Left(large) - whole, 50 + sending, 52 + sending); // the whole is made for everybody, and sent to each
        }

        // The program ends beside the test.
        await DirectoryApi.UntilAsync(() => Task.FromResult(Directory.GetFiles(folder).Length == 0));
        Directory.Delete(folder);
    }

    private static int Left(HttpResponseMessage answer) => int.Parse(
        answer.Headers.GetValues("RateLimit").Single().Split(';')[1][2..], System.Globalization.CultureInfo.InvariantCulture);

    private static void AssertValid(JsonSchema schema, JsonNode? value)
    {
        var result = schema.Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        var faults = new StringBuilder();
        foreach (var detail in result.IsValid ? [] : result.Details.Where(detail => detail.HasErrors))
        {
            faults.AppendLine($"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}");
        }

        Assert.True(result.IsValid, $"{faults}{value}");
    }

    private async Task<int> CountAsync() => (await api.DataAsync("{ administrations { totalCount } }"))
        .GetProperty("administrations").GetProperty("totalCount").GetInt32();

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? ask = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        ask?.Invoke(request);
        return api.Stay.SendAsync(request);
    }
}
