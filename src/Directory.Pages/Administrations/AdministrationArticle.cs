using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Administrations;

/// <summary>
/// An administration as usagers read it: what is exceptional first, then whether it is open, what to know before coming, the hours of the
/// coming week, closures, address, contacts, accessibility, and how far to trust it. What is not known is left out or said to be so.
/// </summary>
public static class AdministrationArticle
{
    /// <summary>Writes the article, an element of its own without script nor style.</summary>
    public static void Write(HtmlWriter html, AdministrationRecord administration, ArticleContext context)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(administration);
        ArgumentNullException.ThrowIfNull(context);
        var reader = new Reader(administration, context);
        html.Write($"<article class=\"guichet\">");
        Notices(html, reader);
        if (context.WithName)
        {
            html.Write($"<h{context.Heading} class=\"guichet__name\">{administration.Name}</h{context.Heading}>");
        }

        var state = Reception.StateAt(administration, reader.Calendar, context.Now, context.Schools);
        html.Write($"<p class=\"guichet__state\">{state.Sentence}</p>");
        if (!administration.Mission.IsNull)
        {
            html.Write($"<p class=\"guichet__mission\">{administration.Mission}</p>");
        }

        HoursPart.Write(html, reader);
        AddressPart.Write(html, reader);
        ContactPart.Write(html, reader);
        Access(html, reader);
        Trust(html, reader);
        html.Write($"</article>");
    }

    private static void Notices(HtmlWriter html, Reader reader)
    {
        foreach (var notice in reader.Administration.Notices.Concat(reader.Context.Others)
            .Where(notice => notice.IsInForceAt(reader.Context.Now)).OrderByDescending(notice => notice.Level))
        {
            var level = notice.Level switch { NoticeLevel.Urgent => "urgent", NoticeLevel.Warning => "warning", _ => "info" };
            html.Write($"<div class=\"guichet__notice guichet__notice--{level}\"><p><strong>{notice.Title}</strong></p>");
            if (!notice.Body.IsNull)
            {
                html.Write($"<p>{notice.Body}</p>");
            }

            html.Write($"</div>");
        }
    }

    private static void Access(HtmlWriter html, Reader reader)
    {
        var administration = reader.Administration;
        string?[] said =
        [
            administration.Wheelchair switch
            {
                WheelchairAccess.Full => "Accessible en fauteuil roulant, sans aide.",
                WheelchairAccess.Partial => "Accessible en fauteuil roulant avec une aide ou sur demande.",
                WheelchairAccess.None => "Non accessible en fauteuil roulant.",
                _ => null,
            },
            administration.SignLanguage switch
            {
                true => "Accueil en langue des signes.",
                false => "Pas d'accueil en langue des signes.",
                null => null,
            },
            administration.AccessibilityNote.AsString(),
        ];
        if (said.All(string.IsNullOrEmpty))
        {
            return;
        }

        html.Write($"<section><h{reader.Context.Part}>Accessibilité</h{reader.Context.Part}>");
        foreach (var sentence in said.Where(sentence => !string.IsNullOrEmpty(sentence)))
        {
            html.Write($"<p>{sentence}</p>");
        }

        html.Write($"</section>");
    }

    private static void Trust(HtmlWriter html, Reader reader)
    {
        var sentence = reader.Administration.VerifiedAt is not { } verified ? "Informations non vérifiées à ce jour."
            : $"Informations vérifiées le {FrenchText.Date(verified.InZone(reader.Zone).Date)}"
                + (FreshnessRules.At(verified, reader.Context.Now) is Freshness.Verified ? "." : " : appelez avant de venir.");
        html.Write(
            $"<p class=\"guichet__trust\">{sentence} Source : {Sources.Of(reader.Administration.Source.ToString()).NamedWith(reader.Administration.Attribution.AsString())}.</p>");
    }
}
