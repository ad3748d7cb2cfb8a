using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// Who a request comes from, by the ticket of its cookie. Sessions are opened and ended by <see cref="Sessions"/> alone; the framework's
/// cookie handler is not used here, since it keeps a session's id when someone signs in again over it.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionStore store,
    SessionCookie cookie, KeptForms kept)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (DatabaseAway.IsMet(Context)
            || cookie.Read(Context) is not { } ticket
            || await store.FindAsync(ticket, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.NoResult();
        }

        if (session.MustHaveSecondFactor && !session.Methods.Contains(SessionClaims.ProvenTwice))
        {
            await store.EndAsync(session.Id, session.AccountId, Core.Accounts.SessionEnds.SecondFactor, Context.RequestAborted);
            return AuthenticateResult.NoResult();
        }

        return AuthenticateResult.Success(new AuthenticationTicket(Principal(session), Scheme.Name));
    }

    /// <summary>Asks to sign in, and keeps what was typed; comes back afterwards.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isKept = await kept.KeepAsync(Context);
        var from = Request.PathBase + Request.Path + (HttpMethods.IsGet(Request.Method) ? Request.QueryString : QueryString.Empty);
#pragma warning disable SCS0027 // A page of ours; what was asked for is in its query.
        Response.Redirect(QueryHelpers.AddQueryString("/connexion", "retour", isKept ? KeptForms.Page : from.ToString()));
#pragma warning restore SCS0027
        if (HttpMethods.IsPost(Request.Method))
        {
            Response.StatusCode = StatusCodes.Status303SeeOther;
        }
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal Principal(LiveSession session)
    {
        List<Claim> claims =
        [
            new(SessionClaims.Account, session.AccountId.ToString()),
            new(SessionClaims.Name, session.Name),
            new(SessionClaims.Mail, session.Mail),
            new(SessionClaims.Session, session.Id.ToString()),
            new(SessionClaims.At, Seconds(session.AuthenticatedAt)),
            new(SessionClaims.ConfirmedAt, Seconds(session.ConfirmedAt)),
            .. session.Methods.Select(method => new Claim(SessionClaims.Method, method)),
        ];
        if (session.Level is { } level)
        {
            claims.Add(new(SessionClaims.Level, level));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, Schemes.Session, SessionClaims.Name, null));
    }

    private static string Seconds(NodaTime.Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
