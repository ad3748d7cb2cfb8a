using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>
/// The territories, in memory: a page of 700 communes asks for 700 names, and a suggestion is wanted at each key. Loaded as the extranet
/// starts; each use asks the database, in one short row, whether they are still the same, so that an import is seen at once.
/// </summary>
public sealed class Territories(NpgsqlDataSource database) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private TerritoryIndex? _index;

    public async Task<TerritoryIndex> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var hash = await TerritoryStore.FindContentHashAsync(connection, cancellationToken);
        if (_index is { } known && known.ContentHash == hash)
        {
            return known;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            return _index is { } loaded && loaded.ContentHash == hash
                ? loaded
                : _index = await TerritoryStore.LoadAsync(connection, cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();
}

/// <summary>Has the territories in memory before the first page asks for them.</summary>
internal sealed partial class TerritoryWarmUp(Territories territories, ILogger<TerritoryWarmUp> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await territories.ReadAsync(stoppingToken);
        }
        catch (NpgsqlException exception)
        {
            LogFailure(logger, exception); // the first page that needs them tries again
        }
        catch (OperationCanceledException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The territories cannot be read now.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
