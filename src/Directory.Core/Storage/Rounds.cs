using Npgsql;

namespace PublicDirectory.Core.Storage;

/// <summary>Work that comes round again: done at once, then at each interval, until it is cancelled.</summary>
public static class Rounds
{
    /// <summary>Runs rounds one after the other. One that meets a database that is away is told, and the next tries again.</summary>
    /// <param name="every">How long from the beginning of one to that of the next.</param>
    /// <param name="clock">Whose timer is waited for.</param>
    /// <param name="round">What is done.</param>
    /// <param name="failed">Told why a round failed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task RunAsync(
        TimeSpan every, TimeProvider clock, Func<CancellationToken, Task> round, Action<Exception> failed,
        CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        do
        {
            try
            {
                await round(cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
            {
                failed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
