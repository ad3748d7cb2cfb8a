using System.Data;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Publishing.Heads;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>The beginning of the journal cannot be cut; the message says why.</summary>
public sealed class JournalCutException(string message) : Exception(message);

/// <summary>
/// Cuts the beginning of the journal, once it is old enough: exported first, and only at a link that a signed head names.
/// </summary>
public static class JournalCut
{
    /// <param name="dataSource">A login that may call <c>cut_journal</c>.</param>
    /// <param name="heads">The folder of the signed heads.</param>
    /// <param name="kept">What it holds.</param>
    /// <param name="folder">Where the exported file goes.</param>
    /// <param name="term">Lines go that were signed longer ago.</param>
    /// <param name="now">By the clock of whoever cuts.</param>
    /// <param name="cancellationToken">Leaves the journal as it is.</param>
    /// <returns>The file and how many lines went; null when nothing is old enough.</returns>
    /// <exception cref="JournalCutException">The heads or the journal are not whole.</exception>
    public static async Task<(string File, long Lines)?> CutAsync(
        NpgsqlDataSource dataSource, string heads, KeptHeads kept, string folder, JournalTerm term, Instant now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(term);
        // What is not whole stays as it is, for whoever looks into it.
        var verification = await ChainedLines.Journal.VerifyAsync(dataSource, kept, term, now, cancellationToken);
        if (kept.Problems.Concat(verification.Problems).FirstOrDefault() is { } problem)
        {
            throw new JournalCutException($"The journal is not whole, so that nothing was cut. {problem}");
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var first =
            await connection.ScalarAsync<long>(
                "select coalesce(min(sequence), 0) from chain_links where chain = 'journal'", cancellationToken);
        var last =
            await connection.ScalarAsync<long>(
                "select coalesce(max(sequence), 0) from chain_links where chain = 'journal'", cancellationToken);
        if (kept.LastBefore(Chains.Journal, term.KeptSince(now)) is not { } found
            || found.Head.Sequence < first
            || found.Head.Sequence >= last)
        {
            return null;
        }

        var head = HeadFiles.Lines(heads).First(item => item.Place == found.Place).Line;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"journal-{first}-{found.Head.Sequence}{ExportedJournal.Extension}");
        var headBefore =
            await connection.ScalarAsync<string>("select head from journal_cuts order by sequence desc limit 1", cancellationToken);
        var hash = await JournalExport.WriteAsync(connection, $"{path}.part", headBefore, found.Head.Sequence, head, cancellationToken);
        var gone = await connection.ScalarAsync<long>("select cut_journal($1, $2, $3)", cancellationToken, found.Head.Sequence, head, hash);
        // There before it is gone from the database: a crash in between leaves it in both.
        File.Move($"{path}.part", path, overwrite: true);
        await transaction.CommitAsync(cancellationToken);
        return (path, gone);
    }

    /// <summary>Where the journal was last cut; its very beginning where it never was.</summary>
    public static async Task<ChainHead> LastAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var last = await connection.QueryAsync(
            "select sequence, encode(hash, 'hex') from journal_cuts order by sequence desc limit 1",
            row => new ChainHead(Chains.Journal, row.GetInt64(0), row.GetString(1)), cancellationToken);
        return last is [var cut] ? cut : ChainHead.StartOf(Chains.Journal);
    }
}
