using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Which account a person of the provider's has here: by issuer and subject, never by mail.</summary>
internal sealed class LoginStore(
    IDbContextFactory<DirectoryContext> contexts, SignInJournal journal, TimeProvider clock, IOptions<ProviderSettings> provider)
{
    /// <summary>Ties them together, and notes it; done already is done.</summary>
    /// <returns>False when that person has another account here.</returns>
    public async Task<bool> TieAsync(string subject, string? name, Guid account, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var isNew = await context.Database.ExecuteSqlAsync(
            $"""
            insert into account_logins (provider, subject, account_id, created_at, name) values ({Issuer}, {subject}, {account}, {now}, {name})
            on conflict (provider, subject) do nothing
            """,
            cancellationToken) == 1;
        if (isNew)
        {
            await NoteAsync(context, account, "account.login_tied", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return isNew || await FindAsync(subject, cancellationToken) == account;
    }

    /// <summary>Unties them, and notes it; false when they were not tied.</summary>
    public async Task<bool> UntieAsync(string subject, Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await Of(context)
            .Where(login => login.Subject == subject && login.AccountId == account)
            .ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        await NoteAsync(context, account, "account.login_untied", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whose account it is; null when it is tied to none.</summary>
    public async Task<Guid?> FindAsync(string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context)
            .Where(login => login.Subject == subject)
            .Select(login => (Guid?)login.AccountId)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The identities that are tied to an account, the oldest first; none without a provider.</summary>
    public async Task<IReadOnlyList<AccountLogin>> ListAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context)
            .Where(login => login.AccountId == account)
            .OrderBy(login => login.CreatedAt)
            .ToListAsync(cancellationToken);
    }

    private string Issuer => provider.Value.Issuer ?? "";

    private Instant Now => clock.GetCurrentInstant();

    private IQueryable<AccountLogin> Of(DirectoryContext context)
    {
        var issuer = Issuer;
        return context.Logins().Where(login => login.Provider == issuer);
    }

    private Task NoteAsync(DirectoryContext context, Guid account, string action, CancellationToken cancellationToken) => journal.WriteAsync(
        (NpgsqlConnection)context.Database.GetDbConnection(), account, account, action, null, cancellationToken);
}
