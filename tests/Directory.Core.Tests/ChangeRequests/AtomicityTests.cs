using NodaTime;
using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>Whatever breaks in the middle, an action is wholly in or wholly out.</summary>
public sealed class AtomicityTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private const string Everything =
        """
        select concat_ws(' ', (select count(*) from entry_versions), (select sum(version) from entries),
            (select string_agg(state || revision, ',' order by id) from change_requests),
            (select count(*) from change_request_events), (select count(*) from journal), (select count(*) from outbox_mails),
            (select count(*) from submissions))
        """;

    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData("entry_versions")]
    [InlineData("entries")]
    [InlineData("change_requests")]
    [InlineData("change_request_events")]
    [InlineData("journal")]
    [InlineData("outbox_mails")]
    public async Task Action_WhenOneOfItsTablesFails_LeavesNothing(string table)
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var submitted = await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        var other = await _shop.PublishAsync(A.Mairie("Annexe"));
        var urgent = await _shop.UrgentAsync(other, 1, A.Mairie("Annexe") with { Notices = [Workshop.Closed()] }, Duration.FromHours(1));
        var before = await _shop.ScalarAsync(Everything);
        await _shop.ScalarAsync(
            $"""
            create or replace function fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$;
            create constraint trigger tr_fail after insert or update on {table} deferrable initially deferred
                for each row execute function fail()
            """);

        var key = Guid.NewGuid();
        await Assert.ThrowsAnyAsync<NpgsqlException>(
            () => _shop.Approvals.ApproveAsync(_shop.Bruno, submitted.Id, submitted.Revision, default));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => _shop.Reviews.RevertAsync(_shop.Bruno, [urgent.Id], "Non.", default));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => _shop.Urgent.PublishAsync(
            _shop.Denis,
            _shop.UrgentOf(Duration.FromHours(1), new UrgentEntry(entry, 1, A.Mairie() with { Notices = [Workshop.Closed()] })) with { Key = key },
            default));
        _shop.Time.Advance(Duration.FromHours(2));
        if (table is not "outbox_mails") // an end tells nobody
        {
            Assert.Contains(urgent.Id, (await _shop.Clock.RunOnceAsync(default)).Failed.Keys);
        }

        await _shop.ScalarAsync($"drop trigger tr_fail on {table}");
        if (table is not "outbox_mails")
        {
            Assert.Equal(before, await _shop.ScalarAsync(Everything));
        }

        // And afterwards all of it can be done.
        Assert.True((await _shop.Approvals.ApproveAsync(_shop.Bruno, submitted.Id, submitted.Revision, default)).IsDone);
        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
    }

    [Fact]
    public async Task Connections_CutAtRandomWhilePublishing_LeaveEachChangeWhollyInOrOut()
    {
        var requests = new List<ChangeRequest>();
        for (var i = 0; i < 20; i++)
        {
            var entry = await _shop.PublishAsync(A.Mairie($"Mairie {i}"));
            requests.Add(await _shop.SubmittedAsync(_shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie($"Mairie {i}"), "+33400000001")));
        }

        using var stop = new CancellationTokenSource();
        var cutting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await database.DropConnectionsAsync();
            }
        });
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (request, _) =>
        {
            try
            {
                await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException or ObjectDisposedException)
            {
                // Cut: in or out, but wholly.
            }
        });
        await stop.CancelAsync();
        await cutting;
        NpgsqlConnection.ClearAllPools();

        Assert.Equal("0", await _shop.ScalarAsync(
            """
            select count(*) from change_requests r where r.state in ('submitted', 'published') and (
                (r.state = 'published') <> exists (select from entry_versions v where v.change_request_id = r.id)
                or (r.state = 'published') <> exists (select from change_request_events e where e.request_id = r.id and e.move = 'publish')
                or (r.state = 'published') <> exists (select from journal j where j.object_id = r.id and j.action = 'change_request.publish'))
            """));
        foreach (var request in requests)
        {
            var outcome = await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);
            Assert.True(outcome.IsDone);
        }

        Assert.Equal("20", await _shop.ScalarAsync($"select count(*) from outbox_mails where account_id = '{_shop.Alice}'"));
        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
    }
}
