using PublicDirectory.Hosting;

namespace PublicDirectory.Api.Http;

/// <summary>Headers of every answer, errors among them. Pages set a policy of their own where they need more than nothing.</summary>
internal sealed class SecurityHeaders : AnswerHeaders
{
    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        + "usb=(), xr-spatial-tracking=()";

    protected override void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy =
            headers.ContentSecurityPolicy is { Count: > 0 } own ? own : "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // The data are anyone's to use, from pages of other sites too.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
