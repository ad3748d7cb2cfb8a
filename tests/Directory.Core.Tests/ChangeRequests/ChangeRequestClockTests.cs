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
            await _shop.ScalarAsync(
                $"select concat_ws('|', path, author, approver) from entry_versions where entry_id = '{entry}' and version = 2"));
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
            var request =
                await _shop.UrgentAsync(
                    entries[^1], 1, A.Mairie($"Mairie {i}") with { Notices = [Workshop.Closed()] }, Duration.FromHours(1));
            Assert.Equal(2, request.PublishedVersion);
        }

        _shop.Time.Advance(Duration.FromHours(1));
        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => new ChangeRequestClock(_shop.DataSource, _shop.Time, Workshop.Options).RunOnceAsync(default)));

        Assert.Equal(12, rounds.Sum(round => round.Ended));
        Assert.All(entries, entry => Assert.Equal(3, _shop.CurrentAsync(entry).Result.Version));
    }

    [Fact]
    public async Task Round_WithARequestThatBreaks_DoesTheOthersAndNamesIt()
    {
        var requests = new List<ChangeRequest>();
        for (var i = 0; i < 3; i++)
        {
            var entry = await _shop.PublishAsync(A.Mairie($"Mairie {i}"));
            requests.Add(
                await _shop.UrgentAsync(entry, 1, A.Mairie($"Mairie {i}") with { Notices = [Workshop.Closed()] }, Duration.FromHours(1)));
        }

        await _shop.ScalarAsync(
            $"""
            create function fail_one() returns trigger language plpgsql as $$ begin
                if new.id = '{requests[0].Id}' then raise exception 'broken'; end if; return new; end $$;
            create trigger tr_fail_one before update on change_requests for each row execute function fail_one()
            """);
        _shop.Time.Advance(Duration.FromHours(1));
        var round = await _shop.Clock.RunOnceAsync(default);
        await _shop.ScalarAsync("drop trigger tr_fail_one on change_requests; drop function fail_one");
        var next = await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((2, requests[0].Id), (round.Ended, Assert.Single(round.Failed).Key));
        Assert.Equal((1, 0), (next.Ended, next.Failed.Count));
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

    [Theory]
    [InlineData("author disabled", "L'auteur")]
    [InlineData("author without right", "L'auteur")]
    [InlineData("author elsewhere", "L'auteur")]
    [InlineData("author limited to another section", "L'auteur")]
    [InlineData("approver disabled", "La personne qui a validé")]
    [InlineData("approver without right", "La personne qui a validé")]
    [InlineData("approver's right over", "La personne qui a validé")]
    public async Task Scheduled_WhenAuthorOrApproverCouldNoLonger_GoesBackToTheQueueWithTheReason(string what, string who)
    {
        var entry = await _shop.PublishAsync(A.Mairie() with { ExternalIds = [] });
        var (author, approver, other) =
            (await _shop.PersonAsync("Léa"), await _shop.PersonAsync("Noé"), await _shop.PersonAsync("Zoé", AccessRight.Approve));
        var proposes = await _shop.GrantAsync(author, AccessRight.Propose, Perimeter.OfDepartement("69"));
        var approves = (await _shop.Grants.GrantAsync(null, new NewGrant
        {
            AccountId = approver, Right = AccessRight.Approve, Perimeter = Perimeter.OfDepartement("69"),
            ValidTo = what.Contains("over", StringComparison.Ordinal) ? _shop.Time.Now + Duration.FromDays(1) : null,
        }, default)).Grant!;
        var request = await _shop.SubmittedAsync(
            author, entry, 1, Workshop.WithPhone(A.Mairie() with { ExternalIds = [] }, "+33400000001"),
            input => input with { EffectiveAt = _shop.Time.Now + Duration.FromDays(2) });
        Assert.True((await _shop.Approvals.ApproveAsync(approver, request.Id, request.Revision, default)).IsDone);

        switch (what)
        {
            case "author disabled" or "approver disabled":
                await _shop.Accounts.SetDisabledAsync(what[0] == 'a' && what[1] == 'u' ? author : approver, true, default);
                break;
            case "approver without right":
                await _shop.Grants.RevokeAsync(null, approves.Id, default);
                break;
            case not "approver's right over":
                await _shop.Grants.RevokeAsync(null, proposes.Id, default);
                break;
        }

        if (what is "author elsewhere")
        {
            await _shop.GrantAsync(author, AccessRight.Propose, Perimeter.OfDepartement("38"));
        }
        else if (what.Contains("section", StringComparison.Ordinal))
        {
            await _shop.GrantAsync(author, AccessRight.Propose, Perimeter.OfDepartement("69"), "openingHours");
        }

        _shop.Time.Advance(Duration.FromDays(2));
        var round = await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((0, 1, 0), (round.Published, round.Returned, round.Failed.Count));
        var waiting = await _shop.FindAsync(request.Id);
        Assert.Equal((ChangeRequestState.Submitted, null, null), (waiting.State, waiting.ApproverId, waiting.DecidedAt));
        Assert.Equal(1, (await _shop.CurrentAsync(entry)).Version);
        var step = (await _shop.Lists.FindAsync(other, request.Id, default))!.Events[^1];
        Assert.Equal("requeue", step.Move);
        Assert.StartsWith(who, step.Comment, StringComparison.Ordinal);
        Assert.Contains("Non publiée à sa date : Mairie - Villeurbanne", await _shop.SubjectsAsync(other));
        Assert.Contains(
            (await _shop.Lists.ReadAsync(other, ChangeRequestTab.ToApprove, 0, 10, default)).Lines, line => line.Request.Id == request.Id);
        // Nothing more happens by itself; a second person's new decision publishes it.
        Assert.Equal(0, (await _shop.Clock.RunOnceAsync(default)).Published);
        Assert.Equal(
            ChangeRequestState.Published, (await _shop.Approvals.ApproveAsync(other, request.Id, waiting.Revision, default)).Request.State);
    }

    [Fact]
    public async Task Scheduled_WhoseEffectsHaveGrownBeyondItsApprover_GoesBackToTheQueue()
    {
        var mairie = A.Mairie() with { ExternalIds = [], Addresses = [], Competences = [] };
        var entry = await _shop.PublishAsync(mairie);
        var approver = await _shop.PersonAsync("Noé");
        await _shop.GrantAsync(approver, AccessRight.Approve, Perimeter.OfDepartement("69"));
        var request = await _shop.SubmittedAsync(
            _shop.Alice, entry, 1, mairie with { Types = ["mairie", "prefecture"] },
            input => input with { EffectiveAt = _shop.Time.Now + Duration.FromDays(2) });
        Assert.True((await _shop.Approvals.ApproveAsync(approver, request.Id, request.Revision, default)).IsDone);

        await _shop.PublishAsync(mairie with { Commune = Core.Territories.InseeCode.Parse("13055") }, entry, 1);
        _shop.Time.Advance(Duration.FromDays(2));
        await _shop.Clock.RunOnceAsync(default);

        Assert.Equal(ChangeRequestState.Submitted, (await _shop.FindAsync(request.Id)).State);
        Assert.Equal(["mairie"], (await _shop.CurrentAsync(entry)).Document!.Types);
    }

    [Fact]
    public async Task Urgent_OfAnAuthorWhoWasShutOut_StillEndsAtItsDate()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.UrgentAsync(entry, 1, A.Mairie() with { Notices = [Workshop.Closed()] });
        await _shop.Accounts.SetDisabledAsync(_shop.Denis, true, default);

        _shop.Time.Advance(Duration.FromHours(11));
        await _shop.Clock.RunOnceAsync(default);

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
