using System.Data.Common;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Accounts;

/// <summary>Accounts in the database. Who may call this is for the caller to decide and to write in the journal.</summary>
public sealed class AccountStore(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string Columns = "id, mail, name, mail_delivery, created_at, disabled_at";

    /// <summary>Makes an account; null when the address has one already.</summary>
    /// <param name="mail">A mail address, at most 254 characters; kept in lower case.</param>
    /// <param name="name">1 to 200 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PostgresException">The address or the name does not fit (<c>23514</c>).</exception>
    public async Task<Account?> CreateAsync(string mail, string name, CancellationToken cancellationToken)
    {
        var account = new Account(
            Guid.CreateVersion7(), Normal(mail), name.Trim(), MailDelivery.AtOnce, Instant.FromDateTimeOffset(clock.GetUtcNow()), null);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var made = await connection.ExecuteAsync(
            "insert into accounts (id, mail, name, created_at) values ($1, $2, $3, $4) on conflict (mail) do nothing",
            cancellationToken,
            account.Id, account.Mail, account.Name, account.CreatedAt);
        return made == 1 ? account : null;
    }

    /// <summary>The account with this id.</summary>
    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync("id = $1", id, cancellationToken);

    /// <summary>The account with this address, in whatever case.</summary>
    public async Task<Account?> FindByMailAsync(string mail, CancellationToken cancellationToken) =>
        await FindAsync("mail = $1", Normal(mail), cancellationToken);

    /// <summary>Shuts the account, or opens it again; false when nothing had to be done.</summary>
    public async Task<bool> SetDisabledAsync(Guid id, bool isDisabled, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            isDisabled
                ? "update accounts set disabled_at = $2 where id = $1 and disabled_at is null"
                : "update accounts set disabled_at = null where id = $1 and disabled_at is not null and $2 is not null",
            cancellationToken,
            id, clock.GetUtcNow().UtcDateTime) == 1;
    }

    /// <summary>Keeps how the person wants to be written to.</summary>
    public async Task SetDeliveryAsync(Guid id, MailDelivery delivery, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update accounts set mail_delivery = $2 where id = $1",
            cancellationToken,
            id, delivery is MailDelivery.Digest ? "digest" : "at_once");
    }

    private async Task<Account?> FindAsync(string where, object value, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = await connection.QueryAsync($"select {Columns} from accounts where {where}", Read, cancellationToken, value);
        return found.SingleOrDefault();
    }

    private static Account Read(DbDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3) == "digest" ? MailDelivery.Digest : MailDelivery.AtOnce,
        row.At(4)!.Value,
        row.At(5));

#pragma warning disable CA1308 // Mail addresses are kept in lower case by convention; this is no comparison of ours.
    private static string Normal(string mail) => mail.Trim().ToLowerInvariant();
#pragma warning restore CA1308
}
