using NodaTime;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>A grant to be given.</summary>
public sealed record NewGrant
{
    /// <summary>To whom.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>To do what.</summary>
    public required AccessRight Right { get; init; }

    /// <summary>To which entries.</summary>
    public required Perimeter Perimeter { get; init; }

    /// <summary>On which blocks; null for all. Not empty, at most 50.</summary>
    public IReadOnlyList<string>? Blocks { get; init; }

    /// <summary>From when; null for now.</summary>
    public Instant? ValidFrom { get; init; }

    /// <summary>To when, excluded; null for without end.</summary>
    public Instant? ValidTo { get; init; }
}

/// <summary>Gives and takes back rights. Nobody gives a right to themselves, or beyond the perimeter that they administer.</summary>
public sealed class GrantAdministration(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Gives a right.</summary>
    /// <param name="by">Who gives it; null for the operator of the service, from the command line.</param>
    /// <param name="grant">What is given.</param>
    /// <param name="cancellationToken">Gives up; nothing is then given.</param>
    /// <returns>The grant, or why not.</returns>
    /// <exception cref="PostgresException">The account or the entry does not exist, or the period is empty.</exception>
    public async Task<(AccessGrant? Grant, Refusal? Refusal)> GrantAsync(Guid? by, NewGrant grant, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        if (by == grant.AccountId)
        {
            return (null, new Refusal("OWN_GRANT", "Vous ne pouvez pas vous accorder un droit à vous-même : demandez à une autre personne."));
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (by is { } administrator && await RefuseAsync(connection, administrator, grant.Perimeter, now, cancellationToken) is { } refusal)
        {
            return (null, refusal);
        }

        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(
            """
            insert into access_grants (id, account_id, access_right, perimeter, perimeter_entry_id, perimeter_code, blocks,
                valid_from, valid_to, granted_by, granted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            cancellationToken,
            id, grant.AccountId, grant.Right.Code(), Code(grant.Perimeter.Kind), grant.Perimeter.EntryId, grant.Perimeter.Code,
            grant.Blocks?.ToArray(), grant.ValidFrom ?? now, grant.ValidTo, by, now);
        await JournalLog.WriteAsync(
            connection,
            new JournalEntry(now, by, "access_grant.granted", "access_grant", id, new Dictionary<string, string?>
            {
                ["account"] = grant.AccountId.ToString(),
                ["right"] = grant.Right.Code(),
                ["perimeter"] = Code(grant.Perimeter.Kind),
                ["of"] = grant.Perimeter.EntryId?.ToString() ?? grant.Perimeter.Code,
            }),
            cancellationToken);
        var given = await GrantStore.FindAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (given, null);
    }

    /// <summary>Takes a right back; does nothing when it was already.</summary>
    /// <returns>Why not; null when it is taken back.</returns>
    public async Task<Refusal?> RevokeAsync(Guid? by, Guid grantId, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await GrantStore.FindAsync(connection, grantId, cancellationToken) is not { } grant)
        {
            return new Refusal("NOT_FOUND", "Cette habilitation n'existe pas.");
        }

        if (by is { } administrator && await RefuseAsync(connection, administrator, grant.Perimeter, now, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var revoked = await connection.ExecuteAsync(
            "update access_grants set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null",
            cancellationToken,
            grantId, by, now);
        if (revoked == 1)
        {
            await JournalLog.WriteAsync(
                connection,
                new JournalEntry(now, by, "access_grant.revoked", "access_grant", grantId, new Dictionary<string, string?>
                {
                    ["account"] = grant.AccountId.ToString(),
                    ["right"] = grant.Right.Code(),
                }),
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Grants in force, given before a moment, of people who did nothing since: what the half-yearly review looks at.</summary>
    public async Task<IReadOnlyList<AccessGrant>> ReadUnusedAsync(Instant since, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var accounts = await connection.QueryAsync(
            """
            select distinct g.account_id from access_grants g
            where g.revoked_at is null and g.granted_at < $1
                and not exists (select from journal j where j.account_id = g.account_id and j.at >= $1)
            """,
            row => row.GetGuid(0), cancellationToken, since); // ix_journal_account
        var unused = new List<AccessGrant>();
        foreach (var account in accounts)
        {
            unused.AddRange((await GrantStore.ReadAsync(connection, account, cancellationToken)).Where(grant => grant.GrantedAt < since));
        }

        return unused;
    }

    // Within the perimeter: an entry's by its facts; the others only by the same perimeter or the national one.
    private static async Task<Refusal?> RefuseAsync(
        NpgsqlConnection connection, Guid administrator, Perimeter perimeter, Instant now, CancellationToken cancellationToken)
    {
        var own = await GrantStore.ReadAsync(connection, administrator, cancellationToken);
        if (perimeter.EntryId is { } entryId && await GrantStore.ReadFactsAsync(connection, entryId, cancellationToken) is { } entry)
        {
            return Habilitation.Decide(own, administrator, EntryAction.Administer, entry, null, [], now).Refusal;
        }

        return own.Exists(grant => grant.Right is AccessRight.Administer && grant.IsActiveAt(now) && grant.Blocks is null
            && (grant.Perimeter == perimeter || grant.Perimeter == Perimeter.National))
            ? null
            : new Refusal(Habilitation.GrantMissing, "Il vous manque le droit de gérer les habilitations sur tout ce périmètre.");
    }

    private static string Code(PerimeterKind kind) => kind switch
    {
        PerimeterKind.Entry => "entry",
        PerimeterKind.Departement => "departement",
        PerimeterKind.ServiceType => "service_type",
        _ => "national",
    };
}
