using PublicDirectory.Core.Published;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Finding;

/// <summary>Where one begins: a box, and what one finds with it.</summary>
public static class HomePage
{
    /// <summary>Writes what the page says.</summary>
    public static void Write(HtmlWriter html, DirectoryStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write($"<h1>Trouver le bon service</h1>");
        SearchForm.Write(html);
        html.Write($"<p>{Thousands(statistics.Administrations)} services et {Thousands(statistics.Demarches)} démarches : qui s'en occupe dans votre commune, ");
        html.Write($"quand c'est ouvert, comment les joindre et quoi apporter.</p>");
    }

    private static string Thousands(int count) =>
        count.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("fr-FR"));
}
