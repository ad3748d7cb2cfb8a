using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace PublicDirectory.Extranet.Shell;

/// <summary>A step of the breadcrumb; the last one, the page itself, has no address.</summary>
public readonly record struct Crumb(string Label, string? Path = null);

/// <summary>
/// What a page tells its layout: <c>@{ ViewData.Head("Horaires – Préfecture du Nord", new("Mes fiches", "/extranet/fiches"),
/// new("Horaires")); }</c>.
/// </summary>
public static class PageHead
{
    private const string TitleKey = "Title";
    private const string CrumbsKey = "Crumbs";
    private const string NarrowKey = "Narrow";

    /// <param name="data">The page's.</param>
    /// <param name="title">« {Écran} – {objet} », without the service's name.</param>
    /// <param name="crumbs">From the second level on: those after « Accueil », the page itself last.</param>
    public static void Head(this ViewDataDictionary data, string title, params Crumb[] crumbs) =>
        (data[TitleKey], data[CrumbsKey]) = (title, crumbs);

    /// <summary>A page that is one short form, such as signing in: set in the middle, in a frame.</summary>
    public static void Narrow(this ViewDataDictionary data) => data[NarrowKey] = true;

    internal static bool IsNarrow(ViewDataDictionary data) => data[NarrowKey] is true;

    internal static IReadOnlyList<Crumb> Crumbs(ViewDataDictionary data) => data[CrumbsKey] as Crumb[] ?? [];

    internal static string Title(ViewDataDictionary data, string service) =>
        (data.ModelState.IsValid ? "" : "Erreur : ") + (data[TitleKey] is string title ? $"{title} – {service}" : service);
}
