using System.Data.Common;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Passwords, second factors and locks in the database: what several nodes must agree on.</summary>
internal sealed class CredentialStore(NpgsqlDataSource database, TimeProvider clock, IOptions<SignInOptions> options)
{
    private const string Select =
        """
        select a.id, a.mail, a.name, a.disabled_at is not null, c.password_hash, coalesce(c.security_stamp, a.id), c.locked_until, c.totp_key,
            exists (select from access_grants g where g.account_id = a.id and g.revoked_at is null and g.access_right = any($2)
                and g.valid_from <= $3 and (g.valid_to is null or $3 < g.valid_to)),
            c.last_signed_in_at
        from accounts a left join account_credentials c on c.account_id = a.id
        """;

    public Task<Credentials?> FindAsync(Guid account, CancellationToken cancellationToken) =>
        ReadAsync($"{Select} where a.id = $1", account, cancellationToken);

    public Task<Credentials?> FindByMailAsync(string mail, CancellationToken cancellationToken) =>
#pragma warning disable CA1308 // Mail addresses are kept in lower case by convention.
        ReadAsync($"{Select} where a.mail = $1", mail.Trim().ToLowerInvariant(), cancellationToken);
#pragma warning restore CA1308

    public Task<Credentials?> FindByLoginAsync(string provider, string subject, CancellationToken cancellationToken) =>
        ReadAsync(
            $"{Select} where a.id = (select account_id from account_logins where subject = $1 and provider = $4)", subject, cancellationToken, provider);

    /// <summary>
    /// Counts a try before it is made, so that tries side by side cannot exceed the limit; the last one shuts the door, which a
    /// complete sign-in opens again. False when the door is shut.
    /// </summary>
    public async Task<bool> TakeAttemptAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            insert into account_credentials as c (account_id, security_stamp, failed_attempts) values ($1, $1, 1)
            on conflict (account_id) do update set
                failed_attempts = case when c.locked_until <= $2 then 1 else c.failed_attempts + 1 end,
                locked_until = case when (case when c.locked_until <= $2 then 1 else c.failed_attempts + 1 end) >= $3 then $4::timestamptz end
            where c.locked_until is null or c.locked_until <= $2
            """,
            cancellationToken,
            account, now, options.Value.MaxAttempts, now + Duration.FromTimeSpan(options.Value.LockTime)) == 1;
    }

    /// <summary>Notes a complete sign-in.</summary>
    public Task SignedInAsync(Guid account, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into account_credentials (account_id, security_stamp, last_signed_in_at) values ($1, $1, $2)
        on conflict (account_id) do update set failed_attempts = 0, locked_until = null, last_signed_in_at = $2
        """,
        cancellationToken,
        account, Now);

    /// <summary>Forgets the tries of someone who is signed in and proved it again.</summary>
    public Task ClearAttemptsAsync(Guid account, CancellationToken cancellationToken) => ExecuteAsync(
        "update account_credentials set failed_attempts = 0, locked_until = null where account_id = $1", cancellationToken, account);

    /// <summary>Sets the password; every session, link and lock of the account ends.</summary>
    public async Task SetPasswordAsync(Guid account, string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into account_credentials (account_id, security_stamp, password_hash) values ($1, $2, $3)
            on conflict (account_id) do update set password_hash = $3, security_stamp = $2, failed_attempts = 0, locked_until = null
            """,
            cancellationToken,
            account, Guid.NewGuid(), hash);
        await connection.ExecuteAsync("delete from account_links where account_id = $1", cancellationToken, account);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Keeps the same password in a newer format.</summary>
    public Task RehashAsync(Guid account, string hash, CancellationToken cancellationToken) => ExecuteAsync(
        "update account_credentials set password_hash = $2 where account_id = $1", cancellationToken, account, hash);

    /// <summary>Turns the second factor on, with its recovery codes, or off (no key, no codes). Every session ends.</summary>
    public async Task SetSecondFactorAsync(
        Guid account, byte[]? key, long? step, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into account_credentials (account_id, security_stamp, totp_key, totp_last_step) values ($1, $2, $3, $4)
            on conflict (account_id) do update set totp_key = $3, totp_last_step = $4, security_stamp = $2
            """,
            cancellationToken,
            account, Guid.NewGuid(), key, step);
        await ReplaceCodesAsync(connection, account, codeHashes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task SetRecoveryCodesAsync(Guid account, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ReplaceCodesAsync(connection, account, codeHashes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes a code of the app; false when that one, or a later one, was taken already.</summary>
    public async Task<bool> TakeStepAsync(Guid account, long step, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "update account_credentials set totp_last_step = $2 where account_id = $1 and coalesce(totp_last_step, 0) < $2",
            cancellationToken,
            account, step) == 1;

    /// <summary>Uses up a recovery code; false when it is not one.</summary>
    public async Task<bool> TakeRecoveryCodeAsync(Guid account, byte[] hash, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "delete from account_recovery_codes where account_id = $1 and code_hash = $2", cancellationToken, account, hash) == 1;

    public async Task<int> CountRecoveryCodesAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (int)await connection.ScalarAsync<long>(
            "select count(*) from account_recovery_codes where account_id = $1", cancellationToken, account);
    }

    /// <summary>Ends every session of the account.</summary>
    public Task ChangeStampAsync(Guid account, CancellationToken cancellationToken) => ExecuteAsync(
        """
        insert into account_credentials (account_id, security_stamp) values ($1, $2)
        on conflict (account_id) do update set security_stamp = $2
        """,
        cancellationToken,
        account, Guid.NewGuid());

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private async Task<Credentials?> ReadAsync(string sql, object key, CancellationToken cancellationToken, params object[] others)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rights = options.Value.SecondFactorRights();
        return (await connection.QueryAsync(sql, Read, cancellationToken, [key, rights, Now, .. others])).SingleOrDefault();
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] parameters)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(sql, cancellationToken, parameters);
    }

    private static async Task ReplaceCodesAsync(
        NpgsqlConnection connection, Guid account, IReadOnlyList<byte[]> codeHashes, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("delete from account_recovery_codes where account_id = $1", cancellationToken, account);
        await connection.ExecuteAsync(
            "insert into account_recovery_codes (account_id, code_hash) select $1, unnest($2)", cancellationToken, account, codeHashes.ToArray());
    }

    private static Credentials Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.Text(4), row.GetGuid(5), row.At(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7), row.GetBoolean(8), row.At(9));
}
