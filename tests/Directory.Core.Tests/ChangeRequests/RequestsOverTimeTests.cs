using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>Sending, taking up again, settling a removal; who decides, and how fast.</summary>
public sealed class RequestsOverTimeTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    private Approvers Approvers => new(_shop.DataSource, _shop.Time, Workshop.Options);

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Submit_WithSomethingTypedThatIsNoDocument_IsRefusedAndKeepsIt()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var draft = (await _shop.Drafts.SaveAsync(
            _shop.Alice,
            new DraftInput { EntryId = entry, BaseVersion = 1, Document = A.Mairie("Mairie annexe"), FormValues = """{"horaires": {"lundi": "9h à"}}""" },
            default)).Request;

        var outcome =
            await _shop.Submissions.SubmitAsync(_shop.Alice, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);

        Assert.Equal(Submissions.OpenMistakes, outcome.Refusal!.Code);
        Assert.NotNull((await _shop.FindAsync(draft.Id)).FormValues);
    }

    [Fact]
    public async Task DraftAgain_OfWhatWasWithdrawn_BringsItBackOnce_AndOfNobodyElses()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie("Mairie annexe"));
        Assert.Equal(Habilitation.WrongState, (await _shop.Drafts.DraftAgainAsync(_shop.Alice, request.Id, default)).Refusal!.Code);
        await _shop.Submissions.WithdrawAsync(_shop.Alice, request.Id, default);

        Assert.Equal(ChangeOutcome.NotFound, (await _shop.Drafts.DraftAgainAsync(_shop.Chloe, request.Id, default)).Refusal!.Code);
        var again = (await _shop.Drafts.DraftAgainAsync(_shop.Alice, request.Id, default)).Request;

        Assert.Equal((ChangeRequestState.Draft, 1, "Nouveau numéro."), (again.State, again.BaseVersion, again.Message));
        Assert.Equal(["name"], again.Blocks);
        Assert.Equal(ChangeOutcome.Outdated, (await _shop.Drafts.DraftAgainAsync(_shop.Alice, request.Id, default)).Refusal!.Code);
    }

    [Theory]
    [InlineData(ConflictChoice.Proposed, true)]
    [InlineData(ConflictChoice.Current, false)]
    public async Task Resolve_OfARemoval_TakesAllOrNothing(ConflictChoice choice, bool goesOn)
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var draft = (await _shop.Drafts.DraftRemovalAsync(_shop.Alice, entry, default)).Request;
        await _shop.PublishAsync(A.Mairie() with { Acronym = "MV" }, entry, 1);

        var outcome = await _shop.Submissions.ResolveAsync(
            _shop.Alice, draft.Id, draft.Revision, new Dictionary<string, ConflictChoice> { ["acronym"] = choice }, default);

        Assert.Equal(goesOn, outcome.IsDone);
        Assert.Equal(goesOn ? 2 : 1, (await _shop.FindAsync(draft.Id)).BaseVersion);
        if (goesOn)
        {
            Assert.True((await _shop.Submissions.SubmitAsync(
                _shop.Alice, new SubmitInput { RequestId = draft.Id, Revision = outcome.Request.Revision }, default)).IsDone);
        }
    }

    [Fact]
    public async Task Approvers_OfARequest_AreThoseWhoseGrantsCoverIt_WithoutItsAuthor()
    {
        var here = await _shop.PersonAsync("Élise");
        await _shop.GrantAsync(here, AccessRight.Approve, Perimeter.OfDepartement("69"), "channels");
        var elsewhere = await _shop.PersonAsync("Farid");
        await _shop.GrantAsync(elsewhere, AccessRight.Approve, Perimeter.OfDepartement("75"));
        var author = await _shop.PersonAsync("Gaëlle", AccessRight.Approve, AccessRight.Propose);
        var entry = await _shop.PublishAsync(A.Mairie());

        var phone = await Approvers.ReadNamesAsync(
            await _shop.SubmittedAsync(author, entry, 1, Workshop.WithPhone(A.Mairie(), "+33465710009")), default);
        var name = await Approvers.ReadNamesAsync(await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie("Mairie annexe")), default);

        Assert.Contains("Élise", phone);
        Assert.Contains("Bruno", phone);
        Assert.Empty(phone.Intersect(["Farid", "Gaëlle", "Alice"]));
        Assert.Contains("Gaëlle", name);
        Assert.DoesNotContain("Élise", name); // for contacts only
    }

    [Fact]
    public async Task MeasureDelay_OfFewDecisions_IsUnknown_ThenTheMedian()
    {
        for (var i = 0; i < Approvers.MinDecisions; i++)
        {
            Assert.Null(await Approvers.MeasureDelayAsync(default));
            var entry = await _shop.PublishAsync(A.Mairie($"Mairie {i}"));
            var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie($"Mairie {i} annexe"));
            _shop.Time.Advance(Duration.FromHours(i + 1));
            Assert.True((await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default)).IsDone);
        }

        // A Sunday morning: what of it is the Sunday does not count.
        Assert.NotNull(await Approvers.MeasureDelayAsync(default));
    }

    [Theory]
    [InlineData("2026-03-02T09:00Z", "2026-03-02T12:00Z", 3)] // a Monday
    [InlineData("2026-02-27T16:00Z", "2026-03-02T09:00Z", 17)] // from Friday 17 h in Paris to Monday 10 h
    [InlineData("2026-02-28T09:00Z", "2026-03-01T09:00Z", 0)] // from Saturday to Sunday
    [InlineData("2026-03-02T09:00Z", "2026-03-02T09:00Z", 0)]
    public void WorkingTime_LeavesOutSaturdaysAndSundays(string from, string to, int hours) =>
        Assert.Equal(Duration.FromHours(hours), Approvers.WorkingTime(At(from), At(to)));

    [Fact]
    public async Task Versions_OfAnEntry_SayWhoMadeThemAndWhatTheyChanged_PageByPage()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie("Mairie annexe"));
        await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);
        var removal = (await _shop.Drafts.DraftRemovalAsync(_shop.Alice, entry, default)).Request;
        removal =
            (await _shop.Submissions.SubmitAsync(_shop.Alice, new SubmitInput { RequestId = removal.Id, Revision = removal.Revision }, default)).Request;
        await _shop.Approvals.ApproveAsync(_shop.Bruno, removal.Id, removal.Revision, default);
        var versions = new EntryVersions(_shop.DataSource);

        var page = await versions.ReadAsync(entry, 0, 2, default);
        var rest = await versions.ReadAsync(entry, 2, 2, default);

        Assert.Equal(3, page.Total);
        Assert.Equal([(3, true), (2, false)], page.Lines.Select(line => (line.Version, line.IsRemoval)));
        var changed = page.Lines[1];
        Assert.Equal(
            ("Alice", "Bruno", "Nouveau numéro.", request.Id), (changed.Author, changed.Approver, changed.Reason, changed.RequestId));
        Assert.Equal(["name"], changed.Blocks);
        Assert.Equal((Sources.Sample.Name, true), (rest.Lines.Single().Author, rest.Lines.Single().IsNew));
    }

    [Fact]
    public async Task Find_AnOpenRequest_ShowsWhatItWouldMakeOfWhatIsPublishedByNow()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie("Mairie annexe"));
        await _shop.PublishAsync(A.Mairie() with { Acronym = "MV" }, entry, 1);

        var open = (await _shop.Lists.FindAsync(_shop.Bruno, request.Id, default))!;
        Assert.Equal(["name"], DocumentMerge.Differences(open.Change.Before, open.Change.After)); // what others did is not undone
        Assert.Equal("Alice", open.People[_shop.Alice]);

        await _shop.Approvals.ApproveAsync(_shop.Bruno, request.Id, request.Revision, default);
        await _shop.PublishAsync(A.Mairie("Autre nom"), entry, 3);
        var over = (await _shop.Lists.FindAsync(_shop.Alice, request.Id, default))!;

        Assert.Equal(["name"], DocumentMerge.Differences(over.Change.Before, over.Change.After)); // what it did then
    }

    [Fact]
    public async Task Read_WithAFilter_KeepsWhatMatches()
    {
        var author = await _shop.PersonAsync("Ophélie", AccessRight.Propose);
        foreach (var name in new[] { "Mairie de Bron", "Mairie de Lyon" })
        {
            await _shop.SubmittedAsync(author, await _shop.PublishAsync(A.Mairie(name)), 1, A.Mairie(name) with { Acronym = name[^4..] });
        }

        Assert.Equal(1, (await ReadAsync(new() { Text = "de bron" })).Total);
        Assert.Equal(2, (await ReadAsync(new() { Text = "ophélie" })).Total);
        Assert.Equal(2, (await ReadAsync(new() { Text = "ophélie", Block = "acronym" })).Total);
        Assert.Equal(0, (await ReadAsync(new() { Text = "ophélie", Block = "name" })).Total);
        Assert.Equal(0, (await ReadAsync(new() { Text = "ophélie", Operation = ChangeOperation.Remove })).Total);
        Assert.True(await _shop.Lists.CountAsync(_shop.Bruno, [ChangeRequestTab.ToApprove], default) >= 2);

        Task<ChangeRequestPage> ReadAsync(ChangeRequestFilter filter) =>
            _shop.Lists.ReadAsync(_shop.Bruno, ChangeRequestTab.ToApprove, 0, 10, default, filter);
    }

    private static Instant At(string text) =>
        NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(text).Value;
}
