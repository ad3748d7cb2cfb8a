using System.Globalization;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Commands;

/// <summary>The file of <c>--report</c>: one line of CSV (RFC 4180, UTF-8) for each issue.</summary>
internal sealed class IssueReport : IDisposable
{
    private readonly TextWriter _writer;

    private IssueReport(TextWriter writer)
    {
        _writer = writer;
        _writer.WriteLine("severity,code,key,record,line,byte_offset,excerpt,message");
    }

    /// <summary>Opens the report, before any work: where it cannot be written, an hour's import would be for nothing.</summary>
    /// <param name="path">Where to write; null for nowhere.</param>
    /// <param name="inputs">What is being read, which a report must not overwrite; null where not given.</param>
    /// <exception cref="UsageException">The path cannot be written, or is that of an input.</exception>
    public static IssueReport Open(FileInfo? path, params FileSystemInfo?[] inputs)
    {
        if (path is null)
        {
            return new IssueReport(TextWriter.Null);
        }

        if (inputs.Any(input => input?.FullName == path.FullName))
        {
            throw new UsageException($"--report {path} would overwrite the file to import.");
        }

        try
        {
            return new IssueReport(new StreamWriter(path.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--report {path} cannot be written: {e.Message}");
        }
    }

    public void Add(ImportIssue issue)
    {
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

    public void Dispose() => _writer.Dispose();

    // A value that a spreadsheet would run as a formula is made text.
    private static string Quoted(string? value)
    {
        value ??= "";
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal))
        {
            value = $"'{value}";
        }

        return value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
