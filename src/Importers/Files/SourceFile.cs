using System.Formats.Tar;
using System.IO.Compression;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Files;

/// <summary>
/// A file to import: plain, gzip, bzip2, or an archive (tar, zip, compressed or not), told apart by its first bytes
/// and never by its name. Everything is read as a stream; nothing is written to disk.
/// </summary>
/// <remarks>
/// Whatever is wrong with the file (absent, truncated, damaged, beyond <see cref="SourceFileOptions"/>) ends in a
/// <see cref="SourceFileException"/> that names the file and how far reading came.
/// </remarks>
public sealed class SourceFile : IDisposable
{
    private const int BufferBytes = 128 << 10;
    private static readonly byte[] ZipMagic = "PK\x03\x04"u8.ToArray();
    private static readonly byte[] EmptyZipMagic = "PK\x05\x06"u8.ToArray();

    private readonly Stream _compressed;
    private readonly SourceFileOptions _options;
    private readonly DecompressionGuard _guard;
    private bool _isRead;
    private IEnumerator<SourceEntry>? _entries;

    private SourceFile(string name, Stream compressed, SourceFileOptions options)
    {
        (Name, _compressed, _options) = (name, compressed, options);
        CompressedLength = compressed.Length;
        _guard = new DecompressionGuard(name, compressed, options);
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>Bytes on disk.</summary>
    public long CompressedLength { get; }

    /// <summary>
    /// Bytes read from disk so far: divided by <see cref="CompressedLength"/>, the progress. All of them once the file is closed.
    /// </summary>
    public long CompressedPosition
    {
        get
        {
            try
            {
                return _compressed.Position;
            }
            catch (ObjectDisposedException)
            {
                return CompressedLength; // the progress is drawn on another thread, which may ask as the file is closed
            }
        }
    }

    /// <summary>Bytes that came out of decompression so far.</summary>
    public long DecompressedBytes => _guard.TotalBytes;

    /// <exception cref="SourceFileException">The file is absent or may not be read.</exception>
    public static SourceFile Open(string path, SourceFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var stream = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
            return new SourceFile(Path.GetFileName(path), stream, options ?? new SourceFileOptions());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceFileException($"{path}: cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>A file that is open already.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="content">Its bytes, which can be sought; disposed with the file.</param>
    /// <param name="options">Bounds.</param>
    public static SourceFile Open(string name, Stream content, SourceFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new SourceFile(name, content, options ?? new SourceFileOptions());
    }

    /// <summary>
    /// The files inside, in the archive's order; a file that is no archive is its own only entry. Each entry's content
    /// must be read, or passed over, before the next one is asked for.
    /// </summary>
    public IEnumerable<SourceEntry> Entries()
    {
        if (_isRead)
        {
            throw new InvalidOperationException("A source file is read once: open it again.");
        }

        _isRead = true;
        return CountedEntries();
    }

    /// <summary>The content of the only file inside, or of the first whose name fits.</summary>
    /// <param name="isWanted">Asked for archives only, with the entry's path in the archive.</param>
    /// <exception cref="SourceFileException">An archive holds no such file.</exception>
    public Stream Content(Func<string, bool> isWanted)
    {
        var names = new List<string>();
        _entries = Entries().GetEnumerator(); // kept open until the file is: closing it closes the entry
        while (_entries.MoveNext())
        {
            var entry = _entries.Current;
            if (!entry.IsInArchive || isWanted(entry.Name))
            {
                return entry.Content;
            }

            if (names.Count < 5)
            {
                names.Add(entry.Name);
            }
        }

        throw new SourceFileException(
            $"{Name}: holds none of the files looked for; it begins with: {(names.Count == 0 ? "nothing" : string.Join(", ", names))}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _entries?.Dispose();
        _compressed.Dispose();
    }

    private IEnumerable<SourceEntry> CountedEntries()
    {
        var count = 0;
        foreach (var entry in StartsWith(_compressed, ZipMagic) || StartsWith(_compressed, EmptyZipMagic)
            ? ZipEntries()
            : StreamEntries())
        {
            if (++count > _options.MaxEntries)
            {
                throw new SourceFileException($"{Name}: holds more than {_options.MaxEntries} files.");
            }

            yield return entry;
        }
    }

    private IEnumerable<SourceEntry> ZipEntries()
    {
        // The library reads the whole table before it gives the first entry, and more of it than it says it holds.
        var file = new BudgetStream(_compressed);
        var table = ZipEndBytes + ((long)_options.MaxEntries * TableBytesOfAnEntry);
        using var archive =
            _guard.Run("its table of contents", () => file.Run(table, () => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true)));
        var entries = _guard.Run("its table of contents", () => file.Run(table, () => archive.Entries));
        foreach (var entry in entries)
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            using var content = new GuardedStream(
                new CheckedZipStream(_guard.Run(entry.FullName, entry.Open), entry.Length, entry.Crc32), _guard, entry.FullName);
            yield return new SourceEntry(entry.FullName, content, IsInArchive: true);
        }
    }

    private IEnumerable<SourceEntry> StreamEntries()
    {
        using var decompressed = new PrefixedStream(Decompress());
        if (!IsTar(_guard.Run("its start", () => decompressed.Peek(TarHeaderBytes))))
        {
            using var content = new GuardedStream(decompressed, _guard, entry: null);
            yield return new SourceEntry(Name, content, IsInArchive: false);
            yield break;
        }

        // Bytes are counted below the tar reader, so that entries which nobody reads count as well.
        using var counted = new GuardedStream(new TarHeaders(decompressed), _guard, entry: null);
        using var tar = new TarReader(counted, leaveOpen: true);
        while (_guard.Run("an entry of the archive", () => tar.GetNextEntry()) is { } entry)
        {
            if (entry.DataStream is { } data
                && entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                _guard.NextEntry();
                yield return new SourceEntry(entry.Name, new TarEntryStream(data, _guard, entry.Name, entry.Length), IsInArchive: true);
            }
        }
    }

    private Stream Decompress() => true switch
    {
        _ when StartsWith(_compressed, [0x1f, 0x8b]) => new GzipStream(_compressed),
        _ when StartsWith(_compressed, "BZh"u8) => new Bzip2Stream(_compressed),
        _ => _compressed,
    };

    private bool StartsWith(Stream stream, ReadOnlySpan<byte> magic)
    {
        Span<byte> start = stackalloc byte[magic.Length];
        try
        {
            stream.Position = 0;
            var read = stream.ReadAtLeast(start, magic.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            return read == magic.Length && start.SequenceEqual(magic);
        }
        catch (IOException e)
        {
            throw new SourceFileException($"{Name}: cannot be read: {e.Message}", e);
        }
    }

    // 46, a name, and what archivers add.
    private const int TableBytesOfAnEntry = 128;

    // Where the table is said to be, behind a comment of 64 KiB at most; it is looked for in blocks.
    private const int ZipEndBytes = 128 << 10;

    private const int TarHeaderBytes = 262;

    private static bool IsTar(ReadOnlySpan<byte> start) =>
        start.Length == TarHeaderBytes && start[257..].SequenceEqual("ustar"u8);
}

/// <summary>A file, or a file inside an archive.</summary>
/// <param name="Name">Its path in the archive, for choosing and for messages; never used as a path on disk.</param>
/// <param name="Content">Its decompressed bytes, valid until the next entry is asked for.</param>
/// <param name="IsInArchive">Whether it stands beside others.</param>
public readonly record struct SourceEntry(string Name, Stream Content, bool IsInArchive);
