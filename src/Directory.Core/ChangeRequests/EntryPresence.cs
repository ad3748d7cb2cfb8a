using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>Someone else who has the entry open.</summary>
/// <param name="Name">Their name.</param>
/// <param name="OpenedAt">Since when.</param>
public sealed record PresentEditor(string Name, Instant OpenedAt);

/// <summary>
/// « Camille Durand a ouvert cette fiche il y a 4 minutes. » A hint: what keeps work from being lost is the base version.
/// </summary>
public sealed class EntryPresence(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Someone not seen for so long has left.</summary>
    public static readonly Duration Leaves = Duration.FromMinutes(15);

    /// <summary>Says that the person has the entry open, and who else has. Whether they may is for the page to ask first.</summary>
    public async Task<IReadOnlyList<PresentEditor>> SeeAsync(Guid account, Guid entryId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "delete from entry_presence where seen_at < $1 or seen_at > $2", cancellationToken, now - Leaves, now + Recency.Skew);
        await connection.ExecuteAsync(
            """
            insert into entry_presence (entry_id, account_id, opened_at, seen_at) values ($1, $2, $3, $3)
            on conflict (entry_id, account_id) do update set seen_at = excluded.seen_at
            """,
            cancellationToken,
            entryId, account, now);
        return await connection.QueryAsync(
            """
            select a.name, p.opened_at from entry_presence p join accounts a on a.id = p.account_id
            where p.entry_id = $1 and p.account_id <> $2 order by p.opened_at
            """,
            row => new PresentEditor(row.GetString(0), row.At(1)!.Value),
            cancellationToken,
            entryId, account);
    }
}
