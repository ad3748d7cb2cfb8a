using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Core.Published.Snapshots;

/// <summary>Writes the values of a snapshot to a stream, and at the end the SHA-256 of them all.</summary>
internal sealed class SnapshotWriter(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _length;

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Id(Guid value) => value.TryWriteBytes(Take(16));

    /// <summary>Bytes after their length.</summary>
    public void Block(ReadOnlySpan<byte> bytes)
    {
        Int32(bytes.Length);
        Raw(bytes);
    }

    /// <summary>A text after its length in bytes; -1 for null.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Int32(-1);
            return;
        }

        Block(Encoding.UTF8.GetBytes(text));
    }

    public void List<T>(IReadOnlyCollection<T> items, Action<SnapshotWriter, T> write)
    {
        Int32(items.Count);
        foreach (var item in items)
        {
            write(this, item);
        }
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, _buffer.Length);
            bytes[..count].CopyTo(Take(count));
            bytes = bytes[count..];
        }
    }

    /// <summary>Ends the content with its hash.</summary>
    public void Complete()
    {
        Flush();
        stream.Write(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Flush();
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
