using System.Globalization;
using System.Net;
using System.Xml.Linq;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Pages;

/// <summary>What programs follow the pages by: sitemap and Atom feeds.</summary>
[Collection(SampleCollection.Name)]
public sealed class FeedTests(DirectoryApi api)
{
    private const string Site = "https://annuaire.example";

    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Sitemap_OfItsParts_HasEveryPageOnceAtItsOneAddress()
    {
        using var client = await StartAsync();
        Assert.Contains($"Sitemap: {Site}/sitemap.xml\n", await client.GetStringAsync(new Uri("/robots.txt", UriKind.Relative)), StringComparison.Ordinal);
        var index = await ReadAsync(client, "/sitemap.xml", "application/xml");
        var pages = new List<(string Path, string? ChangedAt)>();
        foreach (var part in index.Root!.Elements(Map + "sitemap").Select(one => one.Element(Map + "loc")!.Value))
        {
            var list = await ReadAsync(client, part[Site.Length..], "application/xml");
            var urls = list.Root!.Elements(Map + "url").ToList();
            Assert.InRange(urls.Count, 0, 50_000);
            pages.AddRange(urls.Select(url => (url.Element(Map + "loc")!.Value[Site.Length..], url.Element(Map + "lastmod")?.Value)));
        }

        Assert.Equal(pages.Count, pages.Select(page => page.Path).Distinct().Count());
        var statistics = (await api.AskAsync("{ statistics { administrations demarches } }")).GetProperty("data").GetProperty("statistics");
        Assert.Equal(statistics.GetProperty("administrations").GetInt32(), pages.Count(page => page.Path.StartsWith("/guichets/", StringComparison.Ordinal)));
        Assert.Equal(statistics.GetProperty("demarches").GetInt32(), pages.Count(page => page.Path.StartsWith("/demarches/", StringComparison.Ordinal)));
        Assert.Contains(("/communes/69266", null), pages);
        Assert.All(pages, page => Assert.True(page.Path.StartsWith("/communes/", StringComparison.Ordinal) != page.ChangedAt is not null));
        foreach (var kind in pages.GroupBy(page => page.Path.Split('/')[1]))
        {
            var answer = await client.GetAsync(new Uri(kind.Last().Path, UriKind.Relative)); // no redirection: it is the one address
            Assert.Equal((kind.Last().Path, HttpStatusCode.OK), (kind.Last().Path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Feeds_OfAServiceACommuneAndADepartement_AreAtom_TheLastChangedFirst()
    {
        using var client = await StartAsync();
        var mairie = await api.IdAsync("mairie-69266");
        foreach (var path in new[] { $"/guichets/{mairie}.atom", "/communes/69266.atom", "/departements/69.atom" })
        {
            var feed = (await ReadAsync(client, path, "application/atom+xml")).Root!;
            Assert.Equal(Atom + "feed", feed.Name);
            Assert.Equal(Site + path, feed.Element(Atom + "id")!.Value);
            Assert.Equal(Site + path, feed.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
            var entries = feed.Elements(Atom + "entry").ToList();
            Assert.InRange(entries.Count, 1, 50);
            if (!path.StartsWith("/departements/", StringComparison.Ordinal)) // there are more than fit, of one date
            {
                Assert.Contains(entries, entry => entry.Element(Atom + "id")!.Value == $"urn:uuid:{mairie}");
            }

            // RFC 4287, 4.1.2: each has an id, a title, a date; here a page and a summary too.
            Assert.All(entries, entry => Assert.All(
                new[] { "id", "title", "updated", "link", "summary" }, name => Assert.Single(entry.Elements(Atom + name))));
            var dates = entries.ConvertAll(entry => DateTimeOffset.Parse(entry.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture));
            Assert.Equal(dates.OrderDescending(), dates);
            Assert.Equal(feed.Element(Atom + "updated")!.Value, entries[0].Element(Atom + "updated")!.Value);
        }

        var commune = await client.GetStringAsync(new Uri("/communes/69266", UriKind.Relative));
        Assert.Contains($"<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{Site}/communes/69266.atom\">", commune, StringComparison.Ordinal);
        foreach (var nothing in new[] { $"/guichets/{Guid.NewGuid()}.atom", "/communes/00000.atom", "/departements/zz.atom", "/sitemap/guichets-x.xml" })
        {
            Assert.Equal((nothing, HttpStatusCode.NotFound), (nothing, (await client.GetAsync(new Uri(nothing, UriKind.Relative))).StatusCode));
        }

        // Addresses would be of no host.
        Assert.Equal(HttpStatusCode.NotFound, (await api.Stay.GetAsync(new Uri("/sitemap.xml", UriKind.Relative))).StatusCode);
    }

    private static async Task<XDocument> ReadAsync(HttpClient client, string path, string type)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((path, HttpStatusCode.OK, type), (path, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return XDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpClient> StartAsync()
    {
        var client = api.StartHost(builder => builder.UseSetting("Pages:PublicUrl", Site)).CreateClient(new() { AllowAutoRedirect = false });
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        return client;
    }
}
