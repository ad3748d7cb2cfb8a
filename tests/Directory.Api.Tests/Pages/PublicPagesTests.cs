using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PublicDirectory.Api.Tests.Hosting;

namespace PublicDirectory.Api.Tests.Pages;

/// <summary>The pages for usagers: what they say, where they are, and how they are answered.</summary>
[Collection(SampleCollection.Name)]
public sealed partial class PublicPagesTests(DirectoryApi api)
{
    [Fact]
    public async Task Search_ForAServiceAndACommune_LeadsToBoth()
    {
        var page = await ReadAsync("/recherche?q=mairie+villeurbanne");
        Assert.Contains("Mairie - Villeurbanne", page, StringComparison.Ordinal);
        Assert.Contains("/guichets/mairie-villeurbanne-", page, StringComparison.Ordinal);

        Assert.Contains("href=\"/communes/69266\"", await ReadAsync("/recherche?q=Villeurbanne"), StringComparison.Ordinal);
        Assert.Contains("Rien ne correspond à « zzzzzz »", await ReadAsync("/recherche?q=zzzzzz"), StringComparison.Ordinal);
        Assert.Contains("<h1>Trouver le bon service</h1>", await ReadAsync("/recherche?q=+"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync($"/recherche?q={new string('a', 201)}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync("/recherche?q=mairie&apres=nonsense")).StatusCode);
        Assert.Contains("« ?! »", await ReadAsync("/recherche?q=%3F!"), StringComparison.Ordinal); // no word to look for
    }

    [Fact]
    public async Task Counter_AtItsAddress_SaysHoursAddressContacts_AlsoToMachines()
    {
        var address = await AddressOfAsync("mairie-69266");
        var page = await ReadAsync(address);
        Assert.Contains("<h1 class=\"guichet__name\">Mairie - Villeurbanne</h1>", page, StringComparison.Ordinal);
        Assert.Contains("lundi 2 mars, aujourd", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"<link rel=\"canonical\" href=\"{address}\">", page, StringComparison.Ordinal);
        var calendar = Regex.Match(page, "href=\"(/guichets/[^\"]+\\.ics)\"").Groups[1].Value;
        Assert.StartsWith("BEGIN:VCALENDAR", await ReadAsync(calendar), StringComparison.Ordinal);
        using var data = JsonDocument.Parse(DataOf().Match(page).Groups[1].Value);
        Assert.Equal("GovernmentOffice", data.RootElement.GetProperty("@type").GetString());
    }

    [Fact]
    public async Task Addresses_OfOtherWordsOrCodes_LeadToTheOne()
    {
        var id = await api.IdAsync("mairie-69266");
        var moved = await GetAsync($"/guichets/ancien-nom-{id:N}?x=1");
        Assert.Equal(HttpStatusCode.MovedPermanently, moved.StatusCode);
        Assert.Equal($"/guichets/mairie-villeurbanne-{id:N}?x=1", moved.Headers.Location?.OriginalString);

        foreach (var nowhere in new[] { "/guichets/x", $"/guichets/{Guid.NewGuid():N}", "/communes/00000", "/communes/x", "/nulle-part" })
        {
            var answer = await GetAsync(nowhere);
            Assert.Equal((nowhere, HttpStatusCode.NotFound), (nowhere, answer.StatusCode));
            Assert.Contains("Chercher un service", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Commune_ListsWhoServesIt_ItsMairieFirst()
    {
        var page = await ReadAsync("/communes/69266");

        Assert.Contains("Les services pour les habitants de Villeurbanne", page, StringComparison.Ordinal);
        Assert.StartsWith("/guichets/mairie-villeurbanne-", Links().Match(page).Groups[1].Value, StringComparison.Ordinal);
        Assert.Contains("Préfecture du Rhône", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demarche_WithACommune_SaysWhoHandlesIt_AndAsksWhereItIsUnclear()
    {
        var address = Links().Match(await ReadAsync("/recherche?q=refaire+carte+identite+majeure")).Groups[1].Value;
        Assert.StartsWith("/demarches/", address, StringComparison.Ordinal);

        Assert.Contains("Pièces à préparer", await ReadAsync(address), StringComparison.Ordinal);
        Assert.Contains("Mairie - Villeurbanne", await ReadAsync(address + "?commune=Villeurbanne"), StringComparison.Ordinal);
        Assert.Contains("Laquelle est la vôtre ?", await ReadAsync(address + "?commune=saint"), StringComparison.Ordinal);
        Assert.Contains(
            "Aucune commune ne s'appelle « Zzzz »", WebUtility.HtmlDecode(await ReadAsync(address + "?commune=Zzzz")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_InAddresses_AreNoMarkup()
    {
        foreach (var path in new[] { "/recherche?q=", $"{Links().Match(await ReadAsync("/recherche?q=carte+identite")).Groups[1].Value}?commune=" })
        {
            var page = await ReadAsync(path + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_AreKeptForAMinute_KnownByTheirContent_AndSmall()
    {
        var address = await AddressOfAsync("mairie-69266");
        var first = await GetAsync(address);
        Assert.Equal("public, max-age=60", first.Headers.CacheControl?.ToString());
        Assert.Equal("Accept-Encoding", Assert.Single(first.Headers.GetValues("Vary")));
        Assert.InRange(first.Content.Headers.ContentLength!.Value, 1000, 30_000);
        Assert.StartsWith(
            "default-src 'none'; style-src 'self';", first.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await api.Client.SendAsync(again)).StatusCode);

        var style = Regex.Match(await first.Content.ReadAsStringAsync(), "href=\"(/pages.css[^\"]*)\"").Groups[1].Value;
        var css = await GetAsync(style);
        Assert.Equal("text/css; charset=utf-8", css.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", css.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ForWhoAskedTooMuch_AreForLater()
    {
        using var host = api.StartHost(builder => builder
            .UseSetting("GraphQL:CostBurst", "1").UseSetting("GraphQL:CostBudget", "2500").UseSetting("GraphQL:CostPerSecond", "1"));
        using var client = host.CreateClient();
        await DirectoryApi.UntilAsync(async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        var search = new Uri("/recherche?q=mairie", UriKind.Relative);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(search)).StatusCode);
        await client.GetAsync(search);
        var refused = await client.GetAsync(search); // 2,000 each of 5,000

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("text/plain; charset=utf-8", refused.Content.Headers.ContentType?.ToString());
        Assert.Contains("réessayez", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> AddressOfAsync(string key) => $"/guichets/mairie-villeurbanne-{await api.IdAsync(key):N}";

    private async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> GetAsync(string path) => api.Stay.GetAsync(new Uri(path, UriKind.Relative));

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>")]
    private static partial Regex DataOf();

    [GeneratedRegex("<li class=\"line\"><a href=\"([^\"]+)\"")]
    private static partial Regex Links();
}
