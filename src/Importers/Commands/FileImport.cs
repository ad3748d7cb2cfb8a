using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Commands;

/// <summary>
/// Runs one import for a command: the source's file and options in, progress while it runs, a summary at its end.
/// </summary>
internal sealed class FileImport : IDisposable
{
    private readonly ImportOptions _options;
    private readonly IssueReport _report;
    private readonly ProgressLine _progress;

    private FileImport(ImportOptions options, NpgsqlDataSource dataSource, string name)
    {
        (_options, DataSource) = (options, dataSource);
        _report = new IssueReport(options.Report);
        Issues = new ImportIssueLog(_report.Add);
        _progress = new ProgressLine(name);
    }

    public NpgsqlDataSource DataSource { get; }

    public ImportIssueLog Issues { get; }

    public static FileImport Begin(ImportOptions options, string name) =>
        new(options, NpgsqlDataSource.Create(options.Database), name);

    public void Dispose()
    {
        _progress.Dispose();
        _report.Dispose();
        DataSource.Dispose();
    }

    /// <exception cref="UsageException">No territories are loaded yet: records could not be placed.</exception>
    public async Task<TerritoryIndex> LoadTerritoriesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        var territories = await TerritoryStore.LoadAsync(connection, cancellationToken);
        return territories.Communes.Length > 0
            ? territories
            : throw new ImportRefusedException("No territories are loaded yet, so that no record could be placed. Run 'territories' first.");
    }

    /// <summary>Imports the records, told of progress by <paramref name="position"/>.</summary>
    public async Task<ImportResult> RunAsync(
        Source source,
        FileInfo file,
        IReadOnlySet<string> blocks,
        IAsyncEnumerable<SourceRecord> records,
        Func<(long Position, long Length)> position,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var request = new ImportRequest
        {
            Source = source,
            FileName = file.Name,
            FileSha256 = file.Exists ? await HashAsync(file, cancellationToken) : new byte[32],
            Blocks = blocks,
            IsForced = _options.IsForced,
            IsDryRun = _options.IsDryRun,
        };
        var result = await EntryImport.RunAsync(
            DataSource, request, WithProgressAsync(records, position), Issues, TimeProvider.System, cancellationToken);
        _progress.Dispose();
        Console.WriteLine(ImportSummary.Of(request, result, Issues, Stopwatch.GetElapsedTime(started)));
        return result;
    }

    public void Say(string what) => _progress.Say(what);

    private static async Task<byte[]> HashAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenRead();
        return await SHA256.HashDataAsync(stream, cancellationToken);
    }

    private async IAsyncEnumerable<SourceRecord> WithProgressAsync(
        IAsyncEnumerable<SourceRecord> records, Func<(long Position, long Length)> position)
    {
        var count = 0L;
        await foreach (var record in records)
        {
            count++;
            var (read, length) = position();
            _progress.Report(length > 0 ? (double)read / length : 0, count);
            yield return record;
        }

        _progress.Say("publishing");
    }
}

/// <summary>The options that all imports of records share.</summary>
internal sealed record ImportOptions(string Database, bool IsForced, bool IsDryRun, FileInfo? Report);
