using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Tests.Files;

/// <summary>Archives that claim more than they hold: no room is made for what is only claimed.</summary>
public sealed class HostileArchiveTests
{
    private const int Block = 512;

    public static TheoryData<string, long, string, string> Claims => new()
    {
        { "x", 2L << 30, "", "an extended header of 2147483648 bytes" },
        { "x", 100_000_000, "", "an extended header of 100000000 bytes" },
        { "g", 100_000_000, "", "an extended header of 100000000 bytes" },
        { "L", 100_000_000, "", "an extended header of 100000000 bytes" },
        { "K", 100_000_000, "", "an extended header of 100000000 bytes" },
        { "x", 65_537, "", "an extended header of 65537 bytes" },
        { "x", 19, "19 size=1000000000\n", "another size" },
        { "g", 30, "11 path=aa\n19 size=1000000000\n", "another size" },
        { "0", -1, "", "not written in digits" },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void Tar_WhoseHeadersClaimMuch_IsRefusedBeforeRoomIsMade(string type, long size, string content, string expected)
    {
        // After an entry that is as it should be.
        byte[] tar =
            [
                .. Header('0', 3), .. Padded("abc"), .. Header(type[0], size), .. Padded(content), .. Header('0', 3), .. Padded("abc"),
                .. new byte[2 * Block]
            ];

        var (refusal, allocated) = Refuse(tar, new SourceFileOptions());

        Assert.Contains(expected, refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 20_000_000);
    }

    [Fact]
    public void Tar_WithLongNamesAndWordsBesideThem_IsReadWhole()
    {
        var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (format, name) in new[] { (TarEntryFormat.Pax, $"{new string('a', 300)}/size=3.json"), (
                TarEntryFormat.Gnu, $"{new string('b', 300)}.json") })
            {
                TarEntry entry =
                    format == TarEntryFormat.Pax
                        ? new PaxTarEntry(TarEntryType.RegularFile, name)
                        : new GnuTarEntry(TarEntryType.RegularFile, name);
                entry.DataStream = new MemoryStream(new byte[1500]);
                tar.WriteEntry(entry);
            }
        }

        using var file = SourceFile.Open("a.tar", new MemoryStream(buffer.ToArray()));
        Assert.Equal([312, 305], file.Entries().Select(entry => entry.Name.Length).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50_000)]
    public void Zip_WhoseTableIsLong_IsRefusedBeforeAllOfItIsRead(ushort said)
    {
        const int entries = 50_000;
        var zip = new MemoryStream();
        zip.Write(LocalHeader);
        for (var i = 0; i < entries; i++)
        {
            zip.Write(TableEntry);
        }

        var table = entries * TableEntry.Length;
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), said);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), said);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), table);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), LocalHeader.Length);
        zip.Write(end);

        var (refusal, allocated) = Refuse(zip.ToArray(), new SourceFileOptions { MaxEntries = 10 });

        Assert.Contains("its table of contents", refusal, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 3_000_000);
    }

    private static byte[] LocalHeader { get; } = [.. "PK\u0003\u0004"u8, .. new byte[26]];

    private static byte[] TableEntry { get; } = [.. "PK\u0001\u0002"u8, .. new byte[24], 1, 0, .. new byte[16], (byte)'a'];

    private static (string Message, long Allocated) Refuse(byte[] content, SourceFileOptions options)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = SourceFile.Open("a.tar", new MemoryStream(content), options);
        var refusal = Assert.Throws<SourceFileException>(() => file.Entries().Count());
        return (refusal.Message, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Header(char type, long size)
    {
        var block = new byte[Block];
        Encoding.ASCII.GetBytes("a.json").CopyTo(block, 0);
        Encoding.ASCII.GetBytes("0000644\00000000\00000000\0").CopyTo(block, 100);
        Encoding.ASCII.GetBytes(size < 0 ? "00000000zz9\0" : Convert.ToString(size, 8).PadLeft(11, '0') + "\0").CopyTo(block, 124);
        Encoding.ASCII.GetBytes("00000000000\0        ").CopyTo(block, 136);
        block[156] = (byte)type;
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(block, 257);
        Encoding.ASCII.GetBytes(Convert.ToString(block.Sum(one => one), 8).PadLeft(6, '0') + "\0 ").CopyTo(block, 148);
        return block;
    }

    private static byte[] Padded(string content)
    {
        var bytes = Encoding.ASCII.GetBytes(content);
        return [.. bytes, .. new byte[(Block - (bytes.Length % Block)) % Block]];
    }
}
