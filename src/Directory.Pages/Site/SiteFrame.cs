using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Site;

/// <summary>The document around what a page says: head, name of the service, search, foot.</summary>
public static class SiteFrame
{
    /// <summary>Writes the whole document.</summary>
    /// <param name="html">Where.</param>
    /// <param name="site">The site.</param>
    /// <param name="head">Of the page.</param>
    /// <param name="main">Writes what the page says, its one <c>h1</c> included.</param>
    public static void Write(HtmlWriter html, PublicSite site, PageHead head, Action<HtmlWriter> main)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(main);
        html.Write($"""
            <!doctype html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{head.Title} – {site.Name}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{site.Stylesheet}">
            <link rel="canonical" href="{site.Address(head.Path)}">

            """);
        if (head.Description is not null)
        {
            html.Write($"<meta name=\"description\" content=\"{head.Description}\">\n");
        }

        if (head.Feed is { } feed && site.PublicUrl is not null)
        {
            html.Write($"<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{site.Address(feed)}\">\n");
        }

        if (!head.IsIndexed)
        {
            html.Write($"<meta name=\"robots\" content=\"noindex\">\n");
        }

        html.Write($"""
            </head>
            <body>
            <a class="skip" href="#contenu">Aller au contenu</a>
            <header class="site-head"><a class="site-head__name" href="/">{site.Name}</a></header>
            <main id="contenu" tabindex="-1">

            """);
        main(html);
        html.Write($"""

            </main>
            <footer class="site-foot"><ul>
            <li><a href="/accessibilite">Accessibilité : non conforme</a></li>
            <li><a href="/mentions-legales">Mentions légales</a></li>
            <li><a href="/donnees">Données et licence</a></li>
            <li><a href="/guide">Développeurs</a></li>
            </ul></footer>
            </body>
            </html>

            """);
    }
}
