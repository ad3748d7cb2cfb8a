using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Opens sessions, step by step, confirms and closes them.</summary>
internal sealed class Sessions(
    CredentialStore store, SignInDoor door, SessionStore sessions, SessionCookie cookie, BrowserMark mark,
    IDataProtectionProvider protection,
    TimeProvider clock)
{
    private const string IdToken = "id_token";
    private const string ProviderSession = "sid";
    private const string ProvenAt = "proven_at";
    private const string Issuer = "iss";

    private readonly IDataProtector _idTokens = protection.CreateProtector("session-id-token");

    /// <summary>
    /// What follows a first proof. Opens the session, or asks for the second factor: the app's code, or setting the app up where
    /// the person's rights take it.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="account">Who it is.</param>
    /// <param name="methods">How they proved it: <c>pwd</c>, or what the provider says.</param>
    /// <param name="returnUrl">Where they were going; anywhere else than on this site is left aside.</param>
    /// <param name="provider">What the provider said, when one did.</param>
    /// <returns>The address to go to.</returns>
    public async Task<string> ProveAsync(
        HttpContext http, Credentials account, IReadOnlyList<string> methods, string? returnUrl, ProviderProof? provider = null)
    {
        var isProvenTwice = methods.Contains(SessionClaims.ProvenTwice);
        var next = isProvenTwice ? null
            : account.HasSecondFactor ? "/connexion/code"
            : account.MustHaveSecondFactor ? "/connexion/second-facteur"
            : null;
        if (next is null)
        {
            return await OpenAsync(http, account, methods, returnUrl, provider);
        }

        await http.SignInAsync(Schemes.HalfWay, HalfWayPrincipal(account, methods, provider), Properties(provider));
        return LocalUrl.With(next, returnUrl);
    }

    /// <summary>Who is half-way; null when nobody is, or no longer may be.</summary>
    public async Task<HalfWay?> HalfWayAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(Schemes.HalfWay);
        if (!result.Succeeded || !Guid.TryParse(result.Principal.FindFirstValue(SessionClaims.Account), out var id)
            || await store.FindAsync(id, http.RequestAborted) is not { IsDisabled: false } account
            || result.Principal.FindFirstValue(SessionClaims.Stamp) != account.Stamp.ToString())
        {
            return null;
        }

        var properties = result.Properties!;
        var provider = properties.GetTokenValue(IdToken) is { } token
            ? new ProviderProof(token, result.Principal.FindFirstValue(SessionClaims.Level))
            {
                Issuer = properties.GetString(Issuer),
                SessionId = properties.GetString(ProviderSession),
                ProvenAt =
                    long.TryParse(properties.GetString(ProvenAt), CultureInfo.InvariantCulture, out var seconds)
                        ? Instant.FromUnixTimeSeconds(seconds)
                        : null,
            }
            : null;
        return new HalfWay(account, [.. result.Principal.FindAll(SessionClaims.Method).Select(claim => claim.Value)], provider);
    }

    /// <summary>Opens the session of someone who gave the second factor too.</summary>
    /// <param name="http">The request.</param>
    /// <param name="half">Who, and what they proved before.</param>
    /// <param name="returnUrl">Where they were going.</param>
    /// <param name="method">What the second factor was (RFC 8176).</param>
    public async Task<string> CompleteAsync(HttpContext http, HalfWay half, string? returnUrl, string method = "otp")
    {
        // Setting the factor up changed the stamp.
        var account = await store.FindAsync(half.Account.AccountId, http.RequestAborted) ?? half.Account;
        await http.SignOutAsync(Schemes.HalfWay);
        return await OpenAsync(http, account, [.. half.Methods, method, SessionClaims.ProvenTwice], returnUrl, half.Provider);
    }

    /// <summary>
    /// Notes that the agent proved again who they are: what takes a recent proof is open to them for a while. The ticket changes; when the
    /// session ends does not.
    /// </summary>
    /// <param name="http">Of a signed-in agent.</param>
    /// <param name="methods">How: <c>pwd</c>, <c>otp</c>, or what the provider says.</param>
    public Task ConfirmAsync(HttpContext http, params string[] methods) => ChangeTicketAsync(http, methods, Now);

    /// <summary>Gives the present session another ticket, after a change of what opens it.</summary>
    /// <param name="http">Of a signed-in agent.</param>
    /// <param name="moreMethods">What was proven by the change.</param>
    public Task RenewAsync(HttpContext http, params string[] moreMethods) => ChangeTicketAsync(http, moreMethods, null);

    /// <summary>Closes the session.</summary>
    /// <returns>The provider's id_token, which closing the session there takes; null for a local account.</returns>
    public async Task<string?> CloseAsync(HttpContext http)
    {
        await http.SignOutAsync(Schemes.HalfWay);
        cookie.Forget(http);
        if (Agent.Of(http.User) is not { } agent || IdOf(http.User) is not { } id)
        {
            return null;
        }

        var token = await sessions.FindIdTokenAsync(id, http.RequestAborted);
        await sessions.EndAsync(id, agent.Id, SessionEnds.SignedOut, http.RequestAborted);
        return token is null ? null : Encoding.UTF8.GetString(_idTokens.Unprotect(token));
    }

    /// <summary>The session in use; null when nobody is signed in.</summary>
    public static Guid? IdOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(SessionClaims.Session), out var id) ? id : null;

    private Instant Now => clock.GetCurrentInstant();

    private async Task<string> OpenAsync(
        HttpContext http, Credentials account, IReadOnlyList<string> methods, string? returnUrl, ProviderProof? provider)
    {
        await store.SignedInAsync(account.AccountId, http.RequestAborted);
        await door.SucceedAsync(account.AccountId, methods.Count(method => method is "pwd" or "otp"), http.RequestAborted);
        var ticket = await sessions.OpenAsync(
            (id, hash, now, end) => new Session
            {
                Id = id,
                TicketHash = hash,
                AccountId = account.AccountId,
                AuthenticatedAt = now,
                ConfirmedAt = provider?.ProvenAt is { } proven && proven < now ? proven : now,
                LastSeenAt = now,
                EndsAt = end,
                Methods = [.. methods.Distinct()],
                Level = provider?.Level,
                Provider = provider?.Issuer,
                ProviderSid = provider?.SessionId,
                IdToken = provider is null ? null : _idTokens.Protect(Encoding.UTF8.GetBytes(provider.IdToken)),
                Device = Device.Of(http.Request.Headers.UserAgent),
                Network = Network.Of(http.Connection.RemoteIpAddress),
            },
            IdOf(http.User),
            http.RequestAborted);
        cookie.Write(http, ticket);
        mark.Write(http, account.AccountId);
        return LocalUrl.Of(returnUrl);
    }

    private async Task ChangeTicketAsync(HttpContext http, string[] moreMethods, Instant? provenAt)
    {
        var methods = http.User.FindAll(SessionClaims.Method).Select(claim => claim.Value).Union(moreMethods).ToArray();
        if (IdOf(http.User) is { } id && await sessions.ChangeTicketAsync(id, methods, provenAt, http.RequestAborted) is { } ticket)
        {
            cookie.Write(http, ticket);
        }
    }

    private static ClaimsPrincipal HalfWayPrincipal(Credentials account, IEnumerable<string> methods, ProviderProof? provider)
    {
        List<Claim> claims =
        [
            new(SessionClaims.Account, account.AccountId.ToString()),
            new(SessionClaims.Stamp, account.Stamp.ToString()),
            .. methods.Select(method => new Claim(SessionClaims.Method, method)),
        ];
        if (provider?.Level is { } level)
        {
            claims.Add(new(SessionClaims.Level, level));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, Schemes.HalfWay));
    }

    private static AuthenticationProperties Properties(ProviderProof? provider)
    {
        var properties = new AuthenticationProperties();
        if (provider is not null)
        {
            properties.StoreTokens([new AuthenticationToken { Name = IdToken, Value = provider.IdToken }]);
            properties.SetString(Issuer, provider.Issuer);
            properties.SetString(ProviderSession, provider.SessionId);
            properties.SetString(ProvenAt, provider.ProvenAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        return properties;
    }
}

/// <summary>What an identity provider said.</summary>
/// <param name="IdToken">As it came: asked for when the session is closed there.</param>
/// <param name="Level">Its <c>acr</c>; null when it gave none.</param>
internal sealed record ProviderProof(string IdToken, string? Level)
{
    /// <summary>Who it is.</summary>
    public string? Issuer { get; init; }

    /// <summary>Its <c>sid</c>: what it calls its own session, and closes it by.</summary>
    public string? SessionId { get; init; }

    /// <summary>Its <c>auth_time</c>: when the person last proved there who they are. Null: now.</summary>
    public Instant? ProvenAt { get; init; }
}

/// <summary>Someone who proved who they are once, and must do so twice.</summary>
internal sealed record HalfWay(Credentials Account, IReadOnlyList<string> Methods, ProviderProof? Provider);
