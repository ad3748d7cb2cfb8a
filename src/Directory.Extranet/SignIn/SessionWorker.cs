using Npgsql;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Deletes, each hour, the sessions that have long been over; nodes may do so side by side.</summary>
internal sealed partial class SessionWorker(SessionStore sessions, TimeProvider clock, ILogger<SessionWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await sessions.ForgetAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                LogFailure(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sessions that are over cannot be deleted now; tried again in an hour.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
