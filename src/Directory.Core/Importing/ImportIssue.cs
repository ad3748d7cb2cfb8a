namespace PublicDirectory.Core.Importing;

/// <summary>What became of the record that an <see cref="ImportIssue"/> is about.</summary>
public enum ImportIssueSeverity
{
    /// <summary>The record was imported; part of it was left out, mended, or kept as text.</summary>
    Warning,

    /// <summary>The record was not imported; its entry, if there is one, stays as it was.</summary>
    Rejected,

    /// <summary>The record says that it is not to be published: the import treats it as absent from the file.</summary>
    Skipped,
}

/// <summary>The stored name of each <see cref="ImportIssueSeverity"/>.</summary>
public static class ImportIssueSeverities
{
    /// <summary>The code in tables and reports: <c>warning</c>, <c>rejected</c>, <c>skipped</c>.</summary>
    public static string Code(this ImportIssueSeverity severity) => severity switch
    {
        ImportIssueSeverity.Warning => "warning",
        ImportIssueSeverity.Rejected => "rejected",
        ImportIssueSeverity.Skipped => "skipped",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Not a severity."),
    };
}

/// <summary>Something in a source file that could not be taken as it is. The import goes on.</summary>
/// <param name="Severity">What became of the record.</param>
/// <param name="Code">Stable, upper case: <c>UNKNOWN_COMMUNE</c>.</param>
/// <param name="Message">What was found, what was expected, what was done; in English, for operators.</param>
/// <param name="Key">The record's key, null where it has none.</param>
/// <param name="Place">Where in the file.</param>
/// <param name="Excerpt">The offending value, at most 200 characters.</param>
public sealed record ImportIssue(
    ImportIssueSeverity Severity, string Code, string Message, string? Key, RecordPlace Place, string? Excerpt);

/// <summary>A file that cannot be trusted at all: truncated, not UTF-8, not of the expected shape. Nothing is written.</summary>
public sealed class SourceFileException : Exception
{
    /// <param name="message">What is wrong and where, ready to be shown to an operator.</param>
    /// <param name="innerException">What the parser said, if one did.</param>
    public SourceFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
