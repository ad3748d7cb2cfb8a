using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using NodaTime;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>
/// Someone back from the provider, not yet let in: who they are there, and what they went for. Kept ten minutes, in this browser.
/// </summary>
/// <param name="Subject">Who they are for the provider, and the only thing that accounts are matched by.</param>
/// <param name="Name">As the provider says it, to be shown to the person; null when it says none.</param>
/// <param name="Methods">How they proved it there (<c>amr</c>).</param>
/// <param name="Level">The level of assurance (<c>acr</c>); null when the provider says none.</param>
/// <param name="Session">Their session there (<c>sid</c>), which it may end; null when it says none.</param>
/// <param name="ProvenAt">When they last proved it there (<c>auth_time</c>); null when the provider does not say.</param>
/// <param name="IdToken">As it came: closing the session there takes it.</param>
/// <param name="Purpose">What they went for.</param>
internal sealed record ProviderIdentity(
    string Subject,
    string? Name,
    IReadOnlyList<string> Methods,
    string? Level,
    string? Session,
    Instant? ProvenAt,
    string IdToken,
    ProviderPurpose Purpose)
{
    /// <summary>
    /// The item of what travels in <c>state</c> that says since when, in seconds since 1970, the person must have proven who they are.
    /// </summary>
    public const string AskedAt = "asked-at";

    private const int MaxName = 200;

    /// <summary>Null when nobody is back, or too long ago.</summary>
    public static async Task<ProviderIdentity?> ReadAsync(HttpContext http)
    {
        var external = await http.AuthenticateAsync(Schemes.External);
        if (!external.Succeeded || external.Principal.FindFirstValue(SessionClaims.Account) is not { } subject)
        {
            return null;
        }

        var (person, properties) = (external.Principal, external.Properties);
        return new ProviderIdentity(
            subject,
            NameOf(person),
            [.. person.FindAll(SessionClaims.Method).Select(claim => claim.Value)],
            person.FindFirstValue(SessionClaims.Level),
            person.FindFirstValue(SessionClaims.Session),
            InstantOf(person.FindFirstValue(SessionClaims.At)),
            properties.GetTokenValue(OpenIdConnectParameterNames.IdToken)!,
            ProviderPurpose.Read(properties));
    }

    /// <summary>The methods that count here: the provider's, and that there were two factors only where the settings say so.</summary>
    public IReadOnlyList<string> Proves(ProviderSettings settings) =>
    [
        .. Methods.Where(method => method != SessionClaims.ProvenTwice),
        .. settings.IsTwoFactor(Methods, Level) ? new[] { SessionClaims.ProvenTwice } : [],
    ];

    /// <summary>What the session keeps. Who does not say when they proved it may have done so long ago: it is no recent proof.</summary>
    public ProviderProof Proof(ProviderSettings settings) =>
        new(IdToken, Level) { Issuer = settings.Issuer, SessionId = Session, ProvenAt = ProvenAt ?? Instant.FromUnixTimeSeconds(0) };

    /// <summary>Nothing more is done with it.</summary>
    public static Task ForgetAsync(HttpContext http) => http.SignOutAsync(Schemes.External);

    private static Instant? InstantOf(string? seconds) =>
        long.TryParse(seconds, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= uint.MaxValue
            ? Instant.FromUnixTimeSeconds(number)
            : null;

    private static string? NameOf(ClaimsPrincipal person)
    {
        string?[] names =
            [person.FindFirstValue("given_name"), person.FindFirstValue("usual_name") ?? person.FindFirstValue("family_name")];
        var parts = new[] { string.Join(' ', names.OfType<string>()), person.FindFirstValue("name"), person.FindFirstValue("email") };
        var name = parts.FirstOrDefault(part => !string.IsNullOrWhiteSpace(part))?.Trim();
        return name is null ? null : string.Concat(name.Where(letter => !char.IsControl(letter)).Take(MaxName));
    }
}
