using System.Globalization;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Commands;

/// <summary>The file of <c>--report</c>: one line of CSV (RFC 4180, UTF-8) for each issue.</summary>
internal sealed class IssueReport : IDisposable
{
    private readonly StreamWriter? _writer;

    /// <param name="path">Where to write; null for nowhere.</param>
    public IssueReport(FileInfo? path)
    {
        if (path is not null)
        {
            _writer = new StreamWriter(path.FullName);
            _writer.WriteLine("severity,code,key,record,line,byte_offset,excerpt,message");
        }
    }

    public void Add(ImportIssue issue)
    {
        if (_writer is null)
        {
            return;
        }

        string?[] values =
        [
            issue.Severity.Code(),
            issue.Code,
            issue.Key,
            issue.Place.Record.ToString(CultureInfo.InvariantCulture),
            issue.Place.Line.ToString(CultureInfo.InvariantCulture),
            issue.Place.Offset.ToString(CultureInfo.InvariantCulture),
            issue.Excerpt,
            issue.Message,
        ];
        _writer.WriteLine(string.Join(',', values.Select(Quoted)));
    }

    public void Dispose() => _writer?.Dispose();

    // A value that a spreadsheet would run as a formula is made text.
    private static string Quoted(string? value)
    {
        value ??= "";
        if (value.Length > 0 && "=+-@".Contains(value[0], StringComparison.Ordinal))
        {
            value = $"'{value}";
        }

        return value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
