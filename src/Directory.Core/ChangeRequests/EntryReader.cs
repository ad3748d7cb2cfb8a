using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>One version of an entry, read to be edited.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Version">Which version; what a form carries as its base.</param>
/// <param name="Document">As canonical JSON; null where the entry was removed.</param>
public sealed record EntryState(Guid EntryId, EntryKind Kind, int Version, byte[]? Document)
{
    /// <summary>The document; null where the entry was removed.</summary>
    public EntryDocument? ReadDocument() => Document is null ? null : Storage.DocumentJson.Read(Kind, Document);
}

/// <summary>Reads entries from the log, for editing.</summary>
public static class EntryReader
{
    /// <summary>The entry as it is published now; null when it never was.</summary>
    public static Task<EntryState?> ReadCurrentAsync(NpgsqlConnection connection, Guid entryId, CancellationToken cancellationToken) =>
        ReadAsync(connection, "order by version desc limit 1", cancellationToken, entryId);

    /// <summary>One version of the entry; null when it has none such.</summary>
    public static Task<EntryState?> ReadVersionAsync(
        NpgsqlConnection connection, Guid entryId, int version, CancellationToken cancellationToken) =>
        ReadAsync(connection, "and version = $2", cancellationToken, entryId, version);

    /// <summary>The last version that was not a removal; null when there is none.</summary>
    public static Task<EntryState?> ReadLastContentAsync(NpgsqlConnection connection, Guid entryId, CancellationToken cancellationToken) =>
        ReadAsync(connection, "and document is not null order by version desc limit 1", cancellationToken, entryId);

    // uq_entry_versions_entry_version
    private static async Task<EntryState?> ReadAsync(
        NpgsqlConnection connection, string which, CancellationToken cancellationToken, params object?[] parameters) =>
        (await connection.QueryAsync(
            $"select entry_id, kind, version, document from entry_versions where entry_id = $1 {which}",
            row => new EntryState(
                row.GetGuid(0), EntryKinds.Parse(row.GetString(1)), row.GetInt32(2),
                row.IsDBNull(3) ? null : CanonicalJson.Of(row.GetFieldValue<byte[]>(3))),
            cancellationToken,
            parameters)).SingleOrDefault();
}
