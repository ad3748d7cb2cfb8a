using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace PublicDirectory.Extranet.Agents;

/// <summary>
/// A cookie that outlives the session: which browser this is, and who signed in with it last. It opens nothing; what someone had
/// typed when their session was over is kept for them by it.
/// </summary>
internal sealed class BrowserMark(IDataProtectionProvider protection, IOptions<SignInOptions> options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly IDataProtector _protector = protection.CreateProtector("browser");

    private string Name => options.Value.SecureCookies ? "__Host-directory-browser" : "directory-browser";

    /// <summary>Null when nobody has signed in with this browser lately, or the cookie is not ours.</summary>
    public (Guid Browser, Guid Account)? Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Name] is { Length: < 1000 } cookie
                && _protector.Unprotect(cookie).Split(' ') is [var browser, var account]
                    ? (Guid.Parse(browser), Guid.Parse(account))
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Someone signs in.</summary>
    public void Write(HttpContext http, Guid account)
    {
        var known = Read(http);
        if (known is { } last && last.Account != account)
        {
            SecurityHeaders.ForgetPages(http);
        }

        http.Response.Cookies.Append(
            Name,
            _protector.Protect($"{known?.Browser ?? Guid.NewGuid()} {account}"),
            new CookieOptions
            {
                MaxAge = Lifetime,
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Strict, // never sent with what another site posts
                Secure = options.Value.SecureCookies || http.Request.IsHttps,
                Path = "/",
            });
    }
}
