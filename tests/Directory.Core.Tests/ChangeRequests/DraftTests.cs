using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class DraftTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Save_Again_KeepsOneDraftAndOneEvent()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var first = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Un"))).Request;
        var second = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Deux"), first.Revision)).Request;

        Assert.Equal((first.Id, 2), (second.Id, second.Revision));
        Assert.Equal(["name"], second.Blocks);
        Assert.Equal("Deux", ((AdministrationDocument)(await _shop.FindAsync(first.Id)).ReadDocument()!).Name);
        Assert.Single((await _shop.Lists.FindAsync(_shop.Alice, first.Id, default))!.Events);
    }

    [Fact]
    public async Task Save_FromAnOlderWindow_IsRefusedAndShowsWhatTheOtherSaved()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var first = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Un"))).Request;
        await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Deux"), first.Revision);

        var outdated = await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Trois"), first.Revision);

        Assert.Equal(ChangeOutcome.Outdated, outdated.Refusal!.Code);
        Assert.Equal("Deux", ((AdministrationDocument)outdated.Current!.ReadDocument()!).Name);
    }

    [Fact]
    public async Task Save_WhatIsNoDocumentYet_KeepsWhatWasTyped()
    {
        var entry = await _shop.PublishAsync(A.Mairie());

        var saved = await _shop.Drafts.SaveAsync(
            _shop.Alice,
            new DraftInput { EntryId = entry, BaseVersion = 1, Document = A.Mairie(""), FormValues = """{"horaires": {"lundi-1": "9h à midi"}}""" },
            default);

        Assert.Contains("9h à midi", (await _shop.FindAsync(saved.Request.Id)).FormValues, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OnAnOlderVersion_IsKeptAndWarnsOfTheConflict()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.PublishAsync(A.Mairie("Mairie centrale"), entry, 1);

        var outcome = await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Mairie annexe"));

        Assert.True(outcome.IsDone);
        Assert.Equal(("name", "\"Mairie centrale\""), (outcome.Conflicts.Single().Block, outcome.Conflicts.Single().Current));
        var submit = await _shop.Submissions.SubmitAsync(
            _shop.Alice, new SubmitInput { RequestId = outcome.Request.Id, Revision = outcome.Request.Revision }, default);
        Assert.False(submit.IsDone);
        Assert.Equal("name", submit.Conflicts.Single().Block);
    }

    [Fact]
    public async Task Draft_OfSomeoneElse_IsNeitherSeenNorSavedNorSubmitted()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var draft = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Un"))).Request;

        var save = await _shop.Drafts.SaveAsync(
            _shop.Chloe,
            new DraftInput { RequestId = draft.Id, EntryId = entry, BaseVersion = 1, Revision = draft.Revision, Document = A.Mairie(
                "Deux") },
            default);
        var submit =
            await _shop.Submissions.SubmitAsync(_shop.Chloe, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);

        Assert.Equal(Habilitation.NotTheAuthor, save.Refusal!.Code);
        Assert.Null(save.Current);
        Assert.Equal(Habilitation.NotTheAuthor, submit.Refusal!.Code);
        Assert.Null(await _shop.Lists.FindAsync(_shop.Chloe, draft.Id, default));
    }

    [Fact]
    public async Task Save_BeyondOnesBlocks_IsRefusedNamingThem()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var person = await _shop.PersonAsync("Farid");
        await _shop.GrantAsync(person, AccessRight.Propose, Perimeter.OfDepartement("69"), "channels");

        var within = await _shop.SaveAsync(person, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));
        var beyond = await _shop.SaveAsync(person, entry, 1, A.Mairie("Autre nom"), within.Request.Revision);

        Assert.True(within.IsDone);
        Assert.Equal(
            "Il vous manque le droit de proposer une modification pour la rubrique Nom de « Mairie - Villeurbanne ».",
            beyond.Refusal!.Message);
    }

    [Fact]
    public async Task Lists_ByTab_ShowWhatAwaitsEachPersonAndNothingBeyondTheirGrants()
    {
        var rhone = await _shop.PublishAsync(A.Mairie("Mairie de Bron"));
        var isere = await _shop.PublishAsync(A.Mairie("Mairie de Grenoble") with { Commune = Core.Territories.InseeCode.Parse("38185") });
        var local = await _shop.PersonAsync("Gilles");
        await _shop.GrantAsync(local, AccessRight.Approve, Perimeter.OfDepartement("38"));
        var newcomer = Guid.CreateVersion7();
        await _shop.SubmittedAsync(_shop.Alice, rhone, 1, A.Mairie("Mairie de Bron, centre"));
        await _shop.SubmittedAsync(
            _shop.Alice, isere, 1, A.Mairie("Mairie de Grenoble, centre") with { Commune = Core.Territories.InseeCode.Parse("38185") });
        await _shop.SubmittedAsync(_shop.Alice, newcomer, 0, A.Mairie("Annexe de Grenoble") with
        {
            Commune = Core.Territories.InseeCode.Parse("38185"), Addresses = [], Competences = [],
        });
        await _shop.UrgentAsync(isere, 1, A.Mairie("Mairie de Grenoble") with
        {
            Commune = Core.Territories.InseeCode.Parse("38185"), Notices = [Workshop.Closed()],
        });

        Assert.Equal(["Mairie de Grenoble", "Annexe de Grenoble"], await NamesAsync(local, ChangeRequestTab.ToApprove));
        Assert.Equal(3, (await _shop.Lists.ReadAsync(_shop.Bruno, ChangeRequestTab.ToApprove, 0, 1, default)).Total);
        Assert.Equal(["Mairie de Grenoble"], await NamesAsync(local, ChangeRequestTab.UrgentToReview));
        Assert.Empty(await NamesAsync(_shop.Alice, ChangeRequestTab.ToApprove));
        Assert.Equal(3, (await NamesAsync(_shop.Alice, ChangeRequestTab.Mine)).Count);
        Assert.Equal(["Mairie de Grenoble"], await NamesAsync(_shop.Denis, ChangeRequestTab.Mine));
        Assert.Empty(await NamesAsync(local, ChangeRequestTab.Done));
    }

    [Fact]
    public async Task Lists_OfARemovedEntry_AreTheSameForWhoeverItWasInThePerimeterOf()
    {
        var isere = A.Mairie("Mairie de Voiron") with { Commune = Core.Territories.InseeCode.Parse("38563") };
        var (entry, local) = (await _shop.PublishAsync(isere), await _shop.PersonAsync("Inès"));
        await _shop.GrantAsync(local, AccessRight.Approve, Perimeter.OfDepartement("38"));
        await _shop.SubmittedAsync(_shop.Alice, entry, 1, isere with { Name = "Mairie de Voiron, centre" });

        await _shop.ScalarAsync($"update entries set is_removed = true where id = '{entry}'");

        Assert.Contains("Mairie de Voiron", await NamesAsync(local, ChangeRequestTab.ToApprove));
    }

    private async Task<List<string>> NamesAsync(Guid account, ChangeRequestTab tab) =>
        [.. (await _shop.Lists.ReadAsync(account, tab, 0, 100, default)).Lines.Select(line => line.EntryName)];
}
