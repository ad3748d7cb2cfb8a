using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>The cookie of a session: a ticket, of which the database knows the hash.</summary>
internal sealed class SessionCookie(IOptions<SignInOptions> options)
{
    // 32 random bytes in base64url.
    private const int TicketLength = 43;

    // __Host-: HTTPS, this host only, every path.
    private string Name => options.Value.SecureCookies ? "__Host-directory-session" : "directory-session";

    /// <summary>Null when there is none that could be ours.</summary>
    public string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: TicketLength } ticket ? ticket : null;

    public void Write(HttpContext http, string ticket) => http.Response.Cookies.Append(Name, ticket, Options(http));

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax, // people come back from the provider and from mails
        Secure = options.Value.SecureCookies || http.Request.IsHttps,
        Path = "/",
    };
}
