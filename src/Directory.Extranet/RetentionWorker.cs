using PublicDirectory.Core.Retention;

namespace PublicDirectory.Extranet;

/// <summary>Takes out what is kept for a time only; nodes may do so at once.</summary>
internal sealed partial class RetentionWorker(RetentionClock clock, ILogger<RetentionWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RunAsync(Report, stoppingToken);

    private void Report(int gone, Exception? failure)
    {
        if (failure is not null)
        {
            LogFailure(logger, failure);
        }
        else
        {
            LogGone(logger, gone);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Kept long enough: {Gone} rows were taken out.")]
    private static partial void LogGone(ILogger logger, int gone);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was kept long enough cannot be taken out now; tried again shortly.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
