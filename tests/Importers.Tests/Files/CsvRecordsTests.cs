using System.Text;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Tests.Files;

public sealed class CsvRecordsTests
{
    private static readonly CsvRecordsOptions Bounds = new() { MaxLines = 6, MaxRecordBytes = 70_000, MaxFieldLength = 20 };

    [Theory]
    [InlineData("code,name\n1,Évry\n")]
    [InlineData("\uFEFFcode;name\r\n1;Évry")]
    [InlineData("name\tother\tCODE\rÉvry\t\t1\r")]
    [InlineData("code|name\n\n\"1\"|\"Évry\"\n")]
    [InlineData("\"code\", \"name\"\n 1 , \" Évry \" \n")]
    public async Task ReadAsync_WhateverTheForm_GivesTheColumnsAskedFor(string text)
    {
        var records = await ReadAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["1", "Évry"], Assert.Single(records).Values);
    }

    [Fact]
    public async Task ReadAsync_InUtf16ThatSaysSo_IsRead() =>
        Assert.Equal(
            ["1", "Évry"],
            Assert.Single(await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("code;name\n1;Évry\n")])).Values);

    [Fact]
    public async Task ReadAsync_BreaksAndQuotesInQuotes_AreOfTheField_AndPlacesCountLines()
    {
        var records = await ReadAsync("code,name\n1,\"a\n\"\"b\"\",c\"\n\n2\n"u8.ToArray());

        Assert.Equal(["1", "a\n\"b\",c"], records[0].Values);
        Assert.Equal(["2", null], records[1].Values);
        Assert.Equal([new RecordPlace(1, 2, 10), new RecordPlace(2, 5, 25)], records.Select(record => record.Place));
    }

    [Theory]
    [InlineData("", "x.csv is empty.")]
    [InlineData("\n\n", "x.csv is empty.")]
    [InlineData("code,nom\n1,a\n", "x.csv has no column name: its header says code, nom.")]
    [InlineData("code,name\n1,\"a\n2,b\n", "x.csv, line 2: column 2 (name): a quote is opened and never closed.")]
    [InlineData(
        "code,name\n1,\"a\"b\n", "x.csv, line 2: column 2 (name): text follows a closing quote; a quote inside a field is written twice.")]
    [InlineData(
        "code,name\n\"1,a\n2,\"b\n",
        "x.csv, line 2: column 1 (code): text follows a closing quote; a quote inside a field is written twice.")]
    [InlineData("code,name\n1,b\n2\",a\n", "x.csv, line 3: column 1 (code): a quote stands inside a field that does not begin with one.")]
    [InlineData("code,na\"me\n", "x.csv, line 1: column 2: a quote stands inside a field that does not begin with one.")]
    [InlineData("code,name\n1,123456789012345678901\n", "x.csv, line 2: column 2 (name): more than 20 characters in one field.")]
    [InlineData("code,name\n1,b,123456789012345678901\n", "x.csv, line 2: column 3: more than 20 characters in one field.")]
    [InlineData("code,name\n1\n2\n3\n4\n5\n6\n", "x.csv, line 7: the file has more than 6 lines.")]
    [InlineData("code,name\n\n\n\n\n\n6\n", "x.csv, line 7: the file has more than 6 lines.")]
    public async Task ReadAsync_OfWhatIsNotCsvOrTooMuch_SaysWhatAndWhere(string text, string message) =>
        Assert.Equal(message, await RefusalAsync(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task ReadAsync_InAnotherEncoding_SaysWhereItCannotBeRead()
    {
        Assert.Equal(
            "x.csv, line 3: column 2 (name): not UTF-8. Save the file as \"CSV UTF-8\".",
            await RefusalAsync(Encoding.Latin1.GetBytes("code,name\n1,Lyon\n2,Évry\n")));
        Assert.Equal(
            "x.csv, line 1: column 2: not UTF-8. Save the file as \"CSV UTF-8\".",
            await RefusalAsync(Encoding.Latin1.GetBytes("code,département\n1,Lyon\n")));
    }

    [Theory]
    [InlineData("\"")] // never closed
    [InlineData(",")]
    [InlineData("x")]
    public async Task ReadAsync_OfARecordWithoutEnd_StopsSoonAfterTheBound(string repeated)
    {
        await using var endless = new Endless("code,name\n1,\"\n", repeated);

        var exception = await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync(endless));

        Assert.Equal("x.csv, line 2: more than 70000 bytes in one record; is a quote left open?", exception.Message);
        Assert.InRange(endless.Given, 70_000, 300_000);
    }

    private static async Task<string> RefusalAsync(byte[] file) =>
        (await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync(file))).Message;

    private static Task<List<CsvRecord>> ReadAsync(byte[] file) => ReadAsync(new MemoryStream(file));

    private static async Task<List<CsvRecord>> ReadAsync(Stream file) =>
        await CsvRecords.ReadAsync(file, "x.csv", ["code", "name"], Bounds).ToListAsync();

    private sealed class Endless(string start, string repeated) : ReadOnlyStream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);

        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            foreach (ref var place in buffer)
            {
                place = Given < _start.Length ? _start[Given] : (byte)repeated[0];
                Given++;
            }

            return buffer.Length;
        }
    }
}
