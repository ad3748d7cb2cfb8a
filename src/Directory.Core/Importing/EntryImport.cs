using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Importing;

/// <summary>
/// Brings a source's records into the directory: matches each with its entry, merges three ways, publishes what
/// changed. One transaction: a crash at any point leaves everything as it was. Memory is bounded by the batch and one
/// small row per known record, whatever the file's size.
/// </summary>
public sealed class EntryImport
{
    /// <summary>Above this share of known records vanishing or changing type, a file is refused unless forced.</summary>
    public const double SuspiciousShare = 0.10;

    private const int BatchSize = 500;
    private const int MaxExcerptLength = 200;

    private readonly NpgsqlConnection _connection;
    private readonly ImportRequest _request;
    private readonly ImportIssueLog _issues;
    private readonly StagedEntries _staged;
    private readonly ImportedRecords _known;
    private readonly EntryMatching _matching;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _idByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _promised = new(StringComparer.Ordinal);
    private readonly List<PendingRecord> _batch = new(BatchSize);
    private long _read, _rejected, _unchanged, _typeChanges;

    private EntryImport(
        NpgsqlConnection connection, ImportRequest request, ImportIssueLog issues, ImportedRecords known, StagedEntries staged)
    {
        (_connection, _request, _issues, _known, _staged) = (connection, request, issues, known, staged);
        _matching = new EntryMatching(connection, known);
    }

    /// <summary>Imports a whole file, in a transaction of its own.</summary>
    /// <param name="dataSource">A login in <c>directory_role_importers</c>.</param>
    /// <param name="request">What is imported.</param>
    /// <param name="records">The file's records; issues found while reading go to <paramref name="issues"/>.</param>
    /// <param name="issues">Collects issues of reading and of importing.</param>
    /// <param name="clock">Tells the moment of publication.</param>
    /// <param name="cancellationToken">Leaves the database as it was.</param>
    /// <exception cref="ImportRefusedException">
    /// Too many records vanish or change type, or the source is being imported already.
    /// </exception>
    /// <exception cref="SourceFileException">From <paramref name="records"/>: the file cannot be trusted.</exception>
    public static async Task<ImportResult> RunAsync(
        NpgsqlDataSource dataSource,
        ImportRequest request,
        IAsyncEnumerable<SourceRecord> records,
        ImportIssueLog issues,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await RunAsync(connection, request, records, issues, clock, cancellationToken);
        if (request.IsDryRun)
        {
            await transaction.RollbackAsync(cancellationToken);
        }
        else
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    /// <summary>
    /// Imports a whole file within the caller's transaction, who commits it or, for a dry run, does not. The publishing
    /// lock is held from the end of the file to the end of the transaction.
    /// </summary>
    /// <inheritdoc cref="RunAsync(NpgsqlDataSource, ImportRequest, IAsyncEnumerable{SourceRecord}, ImportIssueLog, TimeProvider, CancellationToken)"/>
    public static async Task<ImportResult> RunAsync(
        NpgsqlConnection connection,
        ImportRequest request,
        IAsyncEnumerable<SourceRecord> records,
        ImportIssueLog issues,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var startedAt = clock.GetUtcNow();
        await SourceLock.TakeAsync(connection, request.Source, cancellationToken);
        var known = await ImportedRecords.ReadAsync(connection, request.Source.Code, cancellationToken);
        var staged = await StagedEntries.CreateAsync(connection, cancellationToken);
        var import = new EntryImport(connection, request, issues, known, staged);

        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            await import.AddAsync(record, cancellationToken);
        }

        await import.FlushAsync(cancellationToken);
        var result = await import.FinishAsync(startedAt, clock, cancellationToken);
        await staged.DropAsync(cancellationToken);
        return result;
    }

    private async Task AddAsync(SourceRecord record, CancellationToken cancellationToken)
    {
        _read++;
        if (!_seen.Add(record.Key))
        {
            Reject(record, "DUPLICATE_KEY", "The file has this key twice; the first record was taken.");
            return;
        }

        var document = DocumentJson.WriteAsIs(record.Document);
        if (PlainJson.Unclean(document) is { Count: > 0 } unclean)
        {
            // Characters that nobody sees, or that turn what is read around, are no reason to do without the record.
            document = PlainJson.Clean(document);
            record = record with { Document = DocumentJson.Read(record.Document.Kind, document) };
            foreach (var text in unclean)
            {
                Warn(record, "INVISIBLE_CHARACTERS", "Characters that nobody sees were taken out of a text.", PlainText.Clean(text));
            }
        }

        if (DocumentValidation.Validate(record.Document) is { Count: > 0 } errors)
        {
            Reject(record, "INVALID", string.Join("; ", errors.Select(error => $"{error.Path}: {error.Code} {error.Message}")));
            return;
        }

        var hash = RecordHash.Of(document, record.ParentKey);
        if (_known.TryFind(record.Key, out var row))
        {
            _idByKey[record.Key] = row.EntryId;
            if (row.Hash == hash && !row.IsMissing)
            {
                _unchanged++;
                return;
            }
        }

        foreach (var doubt in HostDoubts.In(document))
        {
            Warn(record, "UNUSUAL_HOST", $"The address is written {doubt.Ascii} ({doubt.Kind}); it was taken as it is.", doubt.Written);
        }

        _batch.Add(new PendingRecord(record, document, hash));
        if (_batch.Count == BatchSize)
        {
            await FlushAsync(cancellationToken);
        }
    }

    private void Warn(SourceRecord record, string code, string message, string excerpt) =>
        _issues.Add(new ImportIssue(
            ImportIssueSeverity.Warning, code, message, record.Key, record.Place, excerpt[..Math.Min(excerpt.Length, MaxExcerptLength)]));

    private void Reject(SourceRecord record, string code, string message)
    {
        _rejected++;
        _issues.Add(new ImportIssue(ImportIssueSeverity.Rejected, code, message, record.Key, record.Place, null));
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        await _issues.FlushAsync(_connection, cancellationToken);
        await _matching.MatchAsync(_batch, _idByKey, cancellationToken);
        var current = await _matching.ReadCurrentAsync(_batch, _request.Source.Code, cancellationToken);
        var merged = new List<StagedEntry>(_batch.Count);
        foreach (var pending in _batch)
        {
            var entry = current.GetValueOrDefault(pending.EntryId) ?? CurrentEntry.None;
            if (entry.Type is { } type && TypeOf(pending.Record.Document) is { } newType && type != newType)
            {
                _typeChanges++;
            }

            var source = pending.Record.ParentKey is { } parentKey
                ? DocumentParents.With(pending.Document, ParentId(parentKey))
                : pending.Document;
            var outcome = ThreeWayMerge.Merge(entry.Document, source, entry.BaseHashes, _request.Blocks);
            merged.Add(new StagedEntry(pending, entry, outcome));
        }

        await _staged.AddAsync(merged, cancellationToken);
        _batch.Clear();
    }

    // A parent may come later in the file, and then turn out to be an entry that another source knows: until it comes,
    // its children carry a promised id.
    private Guid ParentId(string key)
    {
        if (!_idByKey.TryGetValue(key, out var id))
        {
            if (_known.TryFind(key, out var row))
            {
                id = row.EntryId;
            }
            else
            {
                id = Guid.CreateVersion7();
                _promised.Add(key, id);
            }

            _idByKey.Add(key, id);
        }

        return id;
    }

    private static string? TypeOf(EntryDocument document) =>
        document is Administrations.AdministrationDocument { Types: [var type, ..] } ? type : null;

    private async Task<ImportResult> FinishAsync(
        DateTimeOffset startedAt, TimeProvider clock, CancellationToken cancellationToken)
    {
        var vanished = _request.IsFullFile ? _known.VanishedFrom(_seen).ToList() : [];
        RefuseIfSuspicious(vanished.Count);
        await SettleParentsAsync(cancellationToken);

        var publisher = await Publisher.BeginAsync(
            _connection,
            new PublicationContext
            {
                Path = PublicationPath.Import,
                Author = "importer",
                Source = _request.Source.Code,
                Reason = _request.FileName,
                At = clock.GetCurrentInstant(),
            },
            cancellationToken);
        var deferred = await _staged.DeferEditedMeanwhileAsync(_issues, cancellationToken);
        await _staged.PublishAsync(publisher, cancellationToken);
        await publisher.CompleteAsync(cancellationToken);

        var counts = await _staged.CountAsync(cancellationToken);
        var result = new ImportResult
        {
            Read = _read + _issues.Rejected - _rejected + _issues.Skipped,
            Added = counts.Added,
            Changed = counts.Changed,
            Confirmed = counts.Confirmed,
            Kept = counts.Kept,
            Unchanged = _unchanged,
            Deferred = deferred,
            Skipped = _issues.Skipped,
            Rejected = _issues.Rejected,
            Warnings = _issues.Warnings,
            RemovalsProposed = vanished.Count,
            Conflicts = counts.Conflicts,
        };
        await _issues.FlushAsync(_connection, cancellationToken);
        await new ImportRecorder(_connection, _request, _issues.ImportId).RecordAsync(
            result, vanished, startedAt, clock.GetUtcNow(), cancellationToken);
        return result;
    }

    private void RefuseIfSuspicious(long vanished)
    {
        var known = _known.KnownCount;
        var limit = known * SuspiciousShare;
        if (_request.IsForced || (vanished <= limit && _typeChanges <= limit))
        {
            return;
        }

        var what = vanished > limit
            ? $"{vanished} of the {known} known records are not in the file"
            : $"{_typeChanges} of the {known} known records change type";
        throw new ImportRefusedException(
            $"{what}, more than {SuspiciousShare:P0}: is it the right file, and whole? Nothing was written. Use --force to import it all the same.");
    }

    // A promised parent that never came is none; one that was matched with an entry is that entry.
    private async Task SettleParentsAsync(CancellationToken cancellationToken)
    {
        var settled = _promised
            .Where(promise => !_seen.Contains(promise.Key) || _idByKey[promise.Key] != promise.Value)
            .ToDictionary(promise => promise.Value, promise => _seen.Contains(promise.Key) ? _idByKey[promise.Key] : (Guid?)null);
        if (settled.Count > 0)
        {
            await _staged.SetParentsAsync(settled, _issues, cancellationToken);
        }
    }
}

/// <summary>A record that says something new, on its way to being staged.</summary>
internal sealed record PendingRecord(SourceRecord Record, byte[] Document, UInt128 Hash)
{
    /// <summary>Set by matching: the entry it is about, a new id where there is none.</summary>
    public Guid EntryId { get; set; }
}

/// <summary>What is published of an entry, and what the source said of it last time.</summary>
internal sealed record CurrentEntry(
    int Version, byte[]? Document, string? Type, IReadOnlyDictionary<string, string>? BaseHashes)
{
    public static readonly CurrentEntry None = new(0, null, null, null);
}
