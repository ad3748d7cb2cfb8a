using Npgsql;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Publishing;

public sealed class PublisherTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Publish_ANewEntry_IsReadBackFromTheLogAndProjected()
    {
        var id = Guid.CreateVersion7();

        await PublishAsync(New(id, "Mairie - Bron"));

        var version = (await ReadAllAsync()).Single(row => row.EntryId == id);
        Assert.Equal((1, A.Morning, A.Morning), (version.Version, version.PublishedAt, version.ChangedAt));
        Assert.Equal("Mairie - Bron", DocumentJson.ReadAdministration(version.Document).Name);
        Assert.Equal("Mairie - Bron|mairie|69266", await ScalarAsync(
            $"select name || '|' || types[1] || '|' || commune_code from entries where id = '{id}'"));
        Assert.Equal("SAMPLE:mairie-69266", await ScalarAsync(
            $"select scheme || ':' || value from external_ids where entry_id = '{id}'"));
        Assert.Equal("mairie commune 69266 declared", await ScalarAsync(
            $"select service_type || ' ' || scope || ' ' || territory_code || ' ' || basis from competences where entry_id = '{id}'"));
    }

    [Fact]
    public async Task Publish_OnAnOlderBase_IsRefusedAndNothingIsWritten()
    {
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PublishAsync(New(id, "Mairie"));
        var before = await ScalarAsync("select max(sequence)::text from entry_versions");

        var conflict = await Assert.ThrowsAsync<PublicationConflictException>(
            () => PublishAsync(New(other, "Autre"), New(id, "Mairie, encore")));

        Assert.Equal((id, 1), (conflict.EntryId, conflict.CurrentVersion));
        Assert.Equal(before, await ScalarAsync("select max(sequence)::text from entry_versions"));
    }

    [Fact]
    public async Task Publish_AConfirmation_KeepsTheDateOfTheLastChange()
    {
        var id = Guid.CreateVersion7();
        await PublishAsync(New(id, "Mairie"));

        await PublishAsync(A.Morning + Duration.FromDays(30), New(id, "Mairie") with { BaseVersion = 1, IsContentChanged = false });

        var version = (await ReadAllAsync()).Single(row => row.EntryId == id);
        Assert.Equal((2, A.Morning), (version.Version, version.ChangedAt));
        Assert.Equal(A.Morning + Duration.FromDays(30), version.PublishedAt);
    }

    [Fact]
    public async Task Publish_ATombstone_EmptiesWhatCanBeSearchedButKeepsTheName()
    {
        var id = Guid.CreateVersion7();
        await PublishAsync(New(id, "Mairie - Bron"));

        await PublishAsync(new Publication(id, EntryKind.Administration, 1, null, IsContentChanged: true));

        Assert.Null((await ReadAllAsync()).Single(row => row.EntryId == id).Document);
        Assert.Equal("t|Mairie - Bron", await ScalarAsync(
            $"select left(is_removed::text, 1) || '|' || name from entries where id = '{id}'"));
        Assert.Equal("0", await ScalarAsync($"select count(*)::text from external_ids where entry_id = '{id}'"));
        await using var dataSource = database.CreateDataSource();
        Assert.Empty((await LogVerifier.VerifyAsync(dataSource, CancellationToken.None)).Problems);
    }

    [Theory]
    [InlineData("update entry_versions set reason = 'altered'")]
    [InlineData("delete from entry_versions")]
    [InlineData("truncate entry_versions cascade")]
    public async Task Log_WhenSomeoneWouldAlterIt_RefusesTheWriterAndTheOwner(string sql)
    {
        await PublishAsync(New(Guid.CreateVersion7(), "Mairie"));

        var writer = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database.ConnectionString, sql));
        var owner = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database.OwnerConnectionString, sql));

        Assert.StartsWith("permission denied", writer.MessageText, StringComparison.Ordinal);
        Assert.Contains("append-only", owner.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_WrittenAroundThePublisher_RefusesRowsWithoutTheLockOrOffTheChain()
    {
        await PublishAsync(New(Guid.CreateVersion7(), "Mairie"));
        const string Insert =
            """
            insert into entry_versions select 999999, gen_random_uuid(), kind, 1, document, path, reason, author, approver,
                change_request_id, source, published_at, changed_at, effective_at, previous_hash, row_hash
            from entry_versions where sequence = 1
            """;

        var unlocked = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database.ConnectionString, Insert));
        var offChain = await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(database.ConnectionString, $"select pg_advisory_xact_lock(7301); {Insert}"));

        Assert.Contains("under the publishing lock only", unlocked.MessageText, StringComparison.Ordinal);
        Assert.Contains("does not continue the log", offChain.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reader_OfTheApi_MayReadAndNothingElse()
    {
        await ExecuteAsync(database.ReaderConnectionString, "select count(*) from entry_versions");

        foreach (var sql in new[] { "delete from entries", "insert into external_ids values (gen_random_uuid(), 'A', 'B')" })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database.ReaderConnectionString, sql));
            Assert.StartsWith("permission denied", refusal.MessageText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Publish_FromManyConnectionsAtOnce_LeavesOneUnbrokenChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PublishAsync(New(Guid.CreateVersion7(), $"Mairie {i}"))));

        await using var dataSource = database.CreateDataSource();
        var verification = await LogVerifier.VerifyAsync(dataSource, CancellationToken.None);
        Assert.Empty(verification.Problems);
        Assert.True(verification.Versions >= 20);
    }

    [Fact]
    public async Task Verify_AfterTheOwnerBypassedTheTriggers_NamesTheAlteredRow()
    {
        await PublishAsync(New(Guid.CreateVersion7(), "Mairie"));
        var altered = await ScalarAsync("select max(sequence)::text from entry_versions");
        await ExecuteAsync(
            database.OwnerConnectionString,
            $$"""
            set session_replication_role = replica;
            update entry_versions set document = jsonb_set(document, '{name}', '"Autre"') where sequence = {{altered}}
            """);
        await using var dataSource = database.CreateDataSource();

        var verification = await LogVerifier.VerifyAsync(dataSource, CancellationToken.None);

        Assert.Contains(verification.Problems, problem => problem.Contains($"sequence {altered}", StringComparison.Ordinal));
        await ExecuteAsync(
            database.OwnerConnectionString,
            $$"""
            set session_replication_role = replica;
            update entry_versions set document = jsonb_set(document, '{name}', '"Mairie"') where sequence = {{altered}}
            """);
    }

    private static Publication New(Guid id, string name) =>
        new(id, EntryKind.Administration, 0, DocumentJson.Write(A.Mairie(name)), IsContentChanged: true);

    private Task PublishAsync(params Publication[] publications) => PublishAsync(A.Morning, publications);

    private async Task PublishAsync(Instant at, params Publication[] publications)
    {
        await using var dataSource = database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var context = new PublicationContext
        {
            Path = PublicationPath.Import, Author = "test", Source = Sources.Sample.Code, At = at,
        };
        var publisher = await Publisher.BeginAsync(connection, context, CancellationToken.None);
        await publisher.PublishAsync(publications, CancellationToken.None);
        await publisher.CompleteAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    private async Task<List<PublishedVersion>> ReadAllAsync()
    {
        await using var dataSource = database.CreateDataSource();
        await using var connection = await dataSource.OpenConnectionAsync();
        var rows = new List<PublishedVersion>();
        await foreach (var row in EntryVersionReader.ReadCurrentAsync(connection, 0))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task<string?> ScalarAsync(string sql)
    {
        await using var dataSource = database.CreateDataSource();
        await using var command = dataSource.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
