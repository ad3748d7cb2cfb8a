using NodaTime;
using Npgsql;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Retention;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Retention;

/// <summary>What is kept for a time only goes when its time is over, by the clock alone.</summary>
public sealed class RetentionClockTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    // How each kind of thing comes to be there at $1; what the account is, $2.
    private static readonly Dictionary<string, string> Comes = new(StringComparer.Ordinal)
    {
        ["kept_forms"] = "insert into kept_forms values (gen_random_uuid(), $2, gen_random_uuid(), '/extranet/fiches', '\\x00', $1)",
        ["form_submissions"] = "insert into form_submissions (token, account_id, started_at) values (gen_random_uuid(), $2, $1)",
        ["saved_forms"] = "insert into saved_forms (form_id, account_id, saved_at) values (gen_random_uuid(), $2, $1)",
        ["submissions"] = "insert into submissions (account_id, key, request_ids, at) values ($2, gen_random_uuid(), '{}', $1)",
        ["account_links"] =
            "insert into account_links (token_hash, account_id, purpose, created_at, expires_at) values (sha256('x'), $2, 'reset', $1::timestamptz - interval '1 hour', $1)",
        ["entry_presence"] = "insert into entry_presence (entry_id, account_id, opened_at, seen_at) values (gen_random_uuid(), $2, $1, $1)",
        ["issue_statements"] =
            "insert into issue_statements (report_id, message, created_at) select id, 'un mot', $1 from issue_reports where $2::uuid is not null",
        ["desk.conversations"] =
            """
            with box as (insert into desk.boxes (id, name, created_at) values (gen_random_uuid(), 'Support', $1) returning id)
            insert into desk.conversations (id, box_id, subject, status, assignee_id, received_at, touched_at)
            select id, id, 'Permis', 'closed', $2, $1, $1 from box
            """,
        ["caller_salts"] =
            "insert into caller_salts (day, salt) select ($1::timestamptz at time zone 'utc')::date - 1, '\\x00' where $2::uuid is not null",
    };

    [Fact]
    public async Task Things_KeptForATime_GoWhenItIsOverAndNotBefore()
    {
        await using var shop = await Workshop.OpenAsync(database);
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        var entry = await shop.PublishAsync(A.Mairie());
        await ExecuteAsync(
            owner,
            $"""
            insert into issue_reports (id, entry_id, origin, code, created_at, reference, last_reported_at, answer_due_at)
            values (gen_random_uuid(), '{entry}', 'public', 'other', now(), 'SIG-0000-AAAA', now(), now())
            """);
        var clock = new RetentionClock(shop.DataSource, shop.Time);

        Assert.Equal(Comes.Keys.Order(), RetentionClock.Things.Select(thing => thing.Table).Order());
        foreach (var thing in RetentionClock.Things)
        {
            // At midnight, when the salt of the day before has had its time.
            shop.Time.Advance(Instant.FromUtc(2027, 1, 1, 0, 0) + Duration.FromDays(400) - shop.Time.Now);
            var came = shop.Time.Now;
            await ExecuteAsync(owner, Comes[thing.Table], came.ToDateTimeUtc(), shop.Alice);
            shop.Time.Advance(came + thing.KeptFor - Duration.FromMilliseconds(1) - shop.Time.Now);
            await clock.ForgetAsync(default);
            Assert.Equal((thing.Table, 1L), (thing.Table, await CountAsync(owner, thing.Table)));

            shop.Time.Advance(Duration.FromSeconds(2));
            await clock.ForgetAsync(default);
            Assert.Equal((thing.Table, 0L), (thing.Table, await CountAsync(owner, thing.Table)));
            shop.Time.Advance(-Duration.FromDays(1000));
        }
    }

    [Fact]
    public async Task Mails_SentOrGivenUp_GoAfterThirtyDays()
    {
        await using var shop = await Workshop.OpenAsync(database);
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        var options = Workshop.Options.Outbox;
        var sender = new OutboxSender(shop.DataSource, shop.Time, options, text => text);
        foreach (var end in new[] { "sent_at", "dead_at" })
        {
            await ExecuteAsync(
                owner,
                $"""
                insert into outbox_mails (id, recipient, subject, body, message_id, delivery, created_at, not_before, {end})
                values (gen_random_uuid(), 'a@example.fr', 'x', 'x', gen_random_uuid(), 'at_once', $1, $1, $1)
                """,
                shop.Time.Now.ToDateTimeUtc());
        }

        shop.Time.Advance(Duration.FromTimeSpan(options.KeepFor));
        await sender.ForgetAsync(default);
        Assert.Equal(2L, await CountAsync(owner, "outbox_mails"));
        shop.Time.Advance(Duration.FromMilliseconds(1));
        await sender.ForgetAsync(default);
        Assert.Equal(0L, await CountAsync(owner, "outbox_mails"));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, params object[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, string table)
    {
        await using var command = source.CreateCommand($"select count(*) from {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
