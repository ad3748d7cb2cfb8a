using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Pages.Administrations;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Pages.Places;

/// <summary>All counters that serve a commune, its own mairie first.</summary>
public static class CommuneArticle
{
    /// <summary>As many as a page lists.</summary>
    public const int PageSize = 100;

    /// <summary>Writes what the page says.</summary>
    /// <param name="html">Where.</param>
    /// <param name="commune">Today's commune.</param>
    /// <param name="departement">The name of its département.</param>
    /// <param name="serving">Those that serve it; a page of them.</param>
    /// <param name="now">The moment of which it tells.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static void Write(
        HtmlWriter html, Commune commune, string? departement, AdministrationPage serving, Instant now, SchoolCalendar? schools)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(commune);
        ArgumentNullException.ThrowIfNull(serving);
        html.Write($"<h1>Les services pour les habitants {commune.NameWithDe}</h1>");
        html.Write($"<p>{string.Join(", ", commune.PostalCodes)}{(departement is null ? "" : $" – {departement}")}</p>");
        if (serving.Items.Count == 0)
        {
            html.Write($"<p>Aucun service n'est connu pour cette commune. <a href=\"/\">Chercher autrement</a></p>");
            return;
        }

        html.Write($"<ul class=\"lines\">");
        foreach (var hit in serving.Items.OrderBy(hit => !IsMairie(hit.Record)))
        {
            CounterLine.Write(html, hit.Record, now, schools);
        }

        html.Write($"</ul>");
        if (serving.HasNextPage)
        {
            html.Write($"<p><a href=\"{PageAddress.Of(commune)}?apres={serving.EndCursor}\" rel=\"next\">La suite</a></p>");
        }
    }

    private static bool IsMairie(AdministrationRecord record) =>
        record.Types.Any(type => type.ToString().Contains("mairie", StringComparison.Ordinal));
}
