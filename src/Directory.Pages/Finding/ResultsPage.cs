using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;
using PublicDirectory.Pages.Administrations;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Pages.Finding;

/// <summary>What a search found: communes of that name, then services and démarches.</summary>
public static class ResultsPage
{
    /// <summary>Writes what the page says.</summary>
    /// <param name="html">Where.</param>
    /// <param name="text">What was looked for.</param>
    /// <param name="communes">Those that the text names.</param>
    /// <param name="found">Services and démarches, best first; null where the text has no word to look for.</param>
    /// <param name="picture">Where they are from.</param>
    /// <param name="now">The moment of which it tells.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static void Write(
        HtmlWriter html, string text, IReadOnlyList<Commune> communes, SearchPage? found, Picture picture, Instant now,
        SchoolCalendar? schools)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(communes);
        ArgumentNullException.ThrowIfNull(picture);
        html.Write($"<h1>Résultats pour « {text} »</h1>");
        SearchForm.Write(html, text);
        if (communes.Count > 0)
        {
            html.Write($"<ul class=\"lines\">");
            foreach (var commune in communes)
            {
                html.Write(
                    $"<li class=\"line\"><a href=\"{PageAddress.Of(commune)}\">Tous les services pour les habitants {commune.NameWithDe}</a>");
                html.Write($"<span class=\"line__place\">{string.Join(", ", commune.PostalCodes.Take(5))}</span></li>");
            }

            html.Write($"</ul>");
        }

        if (found is null or { Hits.Count: 0 })
        {
            if (communes.Count == 0)
            {
                html.Write($"<p>Rien ne correspond à « {text} ». Essayez un seul mot, ou le nom de votre commune.</p>");
            }

            return;
        }

        html.Write($"<ul class=\"lines\">");
        foreach (var hit in found.Hits)
        {
            Hit(html, hit, picture, now, schools);
        }

        html.Write($"</ul>");
        if (found.HasNextPage)
        {
            html.Write(
                $"<p><a href=\"/recherche?q={Uri.EscapeDataString(text)}&amp;apres={found.CursorOf(found.Hits.Count - 1)}\" rel=\"next\">La suite</a></p>");
        }
    }

    private static void Hit(HtmlWriter html, SearchHit hit, Picture picture, Instant now, SchoolCalendar? schools)
    {
        if (picture.Find(hit.Id) is { } administration)
        {
            CounterLine.Write(html, administration, now, schools);
        }
        else if (picture.FindDemarche(hit.Id) is { } demarche)
        {
            html.Write(
                $"<li class=\"line\"><a href=\"{PageAddress.Of(demarche)}\">{demarche.Title}</a><span class=\"line__why\">Démarche</span>");
            html.Write($"<span class=\"line__place\">{demarche.Summary}</span></li>");
        }
    }
}
