using ICSharpCode.SharpZipLib;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Files;

/// <summary>
/// Counts what decompression yields against <see cref="SourceFileOptions"/>, and words what the decompressors throw.
/// One per source file.
/// </summary>
internal sealed class DecompressionGuard(string file, Stream compressed, SourceFileOptions options)
{
    private long _entryBytes;

    public long TotalBytes { get; private set; }

    public void NextEntry() => _entryBytes = 0;

    public void Count(int bytes)
    {
        TotalBytes += bytes;
        _entryBytes += bytes;
        if (_entryBytes > options.MaxEntryBytes)
        {
            throw new SourceFileException($"{file}: more than {options.MaxEntryBytes} bytes once decompressed; {Where}.");
        }

        if (TotalBytes > options.MaxTotalBytes)
        {
            throw new SourceFileException(
                $"{file}: more than {options.MaxTotalBytes} bytes once decompressed, in all its entries; {Where}.");
        }

        if (TotalBytes > options.RatioAppliesAfterBytes && TotalBytes / Math.Max(1, compressed.Position) > options.MaxRatio)
        {
            throw new SourceFileException(
                $"{file}: each byte of the file yields more than {options.MaxRatio}, as in a decompression bomb; {Where}.");
        }
    }

    /// <summary>Runs a step of reading; what a damaged file makes it throw becomes a <see cref="SourceFileException"/>.</summary>
    public T Run<T>(string? part, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(part, e);
        }
    }

    public static bool IsDamage(Exception exception) =>
        exception is IOException or InvalidDataException or FormatException or SharpZipBaseException
            or IndexOutOfRangeException or NotSupportedException or ArgumentException;

    public SourceFileException Damaged(string? part, Exception exception) => new(
        $"{file}: truncated or damaged{(part is null ? "" : $" in {part}")}, {Where}: {exception.Message}", exception);

    private string Where => $"at byte {compressed.Position} of {compressed.Length}, after {TotalBytes} decompressed bytes";
}
