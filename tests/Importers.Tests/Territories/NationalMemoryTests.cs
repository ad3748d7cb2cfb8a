using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Territories;
using PublicDirectory.Testing;
using Xunit.Abstractions;

namespace PublicDirectory.Importers.Tests.Territories;

/// <summary>What the whole country takes of memory: measured alone, since the heap is that of the whole process.</summary>
[Collection(Alone)]
public sealed class NationalMemoryTests(ITestOutputHelper output)
{
    private const string Alone = "Memory of the process";

    [NationalDataFact]
    public async Task TerritoryIndex_WholeCountry_StaysSmall()
    {
        var holder = new TerritoryIndex?[1]; // so that no local or task keeps the index alive
        await BuildAsync(holder);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        holder[0] = null;
        var heap = held - GC.GetTotalMemory(forceFullCollection: true);

        output.WriteLine($"heap of the index: {heap / 1024.0 / 1024.0:F1} MB");
        Assert.InRange(heap, 1_000_000, 60_000_000);
    }

    private static async Task BuildAsync(TerritoryIndex?[] holder)
    {
        var folder = Path.Combine(Repository.NationalData!, "territoires");
        var (data, _) = await TerritoryFiles.ReadAsync(folder, Path.Combine(folder, "communes-points-mairies-2017.csv"));
        holder[0] = TerritoryIndex.Build(data);
    }

    /// <summary>Nothing runs beside it.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneCollection;
}
