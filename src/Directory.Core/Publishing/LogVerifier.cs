using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing.Heads;

namespace PublicDirectory.Core.Publishing;

/// <summary>What <see cref="LogVerifier"/> found.</summary>
/// <param name="Versions">Rows of the log read.</param>
/// <param name="Problems">In English, for operators, each naming its place; empty when all is well.</param>
public sealed record LogVerification(long Versions, IReadOnlyList<string> Problems);

/// <summary>Proves that the log is whole and unaltered, and that what is derived from it agrees with it.</summary>
public static class LogVerifier
{
    private const int MaxProblems = 100;

    // An import publishes for as long as it runs under the moment at which it began.
    private static readonly Duration LongestPublication = Duration.FromHours(6);

    /// <summary>Reads the whole log, oldest first, in bounded memory.</summary>
    /// <param name="dataSource">A login that may read the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="kept">Heads that were kept elsewhere: with them it is seen as well that the end was cut or all of it rewritten.</param>
    public static async Task<LogVerification> VerifyAsync(
        NpgsqlDataSource dataSource, CancellationToken cancellationToken, KeptHeads? kept = null)
    {
        var problems = new List<string>();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var count = await VerifyChainAsync(
            connection, problems, (kept ?? KeptHeads.None).Along(Chains.Versions, LongestPublication), cancellationToken);
        problems.AddRange(await Projections.VerifyAsync(connection, cancellationToken));
        return new LogVerification(count, problems);
    }

    private static async Task<long> VerifyChainAsync(
        NpgsqlConnection connection, List<string> problems, ChainWalk walk, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select sequence, entry_id, kind, version, document, path, reason, author, approver, change_request_id, source,
                published_at, changed_at, previous_hash, row_hash, effective_at
            from entry_versions order by sequence
            """,
            connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (count, previous) = (0L, ChainHash.Start);
        while (await reader.ReadAsync(cancellationToken) && problems.Count < MaxProblems)
        {
            count++;
            var sequence = reader.GetInt64(0);
            if (sequence != count)
            {
                problems.Add($"sequence {sequence} stands where {count} is expected: rows are missing");
                return count;
            }

            var row = ReadRow(reader);
            if (!reader.GetFieldValue<byte[]>(13).AsSpan().SequenceEqual(previous))
            {
                problems.Add($"sequence {sequence} is not chained to the row before it");
            }

            previous = reader.GetFieldValue<byte[]>(14);
            if (!ChainHash.Of(reader.GetFieldValue<byte[]>(13), sequence, row.Publication, row.Context, row.ChangedAt)
                .AsSpan().SequenceEqual(previous))
            {
                problems.Add($"sequence {sequence} does not match its hash: it was altered");
            }

            // Not in the hash: nothing says yet when a version takes effect but its publication.
            if (reader.GetDateTime(15) != reader.GetDateTime(11))
            {
                problems.Add($"sequence {sequence} takes effect at another moment than its publication: it was altered");
            }

            if (walk.Pass(sequence, previous, row.Context.At) is { } wrong)
            {
                problems.Add(wrong);
            }
        }

        if (walk.End(count) is { } cut)
        {
            problems.Add(cut);
        }

        return count;
    }

    private static (Publication Publication, PublicationContext Context, Instant ChangedAt) ReadRow(NpgsqlDataReader reader)
    {
        // Typed, because a null array would turn into an empty document instead of none.
        var document = reader.IsDBNull(4)
            ? (ReadOnlyMemory<byte>?)null
            : CanonicalJson.Of(reader.GetFieldValue<byte[]>(4)).AsMemory();
        var publication = new Publication(
            reader.GetGuid(1), EntryKinds.Parse(reader.GetString(2)), reader.GetInt32(3) - 1, document, true);
        var context = new PublicationContext
        {
            Path = reader.GetString(5),
            Reason = reader.IsDBNull(6) ? null : reader.GetString(6),
            Author = reader.GetString(7),
            Approver = reader.IsDBNull(8) ? null : reader.GetString(8),
            ChangeRequestId = reader.IsDBNull(9) ? null : reader.GetGuid(9),
            Source = reader.GetString(10),
            At = Instant.FromDateTimeUtc(reader.GetDateTime(11)),
        };
        return (publication, context, Instant.FromDateTimeUtc(reader.GetDateTime(12)));
    }
}
