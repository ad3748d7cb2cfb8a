using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>An entry, as others call it.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Name">Its name.</param>
public readonly record struct EntryName(Guid Id, string Name);

/// <summary>What hangs on an entry, for those who change it.</summary>
public sealed class EntryRelations(NpgsqlDataSource dataSource)
{
    /// <summary>The published démarches that administrations of any of these types handle, by title; at most 500.</summary>
    public async Task<IReadOnlyList<EntryName>> ReadDemarchesAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            // ix_entries_types
            "select id, name from entries where kind = 'demarche' and not is_removed and types && $1 order by name, id limit 500",
            row => new EntryName(row.GetGuid(0), row.GetString(1)),
            cancellationToken,
            (object)types.ToArray());
    }

    /// <summary>The published entries whose parent it is, by name.</summary>
    /// <param name="entryId">The parent.</param>
    /// <param name="first">The most that are named, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many there are, and the first of them.</returns>
    public async Task<(long Count, IReadOnlyList<EntryName> Names)> ReadChildrenAsync(
        Guid entryId, int first, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // ix_entries_parent
        var count = await connection.ScalarAsync<long>(
            "select count(*) from entries where parent_id = $1 and not is_removed", cancellationToken, entryId);
        return (count, await connection.QueryAsync(
            "select id, name from entries where parent_id = $1 and not is_removed order by name, id limit $2",
            row => new EntryName(row.GetGuid(0), row.GetString(1)),
            cancellationToken,
            entryId, first));
    }
}
