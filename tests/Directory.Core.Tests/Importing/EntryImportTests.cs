using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Importing;

public sealed class EntryImportTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    // One source per test: the tests share a database and do not meet.
    private readonly Source _source = Sources.Sample with { Code = $"test-{Guid.NewGuid():N}" };

    [Fact]
    public async Task Import_OfNewRecords_AddsThemOnceAndASecondRunChangesNothing()
    {
        var first = await ImportAsync(Record("a"), Record("b"));
        var second = await ImportAsync(Record("a"), Record("b"));

        Assert.Equal((2, 2, 0), (first.Read, first.Added, first.Unchanged));
        Assert.Equal((2, 0, 2, 0), (second.Read, second.Added, second.Unchanged, second.Published));
    }

    [Fact]
    public async Task Import_WhenTheSourceChangesABlock_PublishesThatChange()
    {
        await ImportAsync(Record("a", "Mairie de A"));

        var result = await ImportAsync(Record("a", "Mairie d'A"));

        Assert.Equal((0, 1), (result.Added, result.Changed));
        Assert.Equal("Mairie d'A", (await ReadAsync("a")).Document.Name);
    }

    [Fact]
    public async Task Import_WhenOnlyTheDateMoves_ConfirmsWithoutChanging()
    {
        await ImportAsync(Record("a"));
        var later = A.Morning + Duration.FromDays(10);

        var result = await ImportAsync(Record("a", document => document with
        {
            Provenance = document.Provenance with { VerifiedAt = later },
        }));

        Assert.Equal((0, 1), (result.Changed, result.Confirmed));
        Assert.Equal(later, (await ReadAsync("a")).Document.Provenance.VerifiedAt);
    }

    [Fact]
    public async Task Import_WhenTheHolderIsNamedAnew_SaysSoAndChangesNothingElse()
    {
        await ImportAsync(Record("a"));

        await ImportAsync(Record("a", document => document with
        {
            Provenance = document.Provenance with { Attribution = "Ministère de l'Intérieur" },
        }));

        Assert.Equal("Ministère de l'Intérieur", (await ReadAsync("a")).Document.Provenance.Attribution);
    }

    [Fact]
    public async Task Import_OfABlockEditedHere_KeepsOursWhileTheSourceStaysTheSame()
    {
        await ImportAsync(Record("a", "Mairie"));
        await EditAsync("a", document => document with { Acronym = "MDA" }, "acronym");

        var result = await ImportAsync(Record("a", "Mairie, nouveau nom"));

        Assert.Equal((1, 0), (result.Changed, result.Conflicts));
        var (document, _) = await ReadAsync("a");
        Assert.Equal(("Mairie, nouveau nom", "MDA"), (document.Name, document.Acronym));
        Assert.Equal(Sources.Local.Code, document.Provenance.Blocks["acronym"].Source);
    }

    [Fact]
    public async Task Import_OfABlockEditedOnBothSides_KeepsOursAndAsksAnEditorOnce()
    {
        await ImportAsync(Record("a", "Mairie"));
        await EditAsync("a", document => document with { Name = "Notre mairie" }, "name");

        var result = await ImportAsync(Record("a", "La mairie"));
        var again = await ImportAsync(Record("a", "La mairie"));
        var third = await ImportAsync(Record("a", "La mairie !"));

        Assert.Equal((0, 1, 1), (result.Changed, result.Kept, result.Conflicts));
        Assert.Equal((1, 0), (again.Unchanged, again.Conflicts));
        Assert.Equal(1, third.Conflicts);
        Assert.Equal("Notre mairie", (await ReadAsync("a")).Document.Name);
        Assert.Equal("source_conflict name \"La mairie !\"", await ReportsAsync("a"));
    }

    [Fact]
    public async Task Import_OfAFormThatCannotCarryABlock_LeavesThatBlockAlone()
    {
        await ImportAsync(Record("a"));

        var result = await ImportAsync(
            request => request with { Blocks = new HashSet<string> { "name", "types" } },
            Record("a", document => document with { Name = "Mairie", Addresses = [], Channels = [] }));

        Assert.Equal(1, result.Changed);
        var (document, _) = await ReadAsync("a");
        Assert.Equal("Mairie", document.Name);
        Assert.Single(document.Addresses);
        Assert.Single(document.Channels);
    }

    [Fact]
    public async Task Import_WhenARecordVanishes_ProposesItsRemovalAndKeepsIt()
    {
        var records = Enumerable.Range(0, 20).Select(i => Record($"r{i}")).ToArray();
        await ImportAsync(records);

        var result = await ImportAsync(records[1..]);
        var again = await ImportAsync(records[1..]);

        Assert.Equal((1, 0), (result.RemovalsProposed, again.RemovalsProposed));
        Assert.Equal("source_removed  ", await ReportsAsync("r0"));
        Assert.Equal(1, (await ReadAsync("r0")).Version);
    }

    [Fact]
    public async Task Import_WhenAVanishedRecordReturns_ClosesTheProposal()
    {
        var records = Enumerable.Range(0, 20).Select(i => Record($"r{i}")).ToArray();
        await ImportAsync(records);
        await ImportAsync(records[1..]);

        var result = await ImportAsync(records);

        Assert.Equal((1, 19), (result.Kept, result.Unchanged));
        Assert.Equal("", await ReportsAsync("r0"));
    }

    [Theory]
    [InlineData(2, false)] // 2 of 20 is 10 %: just allowed
    [InlineData(3, true)]
    public async Task Import_WhenManyRecordsVanish_IsRefusedAboveTenPercentUnlessForced(int vanished, bool isRefused)
    {
        var records = Enumerable.Range(0, 20).Select(i => Record($"r{i}")).ToArray();
        await ImportAsync(records);
        var file = records[vanished..].Append(Record("new")).ToArray();

        var refusal = await Record_ExceptionAsync(() => ImportAsync(file));

        Assert.Equal(isRefused, refusal is ImportRefusedException);
        if (isRefused)
        {
            Assert.Contains("3 of the 20 known records are not in the file", refusal!.Message, StringComparison.Ordinal);
            Assert.Null(await EntryOfAsync("new"));
            Assert.Equal(3, (await ImportAsync(request => request with { IsForced = true }, file)).RemovalsProposed);
        }
    }

    [Fact]
    public async Task Import_WhenManyRecordsChangeType_IsRefused()
    {
        var records = Enumerable.Range(0, 20).Select(i => Record($"r{i}")).ToArray();
        await ImportAsync(records);

        var file = records.Select((record, i) => i < 3 ? Record(record.Key, d => d with { Types = ["caf"] }) : record);

        var refusal = await Assert.ThrowsAsync<ImportRefusedException>(() => ImportAsync(file.ToArray()));
        Assert.Contains("3 of the 20 known records change type", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfTheSameKeyTwice_TakesTheFirstAndRejectsTheSecond()
    {
        var issues = new List<ImportIssue>();

        var result = await ImportAsync(request => request, issues.Add, Record("a", "Un"), Record("a", "Deux"), Record("b"));

        Assert.Equal((3, 2, 1), (result.Read, result.Added, result.Rejected));
        Assert.Equal("DUPLICATE_KEY", Assert.Single(issues).Code);
        Assert.Equal("Un", (await ReadAsync("a")).Document.Name);
    }

    [Fact]
    public async Task Import_OfAChildBeforeItsParent_LinksThem()
    {
        await ImportAsync(Record("child") with { ParentKey = "parent" }, Record("parent"));

        Assert.Equal(await EntryOfAsync("parent"), (await ReadAsync("child")).Document.Parent);
        Assert.Equal(2, (await ImportAsync(Record("child") with { ParentKey = "parent" }, Record("parent"))).Unchanged);
    }

    [Fact]
    public async Task Import_OfAParentThatIsNowhere_LeavesItOutAndSaysSo()
    {
        var issues = new List<ImportIssue>();

        await ImportAsync(request => request, issues.Add, Record("child") with { ParentKey = "nobody" });

        Assert.Equal("UNKNOWN_PARENT", Assert.Single(issues).Code);
        Assert.Null((await ReadAsync("child")).Document.Parent);
        await using var dataSource = database.CreateDataSource();
        Assert.Empty((await LogVerifier.VerifyAsync(dataSource, CancellationToken.None)).Problems);
    }

    [Fact]
    public async Task Import_OfAnotherSourceWithAKnownIdentifier_MatchesTheSameEntry()
    {
        var pivot = new ExternalId(ExternalIdSchemes.DilaPivot, $"mairie-{Guid.NewGuid():N}");
        await ImportAsync(Record("old", document => document with { ExternalIds = [pivot] }));
        var entry = await EntryOfAsync("old");
        var uuid = new ExternalId(ExternalIdSchemes.DilaAnnuaire, Guid.NewGuid().ToString());

        var other = _source with { Code = $"{_source.Code}-v4" };
        var result = await ImportAsync(
            request => request with { Source = other },
            Record("new", document => document with { Name = "Mairie v4", ExternalIds = [uuid, pivot] }));

        Assert.Equal((0, 1), (result.Added, result.Changed));
        var (document, _) = await ReadAsync("new", other.Code);
        Assert.Equal(entry, await EntryOfAsync("new", other.Code));
        Assert.Equal(("Mairie v4", 2), (document.Name, document.ExternalIds.Count));
    }

    [Fact]
    public async Task Import_AsADryRun_CountsAndLeavesNothing()
    {
        var result = await ImportAsync(request => request with { IsDryRun = true }, Record("a"));

        Assert.Equal(1, result.Added);
        Assert.Null(await EntryOfAsync("a"));
    }

    [Fact]
    public async Task Import_WhenTheReaderFailsHalfWay_LeavesNothing()
    {
        var failure = await Assert.ThrowsAsync<SourceFileException>(() => ImportAsync(
            request => request, null, BreakingAfter(Enumerable.Range(0, 700).Select(i => Record($"r{i}")))));

        Assert.Equal("Truncated at line 3.", failure.Message);
        Assert.Null(await EntryOfAsync("r0"));
    }

    [Fact]
    public async Task Import_WhileAnotherPublishesTheSameEntry_DefersItToTheNextRun()
    {
        await ImportAsync(Record("a", "Mairie"), Record("b", "Mairie"));

        var result = await ImportAsync(
            request => request, null, EditingAtTheEnd(Record("a", "Mairie A"), Record("b", "Mairie B")));
        var next = await ImportAsync(
            request => request with { IsFullFile = false }, Record("a", "Mairie A"), Record("b", "Mairie B"));

        Assert.Equal((1, 1), (result.Changed, result.Deferred));
        Assert.Equal((1, 1), (next.Changed, next.Unchanged));
        var (document, _) = await ReadAsync("a");
        Assert.Equal(("Mairie A", "MDA"), (document.Name, document.Acronym));

        // The batch is staged when the reader ends its 500 records; the edit comes after that.
        async IAsyncEnumerable<SourceRecord> EditingAtTheEnd(params SourceRecord[] records)
        {
            foreach (var record in records.Concat(Enumerable.Range(0, 498).Select(i => Record($"filler{i}"))))
            {
                yield return record;
            }

            await EditAsync("a", document => document with { Acronym = "MDA" }, "acronym");
        }
    }

    private static async IAsyncEnumerable<SourceRecord> BreakingAfter(IEnumerable<SourceRecord> records)
    {
        foreach (var record in records)
        {
            yield return record;
        }

        await Task.Yield();
        throw new SourceFileException("Truncated at line 3.");
    }

    private static async Task<Exception?> Record_ExceptionAsync(Func<Task> action) => await Xunit.Record.ExceptionAsync(action);

    private static SourceRecord Record(string key, string name) => Record(key, document => document with { Name = name });

    private static SourceRecord Record(string key, Func<AdministrationDocument, AdministrationDocument>? change = null) => new()
    {
        Key = key,
        Place = new RecordPlace(1, 1, 0),
        Document = (change ?? (document => document))(A.Mairie() with { ExternalIds = [] }),
    };

    private Task<ImportResult> ImportAsync(params SourceRecord[] records) => ImportAsync(request => request, records);

    private Task<ImportResult> ImportAsync(Func<ImportRequest, ImportRequest> change, params SourceRecord[] records) =>
        ImportAsync(change, null, records);

    private Task<ImportResult> ImportAsync(
        Func<ImportRequest, ImportRequest> change, Action<ImportIssue>? issues, params SourceRecord[] records) =>
        ImportAsync(change, issues, records.ToAsyncEnumerable());

    private async Task<ImportResult> ImportAsync(
        Func<ImportRequest, ImportRequest> change, Action<ImportIssue>? issues, IAsyncEnumerable<SourceRecord> records)
    {
        await using var dataSource = database.CreateDataSource();
        var request = change(new ImportRequest
        {
            Source = _source,
            FileName = "test.json",
            FileSha256 = new byte[32],
            Blocks = new HashSet<string>
            {
                "name", "acronym", "types", "commune", "addresses", "channels", "competences", "externalIds", "parent",
            },
        });
        return await EntryImport.RunAsync(
            dataSource, request, records, new ImportIssueLog(issues), TimeProvider.System, CancellationToken.None);
    }

    // What an editor's approved change does, without the workflow around it.
    private async Task EditAsync(
        string key, Func<AdministrationDocument, AdministrationDocument> change, string block)
    {
        var (document, version) = await ReadAsync(key);
        var edited = change(document) with
        {
            Provenance = document.Provenance with
            {
                Blocks = new Dictionary<string, BlockProvenance> { [block] = new() { Source = Sources.Local.Code } },
            },
        };
        await using var dataSource = database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext
            {
                Path = PublicationPath.Standard, Author = "alice", Approver = "bob", Source = Sources.Local.Code, At = A.Morning,
            },
            CancellationToken.None);
        await publisher.PublishAsync(
            [new Publication((await EntryOfAsync(key))!.Value, EntryKind.Administration, version, DocumentJson.Write(edited), true)],
            CancellationToken.None);
        await publisher.CompleteAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    private async Task<(AdministrationDocument Document, int Version)> ReadAsync(string key, string? source = null)
    {
        await using var dataSource = database.CreateDataSource();
        await using var command = dataSource.CreateCommand(
            """
            select v.document, v.version from imported_records r
                join entries e on e.id = r.entry_id join entry_versions v on v.sequence = e.sequence
            where r.source = $1 and r.record_key = $2
            """);
        command.Parameters.Add(new() { Value = source ?? _source.Code });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"No entry was imported for {key}.");
        return (DocumentJson.ReadAdministration(reader.GetFieldValue<byte[]>(0)), reader.GetInt32(1));
    }

    private async Task<Guid?> EntryOfAsync(string key, string? source = null)
    {
        await using var dataSource = database.CreateDataSource();
        await using var command = dataSource.CreateCommand(
            "select entry_id from imported_records where source = $1 and record_key = $2");
        command.Parameters.Add(new() { Value = source ?? _source.Code });
        command.Parameters.Add(new() { Value = key });
        return (Guid?)await command.ExecuteScalarAsync();
    }

    private async Task<string> ReportsAsync(string key)
    {
        await using var dataSource = database.CreateDataSource();
        await using var command = dataSource.CreateCommand(
            """
            select coalesce(string_agg(code || ' ' || coalesce(block, '') || ' ' || coalesce(proposed::text, ''), '; '), '')
            from issue_reports where entry_id = $1 and resolved_at is null
            """);
        command.Parameters.Add(new() { Value = (await EntryOfAsync(key))!.Value });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
