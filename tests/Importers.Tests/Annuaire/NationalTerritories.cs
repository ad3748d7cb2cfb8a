using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Territories;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Annuaire;

/// <summary>The real territories, read once for the checks on national data.</summary>
public sealed class NationalTerritories : IAsyncLifetime
{
    public TerritoryIndex Index { get; private set; } = TerritoryIndex.Empty;

    public async Task InitializeAsync()
    {
        if (Repository.NationalData is { } data)
        {
            var content = await TerritoryFiles.ReadAsync(Path.Combine(data, "territoires"), null, CancellationToken.None);
            Index = TerritoryIndex.Build(content.Data);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
