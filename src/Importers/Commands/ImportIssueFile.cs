using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Spreadsheets;

namespace PublicDirectory.Importers.Commands;

/// <summary>The report of an import: one line for each issue.</summary>
internal sealed class ImportIssueFile : IDisposable
{
    private static readonly string[] Headings = ["severity", "code", "key", "record", "line", "byte_offset", "excerpt", "message"];

    private readonly CsvOutput _file;

    private ImportIssueFile(CsvOutput file) => _file = file;

    /// <inheritdoc cref="ReportFile.Open"/>
    public static ImportIssueFile Open(FileInfo? path, params FileSystemInfo?[] inputs) => new(ReportFile.Open(path, Headings, inputs));

    public void Add(ImportIssue issue) => _file.Write(
        issue.Severity.Code(), issue.Code, issue.Key, issue.Place.Record, issue.Place.Line, issue.Place.Offset, issue.Excerpt,
        issue.Message);

    public void Dispose() => _file.Dispose();
}
