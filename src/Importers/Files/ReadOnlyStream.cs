namespace PublicDirectory.Importers.Files;

/// <summary>The part of <see cref="Stream"/> that forward reading does not need, said once.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // Decompression is work for the processor, not waiting: it is done on the caller's thread.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Passes bytes on, counted by the guard.</summary>
internal sealed class GuardedStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly DecompressionGuard _guard;
    private readonly string? _entry;

    public GuardedStream(Stream inner, DecompressionGuard guard, string? entry)
    {
        (_inner, _guard, _entry) = (inner, guard, entry);
        guard.NextEntry();
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _inner.Read(buffer);
        }
        catch (Exception e) when (DecompressionGuard.IsDamage(e))
        {
            throw _guard.Damaged(_entry, e);
        }

        _guard.Count(read);
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
}

/// <summary>The content of a tar entry; its bytes are counted below the tar reader.</summary>
/// <remarks>The base library ends a truncated entry early without a word, hence the length.</remarks>
internal sealed class TarEntryStream(Stream data, DecompressionGuard guard, string entry, long length) : ReadOnlyStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = data.Read(buffer);
            _read += read;
            return read > 0 || buffer.IsEmpty || _read == length
                ? read
                : throw new EndOfStreamException($"{_read} of its {length} bytes are there");
        }
        catch (Exception e) when (DecompressionGuard.IsDamage(e))
        {
            throw guard.Damaged(entry, e);
        }
    }
}

/// <summary>A stream whose first bytes can be looked at before they are read.</summary>
internal sealed class PrefixedStream(Stream inner) : ReadOnlyStream
{
    private byte[] _prefix = [];
    private int _position;

    /// <summary>The first bytes, fewer only where the stream is shorter. To be called once, before any read.</summary>
    public byte[] Peek(int count)
    {
        var prefix = new byte[count];
        var read = inner.ReadAtLeast(prefix, count, throwOnEndOfStream: false);
        return _prefix = prefix[..read];
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position == _prefix.Length)
        {
            return inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _prefix.Length - _position);
        _prefix.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
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
