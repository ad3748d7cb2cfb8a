using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PublicDirectory.Api.Http;

/// <summary>Who asks.</summary>
/// <param name="Name">Tells callers apart: by their key, else by their address. Never written anywhere.</param>
/// <param name="CostBudget">What a request may cost.</param>
/// <param name="ReportsPerHour">How many reports of problems it may send.</param>
internal sealed record Caller(string Name, int CostBudget, int ReportsPerHour);

/// <summary>Who asks, as far as it changes what a request may do.</summary>
internal sealed class Callers(IOptions<GraphQLOptions> options)
{
    private const string Scheme = "Bearer ";
    private const int MaxKeyLength = 200;

    private const int NetworkBytes = 8; // of an IPv6 address: what a household has

    private readonly Dictionary<string, Caller> _partners = options.Value.Partners.ToDictionary(
        partner => partner.KeySha256,
        partner => new Caller($"key {partner.KeySha256}", partner.CostBudget, partner.ReportsPerHour),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The holder of the key in <c>Authorization: Bearer …</c>, or whoever is at that address.</summary>
    /// <exception cref="HttpRefusal">There is an <c>Authorization</c> that is not a known key (401).</exception>
    public Caller Of(HttpRequest request)
    {
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        if (authorization.Length == 0)
        {
            return new Caller(NameOf(request.HttpContext.Connection.RemoteIpAddress), options.Value.CostBudget, options.Value.ReportsPerHour);
        }

        // Looking up the hash takes the same time for every wrong key, however much of it is right.
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && authorization.Length <= MaxKeyLength
            && _partners.TryGetValue(Hash(authorization[Scheme.Length..].Trim()), out var partner)
            ? partner
            : throw new HttpRefusal(
                StatusCodes.Status401Unauthorized,
                "The key in \"Authorization: Bearer …\" is not known. Correct it, or leave the header out: most of the API needs no key.",
                "UNKNOWN_KEY");
    }

    private static string NameOf(IPAddress? address) => address switch
    {
        null => "address",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } =>
            $"network {Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))}",
        _ => $"address {address.MapToIPv4()}",
    };

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
