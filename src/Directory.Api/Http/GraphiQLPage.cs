using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Api.Http;

/// <summary>The page in which developers try queries. All its files come from this server.</summary>
internal static class GraphiQLPage
{
    // Where the page has what one answer alone knows: GraphiQL makes a style element, and takes it for that.
    private const string Nonce = "{nonce}";
    private const int NonceBytes = 16;

    private const string Policy =
        $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{Nonce}'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, (byte[] Bytes, string Type)> Files = new[]
    {
        ("start.js", "text/javascript; charset=utf-8"),
        ("page.css", "text/css; charset=utf-8"),
        ("graphiql.css", "text/css; charset=utf-8"),
        ("graphiql.js", "text/javascript; charset=utf-8"),
        ("react.js", "text/javascript; charset=utf-8"),
        ("react-dom.js", "text/javascript; charset=utf-8"),
    }.ToDictionary(file => file.Item1, file => (Resources.Read($"graphiql/{file.Item1}"), file.Item2), StringComparer.Ordinal);

    private static readonly string Page = Encoding.UTF8.GetString(Resources.Read("graphiql/index.html"));

    public static void Map(WebApplication app) => app.MapMethods("/graphql/ide/{file}", Methods.Read, (string file) =>
        Files.TryGetValue(file, out var found) ? Results.Bytes(found.Bytes, found.Type) : Results.NotFound());

    public static void Write(HttpContext context)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var bytes = Encoding.UTF8.GetBytes(Page.Replace(Nonce, nonce, StringComparison.Ordinal));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = Policy.Replace(Nonce, nonce, StringComparison.Ordinal);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.BodyWriter.Write(bytes);
        }
    }
}
