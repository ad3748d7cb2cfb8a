using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.Shell;

/// <summary>
/// Where agents reach the extranet, for links in mails: what the settings say, and never what a request does. On loopback, where only
/// developers are, the address that is listened to; elsewhere the program does not start without the setting.
/// </summary>
internal sealed class PublicAddress(IOptions<ShellOptions> options, IServer server) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">None is set, and other machines reach this one.</exception>
    public Uri Uri => options.Value.PublicUrl ?? Listening() ?? throw new InvalidOperationException(
        "No public address: set Shell:PublicUrl to where agents reach the extranet, such as https://agents.example.fr. "
        + "Links in mails lead there; only what listens to loopback addresses alone may go without.");

    /// <summary>Whether only this machine reaches an address such as <c>http://127.0.0.1:5081</c>.</summary>
    internal static bool IsLoopback(string address) => BindingAddress.Parse(address) is { IsUnixPipe: false, IsNamedPipe: false } bound
        && (string.Equals(bound.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(bound.Host, out var ip) && IPAddress.IsLoopback(ip)));

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _ = Uri;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Null where some address, or none, is this machine's alone.
    private Uri? Listening()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.Count > 0 && addresses.All(IsLoopback)
            ? new Uri(
                addresses.FirstOrDefault(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) ?? addresses.First())
            : null;
    }
}
