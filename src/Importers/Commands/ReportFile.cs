using System.Globalization;

namespace PublicDirectory.Importers.Commands;

/// <summary>The file of <c>--report</c>: lines of CSV (RFC 4180, UTF-8), below their headings.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly TextWriter _writer;

    private ReportFile(TextWriter writer) => _writer = writer;

    /// <summary>Opens the report, before any work: where it cannot be written, an hour's work would be for nothing.</summary>
    /// <param name="path">Where to write; null for nowhere.</param>
    /// <param name="headings">The names of the columns.</param>
    /// <param name="inputs">What is being read, which a report must not overwrite; null where not given.</param>
    /// <exception cref="UsageException">The path cannot be written, or is that of an input.</exception>
    public static ReportFile Open(FileInfo? path, IEnumerable<string> headings, params FileSystemInfo?[] inputs)
    {
        if (path is null)
        {
            return new ReportFile(TextWriter.Null);
        }

        if (inputs.Any(input => input?.FullName == path.FullName))
        {
            throw new UsageException($"--report {path} would overwrite the file to import.");
        }

        try
        {
            var report = new ReportFile(new StreamWriter(path.FullName));
            report.Write([.. headings]);
            return report;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--report {path} cannot be written: {e.Message}");
        }
    }

    /// <summary>A line: as many values as there are headings, null for an empty one.</summary>
    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _writer.Write(i == 0 ? "" : ",");
            _writer.Write(values[i] is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : Quoted(values[i]?.ToString() ?? ""));
        }

        _writer.WriteLine();
    }

    public void Dispose() => _writer.Dispose();

    // A value that a spreadsheet would run as a formula is made text.
    private static string Quoted(string value)
    {
        if (value.Length > 0 && "=+-@\t\r".Contains(value[0], StringComparison.Ordinal))
        {
            value = $"'{value}";
        }

        return value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
