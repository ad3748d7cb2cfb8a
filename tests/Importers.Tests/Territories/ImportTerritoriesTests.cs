using Npgsql;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Importers.Territories;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.Territories;

public sealed class ImportTerritoriesTests(DatabaseFixture database, ITestOutputHelper output)
    : IClassFixture<DatabaseFixture>, IAsyncLifetime, IDisposable
{
    private readonly TerritoryFolder _folder = new();
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        _source = database.CreateDataSource();
        await using var command = _source.CreateCommand(
            """
            begin; set constraints all deferred;
            delete from territories_state; delete from epci_members; delete from postal_codes;
            delete from commune_former_codes; delete from delegated_communes; delete from communes; delete from epci;
            delete from arrondissements; delete from departements; delete from regions; commit
            """);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync() => await _source.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_Twice_ChangesNothingTheSecondTime()
    {
        var steps = new List<TerritoryImportStep>();

        var first = await RunAsync(new() { Directory = _folder.Path }, steps);
        var second = await RunAsync(new() { Directory = _folder.Path });

        Assert.Equal([TerritoryImportStep.ReadingFiles, TerritoryImportStep.Comparing, TerritoryImportStep.Done], steps);
        Assert.Equal(8, first.Communes);
        Assert.True(first.Changes.Total > 0);
        Assert.Equal(0, second.Changes.Total);
        Assert.Equal(first.Changes.ContentHash, second.Changes.ContentHash);
    }

    [Fact]
    public async Task RunAsync_DryRun_ReportsAndWritesNothing()
    {
        var result = await RunAsync(new() { Directory = _folder.Path, DryRun = true });

        await using var connection = await _source.OpenConnectionAsync();
        Assert.True(result.Changes.Total > 0);
        Assert.Null(await TerritoryStore.FindContentHashAsync(connection));
    }

    [Fact]
    public async Task RunAsync_CommuneVanishes_IsRefusedUnlessForced()
    {
        _folder.WriteCommune("""{"code":"01001","nom":"X","type":"commune-actuelle","departement":"01","region":"84"}""");
        await RunAsync(new() { Directory = _folder.Path });
        _folder.Write("communes.json", TerritoryFolder.Communes);

        await Assert.ThrowsAsync<SourceFileException>(() => RunAsync(new() { Directory = _folder.Path }));
        var forced = await RunAsync(new() { Directory = _folder.Path, Force = true });

        Assert.Equal(1, forced.Changes.Total);
    }

    [NationalDataFact]
    public async Task RunAsync_WholeCountry_IsQuickAndRepeatable()
    {
        var directory = Path.Combine(Repository.NationalData!, "territoires");
        var options = new TerritoryImportOptions
        {
            Directory = directory,
            PointsCsv = Path.Combine(directory, "communes-points-mairies-2017.csv"),
        };

        var first = await RunAsync(options);
        var second = await RunAsync(options);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await using var connection = await _source.OpenConnectionAsync();
        var index = await TerritoryStore.LoadAsync(connection);

        output.WriteLine($"first {first.Elapsed.TotalMilliseconds:F0} ms, second {second.Elapsed.TotalMilliseconds:F0} ms, "
            + $"load {watch.ElapsedMilliseconds} ms, located {first.Located}, issues {first.Issues.Count}");
        output.WriteLine(string.Join('\n', first.Changes.Tables));
        Assert.Equal(0, second.Changes.Total);
        Assert.Equal(37_590, index.Communes.Length);
        Assert.Equal(first.Changes.ContentHash, index.ContentHash);
    }

    private async Task<TerritoryImportResult> RunAsync(TerritoryImportOptions options, List<TerritoryImportStep>? steps = null) =>
        await new ImportTerritories(_source, TimeProvider.System).RunAsync(options, step => steps?.Add(step));
}
