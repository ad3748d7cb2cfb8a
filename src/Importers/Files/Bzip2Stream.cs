using ICSharpCode.SharpZipLib.BZip2;

namespace PublicDirectory.Importers.Files;

/// <summary>
/// Decompresses bzip2, including files made of several streams put end to end, as parallel compressors write them.
/// </summary>
internal sealed class Bzip2Stream(Stream compressed) : ReadOnlyStream
{
    private BZip2InputStream? _current;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (true)
        {
            _current ??= new BZip2InputStream(compressed) { IsStreamOwner = false };
            var read = _current.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            // The library reads byte by byte, so the file now stands right after this stream's end.
            if (compressed.Position >= compressed.Length)
            {
                return 0;
            }

            _current.Dispose();
            _current = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }

        base.Dispose(disposing);
    }
}
