using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Finding;

/// <summary>Where one begins: a box, and what one finds with it.</summary>
public static class HomePage
{
    /// <summary>Writes what the page says.</summary>
    /// <param name="html">Where.</param>
    /// <param name="administrations">How many there are.</param>
    /// <param name="demarches">How many there are.</param>
    public static void Write(HtmlWriter html, int administrations, int demarches)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write($"<h1>Trouver le bon service</h1>");
        SearchForm.Write(html);
        html.Write($"<p>{Thousands(administrations)} services et {Thousands(demarches)} démarches : qui s'en occupe dans votre commune, ");
        html.Write($"quand c'est ouvert, comment les joindre et quoi apporter.</p>");
    }

    private static string Thousands(int count) =>
        count.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("fr-FR"));
}
