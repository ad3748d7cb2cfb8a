using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>
/// Races: two editors of one entry, two windows of one editor, an editor and an importer. Whatever comes first, what
/// one of them did is published, or is in conflict before the eyes of its author: it is never overwritten unseen.
/// </summary>
public sealed class RaceTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly int Races = Trials.Of("DIRECTORY_RACES", 40);

    private Workshop _shop = null!;
    private Guid _zoe;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        _zoe = await _shop.PersonAsync("Zoé", AccessRight.Propose);
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task TwoEditors_OfDifferentBlocks_ApprovedAtOnce_AreBothPublished()
    {
        await RaceAsync(Races / 5, async i =>
        {
            var entry = await _shop.PublishAsync(A.Mairie());
            var one = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie() with { Acronym = $"M{i}" });
            var other = await _shop.SubmittedAsync(_zoe, entry, 1, Workshop.WithPhone(A.Mairie(), "+33400000001"));

            var outcomes = await Task.WhenAll(ApproveAsync(_shop.Bruno, one), ApproveAsync(_shop.Chloe, other));

            Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
            var (version, document) = await _shop.CurrentAsync(entry);
            Assert.Equal((3, $"M{i}", "+33400000001"), (version, document!.Acronym, document.Channels[0].Value));
        });
    }

    [Fact]
    public async Task TwoEditors_OfTheSameBlock_ApprovedAtOnce_OneIsPublishedAndTheOtherIsInConflict()
    {
        await RaceAsync(Races / 4, async i =>
        {
            var entry = await _shop.PublishAsync(A.Mairie());
            var one = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie() with { Acronym = "UN" });
            var other = await _shop.SubmittedAsync(_zoe, entry, 1, A.Mairie() with { Acronym = "DEUX" });

            var outcomes = await Task.WhenAll(ApproveAsync(_shop.Bruno, one), ApproveAsync(_shop.Chloe, other));

            var won = outcomes.Single(outcome => outcome.IsDone).Request;
            var conflict = Assert.Single(outcomes.Single(outcome => !outcome.IsDone).Conflicts);
            var (version, document) = await _shop.CurrentAsync(entry);
            Assert.Equal((2, won.Id == one.Id ? "UN" : "DEUX"), (version, document!.Acronym));
            Assert.Equal(won.Id == one.Id ? "\"DEUX\"" : "\"UN\"", conflict.Proposed);
            // The other's work is all there, to be chosen from.
            var kept = await _shop.FindAsync(won.Id == one.Id ? other.Id : one.Id);
            Assert.Equal(won.Id == one.Id ? "DEUX" : "UN", ((AdministrationDocument)kept.ReadDocument()!).Acronym);
        });
    }

    [Fact]
    public async Task TwoWindows_OfOneEditor_SavingAtOnce_OneSavesAndTheOtherIsShownIt()
    {
        await RaceAsync(Races / 5, async i =>
        {
            var entry = await _shop.PublishAsync(A.Mairie());
            var draft = (await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie() with { Acronym = "ZERO" })).Request;

            var outcomes = await Task.WhenAll(
                _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie() with { Acronym = "UN" }, draft.Revision),
                _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie() with { Acronym = "DEUX" }, draft.Revision));

            var saved = outcomes.Single(outcome => outcome.IsDone).Request;
            var refused = outcomes.Single(outcome => !outcome.IsDone);
            Assert.Equal(ChangeOutcome.Outdated, refused.Refusal!.Code);
            Assert.Equal(saved.Revision, refused.Current!.Revision);
            Assert.Equal(saved.Proposed, (await _shop.FindAsync(draft.Id)).Proposed);
        });
    }

    [Fact]
    public async Task TwoApprovers_OfOneRequest_AtOnce_PublishOnce()
    {
        await RaceAsync(Races / 10, async i =>
        {
            var entry = await _shop.PublishAsync(A.Mairie());
            var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie() with { Acronym = "UN" });

            var outcomes = await Task.WhenAll(ApproveAsync(_shop.Bruno, request), ApproveAsync(_shop.Chloe, request));

            Assert.Single(outcomes, outcome => outcome.IsDone);
            Assert.Equal(2, (await _shop.CurrentAsync(entry)).Version);
        });
    }

    [Fact]
    public async Task AnEditorAndAnImporter_AtOnce_LoseNeitherOfTheirChanges()
    {
        await RaceAsync(Races / 4, async i =>
        {
            var source = Sources.Sample with { Code = $"race-{i}" };
            await ImportAsync(source, A.Mairie() with { ExternalIds = [] });
            var entry = Guid.Parse((await _shop.ScalarAsync($"select entry_id from imported_records where source = '{source.Code}'"))!);
            var (_, document) = await _shop.CurrentAsync(entry);
            // Every second one: the same block on both sides.
            var isSame = i % 2 == 0;
            var edited = isSame ? document! with { Name = "La nôtre" } : document! with { Acronym = "MDV" };
            var request = await _shop.SubmittedAsync(_shop.Alice, entry, 1, edited);

            var import = ImportAsync(source, A.Mairie("La leur") with { ExternalIds = [] });
            var approval = ApproveAsync(_shop.Bruno, request);
            await Task.WhenAll(import, approval);
            var next = await ImportAsync(source, A.Mairie("La leur") with { ExternalIds = [] });

            var (_, after) = await _shop.CurrentAsync(entry);
            var outcome = await approval;
            if (!isSame)
            {
                Assert.True(outcome.IsDone);
                Assert.Equal(("La leur", "MDV"), (after!.Name, after.Acronym));
            }
            else if (outcome.IsDone)
            {
                // The editor was first: ours stays, and an editor is asked about the source's.
                Assert.Equal("La nôtre", after!.Name);
                Assert.Equal("1", await _shop.ScalarAsync(
                    $"select count(*) from issue_reports where entry_id = '{entry}' and code = 'source_conflict' and proposed = '\"La leur\"'"));
            }
            else
            {
                // The importer was first: the request is in conflict, unharmed.
                Assert.Equal(["name"], outcome.Conflicts.Select(conflict => conflict.Block));
                Assert.Equal("La leur", after!.Name);
            }

            Assert.Equal(1, next.Read);
        });
    }

    private static Task RaceAsync(int races, Func<int, Task> race) => Parallel.ForEachAsync(
        Enumerable.Range(0, races), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await race(i));

    private Task<ChangeOutcome> ApproveAsync(Guid approver, ChangeRequest request) =>
        Task.Run(() => _shop.Approvals.ApproveAsync(approver, request.Id, request.Revision, default));

    private Task<ImportResult> ImportAsync(Source source, AdministrationDocument document) => Task.Run(() => EntryImport.RunAsync(
        _shop.DataSource,
        new ImportRequest
        {
            Source = source,
            FileName = "race.json",
            FileSha256 = new byte[32],
            Blocks = new HashSet<string> { "name", "acronym", "types", "commune", "addresses", "channels", "competences", "externalIds" },
        },
        new[] { new SourceRecord { Key = "a", Place = new RecordPlace(1, 1, 0), Document = document } }.ToAsyncEnumerable(),
        new ImportIssueLog(null),
        TimeProvider.System,
        default));
}
