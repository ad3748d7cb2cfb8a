using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Finding;

/// <summary>The one box: words, a commune, or both.</summary>
public static class SearchForm
{
    /// <summary>Writes the form.</summary>
    /// <param name="html">Where.</param>
    /// <param name="text">What was looked for; empty at first.</param>
    public static void Write(HtmlWriter html, string text = "")
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Write($"""
            <form class="search" action="/recherche" role="search">
            <label for="q">Que cherchez-vous ? <span class="hint">Un service, une démarche, une commune : « carte d'identité Villeurbanne »</span></label>
            <input type="search" id="q" name="q" value="{text}" maxlength="200" required>
            <button>Rechercher</button>
            </form>
            """);
    }
}
