using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Core.Published.Snapshots;

/// <summary>
/// Reads what <see cref="SnapshotWriter"/> wrote. Trusts nothing: a length is believed only as far as the file goes, and
/// the content is good only once <see cref="CheckEnd"/> has found its hash.
/// </summary>
/// <param name="stream">The file, at its beginning.</param>
/// <param name="fileLength">How long it is, its hash included.</param>
internal sealed class SnapshotReader(Stream stream, long fileLength) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[256 * 1024];
    private long _left = fileLength - SHA256.HashSizeInBytes;
    private int _start;
    private int _end;

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public Guid Id() => new(Take(16));

    public byte[] Block()
    {
        var block = new byte[Count(itemSize: 1)];
        Raw(block);
        return block;
    }

    public string? OptionalText()
    {
        var length = Int32();
        if (length == -1)
        {
            return null;
        }

        CheckLeft(length);
        var bytes = new byte[length];
        Raw(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public string Text() => OptionalText() ?? throw new InvalidDataException("A text is missing.");

    /// <param name="read">Reads one item.</param>
    /// <param name="itemSize">The fewest bytes that an item takes: so many items cannot be more than the file holds.</param>
    public T[] List<T>(Func<SnapshotReader, T> read, int itemSize)
    {
        var items = new T[Count(itemSize)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(this);
        }

        return items;
    }

    public void Raw(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            Fill(1);
            var count = Math.Min(bytes.Length, (int)Math.Min(_end - _start, _left));
            _buffer.AsSpan(_start, count).CopyTo(bytes);
            Advance(count);
            bytes = bytes[count..];
        }
    }

    /// <exception cref="InvalidDataException">The content goes on, or is not what was written.</exception>
    public void CheckEnd()
    {
        if (_left != 0)
        {
            throw new InvalidDataException($"{_left} bytes are left over.");
        }

        Span<byte> written = stackalloc byte[SHA256.HashSizeInBytes];
        var inBuffer = Math.Min(_end - _start, written.Length);
        _buffer.AsSpan(_start, inBuffer).CopyTo(written);
        stream.ReadExactly(written[inBuffer..]);
        if (!written.SequenceEqual(_hash.GetHashAndReset()))
        {
            throw new InvalidDataException("The hash does not match the content.");
        }
    }

    public void Dispose() => _hash.Dispose();

    private int Count(int itemSize)
    {
        var count = Int32();
        CheckLeft((long)count * itemSize);
        return count;
    }

    private void CheckLeft(long length)
    {
        if (length < 0 || length > _left)
        {
            throw new InvalidDataException($"A length of {length} bytes goes past the end of the file.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        Fill(count);
        var span = _buffer.AsSpan(_start, count);
        Advance(count);
        return span;
    }

    private void Advance(int count)
    {
        _hash.AppendData(_buffer, _start, count);
        _start += count;
        _left -= count;
    }

    private void Fill(int count)
    {
        CheckLeft(count);
        if (_end - _start >= count)
        {
            return;
        }

        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        _end += stream.ReadAtLeast(_buffer.AsSpan(_end), count - _end);
    }
}
