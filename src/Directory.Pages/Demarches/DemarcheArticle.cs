using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;
using PublicDirectory.Pages.Administrations;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Pages.Demarches;

/// <summary>A démarche as usagers read it: online first, who handles it where they live, what to bring, how it goes.</summary>
public static class DemarcheArticle
{
    /// <summary>Writes what the page says.</summary>
    /// <param name="html">Where.</param>
    /// <param name="demarche">Which.</param>
    /// <param name="commune">Where the usager lives, as typed; null at first.</param>
    /// <param name="choices">The communes that this may mean, where it is not one.</param>
    /// <param name="answer">Who handles it there; null while the commune is not known.</param>
    /// <param name="now">The moment of which it tells.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static void Write(
        HtmlWriter html, DemarcheRecord demarche, string? commune, IReadOnlyList<Commune> choices, InterlocutorAnswer? answer, Instant now,
        SchoolCalendar? schools)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(demarche);
        ArgumentNullException.ThrowIfNull(choices);
        html.Write($"<article><h1>{demarche.Title}</h1><p class=\"lead\">{demarche.Summary}</p>");
        Online(html, demarche);
        Where(html, demarche, commune, choices, answer, now, schools);
        Documents(html, demarche);
        Steps(html, demarche);
        html.Write($"<p class=\"guichet__trust\">Source : {Sources.Of(demarche.Source.ToString()).Name}.");
        if (!demarche.Url.IsNull)
        {
            html.Write($" <a href=\"{demarche.Url}\">La page d'origine</a>");
        }

        html.Write($"</p></article>");
    }

    // A simulator is no way to do it: what only follows, computes or informs stands apart.
    private static void Online(HtmlWriter html, DemarcheRecord demarche)
    {
        Services(html, "En ligne", [.. demarche.OnlineServices.Where(service => service.Kind == OnlineServiceKind.Do)]);
        Services(
            html, "Suivre, calculer, s'informer", [.. demarche.OnlineServices.Where(service => service.Kind != OnlineServiceKind.Do)]);
    }

    private static void Services(HtmlWriter html, string title, IReadOnlyList<OnlineServiceView> services)
    {
        if (services.Count == 0)
        {
            return;
        }

        html.Write($"<section><h2>{title}</h2><ul>");
        foreach (var service in services)
        {
            html.Write($"<li><a href=\"{service.Url}\">{service.Title}</a></li>");
        }

        html.Write($"</ul></section>");
    }

    private static void Where(
        HtmlWriter html, DemarcheRecord demarche, string? commune, IReadOnlyList<Commune> choices, InterlocutorAnswer? answer, Instant now,
        SchoolCalendar? schools)
    {
        html.Write($"""
            <section id="ou"><h2>Qui s'en occupe chez vous</h2>
            <form class="search" action="{PageAddress.Of(demarche)}#ou"><label for="commune">Votre commune <span class="hint">Son nom ou son code postal</span></label>
            <input id="commune" name="commune" value="{commune}" maxlength="100" autocomplete="postal-code" required> <button>Voir</button></form>
            """);
        if (choices.Count > 0)
        {
            html.Write($"<p>Laquelle est la vôtre ?</p><ul class=\"lines\">");
            foreach (var choice in choices)
            {
                html.Write($"<li class=\"line\"><a href=\"{PageAddress.Of(demarche)}?commune={choice.Code.Value}#ou\">{choice.Name}</a>");
                html.Write($"<span class=\"line__place\">{string.Join(", ", choice.PostalCodes.Take(5))}</span></li>");
            }

            html.Write($"</ul>");
        }
        else if (answer is not null)
        {
            html.Write($"<p>{answer.Explanation}</p><ul class=\"lines\">");
            foreach (var interlocutor in answer.Interlocutors)
            {
                CounterLine.Write(html, interlocutor.Record, now, schools, interlocutor.Explanation);
            }

            html.Write($"</ul>");
        }
        else if (!string.IsNullOrWhiteSpace(commune))
        {
            html.Write($"<p>Aucune commune ne s'appelle « {commune} ». Vérifiez son nom, ou donnez son code postal.</p>");
        }

        html.Write($"</section>");
    }

    private static void Documents(HtmlWriter html, DemarcheRecord demarche)
    {
        if (demarche.RequiredDocuments.Count == 0)
        {
            return;
        }

        html.Write($"<section><h2>Pièces à préparer</h2><ul>");
        foreach (var document in demarche.RequiredDocuments)
        {
            var cases = document.Situations.Select(id => demarche.PathTo(id.ToString())).Where(path => path.Count > 0)
                .Select(path => string.Join(", ", path.Select(part => part.Label.ToString()))).ToList();
            html.Write($"<li>{document.Label}{(document.Optional ? " (selon le cas)" : "")}");
            if (cases.Count > 0)
            {
                html.Write($"<span class=\"guichet__reason\">{string.Join(" ; ", cases)}</span>");
            }

            if (!document.Detail.IsNull)
            {
                html.Write($"<span class=\"guichet__reason\">{document.Detail}</span>");
            }

            html.Write($"</li>");
        }

        html.Write($"</ul></section>");
    }

    private static void Steps(HtmlWriter html, DemarcheRecord demarche)
    {
        if (demarche.Steps.Count == 0)
        {
            return;
        }

        html.Write($"<section><h2>Comment faire</h2><ol>");
        foreach (var step in demarche.Steps)
        {
            html.Write($"<li>{step.Title}");
            if (!step.Body.IsNull)
            {
                html.Write($"<span class=\"guichet__reason\">{step.Body}</span>");
            }

            html.Write($"</li>");
        }

        html.Write($"</ol></section>");
    }
}
