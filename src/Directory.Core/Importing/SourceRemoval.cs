using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Importing;

/// <summary>
/// Takes out every entry that only a given source speaks of, by publishing a tombstone for each; the log keeps them.
/// </summary>
public static class SourceRemoval
{
    /// <returns>How many entries were taken out.</returns>
    /// <exception cref="ImportRefusedException">The source is being imported.</exception>
    public static async Task<int> RunAsync(
        NpgsqlDataSource dataSource, Source source, TimeProvider clock, bool isDryRun, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await SourceLock.TakeAsync(connection, source, cancellationToken);
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext
            {
                Path = PublicationPath.Import,
                Author = "importer",
                Source = source.Code,
                Reason = "Retrait de ces données",
                At = clock.GetCurrentInstant(),
            },
            cancellationToken);
        var tombstones = await FindAsync(connection, source, cancellationToken);
        await publisher.PublishAsync(tombstones, cancellationToken);
        await publisher.CompleteAsync(cancellationToken);
        await ForgetAsync(connection, source, cancellationToken);
        if (!isDryRun)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return tombstones.Count;
    }

    // Under the publishing lock, so that the versions stay what they are.
    private static async Task<List<Publication>> FindAsync(
        NpgsqlConnection connection, Source source, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select e.id, e.kind, e.version from imported_records r join entries e on e.id = r.entry_id
            where r.source = $1 and not e.is_removed
                and not exists (select 1 from imported_records o where o.entry_id = e.id and o.source <> $1)
            order by e.sequence
            """,
            connection);
        command.Parameters.Add(new() { Value = source.Code });
        var tombstones = new List<Publication>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tombstones.Add(new Publication(
                reader.GetGuid(0), EntryKinds.Parse(reader.GetString(1)), reader.GetInt32(2), null, IsContentChanged: true));
        }

        return tombstones;
    }

    // A later import of the source starts afresh.
    private static async Task ForgetAsync(NpgsqlConnection connection, Source source, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("delete from imported_records where source = $1", connection);
        command.Parameters.Add(new() { Value = source.Code });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
