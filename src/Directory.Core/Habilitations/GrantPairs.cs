using NodaTime;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>
/// Pairs: someone who writes and someone who approves. A local administrator who made both alone may be one person with two mailboxes;
/// so the second half waits for an administrator above. The same holds for a right to administer, with which a third mailbox could give
/// the other half.
/// </summary>
internal static class GrantPairs
{
    private static readonly AccessRight[] Writing = [AccessRight.Propose, AccessRight.Modify, AccessRight.PublishUrgently];

    /// <summary>Whether what is about to be given has to be agreed to.</summary>
    public static async Task<bool> MustBeAgreedAsync(
        NpgsqlConnection connection, IReadOnlyCollection<AccessGrant> own, Guid giver, NewGrant grant, Instant now,
        CancellationToken cancellationToken) =>
        !AdministeredPerimeter.IsEverything(own, now) // there is nobody above
        && (grant.Right is AccessRight.Administer
            || (await ReadHalvesAsync(connection, giver, grant.AccountId, grant.Right, grant.Perimeter, now, cancellationToken)).Count > 0);

    /// <summary>
    /// The other halves, each with whose it is: given by the same person, or their own; or given by the receiver, who would then have both,
    /// unless who gives the second one is above them. Taken back or not, since what was proposed stays.
    /// </summary>
    public static async Task<IReadOnlyList<(AccessGrant Grant, string Person)>> ReadHalvesAsync(
        NpgsqlConnection connection, Guid giver, Guid receiver, AccessRight right, Perimeter perimeter, Instant now,
        CancellationToken cancellationToken)
    {
        AccessRight[] others = right is AccessRight.Approve ? Writing : Writing.Contains(right) ? [AccessRight.Approve] : [];
        if (others.Length == 0)
        {
            return [];
        }

        var above = await AdministratorsAbove.ReadAsync(connection, giver, perimeter, now, cancellationToken);
        // Both made by the giver, or neither seen by anyone above. ix_access_grants_given, ix_access_grants_account
        var halves = await connection.QueryAsync(
            $"""
            select {GrantStore.Columns}, a.name
            from {GrantStore.From} join accounts a on a.id = g.account_id join accounts t on t.id = $2
            where g.account_id <> $2 and g.access_right = any($3)
                and ((g.granted_by = $1 or g.account_id = $1) and ({Made("t")} and {Made("a")} or not {Seen("t")} and not {Seen("a")})
                    or g.granted_by = $2 and (coalesce(a.invited_by = $2, false) or not {Seen("a")}))
            order by a.name, g.id
            """,
            row => (Grant: GrantStore.Read(row), Person: row.GetString(GrantStore.ColumnCount)), cancellationToken,
            giver, receiver, others.Select(other => other.Code()).ToArray(), above.Select(one => one.Account).ToArray());
        if (halves.Exists(half => half.Grant.GrantedBy == receiver)
            && (await AdministratorsAbove.ReadAsync(connection, receiver, perimeter, now, cancellationToken)).Any(
                one => one.Account == giver))
        {
            halves.RemoveAll(half => half.Grant.GrantedBy == receiver);
        }

        var shared = new Dictionary<Perimeter, bool>();
        foreach (var half in halves)
        {
            if (!shared.ContainsKey(half.Grant.Perimeter))
            {
                shared[half.Grant.Perimeter] = await ShareAsync(connection, half.Grant.Perimeter, perimeter, cancellationToken);
            }
        }

        return [.. halves.Where(half => shared[half.Grant.Perimeter])];
    }

    private static string Made(string account) => $"coalesce({account}.invited_by = $1 or {account}.id = $1, false)";

    private static string Seen(string account) =>
        $"""
        ({account}.id = $1 or {account}.invited_by is null or {account}.invited_by = any($4) or exists (
            select from access_grants s where s.account_id = {account}.id
                and (s.granted_by is null or s.agreed_at is not null or s.granted_by = any($4))))
        """;

    // Whether some entry is, or could come to be, in both. No entry leaves its place without the agreement of those of both; but that a
    // département has no entry of a type today says nothing of tomorrow.
    private static async Task<bool> ShareAsync(
        NpgsqlConnection connection, Perimeter one, Perimeter other, CancellationToken cancellationToken)
    {
        if (one.EntryId is null && other.EntryId is null)
        {
            return one == other || one.Kind != other.Kind || one.Kind is PerimeterKind.ServiceType;
        }

        List<object?> parameters = [];
        var (first, second) = (GrantPredicate.Within([one], "e", parameters), GrantPredicate.Within([other], "e", parameters));
        return await connection.ScalarAsync<bool>(
            $"select exists (select from entries e where {first} and {second})", cancellationToken, [.. parameters]);
    }
}
