using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Publishing.Heads;

/// <summary>
/// The folder in which signed heads are kept: a file a day (<c>2026-11-30.heads</c>), each line added to its end and forced to the disk.
/// The operator ships it to where nobody who has the database can write (docs/guides/operating.md).
/// </summary>
public static class HeadFiles
{
    /// <summary>How the files end.</summary>
    public const string Extension = ".heads";

    /// <summary>The files of a folder, oldest first; the file itself where one is named.</summary>
    public static IReadOnlyList<string> In(string path) => File.Exists(path)
        ? [path]
        : Directory.Exists(path) ? [.. Directory.GetFiles(path, $"*{Extension}").Order(StringComparer.Ordinal)] : [];

    /// <summary>The lines of files, oldest first; one that is too long comes cut, and is refused by whoever reads it.</summary>
    public static IEnumerable<(string Place, string Line)> Lines(string path)
    {
        foreach (var file in In(path))
        {
            var number = 0;
            foreach (var line in BoundedLines.Read(file, SignedHeads.MaxLength))
            {
                number++;
                // Left by a write that the machine did not survive: the next line begins anew.
                if (line.Length > 0)
                {
                    yield return ($"{Path.GetFileName(file)}:{number}", line);
                }
            }
        }
    }

    /// <summary>What the next line follows: the digest of the last one that can be read.</summary>
    public static string? LastDigest(string folder, ECDsa key)
    {
        string? digest = null;
        foreach (var (_, line) in Directory.Exists(folder) && In(folder) is [.., var newest] ? Lines(newest) : [])
        {
            try
            {
                digest = SignedHeads.Read(line, key).Digest;
            }
            catch (FormatException)
            {
                // Verification names it; writing goes on.
            }
        }

        return digest;
    }

    /// <summary>Adds a line to the file of its day and waits until the disk has it.</summary>
    public static void Append(string folder, Instant at, string line)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, at.ToDateTimeUtc().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Extension);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        // A line begins on a line of its own, whatever was cut before it.
        file.Write(Encoding.UTF8.GetBytes(EndsWithLine(path) ? $"{line}\n" : $"\n{line}\n"));
        file.Flush(flushToDisk: true);
    }

    private static bool EndsWithLine(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0)
        {
            return true;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
