using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace PublicDirectory.Hosting;

/// <summary>
/// Whose word is believed about where a request comes from: of the proxies that the operator names in the section <c>Proxies</c>, and of
/// nobody else. Both hosts compile this file, since limits of callers and of sign-in stand on the address.
/// </summary>
internal static class Proxies
{
    // What ASP.NET Core makes of ASPNETCORE_FORWARDEDHEADERS_ENABLED.
    private const string BelieveAnyone = "FORWARDEDHEADERS_ENABLED";
    private const int PrefixOfVersion4 = 96;
    private const int MaxHops = 10;

    private static readonly IPAddress AllOfVersion4 = IPAddress.Any.MapToIPv6();

    /// <summary>Reads <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> of known proxies. Comes first of all.</summary>
    /// <exception cref="InvalidOperationException">The settings cannot be followed; the message says which, and what to write.</exception>
    public static void UseProxies(this WebApplication app)
    {
        var known = Read(app.Configuration);
        if (app.Configuration.GetValue(BelieveAnyone, false))
        {
            throw new InvalidOperationException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes what any caller writes about its address, which passes every limit. "
                + "Leave it out, and name your proxies: Proxies__Known__0=10.0.0.5 (an address or a network, such as 10.0.0.0/24).");
        }

        var hops = app.Configuration.GetValue("Proxies:Hops", 1);
        if (hops is < 1 or > MaxHops)
        {
            throw new InvalidOperationException(
                $"Proxies:Hops is {hops}: it must be between 1 and {MaxHops}, the proxies that a request goes through.");
        }

        if (known.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = hops,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in known)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>The networks of the proxies that are named.</summary>
    /// <exception cref="InvalidOperationException">One of them is no network, or is everyone.</exception>
    public static IReadOnlyList<System.Net.IPNetwork> Read(IConfiguration configuration) =>
        [.. (configuration.GetSection("Proxies:Known").Get<string[]>() ?? []).Select(Read)];

    // An address is a network of one. A network of everyone, also of IPv4 as IPv6 writes it, would believe whoever asks.
    private static System.Net.IPNetwork Read(string text)
    {
        var network = System.Net.IPNetwork.TryParse(text, out var read) ? read
            : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new InvalidOperationException(
                $"Proxies:Known holds \"{text}\", which is no address and no network: write 10.0.0.5, 10.0.0.0/24 or fd00::/8.");
        var isAll = network.PrefixLength == 0 || (network.PrefixLength <= PrefixOfVersion4 && network.Contains(AllOfVersion4));
        return isAll
            ? throw new InvalidOperationException(
                $"Proxies:Known holds \"{text}\", which is everyone: name the proxies alone, such as 10.0.0.5 or 10.0.0.0/24.")
            : network;
    }
}
