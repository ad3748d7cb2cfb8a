using System.Security.Cryptography;

namespace PublicDirectory.Api.Pages;

/// <summary>The one stylesheet of public pages. Its address says its content, so that it may be kept for ever.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Content = [.. Resources.Read("pages/pages.css"), .. Resources.Read("pages/guichet.css")];

    public static string Address { get; } = $"/pages.css?v={Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 6))}";

    public static IResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(Content, "text/css; charset=utf-8");
    }
}
