using NodaTime;
using NodaTime.Text;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Pages.Following;

/// <summary>The pages there are, for search engines: a list of parts, each of so few addresses that one answer holds them.</summary>
/// <remarks>
/// sitemaps.org, protocol 0.9: at most 50,000 addresses a part. An address stays in its part whatever is published beside it: that of an entry
/// follows from the last figure of its id, that of a commune from the first of its code.
/// </remarks>
public static class Sitemap
{
    /// <summary>Where the list of parts is.</summary>
    public const string Path = "/sitemap.xml";

    private const string Figures = "0123456789abcdef";

    /// <summary>The parts of each kind: <c>guichets-0</c>.</summary>
    public static readonly IReadOnlyList<string> Parts =
    [
        .. Figures.Select(figure => $"guichets-{figure}"), .. Figures.Select(figure => $"demarches-{figure}"),
        .. Figures.Take(10).Select(figure => $"communes-{figure}"),
    ];

    /// <summary>The figure by which an entry's part is known.</summary>
    public static char FigureOf(Guid id) => Figures[id.ToByteArray()[^1] & 15];

    /// <summary>Writes the list of parts.</summary>
    public static void WriteIndex(HtmlWriter xml, PublicSite site)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(site);
        xml.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        foreach (var part in Parts)
        {
            xml.Write($"<sitemap><loc>{site.Address($"/sitemap/{part}.xml")}</loc></sitemap>\n");
        }

        xml.Write($"</sitemapindex>\n");
    }

    /// <summary>Writes a part.</summary>
    /// <param name="xml">Where.</param>
    /// <param name="site">The site.</param>
    /// <param name="pages">Each page, and when what it says changed last; null where nobody knows.</param>
    public static void WritePart(HtmlWriter xml, PublicSite site, IEnumerable<(string Path, Instant? ChangedAt)> pages)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(pages);
        xml.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        foreach (var (path, changedAt) in pages)
        {
            xml.Write($"<url><loc>{site.Address(path)}</loc>");
            if (changedAt is { } at)
            {
                xml.Write($"<lastmod>{InstantPattern.General.Format(at)}</lastmod>");
            }

            xml.Write($"</url>\n");
        }

        xml.Write($"</urlset>\n");
    }
}
