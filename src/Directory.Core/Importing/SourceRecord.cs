using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>One record of a source file, read into our document.</summary>
public sealed record SourceRecord
{
    /// <summary>The record's stable key in its source; what matching goes by.</summary>
    public required string Key { get; init; }

    /// <summary>The key of the record it belongs to, in the same source.</summary>
    public string? ParentKey { get; init; }

    /// <summary>Where it stands in the file.</summary>
    public required RecordPlace Place { get; init; }

    /// <summary>What it says; an administration's parent is set by the import, from the keys.</summary>
    public required EntryDocument Document { get; init; }
}

/// <summary>A place in a source file, as people look for it.</summary>
/// <param name="Record">The record's number in the file, from 1; 0 where the issue is not about a record.</param>
/// <param name="Line">The line in the (decompressed) file, from 1.</param>
/// <param name="Offset">Bytes before it in the (decompressed) file.</param>
public readonly record struct RecordPlace(long Record, long Line, long Offset)
{
    /// <inheritdoc/>
    public override string ToString() => Record > 0
        ? $"record {Record}, line {Line}, byte {Offset}"
        : $"line {Line}, byte {Offset}";
}
