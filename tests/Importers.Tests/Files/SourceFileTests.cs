using System.Text;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Tests.Files;

public sealed class SourceFileTests : IDisposable
{
    private const string Text = """{"service":[{"id":"un"}]}""";
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("source-file-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("bzip2 in two streams")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("tar.bz2")]
    public void Content_OfEveryForm_IsToldByItsBytes(string form)
    {
        var path = Write("no-extension", SourceForms.Make(form, Encoding.UTF8.GetBytes(Text)));

        using var file = SourceFile.Open(path);
        var text = ReadAll(file.Content(name => name.EndsWith("local.json", StringComparison.Ordinal)));

        Assert.Equal(Text, text);
        Assert.Equal(file.CompressedLength, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("tar.bz2")]
    public void Content_OfATruncatedFile_SaysSoWithTheByte(string form)
    {
        var whole = SourceForms.Make(form, Noise(200_000));
        var path = Write("cut", whole[..(whole.Length / 2)]);

        var e = Assert.Throws<SourceFileException>(() =>
        {
            using var file = SourceFile.Open(path);
            return ReadAll(file.Content(_ => true));
        });

        Assert.Contains("cut: truncated or damaged", e.Message, StringComparison.Ordinal);
        Assert.Contains("at byte", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("zip")]
    public void Content_WithAFlippedByte_IsRefused(string form)
    {
        var bytes = SourceForms.Make(form, Noise(50_000));
        bytes[bytes.Length / 4] ^= 0x40;
        var path = Write("flipped", bytes);

        Assert.Throws<SourceFileException>(() =>
        {
            using var file = SourceFile.Open(path);
            return ReadAll(file.Content(_ => true));
        });
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(999, false)]
    public void Content_AtTheBoundOfSize_IsReadAndBeyondRefused(int bound, bool fits)
    {
        var path = Write("bound", SourceForms.Make("gzip", Noise(1000)));
        using var file = SourceFile.Open(path, new SourceFileOptions { MaxEntryBytes = bound });

        var e = Record.Exception(() => ReadAll(file.Content(_ => true)));

        Assert.Equal(fits, e is null);
        Assert.True(fits || e is SourceFileException);
    }

    [Fact]
    public void Position_OfAClosedFile_IsItsEnd()
    {
        var file = SourceFile.Open("a", new MemoryStream([1, 2, 3]));
        var before = file.CompressedPosition;

        file.Dispose();

        Assert.Equal((0L, 3L), (before, file.CompressedPosition));
    }

    [Fact]
    public void Content_OfABomb_IsRefusedLongBeforeItsEnd()
    {
        var path = Write("bomb", SourceForms.Make("gzip", new byte[8 << 20]));
        using var file = SourceFile.Open(path, new SourceFileOptions { MaxRatio = 50, RatioAppliesAfterBytes = 1 << 20 });

        var e = Assert.Throws<SourceFileException>(() => ReadAll(file.Content(_ => true)));

        Assert.Contains("decompression bomb", e.Message, StringComparison.Ordinal);
        Assert.True(file.DecompressedBytes < 3 << 20);
    }

    [Fact]
    public void Entries_BeyondTheirNumber_AreRefused()
    {
        var path = Write("many", SourceForms.Make("zip", Encoding.UTF8.GetBytes(Text)));
        using var file = SourceFile.Open(path, new SourceFileOptions { MaxEntries = 1 });

        var e = Assert.Throws<SourceFileException>(() => file.Entries().Count());

        Assert.Contains("more than 1 files", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_NotInTheArchive_NamesWhatIs()
    {
        using var file = SourceFile.Open(Write("other", SourceForms.Make("zip", [1])));

        var e = Assert.Throws<SourceFileException>(() => file.Content(_ => false));

        Assert.Contains("readme.txt", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfNothing_NamesThePath()
    {
        var e = Assert.Throws<SourceFileException>(() => SourceFile.Open(Path.Combine(_folder, "absent.json")));

        Assert.Contains("absent.json", e.Message, StringComparison.Ordinal);
    }

    private static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
