using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>What a usager does: looks, finds, reads. Without script, on the narrowest screen.</summary>
[Collection(LookingCollection.Name)]
public sealed class PublicPageTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Usager_FromAWordToADoor_ReadsAccessiblePages()
    {
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await page.GotoAsync(hosts.Api.ToString());
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Que cherchez-vous ?").FillAsync("refaire ma carte d'identité");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rechercher" }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Refaire sa carte d'identité") }).First.ClickAsync();
        await page.GetByLabel("Votre commune").FillAsync("Villeurbanne");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir" }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mairie - Villeurbanne", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mairie - Villeurbanne");
        await Assertions.Expect(page.Locator(".guichet__week tr")).ToHaveCountAsync(7);
        await page.AssertAccessibleAsync();
        foreach (var path in new[] { "/communes/69266", "/accessibilite", "/donnees", "/nulle-part" })
        {
            await page.GotoAsync(new Uri(hosts.Api, path).ToString());
            await page.AssertAccessibleAsync();
        }

        Assert.DoesNotContain(watched.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_WithoutScript_AreWholeInTwoRequests()
    {
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var requests = 0;
        watched.Page.Request += (_, request) => requests += request.Url.StartsWith("data:", StringComparison.Ordinal) ? 0 : 1;
        await watched.Page.GotoAsync(new Uri(hosts.Api, "/communes/69266").ToString());

        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Link, new() { Name = "Mairie - Villeurbanne", Exact = true }))
            .ToBeVisibleAsync();
        Assert.Equal(2, requests);
    }
}
