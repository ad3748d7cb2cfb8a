using PublicDirectory.Core.Published;

namespace PublicDirectory.Extranet.Desk;

/// <summary>
/// What is published, in memory, for the desk's proposals: followed as the API does, from the first time that somebody opens a message. An
/// extranet without a desk never loads it.
/// </summary>
internal sealed partial class DeskPicture(IServiceProvider services) : IHostedService, IDisposable
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

    public void Dispose() => _starting.Dispose();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _directory?.StopAsync() ?? Task.CompletedTask;

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
