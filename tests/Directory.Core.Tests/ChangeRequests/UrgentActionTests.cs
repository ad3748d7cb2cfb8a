using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>One urgent action over many entries: chosen, published, prolonged, asked about, ended and reviewed together.</summary>
public sealed class UrgentActionTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Tonight_OnEntriesOfTwoClocks_EndsEachInItsEvening()
    {
        var (paris, noumea) = (A.Mairie("Préfecture du Rhône"), A.Mairie("Haut-commissariat") with { Commune = InseeCode.Parse("98818") });
        var requests = await PublishedAsync(DisruptionEndKind.Tonight, paris, noumea);

        Assert.Equal(
            [Instant.FromUtc(2026, 3, 1, 13, 0), Instant.FromUtc(2026, 3, 1, 23, 0)],
            requests.Select(request => request.EndsAt!.Value).Order());
        _shop.Time.Advance(Duration.FromHours(5));
        await _shop.Clock.RunOnceAsync(default);
        Assert.Equal(
            [ChangeRequestState.Expired, ChangeRequestState.PublishedUrgently],
            requests.OrderBy(request => request.EndsAt).Select(request => _shop.FindAsync(request.Id).Result.State));
    }

    [Fact]
    public async Task Extend_OfAClosure_TellsTheNewEndToUsagers_AndTheContentBeforeStillReturns()
    {
        var before = A.Mairie() with { Notices = [new Notice { Title = "Travaux" }] };
        var request = Assert.Single(await PublishedAsync(DisruptionEndKind.Tonight, before));
        await _shop.Reviews.ConfirmAsync(_shop.Bruno, [request.Id], default);

        var extended = (await _shop.Urgent.ExtendAsync(
            _shop.Denis, [request.Id], new DisruptionEnd(DisruptionEndKind.OnDay, new LocalDate(2026, 3, 4)), default)).Request;

        var now = (await _shop.CurrentAsync(request.EntryId)).Document!;
        Assert.Equal(ChangeRequestState.PublishedUrgently, extended.State);
        Assert.Equal(["Fermé jusqu'au 4 mars inclus", "Travaux"], now.Notices.Select(notice => notice.Title));
        Assert.Equal((extended.EndsAt, new LocalDate(2026, 3, 4)), (now.Notices[0].Until, Assert.Single(now.OpeningHours!.Exceptional).To));
        _shop.Time.Advance(Duration.FromDays(4));
        await _shop.Clock.RunOnceAsync(default);
        Assert.Equivalent(before, (await _shop.CurrentAsync(request.EntryId)).Document, strict: true);
        Assert.Empty((await LogVerifier.VerifyAsync(_shop.DataSource, default)).Problems);
    }

    [Fact]
    public async Task UnknownEnd_AsksItsAuthorEveryFourHoursByOneMailUntilItEndsByItselfAfterADay()
    {
        var requests = await PublishedAsync(DisruptionEndKind.Unknown, A.Mairie("Accueil"), A.Mairie("Étrangers"));
        // Reviewed or not, only the author knows whether it still holds.
        await _shop.Reviews.ConfirmAsync(_shop.Bruno, [requests[0].Id], default);

        for (var hour = 1; hour <= 23; hour++)
        {
            _shop.Time.Advance(Duration.FromHours(1));
            await _shop.Clock.RunOnceAsync(default);
        }

        var shortly = (await _shop.FindAsync(requests[0].Id)).EndedAt;
        _shop.Time.Advance(Duration.FromHours(1));
        await _shop.Clock.RunOnceAsync(default);

        Assert.Null(shortly);
        Assert.All(requests, request => Assert.Equal(ChangeRequestState.Expired, _shop.FindAsync(request.Id).Result.State));
        Assert.Equal(
            5,
            (await _shop.SubjectsAsync(_shop.Denis)).Count(
                subject => subject.StartsWith("Toujours d'actualité ?", StringComparison.Ordinal)));
        Assert.DoesNotContain(await _shop.SubjectsAsync(_shop.Denis), subject => subject.StartsWith("Rappel", StringComparison.Ordinal));
        Assert.Contains("et une autre fiche", await _shop.ScalarAsync(
            $"select body from outbox_mails where account_id = '{_shop.Denis}' and subject like 'Toujours%' limit 1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownEnd_Prolonged_LastsAnotherDay()
    {
        var request = Assert.Single(await PublishedAsync(DisruptionEndKind.Unknown, A.Mairie()));
        _shop.Time.Advance(Duration.FromHours(20));

        await _shop.Urgent.ExtendAsync(_shop.Denis, [request.Id], new DisruptionEnd(DisruptionEndKind.Unknown), default);
        _shop.Time.Advance(Duration.FromHours(23));
        await _shop.Clock.RunOnceAsync(default);
        var still = (await _shop.CurrentAsync(request.EntryId)).Document!.Notices.Count;
        _shop.Time.Advance(Duration.FromHours(1));
        await _shop.Clock.RunOnceAsync(default);

        Assert.Equal((1, 0), (still, (await _shop.CurrentAsync(request.EntryId)).Document!.Notices.Count));
    }

    [Fact]
    public async Task Review_OfAnAction_IsOfAllOrNone_AndTellsTheAuthorOnce()
    {
        var requests = await PublishedAsync(DisruptionEndKind.Tonight, A.Mairie("Accueil"), A.Mairie("Étrangers"));
        var partly = await _shop.PersonAsync("Hélène");
        await _shop.GrantAsync(partly, AccessRight.Approve, Perimeter.OfEntry(requests[0].EntryId));
        Guid[] ids = [.. requests.Select(request => request.Id)];

        var refused = await _shop.Reviews.RevertAsync(partly, ids, "Erreur.", default);
        var untouched = (await _shop.FindAsync(ids[0])).State;
        var confirmed = await _shop.Reviews.ConfirmAsync(_shop.Bruno, ids, default);
        var reverted = await _shop.Reviews.RevertAsync(_shop.Bruno, ids, "Erreur.", default);

        Assert.Equal((Habilitation.GrantMissing, ChangeRequestState.PublishedUrgently), (refused.Refusal!.Code, untouched));
        Assert.Equal((2, 2), (confirmed.Requests.Count, reverted.Requests.Count));
        Assert.Equal(2, (await _shop.SubjectsAsync(_shop.Denis)).Count);
        Assert.All(requests, request => Assert.Empty(_shop.CurrentAsync(request.EntryId).Result.Document!.Notices));
    }

    [Fact]
    public async Task Action_IsSeenAsFarAsGrantsReach_WithItsPlaceInTheLog()
    {
        var requests = await PublishedAsync(DisruptionEndKind.Tonight, A.Mairie("Accueil"), A.Mairie("Étrangers"));
        var partly = await _shop.PersonAsync("Hélène");
        await _shop.GrantAsync(partly, AccessRight.Approve, Perimeter.OfEntry(requests[0].EntryId));
        var actions = new UrgentActions(_shop.DataSource, _shop.Time);

        var (author, approver, some) = (await FindAsync(_shop.Denis), await FindAsync(_shop.Bruno), await FindAsync(partly));

        Assert.Equal((2, 2, 1), (author!.Lines.Count, approver!.Lines.Count, some!.Lines.Count));
        Assert.Equal((false, true), (author.Lines[0].MayReview, approver.Lines[0].MayReview));
        Assert.Equal("Denis", author.AuthorName);
        Assert.Equal(
            await _shop.ScalarAsync("select max(sequence) from entry_versions"),
            author.Lines.Max(line => line.Sequence).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Null(await FindAsync(await _shop.PersonAsync("Personne")));

        Task<UrgentAction?> FindAsync(Guid account) => actions.FindAsync(account, requests[0].ActionId, default);
    }

    [Fact]
    public async Task Sets_AroundAnEntry_AreItsSiteItsParentAndItsKind_WithinTheGrants()
    {
        var parent = await _shop.PublishAsync(A.Mairie("Préfecture de Villeurbanne"));
        var elsewhere = new Address { Kind = AddressKind.Physical, Lines = ["1 rue Haute"], PostalCode = "69100", City = "Villeurbanne" };
        var type = $"caf{Guid.NewGuid():N}"[..10];
        var one = await _shop.PublishAsync(A.Mairie("Accueil") with { Parent = parent, Addresses = [elsewhere], Types = [type] });
        var same = await _shop.PublishAsync(A.Mairie("Caisse") with { Addresses = [elsewhere with { Lines = ["1 RUE HAUTE"] }] });
        var sister = await _shop.PublishAsync(A.Mairie("Étrangers") with { Parent = parent });
        var alike = await _shop.PublishAsync(A.Mairie("Accueil de Lyon") with { Types = [type], Commune = InseeCode.Parse("69123") });
        await _shop.PublishAsync(A.Mairie("Accueil de Paris") with { Types = [type], Commune = InseeCode.Parse("75056") });
        var holder = await _shop.PersonAsync("Inès");
        await _shop.GrantAsync(holder, AccessRight.PublishUrgently, Perimeter.OfDepartement("69"));
        var sets = new EntrySets(_shop.DataSource, _shop.Time);

        var offered = await sets.OfferAsync(holder, one, EntryAction.PublishUrgently, default);
        var read = await Task.WhenAll(offered.Select(set => sets.ReadAsync(holder, one, set, EntryAction.PublishUrgently, 10, default)));

        Assert.Equal(
            [new(EntrySetKind.Site, null, null, 2), new(EntrySetKind.Parent, null, "Préfecture de Villeurbanne", 2), new(
                EntrySetKind.ServiceType, type, type, 2)],
            offered);
        Assert.Equal([[one, same], [one, sister], [one, alike]], read.Select(set => set.Select(entry => entry.EntryId)));
        Assert.Empty(await sets.ReadAsync(_shop.Alice, [one], EntryAction.PublishUrgently, default));
        Assert.Empty(await sets.OfferAsync(_shop.Alice, one, EntryAction.PublishUrgently, default));
    }

    private async Task<IReadOnlyList<ChangeRequest>> PublishedAsync(DisruptionEndKind end, params AdministrationDocument[] documents)
    {
        var entries = new List<UrgentEntry>();
        foreach (var document in documents)
        {
            var zone = Disruption.ZoneOf(document);
            var today = _shop.Time.Now.InZone(zone).Date;
            entries.Add(UrgentEntry.Of(await _shop.PublishAsync(document), 1, document, new Disruption
            {
                Kind = DisruptionKind.ClosedNow,
                Message = "Panne électrique.",
                From = today,
                EndsAt = new DisruptionEnd(end).At(zone, today, _shop.Time.Now, Workshop.Options.UnknownEndLasts),
                IsEndUnknown = end is DisruptionEndKind.Unknown,
            }));
        }

        var outcome = await _shop.Urgent.PublishAsync(_shop.Denis, new UrgentInput { Entries = entries, Reason = "Panne." }, default);
        Assert.True(outcome.IsDone, outcome.Refusal?.Message ?? string.Join(' ', outcome.Errors));
        return outcome.Requests;
    }
}
