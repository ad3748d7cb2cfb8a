namespace PublicDirectory.Importers.Files;

/// <summary>A file of which, for a time, no more than so many bytes may be read: whatever is made of them is bounded with them.</summary>
internal sealed class BudgetStream(Stream inner) : ReadOnlyStream
{
    private long _left = long.MaxValue;

    public override bool CanSeek => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <summary>Runs a step that may read so many bytes.</summary>
    /// <exception cref="InvalidDataException">It reads more.</exception>
    public T Run<T>(long bytes, Func<T> step)
    {
        _left = bytes;
        var result = step();
        _left = long.MaxValue;
        return result;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _left -= read;
        return _left >= 0 ? read : throw new InvalidDataException("it is longer than any that is taken");
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);
}
