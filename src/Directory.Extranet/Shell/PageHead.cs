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
    private const string SkipKey = "Skip";

    /// <param name="data">The page's.</param>
    /// <param name="title">« {Écran} – {objet} », without the service's name.</param>
    /// <param name="crumbs">From the second level on: those after « Accueil », the page itself last.</param>
    public static void Head(this ViewDataDictionary data, string title, params Crumb[] crumbs) =>
        (data[TitleKey], data[CrumbsKey]) = (title, crumbs);

    /// <summary>A page that is one short form, such as signing in: set in the middle, in a frame.</summary>
    public static void Narrow(this ViewDataDictionary data) => data[NarrowKey] = true;

    /// <summary>What the keyboard may go to first, before what every page has: the id of a part of the page, and its name.</summary>
    public static void SkipTo(this ViewDataDictionary data, params (string Id, string Label)[] parts) => data[SkipKey] = parts;

    internal static IReadOnlyList<(string Id, string Label)> Skips(ViewDataDictionary data) =>
        data[SkipKey] as (string Id, string Label)[] ?? [];

    internal static bool IsNarrow(ViewDataDictionary data) => data[NarrowKey] is true;

    internal static IReadOnlyList<Crumb> Crumbs(ViewDataDictionary data) => data[CrumbsKey] as Crumb[] ?? [];

    internal static string Title(ViewDataDictionary data, string service) =>
        (data.ModelState.IsValid ? "" : "Erreur : ") + (data[TitleKey] is string title ? $"{title} – {service}" : service);
}
