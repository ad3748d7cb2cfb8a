using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Hosting;

namespace PublicDirectory.Extranet;

/// <summary>Headers that every page of the extranet carries: nothing from elsewhere, nothing framed, nothing cached.</summary>
internal sealed class SecurityHeaders(IOptions<ProviderSettings> provider) : AnswerHeaders
{
    // What pages may ask the browser for: a security key, and nothing else.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), "
        + "publickey-credentials-get=(self), screen-wake-lock=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";

    // Signing out is a form that ends at the identity provider, when there is one.
    private readonly string _policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; "
        + $"form-action 'self'{Origin(provider.Value.IsSet ? provider.Value.Issuer : null)}; base-uri 'none'; frame-ancestors 'none'";

    protected override void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers.CacheControl = "no-store";
    }

    private static string Origin(string? address) =>
        address is null ? "" : " " + new Uri(address).GetLeftPart(UriPartial.Authority);
}
