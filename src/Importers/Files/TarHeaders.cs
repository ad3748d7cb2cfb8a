using System.Text;

namespace PublicDirectory.Importers.Files;

/// <summary>
/// Passes a tar on, after a look at its headers: the base library makes room for as much as an extended header or a long name claims,
/// before a byte of it is there. What is not plainly written is refused, so that nothing is a header to the library that was none here.
/// </summary>
internal sealed class TarHeaders(Stream inner) : ReadOnlyStream
{
    private const int BlockBytes = 512;

    // A path, a date and an owner, many times over.
    private const int MaxHeaderBytes = 1 << 16;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly MemoryStream _extended = new();
    private int _filled;
    private long _content; // bytes to come that belong to the last header
    private long _padded; // and with those that fill its last block
    private bool _isExtended;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        for (ReadOnlySpan<byte> rest = buffer[..read]; rest.Length > 0;)
        {
            rest = rest[(_padded > 0 ? Pass(rest) : Fill(rest))..];
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

    private int Pass(ReadOnlySpan<byte> bytes)
    {
        var count = (int)Math.Min(bytes.Length, _padded);
        if (_isExtended)
        {
            _extended.Write(bytes[..(int)Math.Min(count, _content)]);
        }

        (_content, _padded) = (Math.Max(0, _content - count), _padded - count);
        if (_padded == 0 && _isExtended)
        {
            // It would say how long the next entry is, in place of its header: 8 GB and more, which nobody takes.
            if (_extended.GetBuffer().AsSpan(0, (int)_extended.Length).IndexOf(" size="u8) >= 0)
            {
                throw new InvalidDataException("an extended header gives another size to an entry than the entry's own header");
            }

            _isExtended = false;
            _extended.SetLength(0);
        }

        return count;
    }

    private int Fill(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, BlockBytes - _filled);
        bytes[..count].CopyTo(_block.AsSpan(_filled));
        _filled += count;
        if (_filled == BlockBytes)
        {
            _filled = 0;
            Look();
        }

        return count;
    }

    private void Look()
    {
        if (!_block.AsSpan().ContainsAnyExcept((byte)0))
        {
            return; // the end, or what fills the last record
        }

        _content = Size(_block.AsSpan(124, 12));
        _padded = (_content + BlockBytes - 1) / BlockBytes * BlockBytes;
        var type = (char)_block[156];
        if (type is 'x' or 'g' or 'L' or 'K' && _content > MaxHeaderBytes)
        {
            throw new InvalidDataException($"an extended header of {_content} bytes, where {MaxHeaderBytes} are taken");
        }

        _isExtended = type is 'x' or 'g' && _content > 0;
    }

    // Digits in base 8, between spaces and zeros.
    private static long Size(ReadOnlySpan<byte> field)
    {
        var text = Encoding.Latin1.GetString(field).Trim(' ', '\0');
        return text.Length == 0 ? 0
            : text.All(digit => digit is >= '0' and <= '7') ? Convert.ToInt64(text, 8)
            : throw new InvalidDataException("an entry whose size is not written in digits");
    }
}
