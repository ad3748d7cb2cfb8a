using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records;
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
        Figures(html, "Coût", [.. demarche.Cost.Select(cost => (cost.Text.ToString(), CaseOf(demarche, cost.Situation)))]);
        Figures(html, "Délai", [.. demarche.Delay.Select(delay => (delay.Text.ToString(), CaseOf(demarche, delay.Situation)))]);
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
        // One of a group is enough; the others stand alone.
        foreach (var group in demarche.RequiredDocuments.GroupBy(
            item => item.OneOf.IsNull ? ("", item.Id.ToString()) : (item.OneOf.ToString(), "")))
        {
            var isChoice = group.Skip(1).Any();
            if (isChoice)
            {
                html.Write($"<li>Au choix :<ul>");
            }

            foreach (var document in group)
            {
                Document(html, demarche, document);
            }

            if (isChoice)
            {
                html.Write($"</ul></li>");
            }
        }

        html.Write($"</ul></section>");
    }

    private static void Document(HtmlWriter html, DemarcheRecord demarche, RequiredDocumentView document)
    {
        var cases = document.Situations.Select(situation => CaseOf(demarche, situation)).Where(words => words.Length > 0).ToList();
        html.Write($"<li>{document.Label}{(document.Optional ? " (selon le cas)" : "")}");
        Remark(html, string.Join(" ; ", cases));
        Remark(html, document.Detail.ToString());
        html.Write($"</li>");
    }

    // What it costs, or how long it takes, with the case for which that holds.
    private static void Figures(HtmlWriter html, string title, IReadOnlyList<(string Text, string Case)> figures)
    {
        if (figures.Count == 0)
        {
            return;
        }

        html.Write($"<section><h2>{title}</h2><ul>");
        foreach (var (text, @case) in figures)
        {
            html.Write($"<li>{text}");
            Remark(html, @case);
            html.Write($"</li>");
        }

        html.Write($"</ul></section>");
    }

    private static void Remark(HtmlWriter html, string text)
    {
        if (text.Length > 0)
        {
            html.Write($"<span class=\"guichet__reason\">{text}</span>");
        }
    }

    // « En France, Perte »; empty for every case.
    private static string CaseOf(DemarcheRecord demarche, JsonText situation) => situation.IsNull ? ""
        : string.Join(", ", demarche.PathTo(situation.ToString()).Select(part => part.Label.ToString()));

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
            Remark(html, step.Body.ToString());
            html.Write($"</li>");
        }

        html.Write($"</ol></section>");
    }
}
