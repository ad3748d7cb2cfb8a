using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>
/// The response as UTF-8 JSON, in one growing buffer that can be cut back to an earlier position. Custom scalars write
/// one JSON value to it per call.
/// </summary>
public sealed class ResultWriter
{
    private static readonly SearchValues<byte> EscapedBytes =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private static readonly SearchValues<char> EscapedChars =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\']);

    private readonly int _maxBytes;
    private byte[] _buffer;
    private int _position;

    internal ResultWriter(int maxBytes)
    {
        _maxBytes = maxBytes;
        _buffer = ArrayPool<byte>.Shared.Rent(4096);
    }

    internal int Position => _position;

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    /// <summary>Writes a text as a JSON string. A lone surrogate becomes U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> value)
    {
        Byte((byte)'"');
        while (true)
        {
            var stop = value.IndexOfAny(EscapedChars);
            Transcode(stop < 0 ? value : value[..stop]);
            if (stop < 0)
            {
                break;
            }

            Escape((byte)value[stop]);
            value = value[(stop + 1)..];
        }

        Byte((byte)'"');
    }

    /// <summary>Writes a text in UTF-8 as a JSON string. Bytes that are no UTF-8 become U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            WriteString(Encoding.UTF8.GetString(utf8));
            return;
        }

        Byte((byte)'"');
        while (true)
        {
            var stop = utf8.IndexOfAny(EscapedBytes);
            WriteRaw(stop < 0 ? utf8 : utf8[..stop]);
            if (stop < 0)
            {
                break;
            }

            Escape(utf8[stop]);
            utf8 = utf8[(stop + 1)..];
        }

        Byte((byte)'"');
    }

    /// <summary>Writes a text that is already UTF-8 and escaped, between quotes.</summary>
    public void WriteEscapedString(ReadOnlySpan<byte> escaped)
    {
        var target = Reserve(escaped.Length + 2);
        target[0] = (byte)'"';
        escaped.CopyTo(target[1..]);
        target[escaped.Length + 1] = (byte)'"';
        _position += escaped.Length + 2;
    }

    /// <summary>Writes JSON as it is.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _position += json.Length;
    }

    /// <summary>Writes a value by its own UTF-8 format, between quotes. The format must need no escaping.</summary>
    public void WriteFormatted<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Byte((byte)'"');
        Format(value, format);
        Byte((byte)'"');
    }

    /// <summary>Writes a whole number.</summary>
    public void WriteNumber(long value) => Format(value, default);

    /// <summary>Writes a decimal number.</summary>
    public void WriteNumber(decimal value) => Format(value, default);

    /// <summary>Writes a number in its shortest exact form.</summary>
    /// <exception cref="GraphQLException">The value is infinite or not a number: JSON has no such thing.</exception>
    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new GraphQLException("A number of the response is infinite or undefined.", ErrorCodes.Internal);
        }

        Format(value, default);
    }

    /// <summary>Writes true or false.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes null.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    internal void Byte(byte value)
    {
        if (_position == _buffer.Length)
        {
            Reserve(1);
        }

        _buffer[_position++] = value;
    }

    internal void Truncate(int position) => _position = position;

    // The buffer goes back to the pool; the writer is of no more use.
    internal void Release()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _position = 0;
    }

    private void Format<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        var size = 32;
        int written;
        while (!value.TryFormat(Reserve(size), out written, format, CultureInfo.InvariantCulture))
        {
            size *= 2;
        }

        _position += written;
    }

    private void Transcode(ReadOnlySpan<char> value)
    {
        // three bytes per UTF-16 unit at the most, a replaced lone surrogate included
        Utf8.FromUtf16(value, Reserve(checked(value.Length * 3)), out _, out var written);
        _position += written;
    }

    private void Escape(byte value)
    {
        switch ((char)value)
        {
            case '"': WriteRaw("\\\""u8); break;
            case '\\': WriteRaw("\\\\"u8); break;
            case '\n': WriteRaw("\\n"u8); break;
            case '\r': WriteRaw("\\r"u8); break;
            case '\t': WriteRaw("\\t"u8); break;
            case '\b': WriteRaw("\\b"u8); break;
            case '\f': WriteRaw("\\f"u8); break;
            default:
                WriteRaw("\\u00"u8);
                Utf8Formatter.TryFormat(value, Reserve(2), out var written, new StandardFormat('x', 2));
                _position += written;
                break;
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _position < count)
        {
            Grow(count);
        }

        return _buffer.AsSpan(_position);
    }

    private void Grow(int count)
    {
        var needed = (long)_position + count;
        if (needed > _maxBytes && _position + (count / 3L) > _maxBytes)
        {
            throw new ExecutionAbortedException(
                string.Create(
                    CultureInfo.InvariantCulture, $"The response is larger than {_maxBytes} bytes. Ask for fewer items or fewer fields."),
                ErrorCodes.ResponseTooLarge,
                Limits.Exceeded(_maxBytes));
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, _buffer.Length * 2L), Array.MaxLength));
        _buffer.AsSpan(0, _position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
