using Npgsql;
using PublicDirectory.Core.ChangeRequests.MyEntries;

namespace PublicDirectory.Extranet.Lists;

/// <summary>Works out receptions ahead of those who filter by them: at the start, and each hour for the days that come.</summary>
internal sealed partial class ReceptionWorker(EntryLists lists, TimeProvider clock, ILogger<ReceptionWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await lists.PrepareAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                LogFailure(logger, e); // whoever filters by them waits a little
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What receptions do today cannot be worked out ahead; tried again in an hour.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
