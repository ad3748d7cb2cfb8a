using PublicDirectory.Api.Http;

namespace PublicDirectory.Api.Pages;

/// <summary>From whose pages forms may be sent: ours.</summary>
/// <remarks>
/// <c>Sec-Fetch-Site</c> (Fetch Metadata), which every browser of today sends to places with TLS and none lets a page set; without it, by
/// <c>Origin</c>. Our pages say <c>Referrer-Policy: no-referrer</c>, by which <c>Origin</c> is <c>null</c>: that, and neither of them, tells
/// nothing and is let in, for older browsers and for programs, which ride on nobody's browser.
/// </remarks>
internal static class Origins
{
    /// <summary>Refuses what a page of another site has sent.</summary>
    /// <exception cref="HttpRefusal">It is from elsewhere (403).</exception>
    public static void Check(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var isOurs = site.Length > 0
            ? site is "same-origin" or "none"
            : origin is "" or "null" || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
        if (!isOurs)
        {
            throw new HttpRefusal(StatusCodes.Status403Forbidden, "Ce formulaire ne peut être envoyé que depuis sa propre page.");
        }
    }
}
