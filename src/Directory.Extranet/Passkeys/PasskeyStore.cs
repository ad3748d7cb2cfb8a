using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Passkeys;

/// <summary>Passkeys in the database, and what was asked of browsers.</summary>
internal sealed class PasskeyStore(NpgsqlDataSource database, TimeProvider clock, OutboxOptions outbox)
{
    /// <summary>More would be no one's devices.</summary>
    public const int MaxPerAccount = 10;

    private static readonly Duration AnswerTime = Duration.FromMinutes(5);

    /// <summary>The accounts that have one, to be joined with others: no query of its own.</summary>
    public static IQueryable<Guid> Owners(DirectoryContext context) =>
        context.Database.SqlQuery<Guid>($"select account_id as \"Value\" from passkeys");

    /// <summary>Keeps what a browser is asked; forgets what nobody answered.</summary>
    /// <returns>What the answer must name.</returns>
    public async Task<Guid> AskAsync(PasskeyPurpose purpose, Guid? account, string options, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            with forgotten as (delete from passkey_challenges where expires_at <= $5)
            insert into passkey_challenges (id, account_id, purpose, options, expires_at) values ($1, $2, $3, $4, $6)
            """, // ix_passkey_challenges_expires_at
            cancellationToken,
            id, account, Code(purpose), options, Now, Now + AnswerTime);
        return id;
    }

    /// <summary>What was asked, gone by this: for one answer, in time, from the one who was asked.</summary>
    public async Task<string?> TakeAsync(Guid id, PasskeyPurpose purpose, Guid? account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var taken = await connection.QueryAsync(
            "delete from passkey_challenges where id = $1 returning options, purpose, account_id, expires_at",
            row => (Options: row.GetString(0), Purpose: row.GetString(1), Account: row.Id(2), ExpiresAt: row.At(3)!.Value),
            cancellationToken,
            id);
        return taken is [var asked] && asked.Purpose == Code(purpose) && asked.Account == account && asked.ExpiresAt.GoesOn(Now, AnswerTime)
            ? asked.Options
            : null;
    }

    public async Task<IReadOnlyList<Passkey>> ReadAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            "select id, name, created_at, last_used_at from passkeys where account_id = $1 order by created_at, id", // ix_passkeys_account
            row => new Passkey(row.GetFieldValue<byte[]>(0), row.GetString(1), row.At(2)!.Value, row.At(3)),
            cancellationToken,
            account);
    }

    public async Task<PasskeyRecord?> FindAsync(byte[] id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync(
            "select account_id, public_key, sign_count from passkeys where id = $1",
            row => new PasskeyRecord(row.GetGuid(0), row.GetFieldValue<byte[]>(1), (uint)row.GetInt64(2)),
            cancellationToken,
            id)).SingleOrDefault();
    }

    /// <summary>Notes a use; false when its counter did not go on, which says that there are two of it.</summary>
    public async Task<bool> UseAsync(byte[] id, uint signCount, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            "update passkeys set sign_count = $2, last_used_at = $3 where id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0))",
            cancellationToken,
            id, (long)signCount, Now) == 1;
    }

    /// <summary>Keeps a new one, and tells its owner.</summary>
    /// <returns>False when it is known already, or there are too many.</returns>
    public async Task<bool> AddAsync(
        Guid account, byte[] id, string name, byte[] publicKey, uint signCount, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("select from accounts where id = $1 for update", cancellationToken, account);
        if (await connection.ExecuteAsync(
            """
            insert into passkeys (id, account_id, name, public_key, sign_count, created_at)
            select $1, $2, $3, $4, $5, $6 where (select count(*) from passkeys where account_id = $2) < $7
            on conflict (id) do nothing
            """,
            cancellationToken,
            id, account, name, publicKey, (long)signCount, Now, MaxPerAccount) == 0)
        {
            return false;
        }

        await TellAsync(
            connection, account, account, "passkey.added", "Une clé d'accès a été ajoutée à votre compte",
            $"La clé d'accès « {name} » permet maintenant de se connecter à votre compte.",
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Calls one otherwise; false when it is not this account's.</summary>
    public async Task<bool> RenameAsync(Guid account, byte[] id, string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync("update passkeys set name = $3 where id = $1 and account_id = $2", cancellationToken, id, account, name) == 0)
        {
            return false;
        }

        await JournalLog.WriteAsync(connection, new JournalEntry(account, "passkey.renamed", "account", account), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Removes one, or all (null), and tells their owner.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Leaves them.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> RemoveAsync(Guid account, byte[]? id, Guid by, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var names = await connection.QueryAsync(
            "delete from passkeys where account_id = $1 and ($2::bytea is null or id = $2) returning name", row => row.GetString(0),
            cancellationToken, account, id);
        if (names.Count > 0)
        {
            await TellAsync(
                connection, account, by, "passkey.removed", "Une clé d'accès a été retirée de votre compte",
                $"Ne permet plus de se connecter à votre compte : {string.Join(", ", names.Select(name => $"« {name} »"))}.",
                cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return names.Count;
    }

    private Instant Now => clock.GetCurrentInstant();

    private static string Code(PasskeyPurpose purpose) => purpose switch
    {
        PasskeyPurpose.Register => "register",
        PasskeyPurpose.SignIn => "sign_in",
        _ => "prove",
    };

    private async Task TellAsync(
        NpgsqlConnection connection, Guid account, Guid by, string action, string subject, string sentence,
        CancellationToken cancellationToken)
    {
        await JournalLog.WriteAsync(connection, new JournalEntry(by, action, "account", account), cancellationToken);
        var body = $"""
            Bonjour,

            {sentence}

            Si ce n'est pas vous, changez votre mot de passe, retirez ce que vous ne connaissez pas dans « Mon compte », et prévenez la personne qui gère les comptes.
            """;
        await OutboxWriter.WriteAsync(
            connection, [new OutboxMail(account, subject, body, IsPressing: true)], Now, outbox, cancellationToken);
    }
}
