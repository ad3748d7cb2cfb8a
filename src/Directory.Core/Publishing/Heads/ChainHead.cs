using Npgsql;
using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Publishing.Heads;

/// <summary>Where a chain ends: whoever keeps this can tell later whether anything before it was touched.</summary>
/// <param name="Chain">A code of <see cref="Chains"/>.</param>
/// <param name="Sequence">The last link; 0 for a chain without one.</param>
/// <param name="Hash">Its hash, in hexadecimal.</param>
public sealed record ChainHead(string Chain, long Sequence, string Hash)
{
    /// <summary>Of a chain without a link: what its first link follows.</summary>
    public static ChainHead StartOf(string chain) => new(chain, 0, Convert.ToHexStringLower(ChainHash.Start));
}

/// <summary>The chains of the database.</summary>
public static class Chains
{
    /// <summary><c>entry_versions</c>.</summary>
    public const string Versions = "versions";

    /// <summary><c>journal</c>.</summary>
    public const string Journal = "journal";

    /// <summary><c>change_request_events</c>.</summary>
    public const string Events = "events";

    /// <summary>
    /// Where each ends now. The moment is of the clock given, not of the database's, which its owner can put forward or back; it is read
    /// first: what is linked after it is dated after it.
    /// </summary>
    public static async Task<(Instant At, IReadOnlyList<ChainHead> Heads)> ReadHeadsAsync(
        NpgsqlDataSource dataSource, TimeProvider time, CancellationToken cancellationToken)
    {
        var at = Instant.FromDateTimeOffset(time.GetUtcNow());
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // pk_entry_versions, pk_chain_links, from their ends.
        var heads = await connection.QueryAsync(
            $"""
            select wanted.chain, coalesce(last.sequence, 0), encode(coalesce(last.hash, decode(repeat('00', 32), 'hex')), 'hex')
            from unnest(array['{Events}', '{Journal}', '{Versions}']) as wanted (chain)
                left join lateral (
                    (select sequence, row_hash as hash from entry_versions where wanted.chain = '{Versions}' order by sequence desc limit 1)
                    union all
                    (select sequence, hash from chain_links l where l.chain = wanted.chain order by sequence desc limit 1)) last on true
            order by wanted.chain
            """,
            row => new ChainHead(row.GetString(0), row.GetInt64(1), row.GetString(2)), cancellationToken);
        return (at, heads);
    }
}
