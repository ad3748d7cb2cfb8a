using Npgsql;

namespace PublicDirectory.Core.Importing;

/// <summary>What a source said last time, one small row per record: 61,112 of them take about 12 MB.</summary>
internal sealed class ImportedRecords
{
    private readonly Dictionary<string, Row> _byKey;
    private readonly HashSet<Guid> _entries;

    private ImportedRecords(Dictionary<string, Row> byKey)
    {
        _byKey = byKey;
        _entries = [.. byKey.Values.Select(row => row.EntryId)];
    }

    /// <param name="EntryId">The entry that the record is about.</param>
    /// <param name="Hash">First half of the record's hash, enough to tell that it is the same.</param>
    /// <param name="IsMissing">The source's last import did not see it.</param>
    public readonly record struct Row(Guid EntryId, UInt128 Hash, bool IsMissing);

    /// <summary>Records that the last import saw.</summary>
    public long KnownCount => _byKey.Values.LongCount(row => !row.IsMissing);

    public static async Task<ImportedRecords> ReadAsync(
        NpgsqlConnection connection, string source, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            "select record_key, entry_id, record_hash, is_missing from imported_records where source = $1", connection);
        command.Parameters.Add(new() { Value = source });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(
                reader.GetString(0),
                new Row(reader.GetGuid(1), RecordHash.Read(reader.GetFieldValue<byte[]>(2)), reader.GetBoolean(3)));
        }

        return new ImportedRecords(rows);
    }

    public bool TryFind(string key, out Row row) => _byKey.TryGetValue(key, out row);

    /// <summary>Whether a record of this source is already about the entry.</summary>
    public bool IsTaken(Guid entryId) => _entries.Contains(entryId);

    /// <summary>Keys that the last import saw and <paramref name="seen"/> does not hold.</summary>
    public IEnumerable<string> VanishedFrom(IReadOnlySet<string> seen) =>
        _byKey.Where(pair => !pair.Value.IsMissing && !seen.Contains(pair.Key)).Select(pair => pair.Key);
}
