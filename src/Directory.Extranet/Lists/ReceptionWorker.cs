using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Lists;

/// <summary>Works out receptions ahead of those who filter by them: at the start, and each hour for the days that come.</summary>
internal sealed partial class ReceptionWorker(EntryLists lists, TimeProvider clock, ILogger<ReceptionWorker> logger) : BackgroundService
{
    // Whoever filters by them while a round fails waits a little.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(TimeSpan.FromHours(1), clock, lists.PrepareAsync, failure => LogFailure(logger, failure), stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What receptions do today cannot be worked out ahead; tried again in an hour.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
