using System.IO.Compression;
using System.Text.Json;
using System.Text.Unicode;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Territories;

/// <summary>A small JSON file that is one array of objects, plain or gzipped, read whole within bounds.</summary>
internal sealed class JsonArrayFile
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxRecords = 200_000;
    private const int MaxDepth = 8;

    private readonly byte[] _content;

    private JsonArrayFile(string path, byte[] content) => (FileName, _content) = (Path.GetFileName(path), content);

    /// <summary>The file's name, for messages.</summary>
    public string FileName { get; }

    /// <exception cref="SourceFileException">The file is too large, truncated, or not UTF-8.</exception>
    public static async Task<JsonArrayFile> OpenAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            await using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            var content = await ReadBoundedAsync(path, stream, cancellation);
            if (!Utf8.IsValid(content))
            {
                throw new SourceFileException($"{Path.GetFileName(path)} is not UTF-8.");
            }

            return new JsonArrayFile(path, content);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SourceFileException(
                $"{Path.GetFileName(path)} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Goes through the objects of the array.</summary>
    /// <exception cref="SourceFileException">The file is not an array of objects, or ends too soon.</exception>
    public void ForEach(Action<JsonElement, RecordPlace> visit)
    {
        var content = _content.AsSpan();
        var hasMark = content.StartsWith("\uFEFF"u8);
        content = hasMark ? content[3..] : content;
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                throw new SourceFileException($"{FileName} is not a JSON array.");
            }

            var (record, line, lineAt) = (0L, 1L, 0);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var offset = (int)reader.TokenStartIndex;
                line += content[lineAt..offset].Count((byte)'\n');
                lineAt = offset;
                var place = new RecordPlace(++record, line, offset + (hasMark ? 3 : 0));
                if (record > MaxRecords)
                {
                    throw new SourceFileException($"{FileName} has more than {MaxRecords} records.");
                }

                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw new SourceFileException($"{FileName}, {place}: an object was expected.");
                }

                using var document = JsonDocument.ParseValue(ref reader);
                visit(document.RootElement, place);
            }

            reader.Read(); // anything after the array throws
        }
        catch (JsonException exception)
        {
            throw new SourceFileException(
                $"{FileName} is not valid JSON at line {exception.LineNumber + 1}: it is damaged or truncated.", exception);
        }
    }

    private static async Task<byte[]> ReadBoundedAsync(string path, Stream stream, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation)) > 0)
        {
            if (content.Length + read > MaxBytes)
            {
                throw new SourceFileException(
                    $"{Path.GetFileName(path)} holds more than {MaxBytes / 1024 / 1024} MB: it is not a file of territories.");
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
