using Npgsql;
using NpgsqlTypes;

namespace PublicDirectory.Core.Importing;

/// <summary>
/// Collects the issues of one import: counts them, hands each to whoever writes the report, and stores them with the
/// import. Holds only those not yet stored.
/// </summary>
/// <param name="sink">Told each issue as it comes; may be null.</param>
public sealed class ImportIssueLog(Action<ImportIssue>? sink = null)
{
    private readonly List<ImportIssue> _pending = [];
    private readonly SortedDictionary<string, long> _byCode = new(StringComparer.Ordinal);

    /// <summary>The import that the issues belong to.</summary>
    public Guid ImportId { get; } = Guid.CreateVersion7();

    /// <summary>Records that were not imported.</summary>
    public long Rejected { get; private set; }

    /// <summary>Records that are not to be published, and count as absent.</summary>
    public long Skipped { get; private set; }

    /// <summary>Issues that did not stop their record.</summary>
    public long Warnings { get; private set; }

    /// <summary>How many issues of each code.</summary>
    public IReadOnlyDictionary<string, long> ByCode => _byCode;

    /// <summary>Adds one issue.</summary>
    public void Add(ImportIssue issue)
    {
        switch (issue.Severity)
        {
            case ImportIssueSeverity.Rejected:
                Rejected++;
                break;
            case ImportIssueSeverity.Skipped:
                Skipped++;
                break;
            default:
                Warnings++;
                break;
        }

        _byCode[issue.Code] = _byCode.GetValueOrDefault(issue.Code) + 1;
        _pending.Add(issue);
        sink?.Invoke(issue);
    }

    internal async Task FlushAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        await using var writer = await connection.BeginBinaryImportAsync(
            """
            copy import_rejects (import_id, severity, code, message, record_key, record_number, line, byte_offset, excerpt)
            from stdin (format binary)
            """,
            cancellationToken);
        foreach (var issue in _pending)
        {
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(ImportId, NpgsqlDbType.Uuid, cancellationToken);
            await WriteTextAsync(issue.Severity.Code());
            await WriteTextAsync(issue.Code);
            await WriteTextAsync(issue.Message);
            await WriteTextAsync(issue.Key);
            await writer.WriteAsync(issue.Place.Record, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(issue.Place.Line, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(issue.Place.Offset, NpgsqlDbType.Bigint, cancellationToken);
            await WriteTextAsync(issue.Excerpt);
        }

        await writer.CompleteAsync(cancellationToken);
        _pending.Clear();

        // PostgreSQL text holds no NUL; a source may.
        Task WriteTextAsync(string? text) => text is null
            ? writer.WriteNullAsync(cancellationToken)
            : writer.WriteAsync(text.Replace("\0", "\uFFFD", StringComparison.Ordinal), NpgsqlDbType.Text, cancellationToken);
    }
}
