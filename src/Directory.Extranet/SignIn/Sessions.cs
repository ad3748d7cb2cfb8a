using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Opens sessions, step by step, and ends those that must.</summary>
internal sealed class Sessions(CredentialStore store, SignInJournal journal, BrowserMark mark, TimeProvider clock)
{
    private const string IdToken = "id_token";

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

        await http.SignInAsync(Schemes.HalfWay, Principal(Schemes.HalfWay, account, methods, provider), Properties(provider));
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

        var provider = result.Properties?.GetTokenValue(IdToken) is { } token
            ? new ProviderProof(token, result.Principal.FindFirstValue(SessionClaims.Level))
            : null;
        return new HalfWay(account, [.. result.Principal.FindAll(SessionClaims.Method).Select(claim => claim.Value)], provider);
    }

    /// <summary>Opens the session of someone who gave the second factor too.</summary>
    public async Task<string> CompleteAsync(HttpContext http, HalfWay half, string? returnUrl)
    {
        // Setting the factor up changed the stamp.
        var account = await store.FindAsync(half.Account.AccountId, http.RequestAborted) ?? half.Account;
        await http.SignOutAsync(Schemes.HalfWay);
        return await OpenAsync(http, account, [.. half.Methods, "otp", SessionClaims.ProvenTwice], returnUrl, half.Provider);
    }

    /// <summary>Opens the present session anew, after a change that ends all sessions of the account.</summary>
    public async Task RenewAsync(HttpContext http, params string[] moreMethods)
    {
        var account = await store.FindAsync(Agent.From(http.User).Id, http.RequestAborted);
        var methods = http.User.FindAll(SessionClaims.Method).Select(claim => claim.Value).Union(moreMethods).ToList();
        var token = await http.GetTokenAsync(Schemes.Session, IdToken);
        var provider = token is null ? null : new ProviderProof(token, http.User.FindFirstValue(SessionClaims.Level));
        await http.SignInAsync(Schemes.Session, Principal(Schemes.Session, account!, methods, provider), Properties(provider));
    }

    /// <summary>Closes the session.</summary>
    /// <returns>The provider's id_token, which closing the session there takes; null for a local account.</returns>
    public static async Task<string?> CloseAsync(HttpContext http)
    {
        var token = await http.GetTokenAsync(Schemes.Session, IdToken);
        await http.SignOutAsync(Schemes.Session);
        await http.SignOutAsync(Schemes.HalfWay);
        return token;
    }

    /// <summary>
    /// At each request: an account that was disabled, a changed password, a right that now takes a second factor, or too long a
    /// time, ends the session.
    /// </summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (clock, options) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<SignInOptions>>().Value);
        var user = context.Principal!;
        var account = Guid.TryParse(user.FindFirstValue(SessionClaims.Account), out var id)
            ? await services.GetRequiredService<CredentialStore>().FindAsync(id, context.HttpContext.RequestAborted)
            : null;
        var isProvenTwice = user.HasClaim(SessionClaims.Method, SessionClaims.ProvenTwice);
        var begun = long.TryParse(user.FindFirstValue(SessionClaims.At), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
        if (account is not { IsDisabled: false }
            || user.FindFirstValue(SessionClaims.Stamp) != account.Stamp.ToString()
            || (account.MustHaveSecondFactor && !isProvenTwice)
            || clock.GetUtcNow().ToUnixTimeSeconds() - begun > options.SessionTime.TotalSeconds)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Session);
        }
    }

    private async Task<string> OpenAsync(
        HttpContext http, Credentials account, IReadOnlyList<string> methods, string? returnUrl, ProviderProof? provider)
    {
        await store.SignedInAsync(account.AccountId, http.RequestAborted);
        await journal.WriteAsync(account.AccountId, account.AccountId, "account.signed_in", http.RequestAborted);
        await http.SignInAsync(Schemes.Session, Principal(Schemes.Session, account, methods, provider), Properties(provider));
        mark.Write(http, account.AccountId);
        return LocalUrl.Of(returnUrl);
    }

    private ClaimsPrincipal Principal(string scheme, Credentials account, IEnumerable<string> methods, ProviderProof? provider)
    {
        List<Claim> claims =
        [
            new(SessionClaims.Account, account.AccountId.ToString()),
            new(SessionClaims.Name, account.Name),
            new(SessionClaims.Mail, account.Mail),
            new(SessionClaims.Stamp, account.Stamp.ToString()),
            new(SessionClaims.At, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            .. methods.Select(method => new Claim(SessionClaims.Method, method)),
        ];
        if (provider?.Level is { } level)
        {
            claims.Add(new(SessionClaims.Level, level));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, SessionClaims.Name, null));
    }

    private static AuthenticationProperties Properties(ProviderProof? provider)
    {
        var properties = new AuthenticationProperties();
        if (provider is not null)
        {
            properties.StoreTokens([new AuthenticationToken { Name = IdToken, Value = provider.IdToken }]);
        }

        return properties;
    }
}

/// <summary>What an identity provider said.</summary>
/// <param name="IdToken">As it came: asked for when the session is closed there.</param>
/// <param name="Level">Its <c>acr</c>; null when it gave none.</param>
internal sealed record ProviderProof(string IdToken, string? Level);

/// <summary>Someone who proved who they are once, and must do so twice.</summary>
internal sealed record HalfWay(Credentials Account, IReadOnlyList<string> Methods, ProviderProof? Provider);
