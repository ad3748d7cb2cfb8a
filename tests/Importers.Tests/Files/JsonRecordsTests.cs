using System.Text;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Tests.Files;

public sealed class JsonRecordsTests
{
    private static readonly JsonRecordsOptions WithLines = new() { RecordNames = ["id"] };

    [Theory]
    [InlineData("""{"service":[{"id":1},{"id":2}]}""")]
    [InlineData("""{ "total_count": 2, "results" : [ {"id":1} , {"id":2} ] , "links": [{"id":3}] }""")]
    [InlineData("""[{"id":1},{"id":2}]""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"id":1},{"id":2}]}""")]
    [InlineData("{\"id\":1}\n{\"id\":2}\n")] // one a line
    [InlineData("{\"id\":1}{\"id\":2}")] // one after the other
    [InlineData("\uFEFF{\"service\":[{\"id\":1},{\"id\":2}]}")]
    [InlineData("""{"service":"none","results":[{"id":1},{"id":2}]}""")] // a name that holds no array
    public async Task Read_OfEveryShape_GivesTheRecords(string json)
    {
        var records = await ReadAsync(json, WithLines);

        Assert.Equal(["""{"id":1}""", """{"id":2}"""], records.Select(record => record.Text));
        Assert.Equal([1L, 2L], records.Select(record => record.Place.Record));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"service":[]}""")]
    public async Task Read_OfAnEmptyArray_GivesNone(string json) => Assert.Empty(await ReadAsync(json, WithLines));

    [Fact]
    public async Task Read_InChunksOfOneByte_GivesTheSameRecordsAndPlaces()
    {
        const string Json = "{\"total\":1,\n\"service\":[\n{\"a\":\"é\\\"}\"},\n\n {\"b\":[{}]}]\n}\n";

        var records = await ReadAsync(Json, WithLines, new OneByteStream(Encoding.UTF8.GetBytes(Json)));

        Assert.Equal(["{\"a\":\"é\\\"}\"}", "{\"b\":[{}]}"], records.Select(record => record.Text));
        Assert.Equal(new RecordPlace(1, 3, 24), records[0].Place);
        Assert.Equal(new RecordPlace(2, 5, 41), records[1].Place);
    }

    [Fact]
    public async Task Read_OfRecordsLargerThanTheBuffer_GrowsIt()
    {
        var large = "{\"a\":\"" + new string('x', 900_000) + "\"}";

        var records = await ReadAsync($"[{large},{{}},{large}]", WithLines);

        Assert.Equal([large.Length, 2, large.Length], records.Select(record => record.Text.Length));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    public async Task Read_OfARecordAtTheBound_IsReadAndBeyondRefused(int bound, bool fits)
    {
        var record = "{\"a\":\"" + new string('x', 92) + "\"}";

        var e = await Record.ExceptionAsync(() => ReadAsync($"[{record}]", WithLines with { MaxRecordBytes = bound }));

        Assert.Equal(fits, e is null);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("   ", "an empty file")]
    [InlineData("12", "neither an object nor an array")]
    [InlineData("<html>", "not JSON")]
    [InlineData("""{"error":"maintenance"}""", "no list of records")]
    [InlineData("""{"service":[1]}""", "something else than an object")]
    [InlineData("""[[{"id":1}]]""", "something else than an object")]
    [InlineData("""{"service":[{"id":1}""", "truncated")]
    [InlineData("""{"service":[{"id":1},{"id":"x""", "truncated")]
    [InlineData("""{"service":[{"id":1}]""", "truncated")]
    [InlineData("""[{"id":1}] [{"id":2}]""", "content after the end")]
    [InlineData("""{"service":[{"id":1}]} trailing""", "not JSON")]
    [InlineData("""{"service":[{"id":1},]}""", "not JSON")]
    [InlineData("""{"service":[{"id":1}{"id":2}]}""", "not JSON")]
    public async Task Read_OfWhatIsNoListOfRecords_SaysWhatWasFoundAndWhere(string json, string found)
    {
        var e = await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync(json, WithLines));

        Assert.Contains(found, e.Message, StringComparison.Ordinal);
        Assert.Contains("line 1, byte ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfLatin1_NamesTheByteAndItsPlace()
    {
        var bytes = Encoding.Latin1.GetBytes("[{\"id\":1},\n{\"nom\":\"Mairie de Bélis\"}]");

        var e = await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync("", WithLines, new MemoryStream(bytes)));

        Assert.Contains("not UTF-8 (0xE9)", e.Message, StringComparison.Ordinal);
        Assert.Contains("line 2, byte 30", e.Message, StringComparison.Ordinal);
        Assert.Contains("after record 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfUtf16_SaysSo()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("[]")];

        var e = await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync("", WithLines, new MemoryStream(bytes)));

        Assert.Contains("UTF-16", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfRecordsTooDeep_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 80)) + "1" + new string('}', 80);

        await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync($"[{deep}]", WithLines));
    }

    private static async Task<List<(string Text, RecordPlace Place)>> ReadAsync(
        string json, JsonRecordsOptions options, Stream? stream = null)
    {
        var records = new List<(string, RecordPlace)>();
        await foreach (var record in JsonRecords.ReadAsync(stream ?? new MemoryStream(Encoding.UTF8.GetBytes(json)), options))
        {
            records.Add((Encoding.UTF8.GetString(record.Utf8.Span), record.Place));
        }

        return records;
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
