using System.Globalization;

namespace PublicDirectory.Api.Limits;

/// <summary>Who asks.</summary>
/// <param name="Key">Tells callers apart: by their key, else by their address.</param>
/// <param name="Wider">The network that it is counted with as well; null where there is none.</param>
/// <param name="CostBudget">What a request may cost.</param>
/// <param name="Cost">What all its requests may cost.</param>
/// <param name="Reports">How many reports of problems it may send.</param>
internal sealed record Caller(CallerKey Key, CallerKey? Wider, int CostBudget, Allowance Cost, Allowance Reports)
{
    /// <summary>How many households a site counts as.</summary>
    public const int HouseholdsOfASite = 16;

    /// <summary>Whether it brought a partner's key.</summary>
    public bool IsPartner => Key.Kind == CallerKind.Partner;

    /// <summary>Whether it brought a key that nobody has.</summary>
    public bool HasWrongKey { get; init; }

    /// <summary>Its allowance as <c>RateLimit-Policy</c> says it: the quota, and the seconds in which it comes back.</summary>
    public string Policy { get; } = string.Create(
        CultureInfo.InvariantCulture, $"\"cost\";q={Cost.Most};w={Math.Ceiling(Cost.Most / Cost.PerSecond)}");
}
