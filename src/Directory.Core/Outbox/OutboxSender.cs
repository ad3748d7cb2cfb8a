using System.Security.Cryptography;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Outbox;

/// <summary>What one round of sending did.</summary>
/// <param name="Sent">Mails that the server took.</param>
/// <param name="Postponed">Mails to be tried again.</param>
/// <param name="Dead">Mails given up.</param>
public readonly record struct OutboxRound(int Sent, int Postponed, int Dead);

/// <summary>
/// Sends what waits in the outbox. Each mail is locked, sent and marked in a transaction of its own, so that several nodes
/// share the work; a crash between the server's answer and the mark sends the mail again with the same Message-ID.
/// </summary>
/// <param name="dataSource">A login in <c>directory_role_extranet</c>.</param>
/// <param name="clock">Tells what is due.</param>
/// <param name="options">The mail server, and how long it is tried.</param>
/// <param name="open">Opens the text of mails with a secret; a <see cref="CryptographicException"/> gives the mail up.</param>
public sealed class OutboxSender(NpgsqlDataSource dataSource, TimeProvider clock, OutboxOptions options, Func<string, string> open)
{
    private const int MaxPerRound = 200;

    private readonly MailAccessTokens? _tokens = options.AccessTokens is { } source ? new MailAccessTokens(source, clock) : null;

    /// <summary>
    /// Sends what is due, up to 200 mails, over one connection. Ends when the server does not answer: the others would fail too. A mail
    /// that is refused holds up no other.
    /// </summary>
    public async Task<OutboxRound> SendDueAsync(CancellationToken cancellationToken)
    {
        await new OutboxDigests(dataSource, clock, options).GatherAsync(cancellationToken);
        await ForgetAsync(cancellationToken);
        var (sent, postponed, dead) = (0, 0, 0);
        await using var session = new MailSession(options, _tokens);
        for (var i = 0; i < MaxPerRound; i++)
        {
            switch (await SendOneAsync(session, cancellationToken))
            {
                case Outcome.Sent:
                    sent++;
                    break;
                case Outcome.Dead:
                    dead++;
                    break;
                case Outcome.Postponed:
                    postponed++;
                    break;
                case Outcome.PostponedWithOthers:
                    return new OutboxRound(sent, postponed + 1, dead);
                default:
                    return new OutboxRound(sent, postponed, dead);
            }
        }

        return new OutboxRound(sent, postponed, dead);
    }

    /// <summary>Clears what is kept no longer: the text of links that let nobody in any more, and old mails whole.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // ix_outbox_mails_secret
        await connection.ExecuteAsync(
            """
            update outbox_mails
            set body = '', last_error = case when dead_at is null then 'Expired' else last_error end, dead_at = coalesce(dead_at, $1)
            where secret_until <= $1 and body <> '' and sent_at is null
            """,
            cancellationToken,
            Now);
        // ix_outbox_mails_sent, ix_outbox_mails_dead
        await connection.ExecuteAsync(
            """
            delete from outbox_mails m where (m.sent_at < $1 or m.dead_at < $1)
                and not exists (select from outbox_mails o where o.digest_id = m.id)
            """,
            cancellationToken,
            Now - Duration.FromTimeSpan(options.KeepFor));
    }

    private Instant Now => clock.GetCurrentInstant();

    private async Task<Outcome> SendOneAsync(MailSession session, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // ix_outbox_mails_due
        var due = await connection.QueryAsync(
            """
            select id, recipient, subject, body, message_id, attempts, created_at, secret_until is not null, reply_to from outbox_mails
            where sent_at is null and dead_at is null and digest_id is null and delivery = 'at_once' and not_before <= $1
            order by not_before, id limit 1 for update skip locked
            """,
            row => new Due(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt32(5), row.At(6)!.Value,
                row.GetBoolean(7), row.Text(8)),
            cancellationToken,
            Now);
        if (due is not [var mail])
        {
            return Outcome.NothingDue;
        }

        var outcome = await TrySendAsync(session, mail, cancellationToken) switch
        {
            null => await MarkSentAsync(connection, mail, cancellationToken),
            var failure => await MarkFailedAsync(connection, mail, failure.Value, cancellationToken),
        };
        await transaction.CommitAsync(CancellationToken.None); // sent is sent, whoever would stop now
        return outcome;
    }

    private async Task<MailFailure?> TrySendAsync(MailSession session, Due mail, CancellationToken cancellationToken)
    {
        string body;
        try
        {
            body = mail.IsSecret ? open(mail.Body) : mail.Body;
        }
        catch (CryptographicException)
        {
            return new MailFailure("Sealed", FailureReach.ThisMailForGood);
        }

        return await session.SendAsync(mail.Recipient, mail.Subject, body, mail.MessageId, mail.ReplyTo, cancellationToken);
    }

    private async Task<Outcome> MarkSentAsync(NpgsqlConnection connection, Due mail, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            """
            update outbox_mails set sent_at = $2, attempts = attempts + 1, last_error = null,
                body = case when secret_until is null then body else '' end
            where id = $1
            """,
            cancellationToken,
            mail.Id, Now);
        return Outcome.Sent;
    }

    private async Task<Outcome> MarkFailedAsync(
        NpgsqlConnection connection, Due mail, MailFailure failure, CancellationToken cancellationToken)
    {
        var isDead = failure.Reach is FailureReach.ThisMailForGood || Now - mail.CreatedAt >= Duration.FromTimeSpan(options.GiveUpAfter);
        var wait = options.FirstRetry * Math.Pow(2, Math.Min(mail.Attempts, 20));
        await connection.ExecuteAsync(
            """
            update outbox_mails set attempts = attempts + 1, last_error = $2, not_before = $3, dead_at = case when $4 then $5::timestamptz end
            where id = $1
            """,
            cancellationToken,
            mail.Id, failure.Code, Now + Duration.FromTimeSpan(wait < options.MaxRetry ? wait : options.MaxRetry), isDead, Now);
        return failure.Reach is FailureReach.AllMails && !isDead ? Outcome.PostponedWithOthers : isDead ? Outcome.Dead : Outcome.Postponed;
    }

    private enum Outcome
    {
        NothingDue,
        Sent,
        Postponed,
        PostponedWithOthers,
        Dead,
    }

    private sealed record Due(
        Guid Id, string Recipient, string Subject, string Body, string MessageId, int Attempts, Instant CreatedAt, bool IsSecret,
        string? ReplyTo);
}
