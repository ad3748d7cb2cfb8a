using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>What we ask of the provider's answer beyond what the framework's handler does, and what is kept of it.</summary>
internal sealed partial class ProviderEvents(
    ProviderMetadata metadata, IOptions<ProviderSettings> options, ILogger<ProviderEvents> logger) : OpenIdConnectEvents
{
    private const int MaxCode = 4096;
    private const int MaxSubject = 255; // OpenID Connect Core §2
    private const int KeptFlows = 10;

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (options.Value.AcrValues is { Length: > 0 } levels)
        {
            context.ProtocolMessage.AcrValues = levels;
        }

        if (options.Value.Claims is { Length: > 0 } claims)
        {
            context.ProtocolMessage.SetParameter("claims", claims);
        }

        ForgetAbandoned(context);
        return Task.CompletedTask;
    }

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var provider = await metadata.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Fail("The provider answers by an address, never by a form.");
        }
        else if (context.Request.Query["iss"] is var issuer
            && (issuer.Count == 0 ? provider.AuthorizationResponseIssParameterSupported : issuer != options.Value.Issuer))
        {
            context.Fail("Another provider answers."); // RFC 9207
        }
        else if (context.ProtocolMessage.Error is { Length: > 0 } error)
        {
            context.Fail(new ProviderException(ReasonOf(error), "The provider says no."));
        }
        else if (context.Request.Query["code"] is not [{ Length: > 0 and <= MaxCode }])
        {
            context.Fail("The provider gave no code.");
        }
    }

    public override Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        if (options.Value.ClientAuthentication != ProviderSettings.SecretInForm)
        {
            context.TokenEndpointRequest!.ClientSecret = null; // said in the header
        }

        return Task.CompletedTask;
    }

    public override Task TokenResponseReceived(TokenResponseReceivedContext context)
    {
        if (string.IsNullOrEmpty(context.TokenEndpointResponse.IdToken) || string.IsNullOrEmpty(context.TokenEndpointResponse.AccessToken))
        {
            context.Fail("The provider gave no id_token, or no access_token.");
        }

        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var (token, said) = (context.SecurityToken, context.Principal!);
        var level = said.FindFirstValue(SessionClaims.Level);
        if (token.Subject is not { Length: > 0 and <= MaxSubject } || token.Subject.Any(char.IsControl))
        {
            context.Fail("The id_token names nobody.");
        }
        else if (token.Payload.Aud.Count > 1 && token.Payload.Azp != options.Value.ClientId)
        {
            context.Fail("The id_token is for several clients, and was made for another (azp)."); // OpenID Connect Core §3.1.3.7
        }
        else if (options.Value.Lacks(level))
        {
            context.Fail(new ProviderException(ProviderRefusal.Level, "The level of assurance that was asked for is missing."));
        }
        else if (context.Properties!.Items.TryGetValue(ProviderIdentity.AskedAt, out var asked)
            && !IsSince(said.FindFirstValue(SessionClaims.At), asked!))
        {
            context.Fail(new ProviderException(ProviderRefusal.NotFresh, "The person did not prove again who they are."));
        }
        else
        {
            context.Principal = Kept(said, context.Scheme.Name);
            context.Properties.StoreTokens(
                [new() { Name = OpenIdConnectParameterNames.IdToken, Value = context.TokenEndpointResponse!.IdToken }]);
        }

        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var reason = ReasonOf(context.Failure);
        LogRefusal(reason, Types(context.Failure));
        context.Response.Redirect(QueryHelpers.AddQueryString("/connexion/retour", "refus", reason.ToString()));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static ProviderRefusal ReasonOf(string error) => error switch
    {
        "access_denied" or "login_required" or "interaction_required" or "consent_required" or "account_selection_required" =>
            ProviderRefusal.Denied,
        "unmet_authentication_requirements" => ProviderRefusal.Level,
        "temporarily_unavailable" or "server_error" => ProviderRefusal.Unreachable,
        _ => ProviderRefusal.Failed,
    };

    private static ProviderRefusal ReasonOf(Exception? failure) => failure switch
    {
        ProviderException known => known.Reason,
        HttpRequestException or OperationCanceledException or IOException => ProviderRefusal.Unreachable,
        { InnerException: { } inner } => ReasonOf(inner),
        _ => ProviderRefusal.Failed,
    };

    // Whoever turns back at the provider leaves two cookies for a quarter of an hour; too many would make every request too long.
    private static void ForgetAbandoned(RedirectContext context)
    {
        var (nonce, correlation) = (context.Options.NonceCookie, context.Options.CorrelationCookie);
        var left = context.Request.Cookies.Keys
            .Where(name => name.StartsWith(nonce.Name!, StringComparison.Ordinal)
                || name.StartsWith(correlation.Name!, StringComparison.Ordinal)).ToList();
        if (left.Count >= 2 * KeptFlows)
        {
            left.ForEach(name => context.Response.Cookies.Delete(name, nonce.Build(context.HttpContext)));
        }
    }

    private bool IsSince(string? provenAt, string asked) =>
        long.TryParse(provenAt, CultureInfo.InvariantCulture, out var proven)
        && proven >= long.Parse(asked, CultureInfo.InvariantCulture) - options.Value.ClockSkew.TotalSeconds;

    private static ClaimsPrincipal Kept(ClaimsPrincipal said, string scheme)
    {
        string[] single = [SessionClaims.Account, SessionClaims.Level, SessionClaims.Session, SessionClaims.At];
        var claims = single.Select(said.FindFirst).OfType<Claim>()
            .Concat(said.FindAll(SessionClaims.Method).Take(10)) // RFC 8176: an array of short names
            .Where(claim => claim.Value.Length is > 0 and <= MaxSubject)
            .Select(claim => new Claim(claim.Type, claim.Value));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    // Types and not messages: those may quote what the provider says of someone.
    private static string Types(Exception? failure) =>
        failure is null
            ? ""
            : string.Join(
                " < ",
                Chain(failure).Select(
                    one => one is ProviderException or AuthenticationFailureException ? one.Message : one.GetType().Name));

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (Exception? one = failure; one is not null; one = one.InnerException)
        {
            yield return one;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in through the identity provider was refused: {Reason}. {Failure}")]
    private partial void LogRefusal(ProviderRefusal reason, string failure);
}
