using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Administration;

/// <summary>
/// Takes a person who left, or who wrote to us, out of what is kept: docs/guides/rgpd.md. The account stays as a tombstone, since
/// versions, requests and the journal refer to it by its id; who it was, nothing tells any more.
/// </summary>
internal sealed class PersonErasure(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>What stands where the name was.</summary>
    public const string Name = "Personne partie";

    // In this order: what names the account first, the account last.
    private static readonly string[] OfTheAccount =
    [
        "delete from sessions where account_id = @account",
        "delete from sign_in_tries where account_id = @account",
        "delete from account_links where account_id = @account",
        "delete from account_logins where account_id = @account",
        "delete from account_recovery_codes where account_id = @account",
        "delete from passkeys where account_id = @account",
        "delete from passkey_challenges where account_id = @account",
        "delete from kept_forms where account_id = @account",
        "delete from saved_forms where account_id = @account",
        "delete from desk.box_members where account_id = @account",
        "delete from entry_presence where account_id = @account",
        // Where a form led, with what was said: « L'invitation de … part à l'adresse … ».
        "delete from form_submissions where account_id = @account or strpos(lower(notice), @mail) > 0 or strpos(notice, @name) > 0",
        "update access_grants set revoked_at = @now where account_id = @account and revoked_at is null",
        """
        update account_credentials set password_hash = null, totp_key = null, totp_last_step = null, last_signed_in_at = null,
            security_stamp = gen_random_uuid(), failed_attempts = 0, locked_until = null, locked_for = null,
            attempts_since = null, failures_told_at = null, lock_told_at = null where account_id = @account
        """,
        // Digests refer to the mails that they told; mails to others may name the person.
        "update outbox_mails set digest_id = null where digest_id in (select id from outbox_mails where account_id = @account or recipient = @mail)",
        "delete from outbox_mails where account_id = @account or recipient = @mail",
        $"""
        update outbox_mails set subject = left(replace(replace(subject, @name, '{Name}'), @mail, ''), 300),
            body = replace(replace(body, @name, '{Name}'), @mail, '')
        where strpos(subject, @name) > 0 or strpos(subject, @mail) > 0 or strpos(body, @name) > 0 or strpos(body, @mail) > 0
        """,
        "select erase_account(@account, @now)",
    ];

    // Of a usager who wrote to the desk: what left or was to leave for them or about them, then all of it.
    private const string OfTheUsager =
        """
        with theirs as (select conversation_id as id from desk.usagers where lower(mail) = $1),
            mails as (delete from outbox_mails where id in (select m.mail_id from desk.messages m join theirs t on t.id = m.conversation_id)),
            gone as (delete from desk.conversations where id in (select id from theirs) returning 1)
        select count(*) from gone
        """;

    /// <summary>Erases whoever has this address: an account, what was written to us from it, or both.</summary>
    /// <param name="by">Who does; null for the operator of the service.</param>
    /// <param name="mail">The address.</param>
    /// <param name="cancellationToken">Leaves all as it was.</param>
    /// <returns>Whether there was an account, and how many messages of theirs were erased.</returns>
    public async Task<(bool HadAccount, int Statements)> EraseAsync(Guid? by, string mail, CancellationToken cancellationToken)
    {
#pragma warning disable CA1308 // Mail addresses are kept in lower case by convention.
        var address = mail.Trim().ToLowerInvariant();
#pragma warning restore CA1308
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var found = await connection.QueryAsync(
            "select id, name from accounts where mail = $1 for update", row => (Id: row.GetGuid(0), Name: row.GetString(1)),
            cancellationToken, address);
        var now = clock.GetCurrentInstant();
        foreach (var (id, name) in found)
        {
            foreach (var statement in OfTheAccount)
            {
                await using var command = new NpgsqlCommand(statement, connection, transaction)
                {
                    Parameters = { new("account", id), new("mail", address), new("name", name), new("now", now.ToDateTimeUtc()) },
                };
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            await JournalLog.WriteAsync(connection, new JournalEntry(by, "account.erased", "account", id), cancellationToken);
        }

        // Answers to what someone without an account reported.
        await connection.ExecuteAsync("delete from outbox_mails where recipient = $1 and account_id is null", cancellationToken, address);
        var statements = (int)(await connection.ScalarAsync<long>("select erase_statements($1)", cancellationToken, address)
            + await connection.ScalarAsync<long>(OfTheUsager, cancellationToken, address));
        await transaction.CommitAsync(cancellationToken);
        return (found.Count > 0, statements);
    }
}
