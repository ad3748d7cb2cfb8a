using System.IO.Compression;
using System.Text;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>Files that cannot be trusted: told with their place, and nothing is left of them.</summary>
public sealed class RefusedFileTests(ImporterDatabase database) : IClassFixture<ImporterDatabase>
{
    // More than one batch of records, so that the first of them reach the database before the end is read.
    private static readonly string Whole = InventedAnnuaire.File(700);

    public static TheoryData<string, string> Files => new()
    {
        { "truncated gzip", "truncated or damaged, at byte " },
        { "truncated JSON", "it is truncated" },
        { "Latin-1", "a byte that is not UTF-8 (0xE9), at line 2," },
        { "another shape", "line 1" },
        { "empty", "an empty file" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Annuaire_FromAnUntrustworthyFile_SaysWhereAndWritesNothing(string kind, string expected)
    {
        var path = database.Write(kind, Content(kind));
        var before = await database.StateAsync();

        var (exitCode, output, error) = await database.RunAsync("annuaire", path);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"{kind}: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(before, await database.StateAsync());
    }

    [Fact]
    public async Task AnnuaireLegacy_FailingAfterItsFirstBatch_WritesNothing()
    {
        var records = Enumerable.Range(1, 700).Select(i => InventedAnnuaire.Legacy(i, $"Maison {i}", $"msap-69123-{i}", "2017-01-01"));
        var path = database.Write("legacy.ndjson", string.Join('\n', records) + "\n{\"type\":");
        var before = await database.StateAsync();

        var (exitCode, _, error) = await database.RunAsync("annuaire-legacy", path);

        Assert.Equal(1, exitCode);
        Assert.Contains("it is truncated", error, StringComparison.Ordinal);
        Assert.Contains("line 701", error, StringComparison.Ordinal);
        Assert.Equal(before, await database.StateAsync());
    }

    private static byte[] Content(string kind) => kind switch
    {
        "truncated gzip" => Gzip(Whole)[..^100],
        "truncated JSON" => Encoding.UTF8.GetBytes(Whole[..^100]),
        "Latin-1" => Encoding.Latin1.GetBytes(Whole),
        "another shape" => "{\"fiches\":[{\"id\":1}]}"u8.ToArray(),
        "empty" => [],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] Gzip(string content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return bytes.ToArray();
    }
}
