using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Words;
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

    /// <summary>Writes what the legal page says: who answers is for the operator's own pages.</summary>
    public static void WriteLegal(HtmlWriter html)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write($"""
            <h1>Mentions légales et données personnelles</h1>
            <p>Ces pages donnent les informations que les administrations publient sur elles-mêmes. En cas de doute, le service concerné fait foi : ses contacts sont sur sa page.</p>
            <h2>Données personnelles</h2>
            <p>Lire ces pages ne demande rien de vous : aucun compte, aucun cookie, aucun outil de mesure, rien qui vienne d'un autre site. Ce que vous cherchez n'est pas gardé.</p>
            <p>Si vous signalez une erreur, votre message est lu par les agents qui tiennent la fiche à jour, et gardé un an au plus. Votre adresse de courriel, si vous la donnez, sert à vous dire ce que votre signalement est devenu, puis elle est effacée.</p>
            <p>Pour faire effacer un message avant, écrivez au service qui tient la fiche, avec la référence de votre signalement.</p>
            """);
    }

    /// <summary>Writes what the page on data and licence says.</summary>
    /// <param name="html">Where.</param>
    /// <param name="files">The files that hold the directory, and where they are.</param>
    /// <param name="at">When something was last published.</param>
    /// <param name="sequence">The place in the log that they include.</param>
    public static void WriteData(HtmlWriter html, IReadOnlyList<(string Title, string Path)> files, Instant at, long sequence)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(files);
        html.Write(
            $"<h1>Données et licence</h1><p>Les informations viennent de sources publiques, et sont corrigées ici par les services eux-mêmes.</p><ul>");
        foreach (var source in new[] { Sources.DilaAnnuaire, Sources.DilaFiches })
        {
            html.Write($"<li><a href=\"{source.Url}\">{source.Name}</a>, {source.Licence}</li>");
        }

        html.Write($"</ul><h2>Télécharger tout l'annuaire</h2><ul>");
        foreach (var (title, path) in files)
        {
            html.Write($"<li><a href=\"{path}\">{title}</a> (<a href=\"{path}.sha256\">somme de contrôle de {path}</a>)</li>");
        }

        html.Write(
            $"</ul><p>État du {FrenchText.Date(at.InUtc().Date)}, séquence {sequence.ToString(CultureInfo.InvariantCulture)}. Pour un département ou un type de service : ajoutez <code>?departement=69</code>, <code>?type=mairie</code> ou les deux à l'adresse.</p>");
        html.Write(
            $"<p>Vous pouvez les reprendre, en citant leur source et leur date. <a href=\"/guide\">Le guide des développeurs</a> dit comment.</p>");
    }
}
