using System.Formats.Tar;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;

namespace PublicDirectory.Importers.Tests.Files;

/// <summary>A file in each form in which sources come.</summary>
internal static class SourceForms
{
    public static readonly string[] All = ["plain", "gzip", "bzip2", "zip", "tar", "tar.gz", "tar.bz2"];

    public static byte[] Make(string form, byte[] content) => form switch
    {
        "plain" => content,
        "gzip" => Through(content, stream => new GZipStream(stream, CompressionLevel.Fastest)),
        "bzip2" => Through(content, stream => new BZip2OutputStream(stream)),
        "bzip2 in two streams" => [.. Make("bzip2", content[..10]), .. Make("bzip2", content[10..])],
        "tar" => Tar(content),
        "tar.gz" => Make("gzip", Tar(content)),
        "tar.bz2" => Make("bzip2", Tar(content)),
        _ => Zip(content),
    };

    private static byte[] Through(byte[] content, Func<Stream, Stream> compress)
    {
        var buffer = new MemoryStream();
        using (var compressed = compress(buffer))
        {
            compressed.Write(content);
        }

        return buffer.ToArray();
    }

    private static byte[] Tar(byte[] content)
    {
        var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "all/2026-01-01_060000-data.gouv_local.json")
            {
                DataStream = new MemoryStream(content),
            });
        }

        return buffer.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "data.gouv_local.json", "readme.txt" })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
