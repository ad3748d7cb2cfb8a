using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace PublicDirectory.Api.Http;

/// <summary>Who asks, as far as it changes what a request may cost.</summary>
internal sealed class Callers(IOptions<GraphQLOptions> options)
{
    private const string Scheme = "Bearer ";
    private const int MaxKeyLength = 200;

    private readonly int _anonymousBudget = options.Value.CostBudget;

    private readonly Dictionary<string, int> _budgets = options.Value.Partners.ToDictionary(
        partner => partner.KeySha256, partner => partner.CostBudget, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the request may cost: the budget of the key in <c>Authorization: Bearer …</c>, or everyone's.</summary>
    /// <exception cref="HttpRefusal">There is an <c>Authorization</c> that is not a known key (401).</exception>
    public int BudgetOf(HttpRequest request)
    {
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        if (authorization.Length == 0)
        {
            return _anonymousBudget;
        }

        // Looking up the hash takes the same time for every wrong key, however much of it is right.
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && authorization.Length <= MaxKeyLength
            && _budgets.TryGetValue(Hash(authorization[Scheme.Length..].Trim()), out var budget)
            ? budget
            : throw new HttpRefusal(
                StatusCodes.Status401Unauthorized,
                "The key in \"Authorization: Bearer …\" is not known. Correct it, or leave the header out: most of the API needs no key.",
                "UNKNOWN_KEY");
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
