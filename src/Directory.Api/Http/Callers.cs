using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PublicDirectory.Api.Limits;

namespace PublicDirectory.Api.Http;

/// <summary>Who asks, as far as it changes what a request may do.</summary>
internal sealed class Callers
{
    private const string Scheme = "Bearer ";
    private const int MaxKeyLength = 200;

    private readonly Caller _anyone;
    private readonly Dictionary<string, Caller> _partners = new(StringComparer.OrdinalIgnoreCase);

    public Callers(IOptions<GraphQLOptions> options)
    {
        _anyone =
            Make(default, options.Value.CostBudget, options.Value.CostBurst, options.Value.CostPerSecond, options.Value.ReportsPerHour);
        foreach (var partner in options.Value.Partners)
        {
            var key = new CallerKey(CallerKind.Partner, (ulong)_partners.Count);
            _partners.Add(
                partner.KeySha256, Make(key, partner.CostBudget, partner.CostBurst, partner.CostPerSecond, partner.ReportsPerHour));
        }
    }

    /// <summary>The holder of the key in <c>Authorization: Bearer …</c>, or whoever is at that address.</summary>
    public Caller Of(HttpRequest request)
    {
        var authorization = request.Headers[HeaderNames.Authorization].ToString();

        // Looking up the hash takes the same time for every wrong key, however much of it is right.
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && authorization.Length <= MaxKeyLength
            && _partners.TryGetValue(Hash(authorization[Scheme.Length..].Trim()), out var partner))
        {
            return partner;
        }

        var (key, wider) = CallerKey.Of(request.HttpContext.Connection.RemoteIpAddress);
        return _anyone with { Key = key, Wider = wider, HasWrongKey = authorization.Length > 0 };
    }

    /// <summary>Refuses who has an <c>Authorization</c> that is not a known key (401).</summary>
    /// <exception cref="HttpRefusal">It is so.</exception>
    public static void RequireKnown(Caller caller)
    {
        if (caller.HasWrongKey)
        {
            throw new HttpRefusal(
                StatusCodes.Status401Unauthorized,
                "The key in \"Authorization: Bearer …\" is not known. Correct it, or leave the header out: most of the API needs no key.",
                "UNKNOWN_KEY");
        }
    }

    // An allowance is never smaller than what one request may cost: it would be refused for ever.
    private static Caller Make(CallerKey key, int budget, int burst, int perSecond, int reports) =>
        new(key, null, budget, new Allowance(Math.Max(burst, 2d * budget), perSecond), Allowance.OfAnHour(reports));

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
