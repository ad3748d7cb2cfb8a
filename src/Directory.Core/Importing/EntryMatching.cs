using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Importing;

/// <summary>
/// Finds the entry that a record is about (« rapprochement »): by the key it had last time, else by an identifier that an
/// entry already carries and no other record of this source claims, else a new one.
/// </summary>
internal sealed class EntryMatching(NpgsqlConnection connection, ImportedRecords known)
{
    // SIRETs are repeated and wrong too often in the national file to match by.
    private static readonly HashSet<string> Schemes =
        new([ExternalIdSchemes.DilaAnnuaire, ExternalIdSchemes.DilaPivot], StringComparer.Ordinal);

    private readonly HashSet<Guid> _claimed = [];

    /// <summary>Sets the entry of each record of the batch.</summary>
    /// <param name="batch">Records that say something new.</param>
    /// <param name="idByKey">
    /// The entries of the source's keys: kept up to date. A new record whose child came first finds its id here.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task MatchAsync(
        List<PendingRecord> batch, Dictionary<string, Guid> idByKey, CancellationToken cancellationToken)
    {
        var unmatched = batch.Where(pending => !known.TryFind(pending.Record.Key, out _)).ToList();
        var byIdentifier = await FindByIdentifierAsync(unmatched, cancellationToken);
        foreach (var pending in batch)
        {
            pending.EntryId = known.TryFind(pending.Record.Key, out var row)
                ? row.EntryId
                : Match(pending, byIdentifier) ?? idByKey.GetValueOrDefault(pending.Record.Key, Guid.CreateVersion7());
            idByKey[pending.Record.Key] = pending.EntryId;
        }
    }

    /// <summary>The published state of the batch's entries, and what the source said of them last time.</summary>
    public async Task<Dictionary<Guid, CurrentEntry>> ReadCurrentAsync(
        List<PendingRecord> batch, string source, CancellationToken cancellationToken)
    {
        var current = new Dictionary<Guid, CurrentEntry>();
        await using var command = new NpgsqlCommand(
            """
            select e.id, e.version, v.document, e.types[1], r.block_hashes
            from entries e
                join entry_versions v on v.sequence = e.sequence
                left join imported_records r on r.source = $2 and r.entry_id = e.id
            where e.id = any($1)
            """,
            connection); // pk_entries, ix_imported_records_entry
        command.Parameters.Add(new() { Value = batch.Select(pending => pending.EntryId).ToArray() });
        command.Parameters.Add(new() { Value = source });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            current[reader.GetGuid(0)] = new CurrentEntry(
                reader.GetInt32(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.IsDBNull(4) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetFieldValue<byte[]>(4)));
        }

        return current;
    }

    private Guid? Match(PendingRecord pending, Dictionary<(string, string), List<Guid>> byIdentifier)
    {
        var candidates = pending.Record.Document.ExternalIds
            .SelectMany(id => byIdentifier.GetValueOrDefault((id.Scheme, id.Value)) ?? [])
            .Where(id => !known.IsTaken(id))
            .Distinct()
            .ToList();
        return candidates is [var only] && _claimed.Add(only) ? only : null;
    }

    private async Task<Dictionary<(string, string), List<Guid>>> FindByIdentifierAsync(
        List<PendingRecord> pending, CancellationToken cancellationToken)
    {
        var ids = pending.SelectMany(item => item.Record.Document.ExternalIds)
            .Where(id => Schemes.Contains(id.Scheme))
            .ToList();
        var found = new Dictionary<(string, string), List<Guid>>();
        if (ids.Count == 0)
        {
            return found;
        }

        await using var command = new NpgsqlCommand(
            """
            select x.scheme, x.value, x.entry_id
            from unnest($1::text[], $2::text[]) wanted (scheme, value)
                join external_ids x on x.scheme = wanted.scheme and x.value = wanted.value
            """,
            connection); // pk_external_ids
        command.Parameters.Add(new() { Value = ids.Select(id => id.Scheme).ToArray() });
        command.Parameters.Add(new() { Value = ids.Select(id => id.Value).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = (reader.GetString(0), reader.GetString(1));
            (found.TryGetValue(key, out var entries) ? entries : found[key] = []).Add(reader.GetGuid(2));
        }

        return found;
    }
}
