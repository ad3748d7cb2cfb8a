using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Passkeys;
using PublicDirectory.Extranet.Passwords;
using PublicDirectory.Extranet.Shell;
using SignInOptions = PublicDirectory.Extranet.Agents.SignInOptions;

namespace PublicDirectory.Extranet.SignIn;

internal static class SignInServices
{
    // OWASP's figure of 2023 for PBKDF2 with SHA-512.
    private const int HashIterations = 210_000;

    private static readonly TimeSpan StepTime = TimeSpan.FromMinutes(10);

    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignInOptions>().Bind(configuration.GetSection("SignIn"))
            .Validate<IOptions<ShellOptions>>(
                (signIn, shell) => signIn.IsSecondFactorKept() || shell.Value.PublicUrl is null or { IsLoopback: true },
                "SignIn:SecondFactorFor leaves out a right that changes what is public: only an extranet on a loopback address may do that.")
            .ValidateOnStart();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<PasskeyCeremonies>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<SignInJournal>();
        services.AddSingleton<OwnerMails>();
        services.AddSingleton<SignInDoor>();
        services.AddSingleton<SignInOrigin>();
        services.AddSingleton<SprayLimit>();
        services.AddHttpContextAccessor();
        services.AddSingleton<BrowserMark>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<RecentAuthentication>();
        services.AddHostedService<SessionWorker>();
        services.AddSingleton<WarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountList>();
        var breached = BreachedPasswords.Read(configuration["SignIn:BreachedPasswords"]);
        services.AddSingleton(breached);
        services.AddSingleton<PasswordRules>();
        services.AddScoped<AgentGrants>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        services.AddSingleton<IPasswordHasher<Credentials>, PasswordHasher<Credentials>>();
        services.AddSignInLimits();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Schemes.Session).RequireAuthenticatedUser().Build());
        services.AddCookies();
    }

    private static void AddCookies(this IServiceCollection services)
    {
        services.AddAuthentication(Schemes.Session)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Session, null)
            .AddCookie(Schemes.HalfWay, cookie => cookie.ExpireTimeSpan = StepTime)
            .AddCookie(Schemes.External, cookie => cookie.ExpireTimeSpan = StepTime);
        foreach (var scheme in new[] { Schemes.HalfWay, Schemes.External })
        {
            services.AddOptions<CookieAuthenticationOptions>(scheme).Configure<IOptions<SignInOptions>>((cookie, options) =>
            {
                // __Host-: HTTPS, this host only, every path. Lax: people come back from the provider and from mails.
                cookie.Cookie.Name = options.Value.SecureCookies ? $"__Host-directory-{scheme}" : $"directory-{scheme}";
                cookie.Cookie.SecurePolicy = options.Value.SecureCookies ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.Path = "/";
            });
        }
    }
}
