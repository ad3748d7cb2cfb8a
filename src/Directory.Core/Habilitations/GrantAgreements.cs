using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>A grant that waits to be agreed to, as those who may agree see it.</summary>
/// <param name="MayAgree">Whether the reader may.</param>
/// <param name="Names">Who is asked: the nearest above the giver, by name; empty when there is nobody.</param>
/// <param name="Halves">The other halves of the pair, each with whose it is; empty for a right to administer.</param>
public sealed record GrantAgreement(bool MayAgree, IReadOnlyList<string> Names, IReadOnlyList<(AccessGrant Grant, string Person)> Halves);

/// <summary>Agreeing to what a local administrator alone has given and that gives nothing before (<see cref="GrantPairs"/>).</summary>
public sealed class GrantAgreements(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock, GrantOptions options)
{
    /// <summary>Agrees to a grant that gives nothing before; does nothing when it was agreed to already.</summary>
    /// <param name="by">Who has seen it: someone above its giver, other than its receiver.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Gives up; it is then not agreed to.</param>
    /// <returns>Why not; null when it is agreed to.</returns>
    public async Task<Refusal?> AgreeAsync(Guid by, Guid grantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = context.Connection();
        await connection.ExecuteAsync("select from access_grants where id = $1 for update", cancellationToken, grantId);
        if (await GrantStore.FindAsync(connection, grantId, cancellationToken) is not { } grant)
        {
            return GrantAdministration.NoSuchGrant;
        }

        if (!await IsAboveAsync(connection, by, grant, now, cancellationToken))
        {
            return new Refusal(
                Habilitation.GrantMissing,
                "Une autre personne, qui gère les accès d'un périmètre plus large, doit confirmer cette habilitation.");
        }

        if (!grant.IsPending)
        {
            return null;
        }

        if (grant.RevokedAt is not null)
        {
            return new Refusal(Habilitation.WrongState, "Cette habilitation a été retirée : il n'y a plus rien à confirmer.");
        }

        await context.Grants().Where(one => one.Id == grantId).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.AgreedBy, by).SetProperty(one => one.AgreedAt, now), cancellationToken);
        await JournalLog.WriteAsync(
            connection,
            new JournalEntry(by, "access_grant.agreed", "access_grant", grantId, new Dictionary<string, string?>
            {
                ["account"] = grant.AccountId.ToString(),
                ["right"] = grant.Right.Code(),
            }),
            cancellationToken);
        await GrantMails.DecidedAsync(connection, grant, isAgreed: true, now, options, cancellationToken);
        await GrantMails.ToOwnerAsync(connection, grant, isGiven: true, now, options, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>What someone who is asked to agree to a grant looks at.</summary>
    /// <param name="reader">Who looks.</param>
    /// <param name="grant">A grant that gives nothing yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<GrantAgreement> ReadAsync(Guid reader, AccessGrant grant, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = context.Connection();
        var above = await AdministratorsAbove.ReadAsync(connection, grant.GrantedBy!.Value, grant.Perimeter, now, cancellationToken);
        var names = await connection.QueryAsync(
            "select name from accounts where id = any($1) and id <> $2 order by name, id", row => row.GetString(0), cancellationToken,
            AdministratorsAbove.Nearest(above).ToArray(), grant.AccountId);
        var halves = await GrantPairs.ReadHalvesAsync(
            connection, grant.GrantedBy.Value, grant.AccountId, grant.Right, grant.Perimeter, now, cancellationToken);
        return new GrantAgreement(reader != grant.AccountId && above.Any(one => one.Account == reader), names, halves);
    }

    private static async Task<bool> IsAboveAsync(
        NpgsqlConnection connection, Guid by, AccessGrant grant, Instant now, CancellationToken cancellationToken) =>
        grant.GrantedBy is { } giver && by != grant.AccountId
        && (await AdministratorsAbove.ReadAsync(connection, giver, grant.Perimeter, now, cancellationToken)).Any(one => one.Account == by);
}
