using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class ChangeRequestClockTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Scheduled_IsPublishedAtItsDateNotBeforeAndEndsAtItsEnd()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await ScheduledAsync(entry, ends: Duration.FromDays(3));

        var before = await _shop.Clock.RunOnceAsync(default);
        var versionBefore = (await _shop.CurrentAsync(entry)).Version;
        _shop.Time.Advance(Duration.FromDays(2));
        var at = await _shop.Clock.RunOnceAsync(default);
        var published = await _shop.CurrentAsync(entry);
        _shop.Time.Advance(Duration.FromDays(1));
        await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((ChangeRequestState.Approved, 0, 1, 1), (request.State, before.Total, versionBefore, at.Published));
        Assert.Equal("+33400000001", published.Document!.Channels[0].Value);
        Assert.Equal(
            $"standard|{_shop.Alice}|{_shop.Bruno}",
            await _shop.ScalarAsync($"select concat_ws('|', path, author, approver) from entry_versions where entry_id = '{entry}' and version = 2"));
        Assert.Equal("+33465710001", (await _shop.CurrentAsync(entry)).Document!.Channels[0].Value);
    }

    [Fact]
    public async Task Scheduled_InConflictAtItsDate_GoesBackToItsAuthorWithTheReason()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await ScheduledAsync(entry);
        await _shop.PublishAsync(Workshop.WithPhone(A.Mairie(), "+33400000009"), entry, 1);
        _shop.Time.Advance(Duration.FromDays(2));

        var round = await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((0, 1), (round.Published, round.Returned));
        Assert.Equal(ChangeRequestState.Returned, (await _shop.FindAsync(request.Id)).State);
        Assert.Equal("+33400000009", (await _shop.CurrentAsync(entry)).Document!.Channels[0].Value);
        Assert.Contains("À corriger : Mairie - Villeurbanne", await _shop.SubjectsAsync(_shop.Alice));
    }

    [Fact]
    public async Task Undecided_AtItsExpiry_Lapses()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(
            _shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"),
            input => input with { ExpiresAt = _shop.Time.Now + Duration.FromDays(1) });
        _shop.Time.Advance(Duration.FromDays(1));

        var round = await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((1, ChangeRequestState.Expired), (round.Lapsed, (await _shop.FindAsync(request.Id)).State));
        Assert.Equal(1, (await _shop.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task ManyNodes_AtOnce_DoEachThingOnce()
    {
        var entries = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            entries.Add(await _shop.PublishAsync(A.Mairie($"Mairie {i}")));
            var request = await _shop.UrgentAsync(entries[^1], 1, A.Mairie($"Mairie {i}") with { Notices = [Workshop.Closed()] }, Duration.FromHours(1));
            Assert.Equal(2, request.PublishedVersion);
        }

        _shop.Time.Advance(Duration.FromHours(1));
        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => new ChangeRequestClock(_shop.DataSource, _shop.Time, Workshop.Options).RunOnceAsync(default)));

        Assert.Equal(12, rounds.Sum(round => round.Ended));
        Assert.All(entries, entry => Assert.Equal(3, _shop.CurrentAsync(entry).Result.Version));
    }

    [Fact]
    public async Task Run_WhenTheDatabaseGoesAway_ReportsAndGoesOn()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.UrgentAsync(entry, 1, A.Mairie() with { Notices = [Workshop.Closed()] }, Duration.FromHours(1));
        var clock = new ChangeRequestClock(
            _shop.DataSource, _shop.Time, Workshop.Options with { ClockInterval = TimeSpan.FromMilliseconds(20) });
        using var stop = new CancellationTokenSource();
        var (failed, ended) = (new TaskCompletionSource(), new TaskCompletionSource());

        await database.AllowConnectionsAsync(false);
        await database.DropConnectionsAsync();
        var running = clock.RunAsync((round, failure) => (failure is null ? ended : failed).TrySetResult(), stop.Token);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await database.AllowConnectionsAsync(true);
        _shop.Time.Advance(Duration.FromHours(1));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty((await _shop.CurrentAsync(entry)).Document!.Notices);
    }

    private async Task<ChangeRequest> ScheduledAsync(Guid entry, Duration? ends = null)
    {
        var request = await _shop.SubmittedAsync(
            _shop.Alice, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"),
            input => input with
            {
                EffectiveAt = _shop.Time.Now + Duration.FromDays(2),
                EndsAt = ends is { } after ? _shop.Time.Now + after : null,
            });
        return (await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default)).Request;
    }
}
