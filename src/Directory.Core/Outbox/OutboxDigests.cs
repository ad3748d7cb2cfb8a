using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Outbox;

/// <summary>Puts the mails that a person wished to get once a day into one.</summary>
internal sealed class OutboxDigests(NpgsqlDataSource dataSource, TimeProvider clock, OutboxOptions options)
{
    // More would make a mail that nobody reads; the rest follows in the next one.
    private const int MaxPerDigest = 100;

    public async Task GatherAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        var accounts = await connection.QueryAsync(
            """
            select distinct account_id from outbox_mails
            where sent_at is null and dead_at is null and digest_id is null and delivery = 'digest' and not_before <= $1
            """,
            row => row.GetGuid(0), cancellationToken, now); // ix_outbox_mails_due
        foreach (var account in accounts)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await GatherAsync(connection, account, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task GatherAsync(NpgsqlConnection connection, Guid account, Instant now, CancellationToken cancellationToken)
    {
        // Another node may be at the same person: it takes all of theirs, or none are left.
        var mails = await connection.QueryAsync(
            """
            select id, recipient, subject, body from outbox_mails
            where account_id = $1 and sent_at is null and dead_at is null and digest_id is null and delivery = 'digest' and not_before <= $2
            order by created_at, id limit $3 for update skip locked
            """,
            row => (Id: row.GetGuid(0), Recipient: row.GetString(1), Subject: row.GetString(2), Body: row.GetString(3)),
            cancellationToken,
            account, now, MaxPerDigest);
        if (mails.Count == 0)
        {
            return;
        }

        var id = Guid.CreateVersion7();
        var subject = mails.Count == 1
            ? mails[0].Subject
            : string.Create(CultureInfo.InvariantCulture, $"Vos {mails.Count} nouvelles du jour");
        var body = new StringBuilder();
        foreach (var mail in mails)
        {
            body.Append(mails.Count == 1 ? "" : $"{mail.Subject}\n\n")
                .Append(mail.Body)
                .Append(mails.Count == 1 ? "" : "\n\n----------\n\n");
        }

        await connection.ExecuteAsync(
            """
            insert into outbox_mails (id, account_id, recipient, subject, body, message_id, delivery, created_at, not_before)
            values ($1, $2, $3, $4, $5, $6, 'at_once', $7, $7)
            """,
            cancellationToken,
            id, account, mails[0].Recipient, subject, body.ToString(), OutboxWriter.MessageId(id, options), now);
        await connection.ExecuteAsync(
            "update outbox_mails set digest_id = $1, sent_at = $2 where id = any($3)",
            cancellationToken,
            id, now, mails.Select(mail => mail.Id).ToArray());
    }
}
