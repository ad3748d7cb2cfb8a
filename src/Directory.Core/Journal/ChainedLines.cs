using System.Globalization;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Publishing.Heads;

namespace PublicDirectory.Core.Journal;

/// <summary>
/// Proves that no line of the journal, and no step of a change request, was altered, taken out, slipped in or dated otherwise since it
/// was written. The database links them (migration 0080); what it says of itself is not believed: the hashes are made again here.
/// </summary>
public sealed class ChainedLines
{
    private const int MaxProblems = 100;

    // No transaction that writes a line lasts longer: even one that waits for an import to be published.
    private static readonly Duration LongestTransaction = Duration.FromHours(1);

    /// <summary>How far clocks may be put back, or differ, without a line being taken for one that was slipped in.</summary>
    internal static readonly Duration ClockTolerance = ChainWalk.ClockTolerance;

    private readonly string _chain;
    private readonly string _select;
    private readonly int _columns;

    private ChainedLines(string chain, string table, params string[] columns)
    {
        (_chain, _columns) = (chain, columns.Length);
        // Both ways: links without their line, and lines without a link. uq_chain_links_line.
        _select =
            $"""
            select k.sequence, k.line_id, k.linked_at, k.previous_hash, k.hash, l.id, l.at,
                (extract(epoch from k.linked_at) * 1000000)::bigint::text, (extract(epoch from l.at) * 1000000)::bigint::text,
                {string.Join(", ", columns.Select(column => $"l.{column}::text"))}
            from (select * from chain_links where chain = '{chain}') k full join {table} l on l.id = k.line_id
            order by k.sequence nulls last
            """;
    }

    /// <summary>The journal: its columns in the order in which <c>journal_content</c> takes them.</summary>
    public static ChainedLines Journal { get; } =
        new(Chains.Journal, "journal", "account_id", "action", "object_kind", "object_id", "detail");

    /// <summary>The steps of change requests: as <c>event_content</c> takes them.</summary>
    public static ChainedLines Events { get; } = new(
        Chains.Events, "change_request_events", "request_id", "account_id", "move", "from_state", "to_state", "comment", "block_comments");

    /// <summary>Reads the whole chain, oldest first, in bounded memory.</summary>
    /// <param name="dataSource">A login that may read it.</param>
    /// <param name="kept">
    /// Heads that were kept elsewhere; <see cref="KeptHeads.None"/> sees neither a cut end nor a chain made anew.
    /// </param>
    /// <param name="term">How long lines of the journal are kept: nothing that is younger may have been cut.</param>
    /// <param name="now">By the clock of whoever verifies, not of the database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LogVerification> VerifyAsync(
        NpgsqlDataSource dataSource, KeptHeads kept, JournalTerm term, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var problems = new List<string>();
        var walk = kept.Along(_chain, ClockTolerance);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // The journal begins where it was last cut.
        var (beginning, wrongCuts) = _chain == Chains.Journal
            ? await JournalCuts.ReadAsync(connection, kept, term, now, cancellationToken)
            : (ChainHead.StartOf(_chain), []);
        problems.AddRange(wrongCuts);
        var (first, sequence, previous) = (beginning.Sequence, beginning.Sequence, Convert.FromHexString(beginning.Hash));
        await using var command = new NpgsqlCommand(_select, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken) && problems.Count < MaxProblems)
        {
            if (reader.IsDBNull(0))
            {
                problems.Add($"{_chain}: line {reader.GetInt64(5)} is not linked: it was slipped in");
                continue;
            }

            sequence++;
            if (reader.GetInt64(0) != sequence)
            {
                problems.Add($"{_chain}: link {reader.GetInt64(0)} stands where {sequence} is expected: links are missing");
                return new LogVerification(sequence - 1 - first, problems);
            }

            problems.AddRange(Look(reader, sequence, previous, now));
            previous = reader.GetFieldValue<byte[]>(4);
            if (walk.Pass(sequence, previous, Moment(reader, 2)) is { } wrong)
            {
                problems.Add(wrong);
            }
        }

        if (walk.End(sequence) is { } cut)
        {
            problems.Add(cut);
        }

        return new LogVerification(sequence - first, problems);
    }

    private IEnumerable<string> Look(NpgsqlDataReader reader, long sequence, byte[] previous, Instant now)
    {
        if (reader.IsDBNull(5))
        {
            yield return $"{_chain} {sequence}: its line {reader.GetInt64(1)} is missing: it was deleted";
            yield break;
        }

        if (!reader.GetFieldValue<byte[]>(3).AsSpan().SequenceEqual(previous))
        {
            yield return $"{_chain} {sequence} is not chained to the link before it";
        }

        if (!Hash(reader, sequence).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(4)))
        {
            yield return $"{_chain} {sequence}: its line {reader.GetInt64(1)} does not match its hash: it was altered";
        }

        if (Moment(reader, 6) < Moment(reader, 2) - LongestTransaction)
        {
            yield return $"{_chain} {sequence}: its line {reader.GetInt64(1)} is dated {Moment(reader, 6)}, but was linked at {Moment(reader, 2)}: it was backdated";
        }

        if (Moment(reader, 2) > now + ClockTolerance)
        {
            yield return $"{_chain} {sequence} is dated {Moment(reader, 2)}, which is yet to come: it was postdated";
        }
    }

    private byte[] Hash(NpgsqlDataReader reader, long sequence) => LinkHash.Of(
        reader.GetFieldValue<byte[]>(3),
        [
            _chain, sequence.ToString(CultureInfo.InvariantCulture), reader.GetString(7), reader.GetInt64(5)
                .ToString(CultureInfo.InvariantCulture),
            reader.GetString(8), .. Enumerable.Range(9, _columns)
                .Select(column => reader.IsDBNull(column) ? null : reader.GetString(column)),
        ]);

    private static Instant Moment(NpgsqlDataReader reader, int column) => Instant.FromDateTimeUtc(reader.GetDateTime(column));
}
