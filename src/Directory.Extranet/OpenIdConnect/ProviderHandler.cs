using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.OpenIdConnect;

internal sealed class ProviderHandlerOptions : RemoteAuthenticationOptions
{
    public ISecureDataFormat<AuthenticationProperties> StateFormat { get; set; } = null!;
}

/// <summary>
/// Sends people to the provider and takes them back: the authorization code flow, on the framework's handler for identities
/// from elsewhere, which keeps the correlation cookie and opens the external session.
/// </summary>
/// <remarks>The provider is asked when someone signs in, never before: while it is down, every other page works.</remarks>
internal sealed class ProviderHandler(
    IOptionsMonitor<ProviderHandlerOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptions<ProviderSettings> settings,
    ProviderClient client,
    ProviderTokens tokens) : RemoteAuthenticationHandler<ProviderHandlerOptions>(options, logger, encoder)
{
    private const string Nonce = "nonce";
    private const string Verifier = "verifier";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var provider = await client.DiscoverAsync(false, Context.RequestAborted);
        GenerateCorrelationId(properties);
        var nonce = Random();
        properties.Items[Nonce] = nonce;
        Dictionary<string, string?> query = new()
        {
            ["response_type"] = "code",
            ["client_id"] = settings.Value.ClientId,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = settings.Value.Scopes,
            [Nonce] = nonce,
        };
        if (settings.Value.Pkce)
        {
            var verifier = Random();
            properties.Items[Verifier] = verifier;
            query["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
            query["code_challenge_method"] = "S256";
        }

        if (settings.Value.AcrValues is { Length: > 0 } levels)
        {
            query["acr_values"] = levels;
        }

        // Everything above travels in it, encrypted; only this browser's correlation cookie makes it good, once.
        query["state"] = Options.StateFormat.Protect(properties);
        Response.Redirect(QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, query));
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var query = Request.Query;
        if (Options.StateFormat.Unprotect(query["state"]) is not { } properties)
        {
            return HandleRequestResult.Fail("The state is missing or not ours.");
        }

        if (!ValidateCorrelationId(properties))
        {
            return HandleRequestResult.Fail("The state was used before, is too old, or belongs to another browser.", properties);
        }

        // RFC 9207: says which provider answers, where it says so.
        if (query["iss"] is [{ } issuer] && issuer != settings.Value.Issuer)
        {
            return HandleRequestResult.Fail("Another provider answers.", properties);
        }

        if (query["code"] is not [{ Length: > 0 and <= 4096 } code] || !properties.Items.TryGetValue(Nonce, out var nonce))
        {
            return HandleRequestResult.Fail("The provider gave no code.", properties);
        }

        try
        {
            properties.Items.TryGetValue(Verifier, out var verifier);
            return HandleRequestResult.Success(await TicketAsync(code, nonce!, verifier, properties));
        }
        catch (ProviderException e)
        {
            return HandleRequestResult.Fail(e, properties);
        }
    }

    private string RedirectUri => BuildRedirectUri(Options.CallbackPath);

    private async Task<AuthenticationTicket> TicketAsync(string code, string nonce, string? verifier, AuthenticationProperties properties)
    {
        var (idToken, accessToken) = await client.ExchangeAsync(code, RedirectUri, verifier, Context.RequestAborted);
        var token = await tokens.ReadIdTokenAsync(idToken, nonce, Context.RequestAborted);
        var user = await client.ReadUserAsync(accessToken, Context.RequestAborted);
        if (await SubjectAsync(user) != token.Subject)
        {
            throw new ProviderException("The provider speaks of two different people.");
        }

        List<Claim> claims = [new(SessionClaims.Account, token.Subject)];
        claims.AddRange(Methods(token).Select(method => new Claim(SessionClaims.Method, method)));
        if (token.TryGetPayloadValue(SessionClaims.Level, out string? level) && level is { Length: > 0 and <= 200 })
        {
            claims.Add(new(SessionClaims.Level, level));
        }

        properties.Items.Remove(Nonce);
        properties.Items.Remove(Verifier);
        properties.StoreTokens([new AuthenticationToken { Name = "id_token", Value = idToken }]);
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), properties, Scheme.Name);
    }

    private async Task<string?> SubjectAsync((string Text, bool IsSigned) user)
    {
        if (user.IsSigned)
        {
            return (await tokens.ReadUserAsync(user.Text, Context.RequestAborted)).Subject;
        }

        using var json = ProviderClient.Parse(user.Text);
        return json.RootElement is { ValueKind: System.Text.Json.JsonValueKind.Object } claims
            && claims.TryGetProperty("sub", out var subject) && subject.ValueKind == System.Text.Json.JsonValueKind.String
            ? subject.GetString()
            : null;
    }

    // RFC 8176: an array of short names.
    private static IEnumerable<string> Methods(JsonWebToken token) =>
        token.TryGetPayloadValue(SessionClaims.Method, out string[]? methods) && methods is not null
            ? methods.Where(method => method is { Length: > 0 and <= 50 }).Take(10)
            : [];

    // 43 characters.
    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
