using System.ComponentModel.DataAnnotations;

namespace PublicDirectory.Api.Exports;

/// <summary>The section <c>Exports</c> of the configuration.</summary>
internal sealed class ExportOptions
{
    /// <summary>The folder of this node alone where files are kept; null: one of the system's temporary folders.</summary>
    public string? Folder { get; init; }

    /// <summary>How many files are kept.</summary>
    [Range(2, 10_000)]
    public int MaxFiles { get; init; } = 40;

    /// <summary>How many bytes they may take together; the newest is kept whatever its size.</summary>
    [Range(1 << 20, long.MaxValue)]
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>How many files may wait to be made.</summary>
    [Range(1, 1000)]
    public int QueuedFiles { get; init; } = 8;
}
