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
            begin; set constraints all deferred; delete from commune_outlines;
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

    [Fact]
    public async Task RunAsync_Outlines_AreStoredOnceKeptAndCounted()
    {
        var outlines = _folder.Write("outlines.geojson", Square("01033", 5) + Square("01126", 5.5) + Square("69123", 4.5));
        var options = new TerritoryImportOptions { Directory = _folder.Path, Outlines = outlines };
        var steps = new List<TerritoryImportStep>();

        var first = await RunAsync(options, steps);
        var again = await RunAsync(options);
        var without = await RunAsync(new() { Directory = _folder.Path });

        Assert.Equal(
            [
                TerritoryImportStep.ReadingFiles, TerritoryImportStep.ReadingOutlines, TerritoryImportStep.Comparing,
                TerritoryImportStep.Done
            ], steps);
        Assert.Equal((2, 3), (first.Outlined, first.NotChecked));
        Assert.Equal(
            ["2A004", "97302", "98735"], first.Issues.Where(issue => issue.Code == "OUTLINE_MISSING").Select(issue => issue.Key).Order());
        Assert.Equal((0, 0), (again.Changes.Total, without.Changes.Total));
        Assert.Equal((2, 0), (without.Outlined, without.Issues.Count));
        await using var connection = await _source.OpenConnectionAsync();
        var index = await TerritoryStore.LoadAsync(connection);
        Assert.Equal("01033", index.CommuneAt(new(46.25, 5.75))?.Code.Value);
        Assert.Equal(first.Changes.ContentHash, index.ContentHash);
    }

    [Fact]
    public async Task RunAsync_OutlinesMoved_ChangeTheHashThatReadersCompare()
    {
        var first = await RunAsync(new() { Directory = _folder.Path, Outlines = _folder.Write("outlines.geojson", Square("69123", 4.5)) });
        var moved = await RunAsync(new() { Directory = _folder.Path, Outlines = _folder.Write("outlines.geojson", Square("69123", 4.75)) });

        Assert.Equal(1, moved.Changes.Total);
        Assert.NotEqual(first.Changes.ContentHash, moved.Changes.ContentHash);
    }

    [Fact]
    public async Task RunAsync_ATenthOfTheOutlinesVanishes_IsRefusedUnlessForced()
    {
        await RunAsync(
            new() { Directory = _folder.Path, Outlines = _folder.Write("outlines.geojson", Square("01033", 5) + Square("69123", 4.5)) });
        var fewer =
            new TerritoryImportOptions { Directory = _folder.Path, Outlines = _folder.Write("outlines.geojson", Square("69123", 4.5)) };

        var refused = await Assert.ThrowsAsync<SourceFileException>(() => RunAsync(fewer));
        var forced = await RunAsync(fewer with { Force = true });

        Assert.StartsWith("1 of the 2 known outlines", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, forced.Outlined);
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

    private static string Square(string code, double west) => FormattableString.Invariant(
        $$$"""{"type":"Feature","properties":{"code":"{{{code}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},46],[{{{west + 0.5}}},46],[{{{west + 0.5}}},46.5],[{{{west}}},46.5],[{{{west}}},46]]]}}""") + "\n";

    private async Task<TerritoryImportResult> RunAsync(TerritoryImportOptions options, List<TerritoryImportStep>? steps = null) =>
        await new ImportTerritories(_source, TimeProvider.System).RunAsync(options, step => steps?.Add(step));
}
