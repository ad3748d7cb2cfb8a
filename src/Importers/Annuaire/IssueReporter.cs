using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>Reports issues about one record.</summary>
internal readonly struct IssueReporter(Action<ImportIssue> report, string? key, RecordPlace place)
{
    private const int MaxExcerpt = 200;

    public void Warn(string code, string message, string? excerpt = null) =>
        report(new ImportIssue(ImportIssueSeverity.Warning, code, message, key, place, Shorten(excerpt)));

    public void Reject(string code, string message, string? excerpt = null) =>
        report(new ImportIssue(ImportIssueSeverity.Rejected, code, message, key, place, Shorten(excerpt)));

    public void Skip(string code, string message, string? excerpt = null) =>
        report(new ImportIssue(ImportIssueSeverity.Skipped, code, message, key, place, Shorten(excerpt)));

    /// <summary>The beginning of a longer text, an ellipsis included.</summary>
    public static string Cut(string text, int length)
    {
        // Not through the middle of a surrogate pair.
        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static string? Shorten(string? text) => text is { Length: > MaxExcerpt } ? Cut(text, MaxExcerpt) : text;
}
