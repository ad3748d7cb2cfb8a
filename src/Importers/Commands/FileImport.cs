using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Commands;

/// <summary>
/// Runs one import for a command: the source's file and options in, progress while it runs, a summary at its end.
/// </summary>
internal sealed class FileImport : IDisposable
{
    private readonly ImportOptions _options;
    private readonly ImportIssueFile _report;
    private readonly ProgressLine _progress;

    private FileImport(ImportOptions options, string name, FileInfo?[] inputs)
    {
        _options = options;
        _report = ImportIssueFile.Open(options.Report, inputs);
        DataSource = DirectoryDatabase.OpenUnbounded(options.Database);
        Issues = new ImportIssueLog(_report.Add);
        _progress = new ProgressLine(name);
    }

    public NpgsqlDataSource DataSource { get; }

    public ImportIssueLog Issues { get; }

    /// <summary>Counted while records are read, and told in the summary; null where records have no place.</summary>
    public PlaceTally? Places { get; set; }

    /// <exception cref="UsageException">The report cannot be written.</exception>
    public static FileImport Begin(ImportOptions options, string name, params FileInfo?[] inputs) => new(options, name, inputs);

    public void Dispose()
    {
        _progress.Dispose();
        _report.Dispose();
        DataSource.Dispose();
    }

    /// <exception cref="ImportRefusedException">No territories are loaded yet: records could not be placed.</exception>
    public async Task<TerritoryIndex> LoadTerritoriesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        var territories = await TerritoryStore.LoadAsync(connection, cancellationToken);
        return territories.Communes.Length > 0
            ? territories
            : throw new ImportRefusedException(
                "No territories are loaded yet, so that no record could be placed. Run 'territories' first.");
    }

    /// <summary>
    /// Imports the records, told of progress by <paramref name="position"/>, and with them the service types that they
    /// are of: one transaction, so that a file which is refused leaves nothing at all.
    /// </summary>
    public Task RunAsync(
        Source source,
        FileInfo file,
        IReadOnlySet<string> blocks,
        IAsyncEnumerable<SourceRecord> records,
        Func<(long Position, long Length)> position,
        CancellationToken cancellationToken) =>
        RunAsync(source, file.Name, file.Exists ? [file] : [], blocks, records, position, cancellationToken);

    /// <summary>The same for records that several files hold together.</summary>
    public async Task RunAsync(
        Source source,
        string name,
        IReadOnlyList<FileInfo> files,
        IReadOnlySet<string> blocks,
        IAsyncEnumerable<SourceRecord> records,
        Func<(long Position, long Length)> position,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var request = new ImportRequest
        {
            Source = source,
            FileName = name,
            FileSha256 = await HashAsync(files, cancellationToken),
            Blocks = blocks,
            IsForced = _options.IsForced,
            IsDryRun = _options.IsDryRun,
        };
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        var types = new ServiceTypesImport(await ServiceTypesImport.ReadPublishedAsync(connection, cancellationToken), Issues.Add);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await EntryImport.RunAsync(
            connection,
            request,
            WithProgressAsync(types.WatchAsync(records), position),
            Issues,
            TimeProvider.System,
            cancellationToken);
        var typesResult = await types.RunAsync(connection, cancellationToken);
        if (request.IsDryRun)
        {
            await transaction.RollbackAsync(cancellationToken);
        }
        else
        {
            await transaction.CommitAsync(cancellationToken);
        }

        _progress.Dispose();
        Console.WriteLine(ImportSummary.Of(request, result, typesResult, Issues, Places, Stopwatch.GetElapsedTime(started)));
    }

    public void Say(string what) => _progress.Say(what);

    // Of one file, its own hash; of none, zeros; of several, one over all their bytes in order.
    private static async Task<byte[]> HashAsync(IReadOnlyList<FileInfo> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return new byte[32];
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 << 10];
        foreach (var file in files)
        {
            await using var stream = file.OpenRead();
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return hash.GetHashAndReset();
    }

    private async IAsyncEnumerable<SourceRecord> WithProgressAsync(
        IAsyncEnumerable<SourceRecord> records, Func<(long Position, long Length)> position)
    {
        _progress.Reading(position);
        await foreach (var record in records)
        {
            _progress.CountRecord();
            yield return record;
        }

        _progress.Say("publishing");
    }
}

/// <summary>The options that all imports of records share.</summary>
internal sealed record ImportOptions(string Database, bool IsForced, bool IsDryRun, FileInfo? Report);
