using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Testing;
using static PublicDirectory.Core.Tests.Territories.SmallCountry;

namespace PublicDirectory.Core.Tests.Territories;

public sealed class TerritoryStoreTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private NpgsqlDataSource _source = null!;

    // Each test starts from nothing.
    public async Task InitializeAsync()
    {
        _source = database.CreateDataSource();
        await ExecuteAsync(
            """
            set constraints all deferred;
            delete from territories_state; delete from epci_members; delete from postal_codes;
            delete from commune_former_codes; delete from delegated_communes; delete from communes; delete from epci;
            delete from arrondissements; delete from departements; delete from regions
            """);
    }

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public async Task LoadAsync_BeforeTheFirstImport_IsEmpty()
    {
        await using var connection = await _source.OpenConnectionAsync();

        Assert.Same(TerritoryIndex.Empty, await TerritoryStore.LoadAsync(connection));
        Assert.Null(await TerritoryStore.FindContentHashAsync(connection));
    }

    [Fact]
    public async Task LoadAsync_AfterReplace_SaysTheSame()
    {
        var changes = await ReplaceAsync(Data);

        var index = await LoadAsync();

        Assert.Equal(Data.ComputeHash(), changes.ContentHash);
        Assert.Equal(changes.ContentHash, index.ContentHash);
        Assert.Equal("COG test", index.Version);
        Assert.Equal(Data.Communes.Count, index.Communes.Length);
        Assert.Equal("2A004", index.CurrentCommune("20004")?.Code.Value);
        Assert.Equal("Bellegarde-sur-Valserine", index.PartsOf(Code("01033"))[0].Name);
        Assert.Equal(Places.FindCommune(Code("69123"))!.Location, index.FindCommune(Code("69123"))!.Location);
    }

    [Fact]
    public async Task ReplaceAsync_FirstTime_CountsEveryRow()
    {
        var changes = await ReplaceAsync(Data);

        Assert.Equal(new TerritoryTableChanges("communes", 16, 0, 0), Of(changes, "communes"));
        Assert.Equal(new TerritoryTableChanges("delegated_communes", 3, 0, 0), Of(changes, "delegated_communes"));
        Assert.Equal(new TerritoryTableChanges("commune_former_codes", 4, 0, 0), Of(changes, "commune_former_codes"));
    }

    [Fact]
    public async Task ReplaceAsync_SameAgain_ChangesAndTellsNothing()
    {
        await ReplaceAsync(Data);
        await using var listener = await _source.OpenConnectionAsync();
        var told = await ListenAsync(listener);

        var changes = await ReplaceAsync(Data);

        Assert.Equal(0, changes.Total);
        Assert.False(await listener.WaitAsync(TimeSpan.FromMilliseconds(200)));
        Assert.Empty(told);
    }

    [Fact]
    public async Task ReplaceAsync_Merger_ChangesTheRowsConcernedAndTellsTheHash()
    {
        await ReplaceAsync(Data);
        await using var listener = await _source.OpenConnectionAsync();
        var told = await ListenAsync(listener);

        // Tossiat becomes a part of Bourg-en-Bresse, and its code a former one.
        var changes = await ReplaceAsync(Merged());

        Assert.True(await listener.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal([changes.ContentHash], told);
        Assert.Equal(new TerritoryTableChanges("communes", 0, 1, 1), Of(changes, "communes"));
        Assert.Equal(new TerritoryTableChanges("commune_former_codes", 1, 0, 0), Of(changes, "commune_former_codes"));
        Assert.Equal(new TerritoryTableChanges("postal_codes", 0, 0, 1), Of(changes, "postal_codes"));
        Assert.Equal("01053", (await LoadAsync()).CurrentCommune("01422")?.Code.Value);
    }

    [Fact]
    public async Task ReplaceAsync_KnownCodeLeadsNowhere_IsRefused()
    {
        await ReplaceAsync(Data);
        var incomplete = Without("01422");

        var refusal = await Assert.ThrowsAsync<TerritoriesRefusedException>(() => ReplaceAsync(incomplete));

        Assert.Contains("01422", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Data.Communes.Count, (await LoadAsync()).Communes.Length);
        Assert.Equal(2, (await ReplaceAsync(incomplete, allowLostCodes: true)).Total); // the commune, its postal code
    }

    [Fact]
    public async Task ReplaceAsync_DataThatContradictsItself_IsRefused()
    {
        var broken = Data with
        {
            Epci = [new("240100891", "CC de la Côtière", EpciKind.CommunauteDeCommunes, [Code("01999")])],
        };

        var refusal = await Assert.ThrowsAsync<TerritoriesRefusedException>(() => ReplaceAsync(broken));

        Assert.Contains("fk_epci_members_commune", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_WithoutLocations_KeepsThoseStored()
    {
        await ReplaceAsync(Data);
        var unlocated = Data with
        {
            HasLocations = false,
            Communes = [.. Data.Communes.Select(commune => commune with { Location = null })],
        };

        var changes = await ReplaceAsync(unlocated);

        Assert.Equal(0, changes.Total);
        Assert.NotNull((await LoadAsync()).FindCommune(Code("69123"))!.Location);
    }

    [Fact]
    public async Task ReplaceAsync_NewVintageSameContent_OnlyRenames()
    {
        await ReplaceAsync(Data);

        var changes = await ReplaceAsync(Data with { Version = "COG later" });

        Assert.Equal(0, changes.Total);
        Assert.Equal("COG later", (await LoadAsync()).Version);
    }

    [Fact]
    public async Task ReplaceAsync_RolledBack_LeavesEverything()
    {
        await ReplaceAsync(Data);

        await using (var connection = await _source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await TerritoryStore.ReplaceAsync(connection, transaction, Merged(), TimeProvider.System);
        }

        Assert.Equal(Data.ComputeHash(), (await LoadAsync()).ContentHash);
    }

    [Fact]
    public async Task Tables_ReaderLogin_ReadsAndCannotWrite()
    {
        await ReplaceAsync(Data);
        await using var reader = NpgsqlDataSource.Create(database.ReaderConnectionString);
        await using var connection = await reader.OpenConnectionAsync();

        Assert.Equal(Data.Communes.Count, (await TerritoryStore.LoadAsync(connection)).Communes.Length);
        await using var command = new NpgsqlCommand("delete from postal_codes", connection);
        var exception = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, exception.SqlState);
    }

    [Theory]
    [InlineData("update communes set latitude = 0, longitude = 0 where code = '69266'", "ck_communes_location")]
    [InlineData("update communes set latitude = null where code = '69266'", "ck_communes_location")]
    [InlineData("update communes set siren = '12' where code = '69266'", "ck_communes_siren")]
    [InlineData("update communes set parent_code = '69123' where code = '69266'", "ck_communes_parent")]
    [InlineData("insert into postal_codes values ('6910', '69266')", "ck_postal_codes_code")]
    public async Task Tables_ImpossibleValue_AreRefused(string sql, string constraint)
    {
        await ReplaceAsync(Data);

        var exception = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(sql));

        Assert.Equal(constraint, exception.ConstraintName);
    }

    private static TerritoryTableChanges Of(TerritoryChanges changes, string table) =>
        changes.Tables.Single(item => item.Table == table);

    private static TerritoryData Without(string code) =>
        Data with { Communes = [.. Data.Communes.Where(commune => commune.Code != Code(code))] };

    private static TerritoryData Merged()
    {
        var without = Without("01422");
        return without with
        {
            Communes =
            [
                .. without.Communes.Select(commune => commune.Code == Code("01053")
                    ? commune with { FormerCodes = [Code("01422")], Population = 42_400 }
                    : commune),
            ],
        };
    }

    private async Task<TerritoryChanges> ReplaceAsync(TerritoryData data, bool allowLostCodes = false)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var changes = await TerritoryStore.ReplaceAsync(
            connection, transaction, data, TimeProvider.System, allowLostCodes);
        await transaction.CommitAsync();
        return changes;
    }

    private async Task<TerritoryIndex> LoadAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        return await TerritoryStore.LoadAsync(connection);
    }

    private static async Task<List<string>> ListenAsync(NpgsqlConnection connection)
    {
        var told = new List<string>();
        connection.Notification += (_, notification) => told.Add(notification.Payload);
        await using var command = new NpgsqlCommand($"listen {TerritoryStore.Channel}", connection);
        await command.ExecuteNonQueryAsync();
        return told;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
