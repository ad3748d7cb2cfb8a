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
    internal const string Kept = "access_grant.kept";

    private static readonly Refusal Own = new(
        "OWN_GRANT", "Vous ne pouvez pas vous accorder un droit à vous-même : demandez à une autre personne.");

    private static readonly Refusal NoSuchGrant = new("NOT_FOUND", "Cette habilitation n'existe pas.");

    /// <summary>Gives a right.</summary>
    /// <param name="by">Who gives it; null for the operator of the service, from the command line.</param>
    /// <param name="grant">What is given.</param>
    /// <param name="cancellationToken">Gives up; nothing is then given.</param>
    /// <returns>The grant, or why not.</returns>
    /// <exception cref="PostgresException">The account or the entry does not exist, or the period is empty.</exception>
    public async Task<(AccessGrant? Grant, Refusal? Refusal)> GrantAsync(Guid? by, NewGrant grant, CancellationToken cancellationToken)
    {
        var now = Now;
        if (by == grant.AccountId)
        {
            return (null, Own);
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
            new JournalEntry(by, "access_grant.granted", "access_grant", id, new Dictionary<string, string?>
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
        var now = Now;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await GrantStore.FindAsync(connection, grantId, cancellationToken) is not { } grant)
        {
            return NoSuchGrant;
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
                new JournalEntry(by, "access_grant.revoked", "access_grant", grantId, new Dictionary<string, string?>
                {
                    ["account"] = grant.AccountId.ToString(),
                    ["right"] = grant.Right.Code(),
                }),
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Says that a right is still needed: it is not asked about again before <see cref="GrantLists.ReviewEvery"/>.</summary>
    /// <returns>Why not; null when it is noted.</returns>
    public async Task<Refusal?> KeepAsync(Guid by, Guid grantId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await GrantStore.FindAsync(connection, grantId, cancellationToken) is not { } grant)
        {
            return NoSuchGrant;
        }

        var refusal = grant.AccountId == by ? Own : await RefuseAsync(connection, by, grant.Perimeter, Now, cancellationToken);
        if (refusal is null)
        {
            await JournalLog.WriteAsync(
                connection,
                new JournalEntry(by, Kept, "access_grant", grantId, new Dictionary<string, string?> { ["account"] = grant.AccountId.ToString() }),
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return refusal;
    }

    /// <summary>Whether a right with that perimeter may be given: asked before something is done for it.</summary>
    /// <returns>Why not; null when it may.</returns>
    public async Task<Refusal?> CheckAsync(Guid by, Perimeter perimeter, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await RefuseAsync(connection, by, perimeter, Now, cancellationToken);
    }

    /// <summary>
    /// Whether someone may shut or open an account: those who administer all that it may do, so that nobody locks out people beyond
    /// their own perimeter.
    /// </summary>
    /// <returns>Why not; null when they may.</returns>
    public async Task<Refusal?> CheckAccountAsync(Guid by, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // Those of a disabled account too: opening it gives them again.
        foreach (var grant in await GrantStore.ReadGivenAsync(connection, account, cancellationToken))
        {
            if (await RefuseAsync(connection, by, grant.Perimeter, Now, cancellationToken) is not null)
            {
                return new Refusal(
                    Habilitation.GrantMissing,
                    "Cette personne a des habilitations au-delà de ce que vous gérez : une personne qui gère tout son périmètre doit en décider.");
            }
        }

        return null;
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    // Within the perimeter: an entry's by its facts, and all that depends on it; the others only by the same perimeter or the national one.
    private static async Task<Refusal?> RefuseAsync(
        NpgsqlConnection connection, Guid administrator, Perimeter perimeter, Instant now, CancellationToken cancellationToken)
    {
        var own = await GrantStore.ReadAsync(connection, administrator, cancellationToken);
        if (perimeter.EntryId is { } entryId && await GrantStore.ReadFactsAsync(connection, entryId, cancellationToken) is { } entry)
        {
            return Habilitation.Decide(own, administrator, EntryAction.Administer, new Touched(entry), null, now).Refusal
                ?? await RefuseBelowAsync(connection, own, administrator, entry, now, cancellationToken);
        }

        return own.Exists(grant => grant.Right is AccessRight.Administer && grant.IsActiveAt(now) && grant.Blocks is null
            && (grant.Perimeter == perimeter || grant.Perimeter == Perimeter.National))
            ? null
            : new Refusal(Habilitation.GrantMissing, "Il vous manque le droit de gérer les habilitations sur tout ce périmètre.");
    }

    // A body in one's département may have counters elsewhere, which one does not administer: to give the body would give them too.
    private static async Task<Refusal?> RefuseBelowAsync(
        NpgsqlConnection connection, List<AccessGrant> own, Guid administrator, EntryFacts entry, Instant now, CancellationToken cancellationToken)
    {
        List<object?> parameters = [entry.EntryId];
        var covered = GrantPredicate.Build(own, administrator, EntryAction.Administer, now, "e", parameters);
        var beyond = await connection.ScalarAsync<string>(
            $"""
            with recursive below (id) as (
                select id from entries where parent_id = $1
                union select e.id from entries e join below on e.parent_id = below.id)
            select e.name from entries e join below on below.id = e.id where not e.is_removed and not {covered} order by e.name limit 1
            """,
            cancellationToken,
            [.. parameters]); // ix_entries_parent
        return beyond is null
            ? null
            : new Refusal(
                Habilitation.GrantMissing,
                $"Il vous manque le droit de gérer les habilitations pour « {beyond} », qui dépend de « {entry.Name} » et serait donné avec.");
    }

    internal static string Code(PerimeterKind kind) => kind switch
    {
        PerimeterKind.Entry => "entry",
        PerimeterKind.Departement => "departement",
        PerimeterKind.ServiceType => "service_type",
        _ => "national",
    };
}
