using System.Buffers.Binary;
using System.IO.Compression;

namespace PublicDirectory.Importers.Files;

/// <summary>Decompresses gzip and compares the length with the one that the file ends with.</summary>
/// <remarks>
/// The base library takes a truncated file for a shorter one. A file of several members put end to end is refused too:
/// its last length is not that of the whole, and no source writes such files.
/// </remarks>
internal sealed class GzipStream(Stream compressed) : ReadOnlyStream
{
    private readonly GZipStream _inner = new(compressed, CompressionMode.Decompress, leaveOpen: true);
    private long _length;
    private bool _isChecked;

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _length += read;
        if (read == 0 && !buffer.IsEmpty && !_isChecked)
        {
            _isChecked = true;
            Check();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // RFC 1952, section 2.3.1: the last four bytes are the length modulo 2^32.
    private void Check()
    {
        Span<byte> trailer = stackalloc byte[4];
        compressed.Position = Math.Max(0, compressed.Length - trailer.Length);
        compressed.ReadExactly(trailer);
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (expected != (uint)_length)
        {
            throw new InvalidDataException($"its end says that it holds {expected} bytes");
        }
    }
}
