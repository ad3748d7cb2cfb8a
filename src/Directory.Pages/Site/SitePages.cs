using PublicDirectory.Core.Documents;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Site;

/// <summary>What the site says of itself.</summary>
public static class SitePages
{
    /// <summary>Writes what the page on accessibility says.</summary>
    public static void WriteAccessibility(HtmlWriter html)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write($"""
            <h1>Accessibilité</h1>
            <p>Ces pages n'ont pas encore été contrôlées selon le référentiel général d'amélioration de l'accessibilité (RGAA) : elles sont déclarées non conformes.</p>
            <p>Elles fonctionnent sans script, au clavier, sur un téléphone et agrandies. Un outil de contrôle (axe) n'y trouve pas d'erreur, ce qui ne suffit pas à prouver leur conformité.</p>
            <p>Vous ne pouvez pas lire une information ? Dites-le au service concerné : ses contacts sont sur sa page.</p>
            """);
    }

    /// <summary>Writes what the page on data and licence says.</summary>
    public static void WriteData(HtmlWriter html)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write(
            $"<h1>Données et licence</h1><p>Les informations viennent de sources publiques, et sont corrigées ici par les services eux-mêmes.</p><ul>");
        foreach (var source in new[] { Sources.DilaAnnuaire, Sources.DilaFiches })
        {
            html.Write($"<li><a href=\"{source.Url}\">{source.Name}</a>, {source.Licence}</li>");
        }

        html.Write(
            $"</ul><p>Vous pouvez les reprendre, en citant leur source et leur date. <a href=\"/guide\">Le guide des développeurs</a> dit comment.</p>");
    }
}
