using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>When clocks change, jump or go back, what falls due is done once.</summary>
public sealed class ClockJumpTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    // From when, and the steps that the clock takes, in minutes, over and over for half a day and more.
    public static TheoryData<string, Instant, int[]> Clocks => new()
    {
        { "29 March, an hour is missing", Instant.FromUtc(2026, 3, 28, 22, 0), [10] },
        { "25 October, an hour comes twice", Instant.FromUtc(2026, 10, 24, 22, 0), [10] },
        { "an hour ahead at once", Instant.FromUtc(2026, 6, 1, 22, 0), [10, 60, 10] },
        { "five minutes back, again and again", Instant.FromUtc(2026, 6, 2, 22, 0), [10, 10, -5] },
        { "asleep for a night", Instant.FromUtc(2026, 6, 3, 22, 0), [600] },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Due_WhateverTheClockDoes_IsDoneOnce(string what, Instant start, int[] steps)
    {
        await using var shop = await Workshop.OpenAsync(database);
        shop.Time.Advance(start - Duration.FromHours(1) - shop.Time.Now);
        var (entry, other) = (await shop.PublishAsync(A.Mairie()), await shop.PublishAsync(A.Mairie("Annexe")));
        await shop.Accounts.SetDeliveryAsync(shop.Alice, MailDelivery.Digest, default);
        // Two and a half hours after midnight in Paris: a time that does not exist on 29 March, and comes twice on 25 October.
        var scheduled = await shop.SubmittedAsync(
            shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"),
            input => input with { EffectiveAt = start + Duration.FromMinutes(150), EndsAt = start + Duration.FromMinutes(300) });
        await shop.Approvals.ApproveAsync(shop.Bruno, scheduled.Id, scheduled.Revision, default);
        var lapsing = await shop.SubmittedAsync(
            shop.Alice, other, 1, A.Mairie("Autre"), input => input with { ExpiresAt = start + Duration.FromMinutes(200) });
        shop.Time.Advance(Duration.FromHours(1));

        var (published, ended, lapsed) = (0, 0, 0);
        for (var step = 0; shop.Time.Now < start + Duration.FromHours(14); step++)
        {
            shop.Time.Advance(Duration.FromMinutes(steps[step % steps.Length]));
            var round = await shop.Clock.RunOnceAsync(default);
            Assert.Empty(round.Failed);
            (published, ended, lapsed) = (published + round.Published, ended + round.Ended, lapsed + round.Lapsed);
            await new OutboxDigests(shop.DataSource, shop.Time, Workshop.Options.Outbox).GatherAsync(default);
        }

        Assert.Equal((what, 1, 1, 1), (what, published, ended, lapsed));
        Assert.Equal("publish,end", await shop.ScalarAsync(
            $"select string_agg(move, ',' order by id) from change_request_events where request_id = '{scheduled.Id}' and move in ('publish', 'end')"));
        Assert.Equal(
            "1",
            await shop.ScalarAsync($"select count(*) from change_request_events where request_id = '{lapsing.Id}' and move = 'lapse'"));
        // One digest, in the morning by the clock on the wall: 7:00 in Paris, or as soon as anyone was awake afterwards.
        Assert.Equal("1", await shop.ScalarAsync(
            $"""
            select count(*) from outbox_mails d where d.account_id = '{shop.Alice}' and exists (select from outbox_mails m where m.digest_id = d.id)
                and (d.created_at at time zone 'Europe/Paris')::time >= '07:00'
            """));
    }
}
