namespace PublicDirectory.Importers.Files;

/// <summary>How much a source file may hold before it is taken for an accident or an attack.</summary>
public sealed record SourceFileOptions
{
    /// <summary>The most bytes that one file may have once decompressed.</summary>
    public long MaxEntryBytes { get; init; } = 2L << 30;

    /// <summary>The most bytes that a whole archive may have once decompressed, entries passed over included.</summary>
    public long MaxTotalBytes { get; init; } = 16L << 30;

    /// <summary>
    /// The most decompressed bytes per compressed byte, once <see cref="RatioAppliesAfterBytes"/> have come out. The
    /// directory's JSON comes near 12 with gzip and 25 with bzip2.
    /// </summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Below this many decompressed bytes a high ratio does no harm.</summary>
    public long RatioAppliesAfterBytes { get; init; } = 64L << 20;

    /// <summary>The most files in an archive; the national one has one per commune.</summary>
    public int MaxEntries { get; init; } = 250_000;
}
