using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PublicDirectory.Api.Http;

/// <summary>The developers' guide as a page, and its examples: those of the repository, which travel inside the assembly.</summary>
internal static class DeveloperGuide
{
    private const string ExamplePrefix = "examples/";

    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, byte[]> Examples = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(ExamplePrefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[ExamplePrefix.Length..], Resources.Read, StringComparer.Ordinal);

    public static void Map(WebApplication app)
    {
        var page = Encoding.UTF8.GetBytes(Resources.ReadText("guide.html").Replace("{guide}", Render(), StringComparison.Ordinal));
        app.MapMethods("/guide", Methods.Read, (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return Results.Bytes(page, "text/html; charset=utf-8");
        });
        app.MapMethods("/guide/examples/{name}", Methods.Read, (string name) => Examples.TryGetValue(name, out var example)
            ? Results.Bytes(example, "text/plain; charset=utf-8")
            : Results.NotFound());
    }

    private static string Render()
    {
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).DisableHtml().Build();
        var guide = Markdown.Parse(Resources.ReadText("guide.md"), pipeline);
        foreach (var link in guide.Descendants<LinkInline>())
        {
            link.Url = Address(link.Url ?? "");
        }

        // What is wider than the screen is scrolled by keys too.
        foreach (var block in guide.Descendants<CodeBlock>())
        {
            block.GetAttributes().AddProperty("tabindex", "0");
        }

        return guide.ToHtml(pipeline);
    }

    // As the guide stands in the repository, so that its links work there too.
    private static string Address(string path) => Path.GetFileName(path) switch
    {
        "directory.graphql" => "/schema.graphql",
        var file when path.StartsWith(ExamplePrefix, StringComparison.Ordinal) => $"/graphql#example={file}",
        _ => path,
    };
}
