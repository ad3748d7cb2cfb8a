using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.IssueReports;

/// <summary>What may be done about a report, by whom and when; and which lists it is on.</summary>
public sealed class ReportHandlingTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;
    private ReportHandling _handling = null!;
    private ReportQueue _queue = null!;
    private Guid _bron;
    private Guid _lyon;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        var contexts = DirectoryContext.Factory(_shop.DataSource);
        _handling = new ReportHandling(contexts, _shop.Time, Workshop.Options.Outbox);
        _queue = new ReportQueue(_shop.DataSource, contexts, _shop.Time);
        (_bron, _lyon) = (await _shop.PublishAsync(A.Mairie("Mairie - Bron")), await _shop.PublishAsync(A.Mairie("Mairie - Lyon")));
        _shop.Time.Advance(Duration.FromMinutes(1));
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Step_OfWhoMayNotOrSawWhatWasBefore_IsRefused()
    {
        var (id, into) = (await DropAsync(_bron), await DropAsync(_bron, block: "addresses"));
        var (reader, stranger) = (await _shop.PersonAsync("Rose"), await _shop.PersonAsync("Sam"));
        await _shop.GrantAsync(reader, AccessRight.Propose, Perimeter.OfEntry(_bron));
        await _shop.GrantAsync(stranger, AccessRight.Modify, Perimeter.OfEntry(_lyon));
        foreach (var (by, revision, code) in new[]
        {
            (reader, 0, Habilitation.GrantMissing), (stranger, 0, ChangeOutcome.NotFound), (_shop.Alice, 1, ChangeOutcome.Outdated),
        })
        {
            Assert.Equal(Enumerable.Repeat(code, 6), await EachAsync(by, id, revision, into));
        }

        Assert.NotNull(await _queue.FindAsync(reader, id, default));
        Assert.Null(await _queue.FindAsync(stranger, id, default));
        var facts = (await _queue.FindAsync(reader, id, default))!.Facts;
        var able = (await _queue.OwnersAsync(facts, default)).Select(owner => owner.Id).ToList();
        Assert.Contains(_shop.Alice, able);
        Assert.DoesNotContain(reader, able);
        Assert.DoesNotContain(stranger, able);
        foreach (var other in new[] { reader, stranger })
        {
            Assert.Equal(Habilitation.WrongState, (await _handling.AssignAsync(_shop.Alice, id, 0, other, default))?.Code);
            Assert.Equal(0, (await _queue.ReadAsync(other, ReportTab.ToDo, new ReportFilter { EntryId = _bron }, 0, 10, default)).Total);
        }

        var said = new IssueReport { EntryId = _bron, Code = IssueCode.Wrong, At = _shop.Time.Now };
        Assert.Equal(ChangeOutcome.NotFound, (await _handling.ReportAsync(stranger, said, default)).Refusal?.Code);
        Assert.Equal((0, 1), ((await KeptAsync(id)).Revision, (await KeptAsync(id)).ReportCount));
        Assert.Null((await _handling.ReportAsync(reader, said with { Block = "openingHours" }, default)).Refusal);
        Assert.Equal(2, (await KeptAsync(id)).ReportCount); // one more voice
    }

    [Fact]
    public async Task Step_ThatTheStateOfTheReportForbids_IsRefused()
    {
        var (id, into) = (await DropAsync(_bron), await DropAsync(_bron, block: "addresses"));
        var elsewhere = await DropAsync(_lyon);
        var today = _shop.Time.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).Date;
        foreach (var day in new[] { today, today.PlusDays(ReportHandling.MaxDays + 1) })
        {
            Assert.Equal(Habilitation.WrongState, (await _handling.PostponeAsync(_shop.Alice, id, 0, day, default))?.Code);
        }

        // Only a publication of this entry, since the report, corrects it.
        Assert.Equal(Habilitation.WrongState, (await CloseAsync(id, ReportOutcome.Corrected))?.Code);
        _shop.Time.Advance(Duration.FromHours(1));
        await _shop.PublishAsync(A.Mairie("Mairie - Lyon, autrement"), _lyon, 1);
        Assert.Equal(Habilitation.WrongState, (await CloseAsync(id, ReportOutcome.Corrected))?.Code);

        foreach (var other in new[] { id, elsewhere })
        {
            Assert.Equal(Habilitation.WrongState, (await _handling.MergeAsync(_shop.Alice, id, 0, other, default))?.Code);
        }

        Assert.Equal(Habilitation.WrongState, (await _handling.ReopenAsync(_shop.Alice, id, 0, default))?.Code); // it is open
        Assert.Null(await _handling.PostponeAsync(_shop.Alice, id, 0, today.PlusDays(ReportHandling.MaxDays), default));
        Assert.Null(await CloseAsync(id, ReportOutcome.Exact));
        Assert.Null((await KeptAsync(id)).PostponedUntil);
        Assert.Equal(
            [Habilitation.WrongState, Habilitation.WrongState, null, Habilitation.WrongState, Habilitation.WrongState],
            (await EachAsync(_shop.Alice, id, 2, into)).Take(5)); // a word for colleagues may follow
        Assert.Equal(Habilitation.WrongState, (await _handling.MergeAsync(_shop.Alice, into, 0, id, default))?.Code); // into a closed one

        // What came anew is dealt with there.
        await _shop.ScalarAsync($"update issue_reports set resolution = 'off_topic' where id = '{id}'");
        var anew = await DropAsync(_bron);
        Assert.NotEqual(id, anew);
        Assert.Equal(Habilitation.WrongState, (await _handling.ReopenAsync(_shop.Alice, id, 3, default))?.Code);
        Assert.Null(await _handling.MergeAsync(_shop.Alice, anew, 0, into, default));
        Assert.Equal((2, 1), ((await KeptAsync(into)).ReportCount, (await KeptAsync(into)).Revision));
        Assert.Equal("2", await _shop.ScalarAsync($"select count(*) from issue_statements where report_id = '{into}'"));
        Assert.Equal(Habilitation.WrongState, (await _handling.ReopenAsync(_shop.Alice, anew, 1, default))?.Code); // dealt with there
        Assert.Null(await _handling.ReopenAsync(_shop.Alice, id, 3, default));
        Assert.Equal((true, 1), ((await KeptAsync(id)).IsOpen, (await KeptAsync(id)).ReopenedCount));
        await _shop.PublishAsync(A.Mairie("Mairie - Bron, autrement"), _bron, 1);
        Assert.Null(await CloseAsync(id, ReportOutcome.Corrected));
    }

    [Fact]
    public async Task Report_OfWhatWasSettled_OpensItAgainFor90DaysUnlessItWasOffTopic()
    {
        var id = await DropAsync(_bron);
        await CloseAsync(id, ReportOutcome.Exact);
        Assert.NotEqual(id, await DropAsync(_bron, block: "addresses")); // of another thing
        _shop.Time.Advance(Duration.FromDays(90) - Duration.FromSeconds(1));
        Assert.Equal(id, await DropAsync(_bron));
        Assert.True((await KeptAsync(id)).IsOpen);

        await CloseAsync(id, ReportOutcome.Exact);
        _shop.Time.Advance(Duration.FromDays(90));
        var anew = await DropAsync(_bron);
        Assert.NotEqual(id, anew);
        Assert.False((await KeptAsync(id)).IsOpen);

        await CloseAsync(anew, ReportOutcome.OffTopic);
        Assert.NotEqual(anew, await DropAsync(_bron));
    }

    [Fact]
    public async Task Severity_IsHighForAClosedDoorForFiveVoicesAndForWhatCameBackTwice()
    {
        Assert.Equal("high", (await KeptAsync(await DropAsync(_bron, code: IssueCode.ClosedForGood, block: null))).Severity);
        var id = await DropAsync(_bron);
        foreach (var expected in new[] { "normal", "normal", "normal", "high" })
        {
            await DropAsync(_bron);
            Assert.Equal(expected, (await KeptAsync(id)).Severity);
        }

        var back = await DropAsync(_lyon);
        foreach (var expected in new[] { "normal", "high" })
        {
            await CloseAsync(back, ReportOutcome.Exact);
            await _handling.ReopenAsync(_shop.Alice, back, (await KeptAsync(back)).Revision, default);
            Assert.Equal(expected, (await KeptAsync(back)).Severity);
        }
    }

    [Fact]
    public async Task Queue_ByEachFilterAndTab_HasThoseThatFit()
    {
        var first = await DropAsync(_bron);
        _shop.Time.Advance(Duration.FromMinutes(1));
        var second = await DropAsync(_lyon);
        _shop.Time.Advance(Duration.FromHours(1));
        var third = await DropAsync(_bron, code: IssueCode.ClosedForGood, block: null);
        await _handling.ReportAsync(
            _shop.Alice, new IssueReport { EntryId = _lyon, Code = IssueCode.Missing, At = _shop.Time.Now }, default);
        await _handling.AssignAsync(_shop.Alice, second, 0, _shop.Alice, default);
        var owner = await _shop.PersonAsync("Odile");
        await _shop.GrantAsync(owner, AccessRight.Modify, Perimeter.OfEntry(_bron));
        await _shop.GrantAsync(owner, AccessRight.Modify, Perimeter.OfEntry(_lyon));
        var agents = (await ListAsync(ReportTab.ToDo, new ReportFilter { Origin = "agent" })).Single();

        Assert.Equal([third, first, second, agents], await ListAsync(ReportTab.ToDo, new()));
        Assert.Equal([third, first], await ListAsync(ReportTab.ToDo, new() { EntryId = _bron }));
        Assert.Equal([third, first], await ListAsync(ReportTab.ToDo, new() { Text = "bron" }));
        var reference = (await KeptAsync(second)).Reference!.ToLowerInvariant();
        Assert.Equal([second], await ListAsync(ReportTab.ToDo, new() { Text = $" {reference} " }));
        Assert.Equal([third], await ListAsync(ReportTab.ToDo, new() { Severity = "high" }));
        Assert.Equal([third, first, second], await ListAsync(ReportTab.ToDo, new() { Origin = "public" }));
        Assert.Equal([second], await ListAsync(ReportTab.ToDo, new() { IsOwn = true }));
        Assert.Empty(await ListAsync(ReportTab.ToDo, new() { IsOverdue = true }));
        _shop.Time.Advance(Duration.FromDays(IssueReport.AnswerDays) - Duration.FromMinutes(30));
        Assert.Equal([first, second], await ListAsync(ReportTab.ToDo, new() { IsOverdue = true }));

        // Put off, until that day and no longer.
        var today = _shop.Time.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).Date;
        await _handling.PostponeAsync(_shop.Alice, first, 0, today.PlusDays(1), default);
        Assert.Equal([first], await ListAsync(ReportTab.Waiting, new()));
        Assert.DoesNotContain(first, await ListAsync(ReportTab.ToDo, new()));
        _shop.Time.Advance(Duration.FromDays(1));
        Assert.Empty(await ListAsync(ReportTab.Waiting, new()));
        Assert.Contains(first, await ListAsync(ReportTab.ToDo, new()));

        await CloseAsync(second, ReportOutcome.Exact);
        _shop.Time.Advance(Duration.FromHours(1));
        await CloseAsync(first, ReportOutcome.OffTopic);
        Assert.Equal([first, second], await ListAsync(ReportTab.Done, new())); // the last first
        Assert.Equal([third, agents], await ListAsync(ReportTab.ToDo, new()));

        async Task<List<Guid>> ListAsync(ReportTab tab, ReportFilter filter)
        {
            // Of Alice's, who sees every test's, those of this one.
            var by = filter.IsOwn ? _shop.Alice : owner;
            var list = await _queue.ReadAsync(by, tab, filter, 0, 100, default);
            Assert.Equal(list.Total, list.Lines.Count);
            return [.. list.Lines.Select(line => line.Report.Id)];
        }
    }

    [Theory]
    [InlineData("Écrire à ana@exemple.fr ou b@c", "Écrire à [adresse] ou [adresse]")]
    [InlineData("04 72 36 13 13, +33.4.72.36.13.13", "[numéro], [numéro]")]
    [InlineData("dossier 12345678", "dossier [numéro]")]
    [InlineData("12 rue de la Paix, 69500 Bron, de 9 h 30 à 12 h", "12 rue de la Paix, 69500 Bron, de 9 h 30 à 12 h")]
    [InlineData("code 1234567", "code 1234567")]
    public void Anonymous_OfWhatPeopleWrote_HasNoAddressAndNoNumber(string words, string expected) =>
        Assert.Equal(expected, ReportQueue.Anonymous(words));

    private async Task<List<string?>> EachAsync(Guid by, Guid id, int revision, Guid into)
    {
        var day = _shop.Time.Now.InUtc().Date.PlusDays(5);
        var closed = !(await KeptAsync(id)).IsOpen;
        var steps = new List<Func<int, Task<Refusal?>>>
        {
            at => _handling.AssignAsync(by, id, at, null, default),
            at => _handling.PostponeAsync(by, id, at, day, default),
            at => _handling.CommentAsync(by, id, at, "Vu.", default),
            at => _handling.MergeAsync(by, id, at, into, default),
            at => _handling.CloseAsync(by, id, at, ReportOutcome.Exact, default),
        };
        if (!closed)
        {
            steps.Add(at => _handling.ReopenAsync(by, id, at, default));
        }

        var codes = new List<string?>();
        foreach (var step in steps)
        {
            var refusal = await step(revision);
            revision += refusal is null ? 1 : 0;
            codes.Add(refusal?.Code);
        }

        return codes;
    }

    private async Task<Refusal?> CloseAsync(Guid id, ReportOutcome outcome) =>
        await _handling.CloseAsync(_shop.Alice, id, (await KeptAsync(id)).Revision, outcome, default);

    private async Task<KeptReport> KeptAsync(Guid id) => (await _queue.FindAsync(_shop.Alice, id, default))!.Line.Report;

    private async Task<Guid> DropAsync(Guid entry, IssueCode code = IssueCode.Wrong, string? block = "openingHours")
    {
        await using var source = DirectoryDatabase.Open(database.ConnectionStringOf("api"));
        var message = Guid.NewGuid().ToString();
        var report = new IssueReport { EntryId = entry, Code = code, Block = block, Message = message, At = _shop.Time.Now };
        var reference = (await new IssueReportBox(source).DropAsync(report, new Reporter(message, false, 10), default)).Reference;
        return Guid.Parse((await _shop.ScalarAsync($"select id from issue_reports where reference = '{reference}'"))!);
    }
}
