using System.Buffers;

namespace PublicDirectory.Api.Http;

/// <summary>The page in which developers try queries. All its files come from this server.</summary>
internal static class GraphiQLPage
{
    // GraphiQL writes style attributes; scripts come from files only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, (byte[] Bytes, string Type)> Files = new[]
    {
        ("index.html", "text/html; charset=utf-8"),
        ("start.js", "text/javascript; charset=utf-8"),
        ("page.css", "text/css; charset=utf-8"),
        ("graphiql.css", "text/css; charset=utf-8"),
        ("graphiql.js", "text/javascript; charset=utf-8"),
        ("react.js", "text/javascript; charset=utf-8"),
        ("react-dom.js", "text/javascript; charset=utf-8"),
    }.ToDictionary(file => file.Item1, file => (Resources.Read($"graphiql/{file.Item1}"), file.Item2), StringComparer.Ordinal);

    public static void Map(WebApplication app) => app.MapMethods("/graphql/ide/{file}", Methods.Read, (string file) =>
        Files.TryGetValue(file, out var found) ? Results.Bytes(found.Bytes, found.Type) : Results.NotFound());

    public static void Write(HttpContext context)
    {
        var (bytes, type) = Files["index.html"];
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.BodyWriter.Write(bytes);
        }
    }
}
