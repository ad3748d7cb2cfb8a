using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Accounts;

/// <summary>
/// Accounts in the database. Who may call this is for the caller to decide, and to write in the journal: by <c>note</c>, in the transaction
/// of what was done, and only where something was.
/// </summary>
public sealed class AccountStore(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock)
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 200;

    private const int MaxMailLength = 254;

    /// <summary>Whether an account may have this address: letters without accents, digits and signs, as mail servers take them.</summary>
    public static bool IsMail(string mail) => Normal(mail) is { Length: <= MaxMailLength } normal && ContactValue.IsMail(normal);

    /// <summary>Makes an account; null when the address has one already.</summary>
    /// <param name="mail">A mail address, at most 254 characters; kept in lower case.</param>
    /// <param name="name">1 to 200 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="invitedBy">By whom; null for the operator of the service.</param>
    /// <param name="note">Notes it.</param>
    /// <exception cref="ArgumentException">The address or the name does not fit: <see cref="IsMail"/> tells before.</exception>
    public async Task<Account?> CreateAsync(
        string mail, string name, CancellationToken cancellationToken, Guid? invitedBy = null,
        Func<NpgsqlConnection, Guid, Task>? note = null)
    {
        // The database would refuse it too, and print the row in its log.
        if (!IsMail(mail) || name.Trim().Length is 0 or > MaxNameLength)
        {
            throw new ArgumentException("The address or the name of the account does not fit.");
        }

        var account =
            new Account(Guid.CreateVersion7(), Normal(mail), name.Trim(), MailDelivery.AtOnce, Now, null) { InvitedBy = invitedBy };
        // One statement, so that of two who invite the same person one is told.
        return await ChangeAsync(
            context => context.Database.ExecuteSqlAsync(
                $"""
                insert into accounts (id, mail, name, created_at, invited_by)
                values ({account.Id}, {account.Mail}, {account.Name}, {account.CreatedAt}, {invitedBy}::uuid) on conflict (mail) do nothing
                """,
                cancellationToken),
            account.Id, note, cancellationToken) ? account : null;
    }

    /// <summary>The account with this id.</summary>
    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Accounts().SingleOrDefaultAsync(account => account.Id == id, cancellationToken);
    }

    /// <summary>The account with this address, in whatever case.</summary>
    public async Task<Account?> FindByMailAsync(string mail, CancellationToken cancellationToken)
    {
        var normal = Normal(mail);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Accounts().SingleOrDefaultAsync(account => account.Mail == normal, cancellationToken);
    }

    /// <summary>Shuts the account, and its sessions with it, or opens it again; false when nothing had to be done.</summary>
    public Task<bool> SetDisabledAsync(
        Guid id, bool isDisabled, CancellationToken cancellationToken, Func<NpgsqlConnection, Guid, Task>? note = null)
    {
        var now = Now;
        return ChangeAsync(
            async context =>
            {
                var changed = await context.Accounts()
                    .Where(account => account.Id == id && account.DisabledAt == null == isDisabled)
                    .ExecuteUpdateAsync(set => set.SetProperty(account => account.DisabledAt, isDisabled ? now : null), cancellationToken);
                if (changed == 1 && isDisabled)
                {
                    await SessionEnds.EndAllAsync(context, id, SessionEnds.Disabled, now, null, cancellationToken);
                }

                return changed;
            },
            id, note, cancellationToken);
    }

    /// <summary>Keeps how the person wants to be written to; false when nothing had to be done.</summary>
    public Task<bool> SetDeliveryAsync(
        Guid id, MailDelivery delivery, CancellationToken cancellationToken,
        Func<NpgsqlConnection, Guid, Task>? note = null) => ChangeAsync(
        context => context.Accounts().Where(account => account.Id == id && account.Delivery != delivery)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.Delivery, delivery), cancellationToken),
        id, note, cancellationToken);

    private async Task<bool> ChangeAsync(
        Func<DirectoryContext, Task<int>> change, Guid account, Func<NpgsqlConnection, Guid, Task>? note,
        CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await change(context) != 1)
        {
            return false;
        }

        await (note?.Invoke(context.Connection(), account) ?? Task.CompletedTask);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Instant Now => clock.GetCurrentInstant();

#pragma warning disable CA1308 // Mail addresses are kept in lower case by convention; this is no comparison of ours.
    private static string Normal(string mail) => mail.Trim().ToLowerInvariant();
#pragma warning restore CA1308
}
