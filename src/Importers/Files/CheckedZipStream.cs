using ICSharpCode.SharpZipLib.Checksum;

namespace PublicDirectory.Importers.Files;

/// <summary>An entry of a zip whose length and checksum are compared with the archive's table at its end.</summary>
/// <remarks>The base library does neither: a damaged or truncated entry would pass for a shorter one.</remarks>
internal sealed class CheckedZipStream(Stream inner, long expectedLength, uint expectedChecksum) : ReadOnlyStream
{
    private readonly Crc32 _checksum = new();
    private byte[] _block = [];
    private long _length;
    private bool _isChecked;

    public override int Read(Span<byte> buffer)
    {
        // The checksum takes arrays only.
        var wanted = (int)Math.Min(Math.Min(buffer.Length, 1 << 16), expectedLength + 1);
        if (_block.Length < wanted)
        {
            _block = new byte[wanted];
        }

        var read = inner.Read(_block, 0, Math.Min(buffer.Length, _block.Length));
        _checksum.Update(new ArraySegment<byte>(_block, 0, read));
        _block.AsSpan(0, read).CopyTo(buffer);
        _length += read;
        if (_length > expectedLength)
        {
            throw new InvalidDataException($"more than the {expectedLength} bytes that the archive's table says");
        }

        if (read == 0 && !buffer.IsEmpty && !_isChecked)
        {
            _isChecked = true;
            if (_length != expectedLength || (uint)_checksum.Value != expectedChecksum)
            {
                throw new InvalidDataException("its length or checksum differs from the archive's table");
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
