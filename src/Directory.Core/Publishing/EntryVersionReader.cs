using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Publishing;

/// <summary>Reads the log for those who keep a picture of it.</summary>
public static class EntryVersionReader
{
    // entries.sequence is the sequence of the entry's last version. Index: uq_entries_sequence.
    private const string Current =
        """
        select v.sequence, v.entry_id, v.kind, v.version, v.document, v.path, v.published_at, v.changed_at
        from entries e join entry_versions v on v.sequence = e.sequence
        where e.sequence > $1
        order by e.sequence
        """;

    /// <summary>The last version of each entry that changed after a sequence, oldest first, as of one moment.</summary>
    /// <param name="connection">An open connection, busy until the enumeration ends.</param>
    /// <param name="afterSequence">0 for everything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<PublishedVersion> ReadCurrentAsync(
        NpgsqlConnection connection,
        long afterSequence,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var command = new NpgsqlCommand(Current, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = afterSequence });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new PublishedVersion(
                reader.GetInt64(0),
                reader.GetGuid(1),
                EntryKinds.Parse(reader.GetString(2)),
                reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4),
                reader.GetString(5),
                Instant.FromDateTimeUtc(reader.GetDateTime(6)),
                Instant.FromDateTimeUtc(reader.GetDateTime(7)));
        }
    }
}
