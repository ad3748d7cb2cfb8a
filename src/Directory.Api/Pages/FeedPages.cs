using PublicDirectory.Api.Http;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;
using PublicDirectory.Pages.Following;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Pages;

/// <summary>
/// What programs follow the pages by: the list of all for search engines, and Atom feeds of a service, a commune, a département. Their
/// addresses are whole, so that there are none where nobody has said where the site is found.
/// </summary>
internal static class FeedPages
{
    // About what each takes, in microseconds: all services are looked at for a part, and for a département.
    private const int CostOfAnIndex = 100;
    private const int CostOfAPart = 5000;
    private const int CostOfACommune = 2000;
    private const int CostOfADepartement = 5000;

    private const string Xml = "application/xml; charset=utf-8";
    private const string Atom = "application/atom+xml; charset=utf-8";

    public static void Map(WebApplication app, PageEndpoint endpoint)
    {
        var site = endpoint.Site;
        Map(Sitemap.Path, CostOfAnIndex, (_, _) => PageAnswer.Of(Xml, xml => Sitemap.WriteIndex(xml, site)));
        Map("/sitemap/{place}.xml", CostOfAPart, (asked, part) => Sitemap.Parts.Contains(part)
            ? PageAnswer.Of(Xml, xml => Sitemap.WritePart(xml, site, Pages(asked.Picture, part)))
            : null);
        Map("/guichets/{place:guid}.atom", CostOfAnIndex, (asked, place) => asked.Picture.Find(Guid.Parse(place)) is { } one
            ? Feed(asked, new Feed(one.Name.ToString(), PathOf(one.Id), PageAddress.Of(one)), [one])
            : null);
        Map("/communes/{place}.atom", CostOfACommune, (asked, place) => asked.Picture.Territories.CurrentCommune(place) is { } commune
            ? Feed(
                asked, new Feed($"Services pour {commune.Name}", PathOf(commune), PageAddress.Of(commune)),
                asked.Picture.List(new AdministrationQuery { Serves = commune.Code, First = AdministrationQuery.MaxFirst }).Items.Select(hit => hit.Record))
            : null);
        Map("/departements/{place}.atom", CostOfADepartement, (asked, code) =>
            asked.Picture.Territories.FindDepartement(code) is { } departement
                ? Feed(
                    asked, new Feed($"Services : {departement.Name}", $"/departements/{code}.atom", null),
                    asked.Picture.Administrations.Where(one => one.Commune?.DepartementCode == code))
                : null);

        PageAnswer Feed(
            Asked asked, Feed feed, IEnumerable<Core.Published.Records.Administrations.AdministrationRecord> administrations) =>
            PageAnswer.Of(Atom, xml => AtomFeed.Write(xml, site, feed, administrations, asked.Now));

        void Map(string pattern, int cost, Func<Asked, string, PageAnswer?> make) => app.MapMethods(
            pattern, Methods.Read, (HttpContext context) => endpoint.AnswerAsync(
                context, cost, asked => (site.PublicUrl is null ? null : make(asked, context.Request.RouteValues["place"] as string ?? ""))
                    ?? PageAnswer.Missing(context.Request.Path)));
    }

    /// <summary>The feed of a service.</summary>
    public static string PathOf(Guid administration) => $"/guichets/{administration}.atom";

    /// <summary>The feed of those who serve a commune.</summary>
    public static string PathOf(Commune commune) => $"/communes/{commune.Code}.atom";

    private static IEnumerable<(string, NodaTime.Instant?)> Pages(Picture picture, string part)
    {
        var (kind, figure) = (part[..part.IndexOf('-', StringComparison.Ordinal)], part[^1]);
        return kind switch
        {
            "guichets" => picture.Administrations.Where(one => Sitemap.FigureOf(one.Id) == figure)
                .Select(one => (PageAddress.Of(one), (NodaTime.Instant?)one.ChangedAt)),
            "demarches" => picture.Demarches.Where(one => Sitemap.FigureOf(one.Id) == figure)
                .Select(one => (PageAddress.Of(one), (NodaTime.Instant?)one.ChangedAt)),
            _ => Communes(picture, figure),
        };
    }

    private static List<(string, NodaTime.Instant?)> Communes(Picture picture, char figure)
    {
        var pages = new List<(string, NodaTime.Instant?)>();
        foreach (var commune in picture.Territories.Communes)
        {
            if (commune.Code.Value[0] == figure && picture.Territories.CurrentCommune(commune.Code) == commune)
            {
                pages.Add((PageAddress.Of(commune), null));
            }
        }

        return pages;
    }
}
