using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Commands;

/// <summary>Lets the first person in: account, right, one-time link and journal in one transaction.</summary>
internal sealed class FirstAdministrator(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly Duration Validity = Duration.FromHours(24);

    // Two commands at once make one administrator.
    private const string Lock = "select pg_advisory_xact_lock(hashtext('create-administrator'))";

    private const string Administrators =
        """
        select a.id from accounts a join access_grants g on g.account_id = a.id
        where a.disabled_at is null and g.access_right = 'administer' and g.perimeter = 'national' and g.revoked_at is null
            and g.valid_from <= $1 and (g.valid_to is null or $1 < g.valid_to) and (not g.must_be_agreed or g.agreed_at is not null)
        """;

    /// <param name="mail">Without an account yet, or with one that this made and whose link never served.</param>
    /// <param name="name">First and last name.</param>
    /// <param name="another">Also where somebody administers the whole country.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>What the link carries; only its hash is kept.</returns>
    /// <exception cref="CommandRefusedException">Somebody administers already, or the address or name does not fit.</exception>
    public async Task<string> CreateAsync(string mail, string name, bool another, CancellationToken cancellationToken)
    {
#pragma warning disable CA1308 // Mail addresses are kept in lower case by convention.
        (mail, name) = (mail.Trim().ToLowerInvariant(), name.Trim());
#pragma warning restore CA1308
        Check(mail, name);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(Lock, cancellationToken);
        // Once it is this one's turn: what another just gave begins before.
        var now = clock.GetCurrentInstant();
        var waiting = await connection.ScalarAsync<Guid?>(
            $"""
            select a.id from accounts a left join account_credentials c on c.account_id = a.id
            where a.mail = $2 and c.password_hash is null and c.last_signed_in_at is null and a.id in ({Administrators})
            """,
            cancellationToken,
            now, mail);
        if (waiting is null
            && !another
            && await connection.ScalarAsync<Guid?>($"{Administrators} limit 1", cancellationToken, now) is not null)
        {
            throw new CommandRefusedException(
                "Somebody administers the whole country already, and invites others from « Administration », « Comptes ». "
                + "If they can sign in no more, give --another.");
        }

        var account = waiting ?? await MakeAsync(connection, mail, name, now, cancellationToken);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await connection.ExecuteAsync("delete from account_links where account_id = $1", cancellationToken, account);
        await connection.ExecuteAsync(
            "insert into account_links (token_hash, account_id, purpose, created_at, expires_at) values ($1, $2, 'invitation', $3, $4)",
            cancellationToken,
            SHA256.HashData(Encoding.ASCII.GetBytes(token)), account, now, now + Validity);
        await JournalLog.WriteAsync(connection, new JournalEntry(null, "account.invited", "account", account), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private static async Task<Guid> MakeAsync(
        NpgsqlConnection connection, string mail, string name, Instant now, CancellationToken cancellationToken)
    {
        var (account, grant) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        if (await connection.ExecuteAsync(
            "insert into accounts (id, mail, name, created_at) values ($1, $2, $3, $4) on conflict (mail) do nothing",
            cancellationToken,
            account, mail, name, now) == 0)
        {
            throw new CommandRefusedException(
                "This address has an account already. Whoever administers gives it rights; if nobody can, choose another address.");
        }

        await connection.ExecuteAsync(
            "insert into access_grants (id, account_id, access_right, perimeter, valid_from, granted_at) values ($1, $2, $3, 'national', $4, $4)",
            cancellationToken,
            grant, account, AccessRight.Administer.Code(), now);
        await JournalLog.WriteAsync(
            connection,
            new JournalEntry(
                null, "access_grant.granted", "access_grant", grant, new Dictionary<string, string?> { ["account"] = account.ToString() }),
            cancellationToken);
        return account;
    }

    private static void Check(string mail, string name)
    {
        if (!AccountStore.IsMail(mail))
        {
            throw new CommandRefusedException("--mail is an address such as prenom.nom@prefecture.gouv.fr, of at most 254 characters.");
        }

        if (name.Length is 0 or > 200 || name.Any(char.IsControl))
        {
            throw new CommandRefusedException("--name is a first and last name, of 1 to 200 characters.");
        }
    }
}
