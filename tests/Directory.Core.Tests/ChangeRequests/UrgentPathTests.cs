using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class UrgentPathTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly AdministrationDocument Closed = A.Mairie() with { Notices = [Workshop.Closed()] };

    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Publish_ByAHolder_IsPublicAtOnceMarkedUrgentAndTold()
    {
        var entry = await _shop.PublishAsync(A.Mairie());

        var request = await _shop.UrgentAsync(entry, 1, Closed);

        Assert.Equal("Fermé aujourd'hui", (await _shop.CurrentAsync(entry)).Document!.Notices.Single().Title);
        Assert.Equal(
            $"urgent|{_shop.Denis}|Panne électrique.|{request.Id}|",
            await _shop.ScalarAsync(
                $"select concat_ws('|', path, author, reason, change_request_id, coalesce(approver, '')) from entry_versions where entry_id = '{entry}' and version = 2"));
        Assert.Equal(["Urgent, à relire : Mairie - Villeurbanne"], await _shop.SubjectsAsync(_shop.Bruno));
        Assert.Empty(await _shop.SubjectsAsync(_shop.Denis));
    }

    [Fact]
    public async Task Publish_OfWhatIsNotOnTheUrgentList_IsRefusedNamingIt()
    {
        var entry = await _shop.PublishAsync(A.Mairie());

        var outcome = await _shop.Urgent.PublishAsync(
            _shop.Denis, _shop.UrgentOf(Duration.FromHours(1), new UrgentEntry(entry, 1, Closed with { Name = "Mairie centrale" })),
            default);

        Assert.Equal("NOT_URGENT", outcome.Refusal!.Code);
        Assert.EndsWith("À envoyer pour validation : Nom.", outcome.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await _shop.CurrentAsync(entry)).Version);
    }

    [Theory]
    [InlineData("", 1, "reason")]
    [InlineData("Panne.", 0, "endsAt")] // an end is not in the past, nor now
    [InlineData("Panne.", 24 * 32, "endsAt")] // nor next month
    public async Task Publish_WithoutReasonOrEnd_IsRefused(string reason, int hours, string path)
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var input = _shop.UrgentOf(Duration.FromHours(hours), new UrgentEntry(entry, 1, Closed)) with { Reason = reason };

        var outcome = await _shop.Urgent.PublishAsync(_shop.Denis, input, default);

        Assert.Equal(path, Assert.Single(outcome.Errors).Path);
        Assert.Equal(1, (await _shop.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task Publish_WithoutTheGrant_IsRefusedNamingIt()
    {
        var entry = await _shop.PublishAsync(A.Mairie("Préfecture du Rhône"));

        var outcome = await _shop.Urgent.PublishAsync(
            _shop.Alice, _shop.UrgentOf(Duration.FromHours(1), new UrgentEntry(entry, 1, Closed with { Name = "Préfecture du Rhône" })),
            default);

        Assert.Equal("Il vous manque le droit de publier en urgence pour « Préfecture du Rhône ».", outcome.Refusal!.Message);
    }

    [Fact]
    public async Task Publish_OnManyEntries_IsAllOrNothing()
    {
        var entries = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            entries.Add(await _shop.PublishAsync(A.Mairie($"Préfecture {i}")));
        }

        var only = await _shop.PersonAsync("Hélène");
        await _shop.GrantAsync(only, AccessRight.Approve, Perimeter.OfEntry(entries[5]));
        UrgentEntry[] all = [.. entries.Select((id, i) => new UrgentEntry(id, 1, Closed with { Name = $"Préfecture {i}" }))];

        var refused = await _shop.Urgent.PublishAsync(
            _shop.Denis, _shop.UrgentOf(Duration.FromHours(1), [.. all[..5], all[5] with { Document = A.Mairie("Autre nom") }]), default);
        var nothing = await _shop.ScalarAsync($"select count(*) from change_requests where author_id = '{_shop.Denis}'");
        var done = await _shop.Urgent.PublishAsync(_shop.Denis, _shop.UrgentOf(Duration.FromHours(1), all), default);

        Assert.Equal(("NOT_URGENT", "0"), (refused.Refusal!.Code, nothing));
        Assert.Equal((6, 1), (done.Requests.Count, done.Requests.Select(request => request.ActionId).Distinct().Count()));
        Assert.All(entries, entry => Assert.Equal(2, _shop.CurrentAsync(entry).Result.Version));
        Assert.Equal(["Urgent, à relire : Préfecture 5"], await _shop.SubjectsAsync(only));
        Assert.Contains("et 5 autres fiches", await _shop.ScalarAsync(
            $"select body from outbox_mails where account_id = '{_shop.Bruno}'"), StringComparison.Ordinal);
        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
    }

    [Fact]
    public async Task Publish_SentTwice_HasOneEffect()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var input = _shop.UrgentOf(Duration.FromHours(1), new UrgentEntry(entry, 1, Closed)) with { Key = Guid.NewGuid() };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _shop.Urgent.PublishAsync(_shop.Denis, input, default)));

        Assert.Single(outcomes.Select(outcome => outcome.Request.Id).Distinct());
        Assert.Equal(2, (await _shop.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task Confirm_ByAnother_IsInTheLogAndItStillEnds()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.UrgentAsync(entry, 1, Closed);

        var confirmed = (await _shop.Reviews.ConfirmAsync(_shop.Bruno, [request.Id], default)).Request;
        _shop.Time.Advance(Duration.FromHours(11));
        await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((ChangeRequestState.Confirmed, _shop.Bruno), (confirmed.State, confirmed.ReviewerId));
        Assert.Equal(
            $"urgent|{_shop.Denis}|{_shop.Bruno}",
            await _shop.ScalarAsync(
                $"select concat_ws('|', path, author, approver) from entry_versions where entry_id = '{entry}' and version = 3"));
        Assert.Equal(ChangeRequestState.Expired, (await _shop.FindAsync(request.Id)).State);
        Assert.Empty((await _shop.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task Confirm_ByItsAuthor_IsRefusedByTheDomainAndByTheDatabase()
    {
        await _shop.GrantAsync(_shop.Denis, AccessRight.Approve, Perimeter.National);
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.UrgentAsync(entry, 1, Closed);

        var confirm = await _shop.Reviews.ConfirmAsync(_shop.Denis, [request.Id], default);
        var revert = await _shop.Reviews.RevertAsync(_shop.Denis, [request.Id], "Fini.", default);
        var update = await Assert.ThrowsAsync<PostgresException>(() => _shop.ScalarAsync(
            $"update change_requests set state = 'confirmed', reviewer_id = author_id, reviewed_at = now() where id = '{request.Id}'"));

        Assert.Equal(Habilitation.AuthorDecides, confirm.Refusal!.Code);
        Assert.Equal(Habilitation.AuthorDecides, revert.Refusal!.Code);
        Assert.Equal("ck_change_requests_two_people", update.ConstraintName);
    }

    [Fact]
    public async Task Revert_ByAnother_BringsThePreviousContentBackAtOnce()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.UrgentAsync(entry, 1, Workshop.WithPhone(Closed, "+33400000005"));

        var outcome = await _shop.Reviews.RevertAsync(_shop.Bruno, [request.Id], "Erreur de fiche.", default);
        var twice = await _shop.Reviews.RevertAsync(_shop.Chloe, [request.Id], "Erreur de fiche.", default);

        Assert.Equal(ChangeRequestState.Reverted, outcome.Request.State);
        Assert.Equal(Habilitation.WrongState, twice.Refusal!.Code);
        Assert.Equivalent(A.Mairie(), (await _shop.CurrentAsync(entry)).Document, strict: true);
        Assert.Equal(
            $"{_shop.Bruno}|Erreur de fiche.",
            await _shop.ScalarAsync(
                $"select concat_ws('|', approver, reason) from entry_versions where entry_id = '{entry}' and version = 3"));
        Assert.Equal(["Annulée : Mairie - Villeurbanne"], await _shop.SubjectsAsync(_shop.Denis));
    }

    [Fact]
    public async Task Correct_ByAnother_LeavesItPublishedAndBeginsADraft()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.UrgentAsync(entry, 1, Closed);

        var outcome = await _shop.Reviews.CorrectAsync(_shop.Chloe, request.Id, default);

        Assert.Equal([ChangeRequestState.Confirmed, ChangeRequestState.Draft], outcome.Requests.Select(item => item.State));
        Assert.Equal((_shop.Chloe, 2), (outcome.Requests[1].AuthorId, outcome.Requests[1].BaseVersion));
        Assert.Single((await _shop.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task End_ByItsClock_ReturnsWhatWasAndKeepsWhatOthersPublishedSince()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.UrgentAsync(entry, 1, Workshop.WithPhone(Closed, "+33400000005"));
        var standard = await _shop.SubmittedAsync(_shop.Alice, entry, 2, Workshop.WithPhone(Closed, "+33400000005") with
        {
            Name = "Mairie centrale",
            Notices = [Workshop.Closed(), new Notice { Title = "Travaux en mai" }],
        });
        await _shop.Approvals.ApproveAsync(_shop.Bruno, standard.Id, standard.Revision, default);
        _shop.Time.Advance(Duration.FromHours(10));

        var round = await _shop.Clock.RunOnceAsync(default);
        var again = await _shop.Clock.RunOnceAsync(default);

        var document = (await _shop.CurrentAsync(entry)).Document!;
        Assert.Equal((1, 0), (round.Ended, again.Total));
        Assert.Equal(
            ("Mairie centrale", "+33465710001", "Travaux en mai"),
            (document.Name, document.Channels[0].Value, document.Notices.Single().Title));
        Assert.Equal(["name", "notices"], document.Provenance.Blocks.Keys.Where(block => block != "channels").Order());
    }

    [Fact]
    public async Task End_OfTwoThatOverlap_TakesEachOutInItsTime()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.UrgentAsync(entry, 1, Closed, Duration.FromHours(2));
        await _shop.UrgentAsync(
            entry, 2, A.Mairie() with { Notices = [Workshop.Closed(), Workshop.Closed("Ascenseur en panne")] }, Duration.FromHours(4));

        _shop.Time.Advance(Duration.FromHours(2));
        await _shop.Clock.RunOnceAsync(default);
        var between = (await _shop.CurrentAsync(entry)).Document!.Notices.Select(notice => notice.Title).ToList();
        _shop.Time.Advance(Duration.FromHours(2));
        await _shop.Clock.RunOnceAsync(default);

        Assert.Equal(["Ascenseur en panne"], between);
        Assert.Empty((await _shop.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task Extend_ThenEndNow_ByTheAuthorOnly()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.UrgentAsync(entry, 1, Closed, Duration.FromHours(2));
        await _shop.Reviews.ConfirmAsync(_shop.Bruno, [request.Id], default);

        var extended =
            (await _shop.Urgent.ExtendAsync(_shop.Denis, [request.Id], new DisruptionEnd(DisruptionEndKind.OnDay, new LocalDate(2026, 3, 2)), default)).Request;
        _shop.Time.Advance(Duration.FromHours(3));
        await _shop.Clock.RunOnceAsync(default);
        var still = (await _shop.CurrentAsync(entry)).Document!.Notices.Count;
        await _shop.Urgent.EndAsync(_shop.Denis, [request.Id], default);

        Assert.Equal((ChangeRequestState.PublishedUrgently, null, 1), (extended.State, extended.ReviewerId, still));
        Assert.Empty((await _shop.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task Unreviewed_IsRemindedThenEscalatedOnceAndStaysUntilItsEnd()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.UrgentAsync(entry, 1, Closed, Duration.FromHours(48));

        var rounds = new List<ClockRound>();
        for (var hour = 0; hour < 50; hour++)
        {
            _shop.Time.Advance(Duration.FromHours(1));
            rounds.Add(await _shop.Clock.RunOnceAsync(default));
        }

        Assert.Equal(
            (5, 1, 1), (rounds.Sum(round => round.Reminded), rounds.Sum(round => round.Escalated), rounds.Sum(round => round.Ended)));
        Assert.Equal(1, rounds[23].Escalated); // after 24 hours
        Assert.Equal(1, rounds[47].Ended);
        Assert.Equal(
            [
                "Urgent, à relire", "Rappel, à relire", "Rappel, à relire", "Rappel, à relire", "Rappel, à relire", "Rappel, à relire",
                "Non relue dans le délai"
            ],
            (await _shop.SubjectsAsync(_shop.Bruno)).Select(subject => subject.Split(" : ")[0]));
        Assert.Contains("Non relue dans le délai : Mairie - Villeurbanne", await _shop.SubjectsAsync(_shop.Denis));
    }
}
