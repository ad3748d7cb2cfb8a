using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Hosting;

namespace PublicDirectory.Extranet;

/// <summary>Headers that every page of the extranet carries: nothing from elsewhere, nothing framed, nothing cached but what is being typed.</summary>
internal sealed class SecurityHeaders(IOptions<ProviderSettings> provider) : AnswerHeaders
{
    // What pages may ask the browser for: a security key, and nothing else.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), "
        + "publickey-credentials-get=(self), screen-wake-lock=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";

    // Signing out is a form that ends at the identity provider, when there is one.
    private static readonly object Restorable = new();

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

        // A browser finds again what was typed in a page only where it may keep the page.
        headers.CacheControl = IsFixed(context) ? "public, max-age=31536000, immutable"
            : context.Items.ContainsKey(Restorable) ? "private, no-cache"
            : "no-store";
    }

    /// <summary>Lets the browser show the page again as it was left, by « Précédent » or when it starts again.</summary>
    internal static void LetRestore(HttpContext context) => context.Items[Restorable] = true;

    /// <summary>Has the browser forget the pages that it may show again: someone goes, or someone else comes.</summary>
    internal static void ForgetPages(HttpContext context) => context.Response.Headers["Clear-Site-Data"] = "\"cache\"";

    // A file of ours whose address changes with its content: sheets and scripts by their hash, fonts by their version. No page is one.
    private static bool IsFixed(HttpContext context) =>
        context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified
        && context.GetEndpoint() is null && Path.HasExtension(context.Request.Path)
        && (context.Request.Query.ContainsKey("v") || context.Request.Path.StartsWithSegments("/neutre/fonts"));

    private static string Origin(string? address) =>
        address is null ? "" : " " + new Uri(address).GetLeftPart(UriPartial.Authority);
}
