using System.Text;
using PublicDirectory.Core.Spreadsheets;

namespace PublicDirectory.Core.Tests.Spreadsheets;

public sealed class CsvOutputTests
{
    [Fact]
    public async Task ForSpreadsheets_OfTextsAndNumbers_IsMarkedQuotedAndNoFormula()
    {
        using var file = new MemoryStream();
        await using (var table = CsvOutput.ForSpreadsheets(file))
        {
            await table.WriteAsync(["nom", "nombre", "rien", "à écrire"]);
            await table.WriteAsync(["=cmd|'calc'; \"Zoé\"", -2.5, null, "\r=1"]);
        }

        Assert.Equal(
            "\uFEFFnom;nombre;rien;à écrire\r\n\"'=cmd|'calc'; \"\"Zoé\"\"\";-2.5;;\"'\r=1\"\r\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public void ForPrograms_OfTheSame_HasCommasAndNoMark()
    {
        var file = new MemoryStream();
        using (var table = CsvOutput.ForPrograms(file))
        {
            table.Write("a,b", 1_000, Guid.Empty, "@x");
        }

        Assert.Equal("\"a,b\",1000,00000000-0000-0000-0000-000000000000,'@x\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public async Task WriteAsync_OfManyLines_HoldsFewOfThem()
    {
        await using var file = new Watched();
        await using var table = CsvOutput.ForSpreadsheets(file);
        var written = 3L; // the mark
        for (var i = 0; i < 3_000; i++)
        {
            await table.WriteAsync([new string('x', 1_000)]);
            written += 1_002;
            Assert.InRange(written - file.Received, 0, 128 << 10);
        }
    }

    // What a server's response is: it takes bytes, and refuses whoever would block a thread for it.
    private sealed class Watched : MemoryStream
    {
        public long Received { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Received += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
