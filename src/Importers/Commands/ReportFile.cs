using PublicDirectory.Core.Spreadsheets;

namespace PublicDirectory.Importers.Commands;

/// <summary>The file of <c>--report</c>: CSV, below its headings.</summary>
internal static class ReportFile
{
    /// <summary>Opens the report, before any work: where it cannot be written, an hour's work would be for nothing.</summary>
    /// <param name="path">Where to write; null for nowhere.</param>
    /// <param name="headings">The names of the columns.</param>
    /// <param name="inputs">What is being read, which a report must not overwrite; null where not given.</param>
    /// <exception cref="UsageException">The path cannot be written, or is that of an input.</exception>
    public static CsvOutput Open(FileInfo? path, IEnumerable<string> headings, params FileSystemInfo?[] inputs)
    {
        if (path is not null && inputs.Any(input => input?.FullName == path.FullName))
        {
            throw new UsageException($"--report {path} would overwrite the file to import.");
        }

        try
        {
            var report = CsvOutput.ForPrograms(path?.Create() ?? Stream.Null);
            report.Write([.. headings]);
            return report;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--report {path} cannot be written: {e.Message}");
        }
    }
}
