using Npgsql;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Extranet.Desk;

/// <summary>
/// What is published, in memory, for the desk's proposals: followed as the API does, from the start where there is a box, else from the first
/// time that somebody opens a message. An extranet without a desk never loads it.
/// </summary>
internal sealed partial class DeskPicture(IServiceProvider services, DeskBoxes boxes, ILogger<DeskPicture> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _starting = new(1);
    private PublishedDirectory? _directory;

    /// <summary>Null while it is being loaded for the first time, and the database takes long.</summary>
    public async Task<Picture?> ReadAsync(CancellationToken cancellationToken)
    {
        var directory = _directory ?? await StartOnceAsync(cancellationToken);
        if (directory.Current is null)
        {
            try
            {
                await directory.WaitForPictureAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        return directory.Current;
    }

    public override void Dispose()
    {
        base.Dispose();
        _starting.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_directory is { } directory)
        {
            await directory.StopAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await boxes.AreThereAnyAsync(stoppingToken))
            {
                await StartOnceAsync(stoppingToken);
            }
        }
        catch (NpgsqlException exception)
        {
            LogWarning(logger, "What is published is read once a message is opened.", exception);
        }
        catch (OperationCanceledException)
        {
        }
    }

    internal static Action<PublishedDirectoryMessage> Report(ILogger logger) => message =>
    {
        if (message.Severity is PublishedDirectorySeverity.Warning)
        {
            LogWarning(logger, message.Text, message.Exception);
        }
        else
        {
            LogInformation(logger, message.Text);
        }
    };

    private async Task<PublishedDirectory> StartOnceAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_directory is null)
            {
                var directory = services.GetRequiredService<PublishedDirectory>();
                await directory.StartAsync(CancellationToken.None);
                _directory = directory;
            }

            return _directory;
        }
        finally
        {
            _starting.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Text}")]
    private static partial void LogWarning(ILogger logger, string text, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Text}")]
    private static partial void LogInformation(ILogger logger, string text);
}
