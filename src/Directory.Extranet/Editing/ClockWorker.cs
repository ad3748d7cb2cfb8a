using PublicDirectory.Core.ChangeRequests;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Keeps the dates of change requests: scheduled publications, ends, reminders; nodes share the work.</summary>
internal sealed partial class ClockWorker(ChangeRequestClock clock, ILogger<ClockWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RunAsync(Report, stoppingToken);

    private void Report(ClockRound? round, Exception? failure)
    {
        if (failure is not null)
        {
            LogFailure(logger, failure);
        }
        else if (round is not null)
        {
            LogRound(logger, round.Published, round.Ended, round.Returned, round.Failed.Count);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Change requests on their dates: {Published} published, {Ended} ended, {Returned} returned, {Failed} failed.")]
    private static partial void LogRound(ILogger logger, int published, int ended, int returned, int failed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The dates of change requests cannot be kept now; tried again shortly.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
