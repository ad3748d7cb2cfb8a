using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Deletes sessions and tries that are long over, and tells the journal of failures; nodes may do so side by side.</summary>
internal sealed partial class SessionWorker(SessionStore sessions, SignInDoor door, TimeProvider clock, ILogger<SessionWorker> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(TimeSpan.FromMinutes(1), clock, ForgetAsync, failure => LogFailure(logger, failure), stoppingToken);

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await door.TellFailuresAsync(null, cancellationToken);
        await door.ForgetAsync(cancellationToken);
        await sessions.ForgetAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sessions that are over cannot be looked after now; tried again in a minute.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
