using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// Does once, after a start, what the first person would wait for: a password is checked, nobody's session is looked for, and the page of
/// sign-in is asked for. Until then the extranet is not ready. What cannot be done now is left to that person.
/// </summary>
internal sealed partial class WarmUp(
    IServer server, IHostApplicationLifetime lifetime, CredentialStore credentials, SessionStore sessions, IPasswordHasher<Credentials> hasher,
    ILogger<WarmUp> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private volatile bool _isOver;

    /// <summary>Whether people may come.</summary>
    public bool IsOver => _isOver;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            // A server without an address is one of tests.
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
            {
                var nobody = await credentials.FindByMailAsync("", stoppingToken);
                hasher.VerifyHashedPassword(nobody!, hasher.HashPassword(nobody!, "-"), "-");
                await sessions.FindAsync("", stoppingToken);
                using var client = new HttpClient { Timeout = Patience };
                using var page = await client.GetAsync(new Uri(Own(address), "/connexion"), stoppingToken);
            }
        }
        catch (Exception exception) // nothing here is worth stopping for
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(logger, exception);
            }
        }
        finally
        {
            _isOver = true;
        }
    }

    // From every address, this machine is reached by its own.
    private static Uri Own(string address)
    {
        var bound = BindingAddress.Parse(address);
        return new UriBuilder(bound.Scheme, bound.Host is "+" or "*" or "[::]" or "0.0.0.0" ? "localhost" : bound.Host, bound.Port).Uri;
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first sign-in after this start will take longer.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
