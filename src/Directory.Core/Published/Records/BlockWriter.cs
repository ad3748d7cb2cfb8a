using System.Buffers.Binary;
using System.Text;
using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Published.Records;

/// <summary>Writes what <see cref="Block"/> reads. Reused from one record to the next; not for two threads.</summary>
internal sealed class BlockWriter
{
    private static readonly byte[] HexDigits = "0123456789abcdef"u8.ToArray();
    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    public void Byte(int value) => Take(1)[0] = (byte)value;

    public void Varint(uint value)
    {
        while (value >= 0x80)
        {
            Byte((int)(value | 0x80));
            value >>= 7;
        }

        Byte((int)value);
    }

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), (ushort)value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Id(Guid value) => value.TryWriteBytes(Take(16));

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Date(LocalDate date) => Int32((date.Year << 9) | (date.Month << 5) | date.Day);

    public void OptionalInstant(Instant? instant) => Int64(instant?.ToUnixTimeTicks() ?? long.MinValue);

    public void Point(GeoPoint point)
    {
        Int32((int)Math.Round(point.Latitude * Block.DegreeScale));
        Int32((int)Math.Round(point.Longitude * Block.DegreeScale));
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Byte(0);
            return;
        }

        Prefixed(text, static (writer, value) => writer.Escaped(value), extra: 1);
    }

    /// <summary>A count, then each item after its length: what <see cref="RecordList{TView}"/> walks.</summary>
    /// <param name="items">The items; null as empty, because stored JSON leaves empty lists out.</param>
    /// <param name="write">Writes one item.</param>
    public void List<T>(IReadOnlyCollection<T>? items, Action<BlockWriter, T> write)
    {
        Varint((uint)(items?.Count ?? 0));
        foreach (var item in items ?? [])
        {
            Prefixed(item, write, extra: 0);
        }
    }

    /// <summary>Writes an item, and before it the number of its bytes plus <paramref name="extra"/>.</summary>
    public void Prefixed<T>(T item, Action<BlockWriter, T> write, uint extra)
    {
        // The length is known afterwards: one byte is left for it, and the rare longer item moves to make room.
        var start = Length;
        Byte(0);
        write(this, item);
        var size = Length - start - 1;
        var prefix = (uint)size + extra;
        var prefixSize = 1;
        for (var rest = prefix >> 7; rest != 0; rest >>= 7)
        {
            prefixSize++;
        }

        if (prefixSize > 1)
        {
            Take(prefixSize - 1);
            _bytes.AsSpan(start + 1, size).CopyTo(_bytes.AsSpan(start + prefixSize));
        }

        var end = Length;
        Length = start;
        Varint(prefix);
        Length = end;
    }

    /// <summary>The bytes of a text, with the escapes that JSON demands and no others.</summary>
    public void Escaped(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && text.AsSpan().IndexOfAny('"', '\\') < 0)
        {
            Utf8(text);
            return;
        }

        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character >= ' ' && character is not ('"' or '\\'))
            {
                continue;
            }

            Utf8(text.AsSpan(start, i - start));
            Escape(character);
            start = i + 1;
        }

        Utf8(text.AsSpan(start));
    }

    public void Utf8(ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, Take(size));
    }

    private void Escape(char character)
    {
        Byte('\\');
        switch (character)
        {
            case '"' or '\\':
                Byte(character);
                break;
            case '\n':
                Byte('n');
                break;
            case '\r':
                Byte('r');
                break;
            case '\t':
                Byte('t');
                break;
            default:
                Bytes("u00"u8);
                Byte(HexDigits[character >> 4]);
                Byte(HexDigits[character & 0xF]);
                break;
        }
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
