using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Npgsql;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.OpenIdConnect;

/// <summary>
/// The provider tells us that someone left (OpenID Connect Back-Channel Logout 1.0): the sessions that it opened end at once. It comes
/// from a server, without cookies; its token is the proof.
/// </summary>
internal sealed partial class BackchannelLogout(
    LogoutTokens tokens, SessionStore sessions, LoginStore logins, IOptions<ProviderSettings> provider,
    ILogger<BackchannelLogout> logger)
{
    public const string Path = "/connexion/fin";
    public const string Limit = "provider-logout";

    private const int MaxBodyBytes = 32 * 1024;
    private const int PerMinute = 600; // an office that closes at six

    // By network: who floods elsewhere keeps no end of a session out.
    public static RateLimitPartition<int> Partition(HttpContext http) => RateLimitPartition.GetFixedWindowLimiter(
        Network.PlaceOf(http.Connection.RemoteIpAddress),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) });

    public static void Map(WebApplication app) => app.MapPost(
        Path, (HttpContext http, BackchannelLogout logout) => logout.AnswerAsync(http))
        .AllowAnonymous().DisableAntiforgery().RequireRateLimiting(Limit).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        if (!provider.Value.IsSet)
        {
            return Results.NotFound();
        }

        try
        {
            if (!http.Request.HasFormContentType || http.Request.Form["logout_token"] is not [{ Length: > 0 } text])
            {
                return Refuse("invalid_request", "One logout_token is expected, in a form.");
            }

            await EndAsync(await tokens.ReadAsync(text), http.RequestAborted);
            return Results.Ok();
        }
        catch (ProviderException e)
        {
            LogRefused(e.Message);
            return Refuse("invalid_request", e.Message);
        }
        catch (NpgsqlException e)
        {
            LogFailed(e);
            return Refuse("temporarily_unavailable", "The sessions could not be ended."); // §2.8: what fails is answered so too
        }
    }

    private async Task EndAsync(ProviderLogoutNotice notice, CancellationToken cancellationToken)
    {
        var account = notice.Subject is null ? null : await logins.FindAsync(notice.Subject, cancellationToken);
        if (notice.Session is not null || account is not null)
        {
            await sessions.EndOfProviderAsync(provider.Value.Issuer!, notice.Session, account, cancellationToken);
        }

        await tokens.RememberAsync(notice, cancellationToken);
    }

    private static IResult Refuse(string error, string why) =>
        Results.Json(new { error, error_description = why }, statusCode: StatusCodes.Status400BadRequest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of a session at the identity provider was not taken. {Why}")]
    private partial void LogRefused(string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of a session at the identity provider could not be kept.")]
    private partial void LogFailed(Exception exception);
}
