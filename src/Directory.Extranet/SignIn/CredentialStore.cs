using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Passkeys;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Passwords and second factors in the database: what several nodes must agree on.</summary>
internal sealed class CredentialStore(
    IDbContextFactory<DirectoryContext> contexts, SignInJournal journal, TimeProvider clock, IOptions<SignInOptions> options)
{
    public Task<Credentials?> FindAsync(Guid account, CancellationToken cancellationToken) =>
        ReadAsync(one => one.Id == account, cancellationToken);

    public Task<Credentials?> FindByMailAsync(string mail, CancellationToken cancellationToken)
    {
#pragma warning disable CA1308 // Mail addresses are kept in lower case by convention.
        var normal = mail.Trim().ToLowerInvariant();
#pragma warning restore CA1308
        return ReadAsync(one => one.Mail == normal, cancellationToken);
    }

    public async Task<Credentials?> FindByLoginAsync(string provider, string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Logins().Where(login => login.Provider == provider && login.Subject == subject)
            .Select(login => (Guid?)login.AccountId).SingleOrDefaultAsync(cancellationToken);
        return account is { } id ? await FindAsync(id, cancellationToken) : null;
    }

    /// <summary>Notes a complete sign-in.</summary>
    public Task SignedInAsync(Guid account, CancellationToken cancellationToken) => DoAsync(
        async context =>
        {
            var now = Now;
            await KeepAsync(context, account, cancellationToken);
            await Of(context, account).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSignedInAt, now), cancellationToken);
        },
        cancellationToken);

    /// <summary>Sets the password; every other session and every link of the account ends, and every door that tries shut opens.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="hash">Of the new one.</param>
    /// <param name="keep">The session in which it was chosen; null for none.</param>
    /// <param name="action">Of the journal; null for none.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    public Task SetPasswordAsync(Guid account, string hash, Guid? keep, string? action, CancellationToken cancellationToken) => DoAsync(
        async context =>
        {
            var (stamp, now) = (Guid.NewGuid(), Now);
            await KeepAsync(context, account, cancellationToken);
            await Of(context, account).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.PasswordHash, hash).SetProperty(one => one.SecurityStamp, stamp)
                    .SetProperty(one => one.FailedAttempts, 0).SetProperty(one => one.LockedUntil, (Instant?)null),
                cancellationToken);
            await context.Tries().Where(tries => tries.AccountId == account).ExecuteUpdateAsync(
                set => set.SetProperty(tries => tries.Failures, 0).SetProperty(tries => tries.ShutUntil, (Instant?)null),
                cancellationToken);
            await context.Links().Where(link => link.AccountId == account && link.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAt, now), cancellationToken);
            await SessionEnds.EndAllAsync(context, account, SessionEnds.Password, now, keep, cancellationToken);
            if (action is not null)
            {
                await NoteAsync(context, account, account, action, cancellationToken);
            }
        },
        cancellationToken);

    /// <summary>Keeps the same password in a newer format.</summary>
    public async Task RehashAsync(Guid account, string hash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await Of(context, account).ExecuteUpdateAsync(set => set.SetProperty(one => one.PasswordHash, hash), cancellationToken);
    }

    /// <summary>
    /// Turns the second factor on, with its recovery codes, or off (no key, no codes), and notes by whom. Every other session ends.
    /// </summary>
    public Task SetSecondFactorAsync(
        Guid by, Guid account, byte[]? key, long? step, IReadOnlyList<byte[]> codeHashes, Guid? keep,
        CancellationToken cancellationToken) => DoAsync(
        async context =>
        {
            var stamp = Guid.NewGuid();
            await KeepAsync(context, account, cancellationToken);
            await Of(context, account).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.TotpKey, key)
                    .SetProperty(one => one.TotpLastStep, step)
                    .SetProperty(one => one.SecurityStamp, stamp),
                cancellationToken);
            await ReplaceCodesAsync(context, account, codeHashes, cancellationToken);
            await SessionEnds.EndAllAsync(context, account, SessionEnds.SecondFactor, Now, keep, cancellationToken);
            await NoteAsync(
                context, by, account, key is null ? "account.second_factor_off" : "account.second_factor_on", cancellationToken);
        },
        cancellationToken);

    public Task SetRecoveryCodesAsync(Guid account, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken) => DoAsync(
        async context =>
        {
            await ReplaceCodesAsync(context, account, codeHashes, cancellationToken);
            await NoteAsync(context, account, account, "account.recovery_codes_made", cancellationToken);
        },
        cancellationToken);

    /// <summary>Takes a code of the app; false when that one, or a later one, was taken already.</summary>
    public async Task<bool> TakeStepAsync(Guid account, long step, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context, account).Where(one => (one.TotpLastStep ?? 0) < step)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.TotpLastStep, step), cancellationToken) == 1;
    }

    /// <summary>Uses up a recovery code; false when it is not one.</summary>
    public async Task<bool> TakeRecoveryCodeAsync(Guid account, byte[] hash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RecoveryCodes().Where(code => code.AccountId == account && code.CodeHash == hash)
            .ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public async Task<int> CountRecoveryCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RecoveryCodes().CountAsync(code => code.AccountId == account, cancellationToken);
    }

    private Instant Now => clock.GetCurrentInstant();

    private async Task<Credentials?> ReadAsync(Expression<Func<Account, bool>> which, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (all, holders) = (context.Credentials(), SecondFactorRule.Holders(context, options.Value.SecondFactorRights(), Now));
        var passkeys = PasskeyStore.Owners(context);
        return await (
            from account in context.Accounts().Where(which)
            join known in all on account.Id equals known.AccountId into some
            from own in some.DefaultIfEmpty()
            select new Credentials(
                account.Id, account.Mail, account.Name, account.DisabledAt != null, own!.PasswordHash,
                (Guid?)own.SecurityStamp ?? account.Id,
                own.LockedUntil, own.TotpKey, holders.Contains(account.Id), own.LastSignedInAt,
                passkeys.Contains(account.Id))).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task DoAsync(Func<DirectoryContext, Task> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await change(context);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task NoteAsync(DirectoryContext context, Guid by, Guid account, string action, CancellationToken cancellationToken) =>
        journal.WriteAsync((NpgsqlConnection)context.Database.GetDbConnection(), by, account, action, null, cancellationToken);

    private static IQueryable<AccountCredentials> Of(DirectoryContext context, Guid account) =>
        context.Credentials().Where(one => one.AccountId == account);

    // The row is made with the first thing that there is to keep.
    private static Task<int> KeepAsync(DirectoryContext context, Guid account, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"insert into account_credentials (account_id, security_stamp) values ({account}, {account}) on conflict (account_id) do nothing",
            cancellationToken);

    private static async Task ReplaceCodesAsync(
        DirectoryContext context, Guid account, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken)
    {
        await context.RecoveryCodes().Where(code => code.AccountId == account).ExecuteDeleteAsync(cancellationToken);
        context.RecoveryCodes().AddRange(codeHashes.Select(hash => new RecoveryCode { AccountId = account, CodeHash = hash }));
        await context.SaveChangesAsync(cancellationToken);
    }
}
