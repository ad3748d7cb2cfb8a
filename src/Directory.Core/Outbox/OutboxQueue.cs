using System.Data.Common;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Outbox;

/// <summary>How the outbox stands.</summary>
/// <param name="Waiting">Mails to be sent, those of digests to come left out.</param>
/// <param name="WaitingSince">When the oldest of them was written; null when none waits.</param>
/// <param name="Failing">Those of them that were tried already.</param>
/// <param name="ForDigests">Mails that wait for their reader's daily one.</param>
/// <param name="Dead">Mails given up.</param>
/// <param name="SentLastDay">Mails sent within 24 hours.</param>
public sealed record OutboxState(long Waiting, Instant? WaitingSince, long Failing, long ForDigests, long Dead, long SentLastDay);

/// <summary>A mail that was not sent yet, or was given up: what may be shown of it, which is never its text.</summary>
/// <param name="Id">The mail.</param>
/// <param name="AccountId">To whom; null for someone without an account.</param>
/// <param name="Name">The account's name; null without one.</param>
/// <param name="Recipient">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">A status of the mail server or a kind of failure: <c>MailboxUnavailable</c>; null when it was not tried.</param>
/// <param name="NextTryAt">When it is tried again; null for one that was given up.</param>
/// <param name="DeadAt">When it was given up; null for one that waits.</param>
/// <param name="IsCleared">Its link is no longer good and its text is gone: it cannot be sent again.</param>
public sealed record QueuedMail(
    Guid Id, Guid? AccountId, string? Name, string Recipient, string Subject, Instant CreatedAt, int Attempts, string? LastError,
    Instant? NextTryAt, Instant? DeadAt, bool IsCleared);

/// <summary>The outbox, for those who watch over it. Who may is for the caller to decide.</summary>
public sealed class OutboxQueue(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string Waiting = "m.sent_at is null and m.dead_at is null and m.digest_id is null and m.delivery = 'at_once'";

    /// <summary>How it stands now.</summary>
    public async Task<OutboxState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // ix_outbox_mails_due, ix_outbox_mails_dead, ix_outbox_mails_sent
        return (await connection.QueryAsync(
            $"""
            select waiting.total, waiting.since, waiting.failing,
                (select count(*) from outbox_mails m
                    where m.sent_at is null and m.dead_at is null and m.digest_id is null and m.delivery = 'digest'),
                (select count(*) from outbox_mails m where m.dead_at is not null),
                (select count(*) from outbox_mails m where m.sent_at is not null and m.sent_at > $1 and m.digest_id is null)
            from (select count(*) as total, min(m.created_at) as since, count(*) filter (where m.attempts > 0) as failing
                from outbox_mails m where {Waiting}) waiting
            """,
            row => new OutboxState(row.GetInt64(0), row.At(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            cancellationToken,
            Now - Duration.FromDays(1))).Single();
    }

    /// <summary>Mails given up, the last first; or those that wait, in the order in which they are sent.</summary>
    /// <param name="dead">Which of both.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="skip">How many before them are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<QueuedMail>> ReadAsync(bool dead, int first, int skip, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            $"""
            select m.id, m.account_id, a.name, m.recipient, m.subject, m.created_at, m.attempts, m.last_error, m.not_before, m.dead_at, m.body = ''
            from outbox_mails m left join accounts a on a.id = m.account_id
            where {(dead ? "m.dead_at is not null" : Waiting)}
            order by {(dead ? "m.dead_at desc, m.id" : "m.not_before, m.id")} limit $1 offset $2
            """,
            Read, cancellationToken, first, skip);
    }

    /// <summary>Has a mail that was given up tried again.</summary>
    /// <param name="by">Who asks for it, for the journal.</param>
    /// <param name="mailId">The mail.</param>
    /// <param name="cancellationToken">Leaves it as it was.</param>
    /// <returns>False when it was not given up, or can no longer be sent.</returns>
    public async Task<bool> ReviveAsync(Guid by, Guid mailId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var revived = await connection.ExecuteAsync(
            """
            update outbox_mails set dead_at = null, attempts = 0, not_before = $2, created_at = $2
            where id = $1 and dead_at is not null and body <> '' and (secret_until is null or secret_until > $2)
            """,
            cancellationToken,
            mailId, Now) == 1;
        if (revived)
        {
            await JournalLog.WriteAsync(connection, new JournalEntry(by, "mail.revived", "mail", mailId), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return revived;
    }

    private Instant Now => clock.GetCurrentInstant();

    private static QueuedMail Read(DbDataReader row) => new(
        row.GetGuid(0), row.Id(1), row.Text(2), row.GetString(3), row.GetString(4), row.At(5)!.Value, row.GetInt32(6), row.Text(7),
        row.IsDBNull(9) ? row.At(8) : null, row.At(9), row.GetBoolean(10));
}
