using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

/// <summary>What the database itself refuses, whoever asks.</summary>
public sealed class DatabaseRulesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.SubmittedAsync(_shop.Alice, entry, 1, A.Mairie("Autre"));
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData("journal", "action = 'a.b'")]
    [InlineData("change_request_events", "comment = null")]
    [InlineData("chain_links", "linked_at = now()")]
    [InlineData("entry_versions", "author = 'x'")]
    public async Task AppendOnly_Tables_RefuseTheWriterAndTheOwner(string table, string change)
    {
        foreach (var sql in new[] { $"update {table} set {change}", $"delete from {table}", $"truncate {table} cascade" })
        {
            Assert.StartsWith(
                "permission denied", (await RefusedAsync(database.ConnectionString, sql)).MessageText, StringComparison.Ordinal);
            Assert.Contains("append-only", (await RefusedAsync(database.OwnerConnectionString, sql)).MessageText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("delete from change_requests")]
    [InlineData("delete from accounts")]
    [InlineData("delete from access_grants")]
    [InlineData("update access_grants set access_right = 'approve'")]
    [InlineData("update access_grants set valid_to = null")]
    [InlineData("update submissions set key = gen_random_uuid()")]
    public async Task Writer_BeyondItsWork_IsDenied(string sql) =>
        Assert.StartsWith("permission denied", (await RefusedAsync(database.ConnectionString, sql)).MessageText, StringComparison.Ordinal);

    [Theory]
    [InlineData("accounts")]
    [InlineData("access_grants")]
    [InlineData("change_requests")]
    [InlineData("change_request_events")]
    [InlineData("change_request_entries")]
    [InlineData("submissions")]
    [InlineData("outbox_mails")]
    [InlineData("journal")]
    public async Task Reader_OfTheApi_SeesNothingOfPeople(string table) =>
        Assert.StartsWith(
            "permission denied", (await RefusedAsync(database.ReaderConnectionString, $"select * from {table}")).MessageText,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("approver_id = author_id", "ck_change_requests_two_people")]
    [InlineData("reviewer_id = author_id", "ck_change_requests_two_people")]
    [InlineData("state = 'approved'", "ck_change_requests_approved")]
    [InlineData("state = 'nowhere'", "ck_change_requests_state")]
    [InlineData("path = 'urgent'", "ck_change_requests_urgent")]
    [InlineData("proposed = null", "ck_change_requests_proposed")]
    public async Task ChangeRequest_AgainstARule_IsRefused(string change, string constraint) =>
        Assert.Equal(constraint, (await RefusedAsync(database.ConnectionString, $"update change_requests set {change}")).ConstraintName);

    [Fact]
    public async Task Grant_ToOneself_IsRefused() => Assert.Equal(
        "ck_access_grants_two_people",
        (await RefusedAsync(
            database.ConnectionString,
            $"""
            insert into access_grants (id, account_id, access_right, perimeter, valid_from, granted_by, granted_at)
            values (gen_random_uuid(), '{_shop.Alice}', 'approve', 'national', now(), '{_shop.Alice}', now())
            """)).ConstraintName);

    [Fact]
    public async Task Departement_OfEveryEntry_IsTheOneOfItsInseeCode()
    {
        foreach (var code in new[] { "69266", "2A004", "97411", "98818", "01033" })
        {
            var entry = await _shop.PublishAsync(A.Mairie() with { Commune = Core.Territories.InseeCode.Parse(code) });
            await using var connection = await _shop.DataSource.OpenConnectionAsync();
            Assert.Equal(
                Core.Territories.InseeCode.Parse(code).DepartementCode,
                (await GrantStore.ReadFactsAsync(connection, entry, default))!.Departement);
        }
    }

    private static async Task<PostgresException> RefusedAsync(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var command = dataSource.CreateCommand(sql);
        return await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }
}
