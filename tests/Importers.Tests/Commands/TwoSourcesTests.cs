using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>Records of one source about entries that another source, or an editor, has had a hand in.</summary>
public sealed class TwoSourcesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly Source _old = Sources.Sample with { Code = $"old-{Guid.NewGuid():N}" };
    private readonly Source _new = Sources.Sample with { Code = $"new-{Guid.NewGuid():N}" };
    private readonly string _pivot = $"mairie-{Guid.NewGuid():N}";

    [Fact]
    public async Task TwoRecords_WithTheSameFormerKey_DoNotShareAnEntry()
    {
        await ImportAsync(_old, Record(_old, "o", pivot: "x"));
        // In different batches, so that the second one meets what the first left.
        var file = new[] { Record(_new, "n1", pivot: "x") }
            .Concat(Enumerable.Range(0, 600).Select(i => Record(_new, $"filler{i}")))
            .Append(Record(_new, "n2", pivot: "x"))
            .ToArray();

        var first = await ImportAsync(_new, file);
        var second = await ImportAsync(_new, file);

        Assert.Equal(601, first.Added);
        Assert.Equal((602, 0), (second.Unchanged, second.Published));
        Assert.Equal(await EntryAsync(_old, "o"), await EntryAsync(_new, "n1"));
        Assert.NotEqual(await EntryAsync(_new, "n1"), await EntryAsync(_new, "n2"));
    }

    [Fact]
    public async Task Parent_ThatComesAfterItsChild_IsFoundByItsFormerKey()
    {
        await ImportAsync(_old, Record(_old, "o", pivot: "x"));
        var known = await EntryAsync(_old, "o");
        var child = Record(_new, "child") with { ParentKey = "parent" };
        var file = new[] { child }
            .Concat(Enumerable.Range(0, 600).Select(i => Record(_new, $"filler{i}")))
            .Append(Record(_new, "parent", pivot: "x"))
            .ToArray();

        await ImportAsync(_new, file);
        var parent = (await DocumentAsync(_new, "child")).Parent;
        file[0] = Record(_new, "child", "Un autre nom") with { ParentKey = "parent" };
        var second = await ImportAsync(_new, file);

        Assert.Equal((known, known), (await EntryAsync(_new, "parent"), parent));
        Assert.Equal(known, (await DocumentAsync(_new, "child")).Parent);
        Assert.Equal((1, 601, 0), (second.Changed, second.Unchanged, second.Conflicts));
    }

    [Fact]
    public async Task ParentThatIsNowhere_DoesNotBecomeAConflictWhenItsChildChanges()
    {
        await ImportAsync(_new, Record(_new, "child") with { ParentKey = "nobody" });

        var second = await ImportAsync(_new, Record(_new, "child", "Un autre nom") with { ParentKey = "nobody" });

        Assert.Equal((1, 0), (second.Changed, second.Conflicts));
        Assert.Null((await DocumentAsync(_new, "child")).Parent);
    }

    [Fact]
    public async Task OlderFile_ImportedAfterANewerOne_AddsItsIdentifiersOnly()
    {
        var newer = A.Morning + Duration.FromDays(100);
        await ImportAsync(_new, Record(_new, "n", "Nom d'aujourd'hui", "x", newer));

        await ImportAsync(_old, Record(_old, "o", "Nom d'autrefois", "x", A.Morning, "PARTNER"));

        var document = await DocumentAsync(_old, "o");
        Assert.Equal(("Nom d'aujourd'hui", newer, _new.Code), (document.Name, document.Provenance.VerifiedAt, document.Provenance.Source));
        Assert.Equal(["DILA_PIVOT", "PARTNER"], document.ExternalIds.Select(id => id.Scheme).Order());
    }

    [Fact]
    public async Task NewerFile_OfOneSource_TakesOverFromTheOtherWithoutAConflict()
    {
        await ImportAsync(_new, Record(_new, "n", "Un", "x", A.Morning));
        await ImportAsync(_old, Record(_old, "o", "Deux", "x", A.Morning + Duration.FromDays(1)));

        var result = await ImportAsync(_new, Record(_new, "n", "Trois", "x", A.Morning + Duration.FromDays(2)));

        Assert.Equal((1, 0), (result.Changed, result.Conflicts));
        var document = await DocumentAsync(_new, "n");
        Assert.Equal(("Trois", _new.Code), (document.Name, document.Provenance.Source));
    }

    [Fact]
    public async Task ManyConflicts_AreAllReported()
    {
        var keys = Enumerable.Range(0, 5000).Select(i => $"k{i}").ToArray();
        await ImportAsync(_new, [.. keys.Select(key => Record(_new, key))]);
        await EditEverythingAsync();

        var result = await ImportAsync(_new, [.. keys.Select(key => Record(_new, key, "Nom de la source"))]);

        Assert.Equal((5000, 5000), (result.Kept, result.Conflicts));
        Assert.Equal(5000, await DirectoryState.CountAsync(
            database.ConnectionString,
            $"""
            select count(*) from issue_reports i join imported_records r on r.entry_id = i.entry_id and r.source = '{_new.Code}'
            where i.code = 'source_conflict' and i.block = 'name' and i.proposed = '"Nom de la source"' and i.resolved_at is null
            """));
    }

    [Fact]
    public async Task Removal_OfASourceThatIsBeingImported_IsRefused()
    {
        await using var dataSource = database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await EntryImport.RunAsync(
            connection, Request(_new), AsyncEnumerable.Empty<SourceRecord>(), new ImportIssueLog(), TimeProvider.System, default);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1)); // it would wait for the publishing lock
        await Assert.ThrowsAsync<ImportRefusedException>(
            () => SourceRemoval.RunAsync(dataSource, _new, TimeProvider.System, isDryRun: false, patience.Token));
    }

    private SourceRecord Record(
        Source source, string key, string name = "Mairie", string? pivot = null, Instant? at = null, string? scheme = null)
    {
        var ids = new List<ExternalId>();
        if (pivot is not null)
        {
            ids.Add(new ExternalId(ExternalIdSchemes.DilaPivot, $"{_pivot}-{pivot}"));
        }

        if (scheme is not null)
        {
            ids.Add(new ExternalId(scheme, key));
        }

        return new SourceRecord
        {
            Key = key,
            Place = new RecordPlace(1, 1, 0),
            Document = A.Mairie(name) with
            {
                ExternalIds = ids,
                Provenance = new Provenance { Source = source.Code, VerifiedAt = at ?? A.Morning },
            },
        };
    }

    private static ImportRequest Request(Source source) => new()
    {
        Source = source,
        FileName = "test.json",
        FileSha256 = new byte[32],
        Blocks = new HashSet<string> { "name", "types", "commune", "addresses", "channels", "externalIds", "parent" },
    };

    private async Task<ImportResult> ImportAsync(Source source, params SourceRecord[] records)
    {
        await using var dataSource = database.CreateDataSource();
        return await EntryImport.RunAsync(
            dataSource, Request(source), records.ToAsyncEnumerable(), new ImportIssueLog(), TimeProvider.System, CancellationToken.None);
    }

    private async Task<Guid> EntryAsync(Source source, string key) => (await ReadAsync(source, key)).Entry;

    private async Task<AdministrationDocument> DocumentAsync(Source source, string key) => (await ReadAsync(source, key)).Document;

    private async Task<(Guid Entry, AdministrationDocument Document)> ReadAsync(Source source, string key)
    {
        await using var dataSource = database.CreateDataSource();
        await using var command = dataSource.CreateCommand(
            """
            select r.entry_id, v.document from imported_records r
                join entries e on e.id = r.entry_id join entry_versions v on v.sequence = e.sequence
            where r.source = $1 and r.record_key = $2
            """);
        command.Parameters.Add(new() { Value = source.Code });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"No entry was imported for {key}.");
        return (reader.GetGuid(0), DocumentJson.ReadAdministration(reader.GetFieldValue<byte[]>(1)));
    }

    // Each name, as an editor's approved change would leave it.
    private async Task EditEverythingAsync()
    {
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
        var edits = new List<Publication>();
        await using (var command = new Npgsql.NpgsqlCommand(
            "select e.id, e.version, v.document from imported_records r join entries e on e.id = r.entry_id join entry_versions v using (sequence) where r.source = $1",
            connection))
        {
            command.Parameters.Add(new() { Value = _new.Code });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var document = DocumentJson.ReadAdministration(reader.GetFieldValue<byte[]>(2));
                var edited = document with
                {
                    Name = "Nom d'ici",
                    Provenance = document.Provenance with
                    {
                        Blocks = new Dictionary<string, BlockProvenance> { ["name"] = new() { Source = Sources.Local.Code } },
                    },
                };
                edits.Add(new Publication(
                    reader.GetGuid(0), EntryKind.Administration, reader.GetInt32(1), DocumentJson.Write(edited), true));
            }
        }

        await publisher.PublishAsync(edits, CancellationToken.None);
        await publisher.CompleteAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }
}
