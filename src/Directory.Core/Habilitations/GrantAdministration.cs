using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
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

/// <summary>
/// Gives and takes back rights. Nobody gives one to themselves, beyond the perimeter that they administer, or to an account that they have
/// nothing to do with.
/// </summary>
public sealed class GrantAdministration(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock, GrantOptions options)
{
    internal const string Kept = "access_grant.kept";

    private static readonly Refusal Own = new(
        "OWN_GRANT", "Vous ne pouvez pas vous accorder un droit à vous-même : demandez à une autre personne.");

    /// <summary>What someone is told of a grant that there is not, or that is not theirs to see.</summary>
    public static Refusal NoSuchGrant { get; } = new("NOT_FOUND", "Cette habilitation n'existe pas.");

    /// <summary>Gives a right.</summary>
    /// <param name="by">Who gives it; null for the operator of the service, from the command line.</param>
    /// <param name="grant">What is given.</param>
    /// <param name="cancellationToken">Gives up; nothing is then given.</param>
    /// <returns>The grant, or why not.</returns>
    /// <exception cref="DbUpdateException">The account or the entry does not exist, or the period is empty.</exception>
    public async Task<(AccessGrant? Grant, Refusal? Refusal)> GrantAsync(Guid? by, NewGrant grant, CancellationToken cancellationToken)
    {
        var now = Now;
        if (by == grant.AccountId)
        {
            return (null, Own);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = context.Connection();
        var mustBeAgreed = false;
        if (by is { } administrator)
        {
            // One at a time for who gives and who receives, so that the second half of a pair sees the first.
            await connection.ExecuteAsync(
                "select from accounts where id = any($1) order by id for no key update", cancellationToken,
                new[] { administrator, grant.AccountId });
            var own = await GrantStore.ReadAsync(connection, administrator, cancellationToken);
            var refusal = await AdministeredPerimeter.RefuseAsync(connection, own, administrator, grant.Perimeter, now, cancellationToken)
                ?? (await AdministeredAccounts.CanSeeAsync(connection, own, administrator, grant.AccountId, now, cancellationToken)
                    ? null
                    : AdministeredAccounts.NoSuchAccount);
            if (refusal is not null)
            {
                return (null, refusal);
            }

            mustBeAgreed = await GrantPairs.MustBeAgreedAsync(connection, own, administrator, grant, now, cancellationToken);
        }

        var id = Guid.CreateVersion7();
        context.Grants().Add(new KeptGrant
        {
            Id = id,
            AccountId = grant.AccountId,
            AccessRight = grant.Right.Code(),
            Perimeter = Code(grant.Perimeter.Kind),
            PerimeterEntryId = grant.Perimeter.EntryId,
            PerimeterCode = grant.Perimeter.Code,
            Blocks = grant.Blocks?.ToArray(),
            ValidFrom = grant.ValidFrom ?? now,
            ValidTo = grant.ValidTo,
            GrantedBy = by,
            GrantedAt = now,
            MustBeAgreed = mustBeAgreed,
        });
        await context.SaveChangesAsync(cancellationToken);
        await JournalLog.WriteAsync(
            connection,
            new JournalEntry(by, "access_grant.granted", "access_grant", id, new Dictionary<string, string?>
            {
                ["account"] = grant.AccountId.ToString(),
                ["right"] = grant.Right.Code(),
                ["perimeter"] = Code(grant.Perimeter.Kind),
                ["of"] = grant.Perimeter.EntryId?.ToString() ?? grant.Perimeter.Code,
                ["mustBeAgreed"] = mustBeAgreed ? "true" : null,
            }),
            cancellationToken);
        var given = (await GrantStore.FindAsync(connection, id, cancellationToken))!;
        if (mustBeAgreed)
        {
            var above = await AdministratorsAbove.ReadAsync(connection, by!.Value, grant.Perimeter, now, cancellationToken);
            await GrantMails.ToAgreeAsync(connection, given, AdministratorsAbove.Nearest(above), now, options, cancellationToken);
        }
        else if (by is not null)
        {
            await GrantMails.ToOwnerAsync(connection, given, isGiven: true, now, options, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (given, null);
    }

    /// <summary>Takes a right back; does nothing when it was already.</summary>
    /// <returns>Why not; null when it is taken back.</returns>
    public async Task<Refusal?> RevokeAsync(Guid? by, Guid grantId, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = context.Connection();
        if (await GrantStore.FindAsync(connection, grantId, cancellationToken) is not { } grant)
        {
            return NoSuchGrant;
        }

        if (by is { } administrator && await RefuseAsync(connection, administrator, grant.Perimeter, now, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var revoked = await context.Grants().Where(one => one.Id == grantId && one.RevokedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.RevokedBy, by).SetProperty(one => one.RevokedAt, now), cancellationToken);
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
            if (grant.IsPending && by is not null && by != grant.GrantedBy)
            {
                await GrantMails.DecidedAsync(connection, grant, isAgreed: false, now, options, cancellationToken);
            }

            if (!grant.IsPending && by is not null)
            {
                await GrantMails.ToOwnerAsync(connection, grant, isGiven: false, now, options, cancellationToken);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Says that a right is still needed: it is not asked about again before <see cref="GrantLists.ReviewEvery"/>.</summary>
    /// <returns>Why not; null when it is noted.</returns>
    public async Task<Refusal?> KeepAsync(Guid by, Guid grantId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = context.Connection();
        if (await GrantStore.FindAsync(connection, grantId, cancellationToken) is not { } grant)
        {
            return NoSuchGrant;
        }

        var refusal = grant.AccountId == by ? Own : await RefuseAsync(connection, by, grant.Perimeter, Now, cancellationToken);
        if (refusal is null)
        {
            await JournalLog.WriteAsync(
                connection,
                new JournalEntry(
                    by, Kept, "access_grant", grantId, new Dictionary<string, string?> { ["account"] = grant.AccountId.ToString() }),
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return refusal;
    }

    /// <summary>Whether a right with that perimeter may be given: asked before something is done for it.</summary>
    /// <returns>Why not; null when it may.</returns>
    public async Task<Refusal?> CheckAsync(Guid by, Perimeter perimeter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await RefuseAsync(context.Connection(), by, perimeter, Now, cancellationToken);
    }

    private Instant Now => clock.GetCurrentInstant();

    private static async Task<Refusal?> RefuseAsync(
        NpgsqlConnection connection, Guid administrator, Perimeter perimeter, Instant now, CancellationToken cancellationToken) =>
        await AdministeredPerimeter.RefuseAsync(
            connection, await GrantStore.ReadAsync(connection, administrator, cancellationToken), administrator, perimeter, now,
            cancellationToken);

    internal static string Code(PerimeterKind kind) => kind switch
    {
        PerimeterKind.Entry => "entry",
        PerimeterKind.Departement => "departement",
        PerimeterKind.ServiceType => "service_type",
        _ => "national",
    };
}
