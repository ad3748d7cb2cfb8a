using Microsoft.Extensions.Options;
using PublicDirectory.Extranet.OpenIdConnect;

namespace PublicDirectory.Extranet;

/// <summary>Headers that every page of the extranet carries: nothing from elsewhere, nothing framed, nothing cached.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<ProviderSettings> provider)
{
    // Signing out is a form that ends at the identity provider, when there is one.
    private readonly string _policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; "
        + $"form-action 'self'{Origin(provider.Value.Issuer)}; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: a page that fails is cleared, its headers too.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        headers.CacheControl = "no-store";
    }

    private static string Origin(string? address) =>
        address is null ? "" : " " + new Uri(address).GetLeftPart(UriPartial.Authority);
}
