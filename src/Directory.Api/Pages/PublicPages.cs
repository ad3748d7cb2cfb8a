using PublicDirectory.Api.Exports;
using PublicDirectory.Api.Http;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Formats;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;
using PublicDirectory.Pages.Administrations;
using PublicDirectory.Pages.Demarches;
using PublicDirectory.Pages.Finding;
using PublicDirectory.Pages.Following;
using PublicDirectory.Pages.Places;
using PublicDirectory.Pages.Reports;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Api.Pages;

/// <summary>The pages for usagers, each at its one address.</summary>
internal static class PublicPages
{
    // About what each takes, in microseconds.
    private const int CostOfHome = 50;
    private const int CostOfAnAdministration = 400;
    private const int CostOfASearch = 2000;
    private const int CostOfACommune = 1500;
    private const int CostOfADemarche = 1000;

    private const int Communes = 5;
    private const int Interlocutors = 5;
    private const int DaysForMachines = 30;

    public static void AddPublicPages(this IServiceCollection services)
    {
        services.AddOptions<PagesOptions>().BindConfiguration("Pages").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PageEndpoint>();
        services.AddSingleton<ReportEndpoint>();
    }

    public static void MapPublicPages(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<PageEndpoint>();
        app.MapMethods("/pages.css", Methods.Read, Stylesheet.Send);
        Map("/", CostOfHome, (asked, _) => Home(asked));
        Map("/recherche", CostOfASearch, (asked, _) => Search(asked));
        Map("/guichets/{place}", CostOfAnAdministration, Administration);
        Map("/demarches/{place}", CostOfADemarche, Demarche);
        Map("/communes/{place}", CostOfACommune, CommuneOf);
        Map("/accessibilite", CostOfHome, (_, _) => PageAnswer.Of(
            new PageHead("Accessibilité", "/accessibilite"), SitePages.WriteAccessibility));
        Map("/donnees", CostOfHome, (asked, _) => PageAnswer.Of(
            new PageHead("Données et licence", "/donnees"), html => SitePages.WriteData(
                html, [.. ExportFormat.All.Select(format => (format.Title, format.Path))],
                new Export(asked.Picture, null, null).PublishedAt, asked.Picture.Sequence)));
        Map("/mentions-legales", CostOfHome, (_, _) => PageAnswer.Of(
            new PageHead("Mentions légales et données personnelles", "/mentions-legales"), SitePages.WriteLegal));
        ReportEndpoint.Map(app);
        FeedPages.Map(app, endpoint);
        var sitemap = endpoint.Site.PublicUrl is { } url ? $"Sitemap: {new Uri(url, Sitemap.Path).AbsoluteUri}\n" : "";
        app.MapMethods("/robots.txt", Methods.Read, () => Results.Text($"User-agent: *\nDisallow: /graphql\nDisallow: /recherche\nDisallow: /signaler\n{sitemap}"));
        // Whatever else is read: a page that helps on.
        app.MapMethods(
            "/{**path}", Methods.Read, (HttpContext context) => endpoint.AnswerAsync(context, CostOfHome, _ => PageAnswer.Missing("/")));

        void Map(string pattern, int cost, Func<Asked, string, PageAnswer> make) => app.MapMethods(
            pattern, Methods.Read, (HttpContext context) => endpoint.AnswerAsync(
                context, cost, asked => make(asked, context.Request.RouteValues["place"] as string ?? "")));
    }

    private static PageAnswer Home(Asked asked) => PageAnswer.Of(
        new PageHead("Trouver le bon service", "/", "Qui s'occupe de quoi dans les services publics, près de chez vous."),
        html => HomePage.Write(html, asked.Picture.AdministrationCount, asked.Picture.DemarcheCount));

    private static PageAnswer Search(Asked asked)
    {
        const string path = "/recherche";
        if (asked.Text("q") is not { } text)
        {
            return Home(asked);
        }

        if (text.Length > SearchQuery.MaxLength)
        {
            return PageAnswer.Refused(path, $"C'est trop long : {SearchQuery.MaxLength} caractères au plus. Gardez les mots qui comptent.");
        }

        SearchPage? found = null;
        if (text.Any(char.IsLetterOrDigit))
        {
            try
            {
                found = asked.Picture.Find(new SearchQuery
                {
                    Text = text, Kinds = [SearchKind.Administration, SearchKind.Demarche], After = asked.Text("apres"),
                });
            }
            catch (SearchQueryException e)
            {
                return PageAnswer.Refused(path, e.Message);
            }
        }

        var communes = found is { Offset: > 0 } ? [] : CommuneSearch.Find(asked.Picture.Territories, text, Communes);
        return PageAnswer.Of(
            new PageHead($"Résultats pour « {text} »", path, IsIndexed: false),
            html => ResultsPage.Write(html, text, communes, found, asked.Picture, asked.Now, asked.Schools));
    }

    private static PageAnswer Administration(Asked asked, string place)
    {
        var (picture, path) = (asked.Picture, $"/guichets/{place}");
        if (PageAddress.IdOf(place) is not { } id)
        {
            return PageAnswer.Missing(path);
        }

        if (picture.Find(id) is not { } administration)
        {
            return picture.WasRemoved(id) ? PageAnswer.Gone(path) : PageAnswer.Missing(path);
        }

        var own = PageAddress.Of(administration);
        return path != own ? PageAnswer.Moved(own) : PageAnswer.Of(
            new PageHead(administration.Name.ToString(), own, DescriptionOf(administration)) { Feed = FeedPages.PathOf(id) },
            html =>
            {
                var others = picture.NoticesConcerning(administration).Select(notice => notice.Notice);
                AdministrationArticle.Write(
                    html, administration, new ArticleContext(asked.Now, asked.Schools, [.. others], picture.PointOf(administration)));
                html.Write($"<p><a href=\"{ReportPage.PathFor(id)}\">Signaler une erreur</a></p>");
                if (administration.OpeningHours is not null)
                {
                    html.Write($"<p><a href=\"/guichets/{id.ToString()}.ics\">Suivre ces horaires dans mon agenda</a></p>");
                }

                if (TerritorialCalendar.ForInseeCode(administration.Commune?.Value) is { } territory)
                {
                    html.WriteData(OpeningJsonLd.Write(
                        administration.OpeningHours?.ToSchedule(), territory, administration.Name.ToString(),
                        asked.Now.InZone(territory.TimeZone).Date, DaysForMachines, asked.Schools));
                }
            });
    }

    private static string DescriptionOf(AdministrationRecord administration) =>
        $"Horaires, adresse et contacts : {administration.Name}{(administration.Addresses is [{ } address, ..] ? $", {address.PostalCode} {address.City}" : "")}.";

    private static PageAnswer CommuneOf(Asked asked, string place)
    {
        var (picture, path) = (asked.Picture, $"/communes/{place}");
        if (!InseeCode.TryParse(place, out var code) || picture.Territories.CurrentCommune(code) is not { } commune)
        {
            return PageAnswer.Missing(path);
        }

        var own = PageAddress.Of(commune);
        if (path != own)
        {
            return PageAnswer.Moved(own);
        }

        try
        {
            var serving = picture.List(new AdministrationQuery
            {
                Serves = commune.Code, First = CommuneArticle.PageSize, After = asked.Text("apres"),
            });
            return PageAnswer.Of(
                new PageHead(
                    $"Services pour {commune.Name}", own,
                    $"Les services publics pour les habitants {commune.NameWithDe} : horaires et contacts.")
                {
                    Feed = FeedPages.PathOf(commune),
                },
                html => CommuneArticle.Write(
                    html, commune, picture.Territories.FindDepartement(commune.DepartementCode)?.Name, serving, asked.Now, asked.Schools));
        }
        catch (QueryArgumentException e)
        {
            return PageAnswer.Refused(own, e.Message);
        }
    }

    private static PageAnswer Demarche(Asked asked, string place)
    {
        var (picture, path) = (asked.Picture, $"/demarches/{place}");
        if (PageAddress.IdOf(place) is not { } id)
        {
            return PageAnswer.Missing(path);
        }

        if (picture.FindDemarche(id) is not { } demarche)
        {
            return picture.WasRemoved(id) ? PageAnswer.Gone(path) : PageAnswer.Missing(path);
        }

        var own = PageAddress.Of(demarche);
        if (path != own)
        {
            return PageAnswer.Moved(own);
        }

        var typed = asked.Text("commune");
        var one = typed is null ? null : picture.Territories.CurrentCommune(typed) ?? CommuneSearch.One(picture.Territories, typed);
        var choices = typed is null || one is not null ? [] : CommuneSearch.Find(picture.Territories, typed, 2 * Communes);
        var answer = one is null ? null : new InterlocutorDesk(picture, asked.Now, Interlocutors).ForDemarche(demarche, one.Code);
        return PageAnswer.Of(
            new PageHead(demarche.Title.ToString(), own, demarche.Summary.AsString()),
            html =>
            {
                DemarcheArticle.Write(html, demarche, one?.Name ?? typed, choices, answer, asked.Now, asked.Schools);
                html.Write($"<p><a href=\"{ReportPage.PathFor(id)}\">Signaler une erreur</a></p>");
            });
    }
}
