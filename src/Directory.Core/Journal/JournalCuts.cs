using NodaTime;
using Npgsql;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>
/// Where the journal was cut, and whether it could be: at a link that a signed head names, a whole term after that head was signed, and
/// said by a line of the journal that goes on. An owner can write what they like in <c>journal_cuts</c>: the head holds when the link was
/// there, the chained line when it was cut.
/// </summary>
internal static class JournalCuts
{
    // What the line says is what the cut says. The first line that says so: one that was added later excuses nothing. ix_journal_action.
    private const string Select =
        """
        select c.sequence, c.hash, c.head, c.cut_at, (
            select min(k.linked_at) from journal j join chain_links k on k.chain = 'journal' and k.line_id = j.id
            where j.action = 'journal.cut' and j.detail = jsonb_build_object('upTo', c.sequence::text, 'hash', encode(c.hash, 'hex'),
                'exportSha256', encode(c.export_sha256, 'hex')))
        from journal_cuts c order by c.sequence
        """;

    private sealed record Cut(ChainHead Link, string Head, Instant At, Instant? LineAt);

    /// <summary>The last link that went, from which the chain is followed, and what is wrong with the cuts, in English.</summary>
    /// <param name="connection">Of a login that may read them.</param>
    /// <param name="kept">Without a key, heads are read but not proven.</param>
    /// <param name="term">How long lines are kept.</param>
    /// <param name="now">By the clock of whoever verifies, not of the database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(ChainHead Last, IReadOnlyList<string> Problems)> ReadAsync(
        NpgsqlConnection connection, KeptHeads kept, JournalTerm term, Instant now, CancellationToken cancellationToken)
    {
        var cuts = await connection.QueryAsync(
            Select,
            row => new Cut(
                new ChainHead(Chains.Journal, row.GetInt64(0), Convert.ToHexStringLower((byte[])row.GetValue(1))), row.GetString(2),
                row.At(3)!.Value,
                row.At(4)),
            cancellationToken);
        if (cuts.Count == 0)
        {
            return (ChainHead.StartOf(Chains.Journal), []);
        }

        // The line of a cut goes in its turn, with the lines of its time.
        var goneUntil = kept.Vouch(cuts[^1].Head, cuts[^1].Link)?.At;
        return (
            cuts[^1].Link, [.. cuts.Select(cut => Problem(cut, cut != cuts[^1] && cut.At <= goneUntil, kept, term, now)).OfType<string>()]);
    }

    private static string? Problem(Cut cut, bool lineIsGone, KeptHeads kept, JournalTerm term, Instant now)
    {
        var place = $"{Chains.Journal} was cut at {cut.Link.Sequence}";
        if (kept.Vouch(cut.Head, cut.Link) is not { } head)
        {
            return $"{place}, which no signed head vouches for";
        }

        var keptSince = term.KeptSince(now + ChainedLines.ClockTolerance);
        if (head.At > keptSince)
        {
            return $"{place}, signed at {head.At}, but it is kept for {term.Months} months: "
                + $"nothing signed after {keptSince} may be gone; it was cut too early";
        }

        if (cut.LineAt is not { } cutAt)
        {
            return lineIsGone ? null : $"{place}, and no line of it says so: it was not cut by journal-cut";
        }

        return head.At > term.KeptSince(cutAt + ChainedLines.ClockTolerance)
            ? $"{place} at {cutAt}, less than {term.Months} months after it was signed, at {head.At}: it was cut too early"
            : null;
    }
}
