using Npgsql;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Deletes sessions and tries that are long over, and tells the journal of failures; nodes may do so side by side.</summary>
internal sealed partial class SessionWorker(SessionStore sessions, SignInDoor door, TimeProvider clock, ILogger<SessionWorker> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        do
        {
            try
            {
                await door.TellFailuresAsync(null, stoppingToken);
                await door.ForgetAsync(stoppingToken);
                await sessions.ForgetAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                LogFailure(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sessions that are over cannot be looked after now; tried again in a minute.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
