using NodaTime;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>Which account a person of the provider's has here.</summary>
internal sealed class LoginStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Ties them together; false when that person has another account here already.</summary>
    public async Task<bool> AddAsync(string provider, string subject, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<Guid>(
            """
            insert into account_logins as l (provider, subject, account_id, created_at) values ($1, $2, $3, $4)
            on conflict (provider, subject) do nothing returning account_id
            """,
            cancellationToken,
            provider, subject, account, Instant.FromDateTimeOffset(clock.GetUtcNow())) == account;
    }

    public async Task<bool> ExistsAsync(string provider, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<bool>(
            "select exists (select from account_logins where account_id = $1 and provider = $2)", cancellationToken, account, provider);
    }

    public async Task RemoveAsync(string provider, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "delete from account_logins where account_id = $1 and provider = $2", cancellationToken, account, provider);
    }
}
