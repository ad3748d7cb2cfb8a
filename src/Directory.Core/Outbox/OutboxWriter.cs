using NodaTime;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Outbox;

/// <summary>Writes mails into the outbox, in the transaction of what they tell: kept if it is, gone if it is not.</summary>
public static class OutboxWriter
{
    // One mail in the digest's time zone, whoever reads it: agents overseas get theirs at the same moment.
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    /// <param name="connection">With an open transaction of the caller's.</param>
    /// <param name="mails">Each to an account; those to disabled accounts are left out.</param>
    /// <param name="at">Now.</param>
    /// <param name="options">The digest's hour, and the domain of message ids.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<OutboxMail> mails, Instant at, OutboxOptions options,
        CancellationToken cancellationToken)
    {
        foreach (var mail in mails)
        {
            var id = Guid.CreateVersion7();
            await connection.ExecuteAsync(
                """
                insert into outbox_mails (id, account_id, recipient, subject, body, message_id, delivery, created_at, not_before, secret_until)
                select $1, a.id, a.mail, $3, $4, $5, d.delivery, $6, case d.delivery when 'digest' then $7 else $6 end, $9::timestamptz
                from accounts a cross join lateral (select case when $8 then 'at_once' else a.mail_delivery end as delivery) d
                where a.id = $2 and a.disabled_at is null
                """,
                cancellationToken,
                id, mail.AccountId, OneLine(mail.Subject), mail.Body, MessageId(id, options), at, NextDigest(at, options.DigestHour),
                mail.IsPressing || mail.SecretUntil is not null, mail.SecretUntil);
        }
    }

    /// <summary>Writes a mail to someone without an account.</summary>
    /// <param name="connection">With an open transaction of the caller's.</param>
    /// <param name="mail">Sent to this address as it stands.</param>
    /// <param name="at">Now.</param>
    /// <param name="options">The domain of message ids.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    /// <returns>The mail's id.</returns>
    public static async Task<Guid> WriteAsync(
        NpgsqlConnection connection, OutsideMail mail, Instant at, OutboxOptions options, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(
            """
            insert into outbox_mails (id, recipient, subject, body, message_id, delivery, created_at, not_before, reply_to)
            values ($1, $2, $3, $4, $5, 'at_once', $6, $7, $8::text)
            """,
            cancellationToken,
            id, mail.Recipient, OneLine(mail.Subject), mail.Body, MessageId(id, options), at, mail.NotBefore, mail.ReplyTo);
        return id;
    }

    /// <summary>Takes a mail back that is not due yet.</summary>
    /// <param name="connection">With an open transaction of the caller's.</param>
    /// <param name="mailId">The mail.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    /// <returns>False when it is on its way.</returns>
    public static async Task<bool> TakeBackAsync(NpgsqlConnection connection, Guid mailId, Instant at, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            "delete from outbox_mails where id = $1 and sent_at is null and attempts = 0 and not_before > $2", cancellationToken, mailId, at) == 1;

    internal static string MessageId(Guid id, OutboxOptions options) =>
        $"<{id:N}@{options.From[(options.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>";

    /// <summary>A subject that no header can be slipped into: one line, at most 300 characters.</summary>
    internal static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= 300 ? line : string.Concat(line.AsSpan(0, 299), "…");
    }

    private static Instant NextDigest(Instant at, int hour)
    {
        var local = at.InZone(Paris).LocalDateTime;
        var date = local.Hour < hour ? local.Date : local.Date.PlusDays(1);
        return date.At(new LocalTime(hour, 0)).InZoneLeniently(Paris).ToInstant();
    }
}
