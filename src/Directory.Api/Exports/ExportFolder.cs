using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PublicDirectory.Api.Http;

namespace PublicDirectory.Api.Exports;

/// <summary>
/// Files of exports, each made once for a state of the directory and kept until the directory has changed or the room is needed. They are
/// made one after the other on a thread of their own, under another name until they are whole.
/// </summary>
internal sealed class ExportFolder : IDisposable
{
    private const string Whole = ".export";
    private const string BeingMade = ".part";

    private readonly ExportOptions _options;
    private readonly string _folder;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly LongThreads _thread = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private int _pending;
    private long _uses;

    public ExportFolder(IOptions<ExportOptions> options)
    {
        _options = options.Value;
        _folder = string.IsNullOrWhiteSpace(_options.Folder)
            ? Directory.CreateTempSubdirectory("directory-exports-").FullName
            : Directory.CreateDirectory(_options.Folder).FullName;
        foreach (var left in Directory.EnumerateFiles(_folder).Where(path => Path.GetExtension(path) is Whole or BeingMade))
        {
            File.Delete(left); // of a run before: what they hold is not known
        }
    }

    /// <summary>How many files were made since the start.</summary>
    public int Made { get; private set; }

    /// <summary>Whether the file is there, or is being made.</summary>
    public bool Has(Export export, ExportFormat format)
    {
        lock (_gate)
        {
            return _entries.ContainsKey(KeyOf(export, format));
        }
    }

    /// <summary>The file as it is, made if need be.</summary>
    /// <exception cref="HttpRefusal">Too many wait to be made (503).</exception>
    public Task<ExportFile> GetAsync(Export export, ExportFormat format, CancellationToken cancellationToken) =>
        MakeOnceAsync(export, KeyOf(export, format), stream => format.Write(export, stream, _stopping.Token), cancellationToken);

    /// <summary>The same file in gzip.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<ExportFile> GetCompressedAsync(Export export, ExportFormat format, CancellationToken cancellationToken)
    {
        var file = await GetAsync(export, format, cancellationToken);
        return await MakeOnceAsync(export, KeyOf(export, format) + " gzip", stream => Compress(file, stream), cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Dispose();
        _stopping.Dispose();
        lock (_gate)
        {
            foreach (var entry in _entries.Values.Where(entry => entry.File.IsCompletedSuccessfully))
            {
                File.Delete(entry.File.Result.Path);
            }
        }

        if (string.IsNullOrWhiteSpace(_options.Folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string KeyOf(Export export, ExportFormat format) => $"{export.State} {format.Extension} {export.Query}";

    private static void Compress(ExportFile file, Stream stream)
    {
        using var plain = File.OpenRead(file.Path);
        using var compressed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        plain.CopyTo(compressed);
    }

    private Task<ExportFile> MakeOnceAsync(Export export, string key, Action<Stream> write, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                if (_pending >= _options.QueuedFiles)
                {
                    throw new HttpRefusal(
                        StatusCodes.Status503ServiceUnavailable, "Beaucoup de fichiers sont en préparation : réessayez dans un instant.",
                        "OVERLOADED")
                    {
                        RetryAfter = TimeSpan.FromSeconds(10),
                    };
                }

                _pending++;
                // Whoever asked may leave meanwhile: others wait for the same file.
                entry = new Entry(export.State, Task.Factory.StartNew(
                    () => Make(export, key, write), _stopping.Token, TaskCreationOptions.None, _thread));
                _entries.Add(key, entry);
            }

            entry.LastUse = ++_uses;
            return entry.File.WaitAsync(cancellationToken);
        }
    }

    private ExportFile Make(Export export, string key, Action<Stream> write)
    {
        var path = Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)));
        try
        {
            var file = Write(path, write);
            lock (_gate)
            {
                Made++;
                MakeRoom(export.State, key, file.Length);
            }

            return file;
        }
        catch
        {
            File.Delete(path + BeingMade);
            lock (_gate)
            {
                _entries.Remove(key);
            }

            throw;
        }
        finally
        {
            lock (_gate)
            {
                _pending--;
            }
        }
    }

    private static ExportFile Write(string path, Action<Stream> write)
    {
        using var hash = SHA256.Create();
        long length;
        using (var file = new FileStream(path + BeingMade, FileMode.Create, FileAccess.Write, FileShare.None, 64 << 10))
        {
            using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                write(hashed);
            }

            length = file.Length;
        }

        File.Move(path + BeingMade, path + Whole, overwrite: true);
        return new ExportFile(path + Whole, length, hash.Hash!);
    }

    // Those of another state first, all of them; then whoever was asked for least lately. Readers that have one open keep it.
    private void MakeRoom(string state, string key, long length)
    {
        var made = _entries.Where(entry => entry.Key != key && entry.Value.File.IsCompletedSuccessfully)
            .OrderBy(entry => entry.Value.LastUse);
        var kept = new Queue<KeyValuePair<string, Entry>>();
        foreach (var entry in made.ToList())
        {
            if (entry.Value.State != state)
            {
                Remove(entry);
            }
            else
            {
                kept.Enqueue(entry);
            }
        }

        var bytes = length + kept.Sum(entry => entry.Value.File.Result.Length);
        while (kept.Count > 0 && (bytes > _options.MaxBytes || kept.Count + 1 > _options.MaxFiles))
        {
            bytes -= kept.Peek().Value.File.Result.Length;
            Remove(kept.Dequeue());
        }
    }

    private void Remove(KeyValuePair<string, Entry> entry)
    {
        _entries.Remove(entry.Key);
        File.Delete(entry.Value.File.Result.Path);
    }

    private sealed class Entry(string state, Task<ExportFile> file)
    {
        public string State { get; } = state;

        public Task<ExportFile> File { get; } = file;

        public long LastUse { get; set; }
    }
}
