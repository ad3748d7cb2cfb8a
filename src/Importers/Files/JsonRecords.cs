using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Files;

/// <summary>One record: a JSON object in UTF-8 and where it stands.</summary>
/// <param name="Utf8">The object's bytes, valid UTF-8 and JSON, until the next record is asked for.</param>
/// <param name="Place">Its place in the decompressed file.</param>
public readonly record struct JsonRecord(ReadOnlyMemory<byte> Utf8, RecordPlace Place);

/// <summary>What a JSON source looks like and how large a record may be.</summary>
public sealed record JsonRecordsOptions
{
    /// <summary>Properties of the root object that may hold the array of records; the first one met is read.</summary>
    public IReadOnlyList<string> ArrayNames { get; init; } = ["service", "results", "commune", "features"];

    /// <summary>
    /// Properties by which an object at the root is told to be a record itself, as in a file of one record a line;
    /// empty where such files are refused.
    /// </summary>
    public IReadOnlyList<string> RecordNames { get; init; } = [];

    /// <summary>The most bytes in a record.</summary>
    public int MaxRecordBytes { get; init; } = 4 << 20;

    /// <summary>How deep objects and arrays may nest, counted from the root.</summary>
    public int MaxDepth { get; init; } = 64;
}

/// <summary>
/// Takes records one at a time out of a JSON document of any size: an array at the root, an array held by a known
/// property of the root object, or objects one after the other (<c>ndjson</c>).
/// </summary>
/// <remarks>
/// Memory is bounded by the largest record. Line breaks mean nothing to it but for the places it reports. Anything
/// that is not JSON in UTF-8 of that shape, from the first byte to the last, is a <see cref="SourceFileException"/>
/// with line and offset.
/// </remarks>
public sealed class JsonRecords
{
    private const int InitialBufferBytes = 256 << 10;
    private const string PlaceInMessage = " LineNumber:"; // of the parser: it counts from where it resumed, and ours replaces it

    private readonly Stream _stream;
    private readonly JsonRecordsOptions _options;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBufferBytes);
    private int _start; // first byte that the reader has not consumed
    private int _end;
    private long _offset; // of _buffer[0] in the file
    private long _line = 1; // of _buffer[_start]
    private bool _isFinal;

    private JsonReaderState _state;
    private Shape _shape = Shape.Unknown;
    private bool _isInArray;
    private bool _hasMetArray;
    private bool _hasEnded;
    private long _records;

    private JsonRecords(Stream stream, JsonRecordsOptions options)
    {
        (_stream, _options) = (stream, options);
        _state = new JsonReaderState(new JsonReaderOptions
        {
            MaxDepth = options.MaxDepth,
            AllowMultipleValues = true,
        });
    }

    private enum Shape
    {
        Unknown,
        RootArray,
        Envelope,
        Lines,
    }

    private enum Step
    {
        Record,
        NeedsMore,
        End,
    }

    /// <summary>The records in the file's order; <paramref name="stream"/> stays the caller's.</summary>
    /// <exception cref="SourceFileException">While enumerating: the content is not what it should be.</exception>
    public static IAsyncEnumerable<JsonRecord> ReadAsync(
        Stream stream, JsonRecordsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new JsonRecords(stream, options ?? new JsonRecordsOptions()).ReadAllAsync(cancellationToken);
    }

    private async IAsyncEnumerable<JsonRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await FillAsync(cancellationToken);
            SkipByteOrderMark();
            while (true)
            {
                switch (Next(out var record))
                {
                    case Step.Record:
                        yield return record;
                        break;
                    case Step.NeedsMore:
                        await FillAsync(cancellationToken);
                        break;
                    default:
                        yield break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    // Moves what is left to the front, doubles the buffer when that leaves no room, and reads once.
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        var pending = _end - _start;
        if (pending > _options.MaxRecordBytes)
        {
            throw Refuse($"a record of more than {_options.MaxRecordBytes} bytes", _start);
        }

        var target = pending > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, pending).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _offset += _start;
        (_buffer, _start, _end) = (target, 0, pending);
        while (_end < _buffer.Length)
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                _isFinal = true;
                return;
            }

            _end += read;
        }
    }

    private void SkipByteOrderMark()
    {
        if (_buffer.AsSpan(_start, _end - _start).StartsWith(Encoding.UTF8.Preamble))
        {
            _start += Encoding.UTF8.Preamble.Length;
        }

        if (_end - _start >= 2 && _buffer[_start] is 0xFE or 0xFF && _buffer[_start + 1] is 0xFE or 0xFF)
        {
            throw Refuse("a file in UTF-16, where UTF-8 was expected", _start);
        }
    }

    private Step Next(out JsonRecord record)
    {
        record = default;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        try
        {
            while (_shape != Shape.Unknown || TryTellShape(ref reader))
            {
                var step = _isInArray || _shape == Shape.Lines
                    ? NextRecord(ref reader, out record)
                    : NextOfEnvelope(ref reader);
                if (step is { } result)
                {
                    return result;
                }
            }

            return Step.NeedsMore;
        }
        catch (JsonException e)
        {
            var offset = _start + (int)reader.BytesConsumed;
            throw Refuse(
                _isFinal && IsTruncation()
                    ? "the end of the file in the middle of its content: it is truncated"
                    : $"what is not JSON ({e.Message.Split(PlaceInMessage)[0].TrimEnd('.', ' ')})",
                offset,
                e);
        }
    }

    // Looks at the start of the document without consuming it. False: more bytes are needed.
    private bool TryTellShape(ref Utf8JsonReader reader)
    {
        var look = reader;
        if (!look.Read())
        {
            if (_isFinal)
            {
                throw Refuse("an empty file", _start);
            }

            return false;
        }

        if (look.TokenType == JsonTokenType.StartArray)
        {
            _shape = Shape.RootArray;
            return true;
        }

        if (look.TokenType != JsonTokenType.StartObject)
        {
            throw Refuse("neither an object nor an array at the root", _start);
        }

        var isRecord = false;
        while (look.Read())
        {
            if (look.CurrentDepth == 0) // the end of the root object
            {
                _shape = isRecord ? Shape.Lines : throw NoRecords();
                return true;
            }

            if (look.CurrentDepth == 1 && look.TokenType == JsonTokenType.PropertyName)
            {
                isRecord |= IsNamed(look, _options.RecordNames);
                if (IsNamed(look, _options.ArrayNames))
                {
                    if (!look.Read())
                    {
                        break;
                    }

                    if (look.TokenType == JsonTokenType.StartArray)
                    {
                        _shape = Shape.Envelope;
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // Between the root and the array, and after it. Null: go on.
    private Step? NextOfEnvelope(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            Commit(ref reader);
            return _isFinal ? Step.End : Step.NeedsMore;
        }

        var isRootArray = _shape == Shape.RootArray && reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0;
        var isHeldArray = _shape == Shape.Envelope && !_hasMetArray && reader.CurrentDepth == 1
            && reader.TokenType == JsonTokenType.PropertyName && IsNamed(reader, _options.ArrayNames);
        if (_hasEnded)
        {
            throw Refuse("content after the end of the document", _start + (int)reader.TokenStartIndex);
        }

        if (isHeldArray)
        {
            var before = reader;
            if (!before.Read())
            {
                return Step.NeedsMore; // not committed: the name is read again with its value
            }

            _isInArray = before.TokenType == JsonTokenType.StartArray;
            reader = before;
        }

        _isInArray |= isRootArray;
        _hasMetArray |= _isInArray;
        _hasEnded |= reader.CurrentDepth == 0
            && reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
        Commit(ref reader);
        reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        return null;
    }

    private Step? NextRecord(ref Utf8JsonReader reader, out JsonRecord record)
    {
        record = default;
        if (!reader.Read())
        {
            return _shape == Shape.Lines && _isFinal ? Step.End : Step.NeedsMore;
        }

        if (reader.TokenType == JsonTokenType.EndArray && _shape != Shape.Lines)
        {
            _isInArray = false;
            _hasEnded = reader.CurrentDepth == 0;
            Commit(ref reader);
            reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
            return null;
        }

        var first = _start + (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Refuse("something else than an object where a record was expected", first);
        }

        if (!reader.TrySkip())
        {
            return Step.NeedsMore; // not committed: the record is scanned again once it is there whole
        }

        var length = _start + (int)reader.BytesConsumed - first;
        if (length > _options.MaxRecordBytes)
        {
            throw Refuse($"a record of more than {_options.MaxRecordBytes} bytes", first);
        }

        var bytes = _buffer.AsMemory(first, length);
        CheckEncoding(bytes.Span, first);
        record = new JsonRecord(bytes, new RecordPlace(++_records, LineAt(first), _offset + first));
        Commit(ref reader);
        return Step.Record;
    }

    private void Commit(ref Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        _line += _buffer.AsSpan(_start, consumed).Count((byte)'\n');
        _start += consumed;
        _state = reader.CurrentState;
    }

    private void CheckEncoding(ReadOnlySpan<byte> record, int first)
    {
        if (Utf8.IsValid(record))
        {
            return;
        }

        var position = 0;
        while (Rune.DecodeFromUtf8(record[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        throw Refuse($"a byte that is not UTF-8 (0x{record[position]:X2})", first + position);
    }

    private SourceFileException NoRecords() => Refuse(
        $"no list of records: an array, or an object with an array called {string.Join(" or ", _options.ArrayNames)}, was expected",
        _start);

    private SourceFileException Refuse(string found, int position, Exception? inner = null)
    {
        position = Math.Clamp(position, _start, _end);
        var place = new RecordPlace(0, LineAt(position), _offset + position);
        var record = _records == 0 ? "before the first record" : $"after record {_records}";
        return new SourceFileException($"Found {found}, at {place}, {record}.", inner);
    }

    private long LineAt(int position) => _line + _buffer.AsSpan(_start, Math.Max(0, position - _start)).Count((byte)'\n');

    private static bool IsNamed(in Utf8JsonReader reader, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }

    // What is there would do, if more came.
    private bool IsTruncation()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _state);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
