using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Importing;

/// <summary>A merged record on its way to the log.</summary>
internal sealed record StagedEntry(PendingRecord Pending, CurrentEntry Current, MergeOutcome Outcome);

/// <summary>How many staged records ended how.</summary>
internal readonly record struct StagedCounts(long Added, long Changed, long Confirmed, long Kept, long Conflicts);

/// <summary>
/// What an import is about to publish, kept in a temporary table: memory stays bounded, and the publishing lock is
/// taken only once the whole file has been read and found good.
/// </summary>
internal sealed class StagedEntries
{
    private const int PageSize = 1000;

    private readonly NpgsqlConnection _connection;

    private StagedEntries(NpgsqlConnection connection) => _connection = connection;

    public static async Task<StagedEntries> CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            create temp table staged (
                position bigint generated always as identity primary key,
                record_key text not null, entry_id uuid not null, kind text not null, base_version integer not null,
                document bytea, is_content_changed boolean not null, record_hash bytea not null, block_hashes jsonb not null,
                parent uuid
            ) on commit drop;
            create temp table staged_conflicts (entry_id uuid not null, block text not null, proposed jsonb) on commit drop
            """,
            connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new StagedEntries(connection);
    }

    public async Task AddAsync(IReadOnlyList<StagedEntry> entries, CancellationToken cancellationToken)
    {
        await using (var writer = await _connection.BeginBinaryImportAsync(
            """
            copy staged (record_key, entry_id, kind, base_version, document, is_content_changed, record_hash, block_hashes,
                parent) from stdin (format binary)
            """,
            cancellationToken))
        {
            foreach (var (pending, current, outcome) in entries)
            {
                await writer.StartRowAsync(cancellationToken);
                await writer.WriteAsync(pending.Record.Key, NpgsqlDbType.Text, cancellationToken);
                await writer.WriteAsync(pending.EntryId, NpgsqlDbType.Uuid, cancellationToken);
                await writer.WriteAsync(pending.Record.Document.Kind.Code(), NpgsqlDbType.Text, cancellationToken);
                await writer.WriteAsync(current.Version, NpgsqlDbType.Integer, cancellationToken);
                await WriteOrNullAsync(outcome.Document, NpgsqlDbType.Bytea);
                await writer.WriteAsync(outcome.IsContentChanged, NpgsqlDbType.Boolean, cancellationToken);
                await writer.WriteAsync(RecordHash.Write(pending.Hash), NpgsqlDbType.Bytea, cancellationToken);
                await writer.WriteAsync(outcome.BlockHashes, NpgsqlDbType.Jsonb, cancellationToken);
                await WriteOrNullAsync(ParentOf(pending, outcome), NpgsqlDbType.Uuid);
            }

            await writer.CompleteAsync(cancellationToken);

            Task WriteOrNullAsync(object? value, NpgsqlDbType type) => value is null
                ? writer.WriteNullAsync(cancellationToken)
                : writer.WriteAsync(value, type, cancellationToken);
        }

        await AddConflictsAsync(entries, cancellationToken);
    }

    /// <summary>
    /// Leaves out the entries that someone published since they were staged: the next import takes them. To be called
    /// under the publishing lock.
    /// </summary>
    public async Task<long> DeferEditedMeanwhileAsync(ImportIssueLog issues, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with deferred as (
                delete from staged s
                where s.base_version <> coalesce((select e.version from entries e where e.id = s.entry_id), 0)
                returning s.record_key, s.entry_id),
            conflicts as (delete from staged_conflicts c using deferred d where c.entry_id = d.entry_id)
            select record_key from deferred
            """,
            _connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            count++;
            issues.Add(new ImportIssue(
                ImportIssueSeverity.Warning,
                "EDITED_MEANWHILE",
                "The entry was published by someone else during the import; the next import takes the record.",
                reader.GetString(0),
                default,
                null));
        }

        return count;
    }

    /// <summary>Publishes what was staged, page by page.</summary>
    public async Task PublishAsync(Publisher publisher, CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            var page = new List<Publication>(PageSize);
            await using (var command = new NpgsqlCommand(
                """
                select position, entry_id, kind, base_version, document, is_content_changed from staged
                where position > $1 and document is not null order by position limit $2
                """,
                _connection))
            {
                command.Parameters.Add(new() { Value = last });
                command.Parameters.Add(new() { Value = PageSize });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    last = reader.GetInt64(0);
                    page.Add(new Publication(
                        reader.GetGuid(1),
                        EntryKinds.Parse(reader.GetString(2)),
                        reader.GetInt32(3),
                        reader.GetFieldValue<byte[]>(4),
                        reader.GetBoolean(5)));
                }
            }

            if (page.Count == 0)
            {
                return;
            }

            await publisher.PublishAsync(page, cancellationToken);
        }
    }

    /// <summary>
    /// Gives the children of promised parents the entry that the parent turned out to be or, with a warning, none.
    /// </summary>
    /// <param name="settled">By promised id, the entry; null where the parent is not in the source at all.</param>
    /// <param name="issues">Told of children that lose their parent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SetParentsAsync(
        IReadOnlyDictionary<Guid, Guid?> settled, ImportIssueLog issues, CancellationToken cancellationToken)
    {
        var (positions, documents, fingerprints) = (new List<long>(), new List<byte[]>(), new List<string>());
        await using (var command = new NpgsqlCommand(
            "select position, record_key, document, parent from staged where parent = any($1) and document is not null", _connection))
        {
            command.Parameters.Add(new() { Value = settled.Keys.ToArray() });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var document = reader.GetFieldValue<byte[]>(2);
                positions.Add(reader.GetInt64(0));
                if (settled[reader.GetGuid(3)] is { } parent)
                {
                    documents.Add(DocumentParents.With(document, parent));
                    fingerprints.Add(DocumentBlocks.Fingerprint(DocumentParents.Write(parent)));
                    continue;
                }

                documents.Add(DocumentParents.Without(document));
                fingerprints.Add(DocumentBlocks.Fingerprint(null));
                issues.Add(new ImportIssue(
                    ImportIssueSeverity.Warning,
                    "UNKNOWN_PARENT",
                    "The parent is not in the source: left out.",
                    reader.GetString(1),
                    default,
                    null));
            }
        }

        await using var update = new NpgsqlCommand(
            $$"""
            update staged s set document = settled.document,
                block_hashes = jsonb_set(s.block_hashes, '{{{DocumentParents.Block}}}', to_jsonb(settled.fingerprint))
            from unnest($1::bigint[], $2::bytea[], $3::text[]) settled (position, document, fingerprint)
            where s.position = settled.position
            """,
            _connection) { CommandTimeout = 0 };
        update.Parameters.Add(new() { Value = positions.ToArray() });
        update.Parameters.Add(new() { Value = documents.ToArray() });
        update.Parameters.Add(new() { Value = fingerprints.ToArray() });
        await update.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Makes room for another import in the same transaction.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("drop table staged, staged_conflicts", _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<StagedCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select count(*) filter (where base_version = 0),
                count(*) filter (where base_version > 0 and document is not null and is_content_changed),
                count(*) filter (where base_version > 0 and document is not null and not is_content_changed),
                count(*) filter (where document is null),
                (select count(*) from staged_conflicts)
            from staged
            """,
            _connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new StagedCounts(
            reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
    }

    private static Guid? ParentOf(PendingRecord pending, MergeOutcome outcome)
    {
        if (pending.Record.ParentKey is null || outcome.Document is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(outcome.Document);
        return document.RootElement.TryGetProperty(DocumentParents.Block, out var parent) ? parent.GetGuid() : null;
    }

    private async Task AddConflictsAsync(IReadOnlyList<StagedEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.All(entry => entry.Outcome.Conflicts.Count == 0))
        {
            return;
        }

        await using var writer = await _connection.BeginBinaryImportAsync(
            "copy staged_conflicts (entry_id, block, proposed) from stdin (format binary)", cancellationToken);
        foreach (var (pending, _, outcome) in entries)
        {
            foreach (var (block, proposed) in outcome.Conflicts)
            {
                await writer.StartRowAsync(cancellationToken);
                await writer.WriteAsync(pending.EntryId, NpgsqlDbType.Uuid, cancellationToken);
                await writer.WriteAsync(block, NpgsqlDbType.Text, cancellationToken);
                await (proposed is null
                    ? writer.WriteNullAsync(cancellationToken)
                    : writer.WriteAsync(proposed, NpgsqlDbType.Jsonb, cancellationToken));
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }
}
