using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>What is imported, and how careful to be.</summary>
public sealed record ImportRequest
{
    /// <summary>Where the records come from; keys are unique within it.</summary>
    public required Source Source { get; init; }

    /// <summary>The file's name, without its folder.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, 32 bytes.</summary>
    public required byte[] FileSha256 { get; init; }

    /// <summary>
    /// The blocks (top-level properties of the document) that this form of the source speaks of. The others stay as
    /// they are: a file that cannot carry hours does not remove any.
    /// </summary>
    public required IReadOnlySet<string> Blocks { get; init; }

    /// <summary>Whether a record absent from the file has vanished from the source.</summary>
    public bool IsFullFile { get; init; } = true;

    /// <summary>Imports even when a large share of the known records vanishes or changes type.</summary>
    public bool IsForced { get; init; }

    /// <summary>Does everything, then leaves the database as it was.</summary>
    public bool IsDryRun { get; init; }
}
