using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace PublicDirectory.Core.Importing;

/// <summary>Writes down what an import saw and did, in its transaction.</summary>
internal sealed class ImportRecorder(NpgsqlConnection connection, ImportRequest request, Guid importId)
{
    // The issues of older imports of a source say nothing that its later ones do not.
    private const int ImportsWithIssuesKept = 5;

    public async Task RecordAsync(
        ImportResult result,
        IReadOnlyList<string> vanished,
        DateTimeOffset startedAt,
        DateTimeOffset finishedAt,
        CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            """
            insert into imports (id, source, file_name, file_sha256, started_at, finished_at, is_forced, counts)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            cancellationToken,
            new() { Value = importId },
            new() { Value = request.Source.Code },
            new() { Value = request.FileName },
            new() { Value = request.FileSha256 },
            new() { Value = startedAt },
            new() { Value = finishedAt },
            new() { Value = request.IsForced },
            new() { Value = JsonSerializer.Serialize(result, JsonSerializerOptions.Web), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await RememberRecordsAsync(cancellationToken);
        await ProposeRemovalsAsync(vanished, finishedAt, cancellationToken);
        await ReportConflictsAsync(finishedAt, cancellationToken);
        await ForgetOldIssuesAsync(cancellationToken);
    }

    private Task RememberRecordsAsync(CancellationToken cancellationToken) => ExecuteAsync(
        """
        with back as (
            update issue_reports i set resolved_at = now()
            from staged s join imported_records r on r.source = $1 and r.record_key = s.record_key and r.is_missing
            where i.entry_id = s.entry_id and i.code = 'source_removed' and i.resolved_at is null)
        insert into imported_records (source, record_key, entry_id, record_hash, block_hashes)
        select $1, record_key, entry_id, record_hash, block_hashes from staged
        on conflict (source, record_key) do update set
            record_hash = excluded.record_hash, block_hashes = excluded.block_hashes, is_missing = false
        """,
        cancellationToken,
        new NpgsqlParameter { Value = request.Source.Code });

    private Task ProposeRemovalsAsync(
        IReadOnlyList<string> vanished, DateTimeOffset at, CancellationToken cancellationToken) => ExecuteAsync(
        """
        with gone as (
            update imported_records set is_missing = true
            where source = $1 and record_key = any($2) returning entry_id)
        insert into issue_reports (id, entry_id, origin, code, import_id, created_at)
        select gen_random_uuid(), entry_id, 'import', 'source_removed', $3, $4 from gone
        on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null do nothing
        """,
        cancellationToken,
        new() { Value = request.Source.Code },
        new() { Value = vanished.ToArray() },
        new() { Value = importId },
        new() { Value = at });

    private Task ReportConflictsAsync(DateTimeOffset at, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into issue_reports (id, entry_id, origin, code, block, proposed, import_id, created_at)
        select gen_random_uuid(), entry_id, 'import', 'source_conflict', block, proposed, $1, $2 from staged_conflicts
        on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null
            do update set proposed = excluded.proposed, import_id = excluded.import_id
        """,
        cancellationToken,
        new() { Value = importId },
        new() { Value = at });

    private Task ForgetOldIssuesAsync(CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        delete from import_rejects where import_id in (
            select id from imports where source = $1 order by finished_at desc offset {ImportsWithIssuesKept})
        """,
        cancellationToken,
        new NpgsqlParameter { Value = request.Source.Code });

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
