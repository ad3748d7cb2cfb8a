using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.OpenIdConnect;

internal static class ProviderServices
{
    /// <summary>Where the provider sends people back.</summary>
    public const string AnswerPath = "/connexion/reponse";

    // How long someone may stay at the provider.
    private static readonly TimeSpan FlowTime = TimeSpan.FromMinutes(15);

    public static void AddProvider(this IServiceCollection services)
    {
        services.AddOptions<ProviderSettings>().Configure<IConfiguration>((settings, all) => all.GetSection("OpenIdConnect").Bind(settings))
            .Validate(settings =>
            {
                settings.Check();
                return true;
            }).ValidateOnStart();
        services.AddSingleton<ProviderMetadata>();
        services.AddSingleton<ProviderTokens>();
        services.AddSingleton<ProviderBackchannel>();
        services.AddSingleton<ProviderEvents>();
        services.AddSingleton<ProviderLogout>();
        services.AddSingleton<LoginStore>();
        services.AddSingleton<LogoutTokens>();
        services.AddSingleton<BackchannelLogout>();
        services.AddRateLimiter(limits => limits.AddPolicy(BackchannelLogout.Limit, BackchannelLogout.Partition));

        // What AddOpenIdConnect does, for those who have a provider: without settings the handler does not work.
        services.AddTransient<OpenIdConnectHandler>();
        services.AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>();
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<ProviderSettings>>((schemes, settings) =>
        {
            if (settings.Value.IsSet)
            {
                schemes.AddScheme<OpenIdConnectHandler>(Schemes.Provider, null);
            }
        });
        services.AddOptions<OpenIdConnectOptions>(Schemes.Provider)
            .Configure<IOptions<ProviderSettings>, ProviderMetadata, ProviderTokens, ProviderBackchannel, ProviderEvents>(Configure)
            .Configure<IOptions<SignInOptions>, TimeProvider>(ConfigureCookies);
    }

    private static void Configure(
        OpenIdConnectOptions options, IOptions<ProviderSettings> provider, ProviderMetadata metadata, ProviderTokens tokens,
        ProviderBackchannel backchannel, ProviderEvents events)
    {
        var settings = provider.Value;
        (options.ClientId, options.ClientSecret, options.UsePkce) = (settings.ClientId, settings.ClientSecret, settings.Pkce);
        options.ConfigurationManager = metadata;
        options.TokenHandler = tokens;
        options.TokenValidationParameters = tokens.NewParameters();
        options.Backchannel = ProviderBackchannel.NewClient(settings, backchannel);
        options.Events = events;
        options.SignInScheme = Schemes.External;
        options.CallbackPath = AnswerPath;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // the cookies of a flow do not come with another site's form
        options.Scope.Clear();
        foreach (var scope in ProviderSettings.Words(settings.Scopes))
        {
            options.Scope.Add(scope);
        }

        // Of what the provider says of a person only names are taken, to be shown; who they are is in the id_token.
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Clear();
        foreach (var name in new[] { "given_name", "usual_name", "family_name", "name", "email" })
        {
            options.ClaimActions.MapJsonKey(name, name);
        }

        // Nobody may end a session here by an address; and one request more to the provider before each sign-in brings nothing.
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = PathString.Empty;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.DisableTelemetry = true;
    }

    private static void ConfigureCookies(OpenIdConnectOptions options, IOptions<SignInOptions> signIn, TimeProvider clock)
    {
        options.TimeProvider = clock;
        options.RemoteAuthenticationTimeout = FlowTime;
        options.ProtocolValidator.NonceLifetime = FlowTime;
        var isSecure = signIn.Value.SecureCookies;
        foreach (var (cookie, name) in new[] { (options.CorrelationCookie, "directory-state-"), (options.NonceCookie, "directory-nonce-") })
        {
            cookie.Name = isSecure ? "__Host-" + name : name;
            cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.SameSite = SameSiteMode.Lax; // people come back from the provider
            cookie.Path = "/";
        }
    }
}
