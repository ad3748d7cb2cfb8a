using Npgsql;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Mail;

/// <summary>Sends what waits in the outbox, every few seconds; nodes share the work.</summary>
internal sealed partial class OutboxWorker(
    NpgsqlDataSource database, TimeProvider clock, OutboxOptions options, MailSecrets secrets, IConfiguration configuration,
    ILogger<OutboxWorker> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Host.Length == 0)
        {
            LogNoServer(logger);
        }

        var sender = new OutboxSender(database, clock, options, secrets.Open);
        return Rounds.RunAsync(
            configuration.GetValue("Mail:Every", TimeSpan.FromSeconds(5)),
            clock,
            stopping => SendAsync(sender, stopping),
            failure => LogFailure(logger, failure),
            stoppingToken);
    }

    private async Task SendAsync(OutboxSender sender, CancellationToken cancellationToken)
    {
        if (options.Host.Length == 0)
        {
            await sender.ForgetAsync(cancellationToken);
            return;
        }

        var round = await sender.SendDueAsync(cancellationToken);
        if (round.Postponed + round.Dead > 0)
        {
            LogTrouble(logger, round.Postponed, round.Dead);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No mail server is set (Mail:Host): mails wait in the outbox.")]
    private static partial void LogNoServer(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server did not take everything: {Postponed} postponed, {Dead} given up.")]
    private static partial void LogTrouble(ILogger logger, int postponed, int dead);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox cannot be read; tried again shortly.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
