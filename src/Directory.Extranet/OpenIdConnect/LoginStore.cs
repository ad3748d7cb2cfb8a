using Microsoft.EntityFrameworkCore;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Which account a person of the provider's has here.</summary>
internal sealed class LoginStore(IDbContextFactory<DirectoryContext> contexts, TimeProvider clock)
{
    /// <summary>Ties them together; false when that person has another account here already.</summary>
    public async Task<bool> AddAsync(string provider, string subject, Guid account, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Database.ExecuteSqlAsync(
            $"""
            insert into account_logins (provider, subject, account_id, created_at) values ({provider}, {subject}, {account}, {now})
            on conflict (provider, subject) do nothing
            """,
            cancellationToken) == 1;
    }

    public async Task<bool> ExistsAsync(string provider, Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Logins().AnyAsync(login => login.AccountId == account && login.Provider == provider, cancellationToken);
    }

    public async Task RemoveAsync(string provider, Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Logins().Where(login => login.AccountId == account && login.Provider == provider).ExecuteDeleteAsync(cancellationToken);
    }
}
