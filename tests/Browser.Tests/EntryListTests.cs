using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>« Mes fiches » in a browser.</summary>
[Collection(ActingCollection.Name)]
public sealed class EntryListTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task EntryLists_InEachState_AreAccessible()
    {
        var account = await hosts.AgentAsync("modify", "publish_urgently");
        var stranger = await hosts.AgentAsync();
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.AssertAccessibleAsync();
        foreach (var path in new[] { "?tri=-confirmee&taille=50", "?q=mairie&ouvert=oui", "?q=introuvable", "?onglet=brouillons", "" })
        {
            await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches" + path).ToString());
            await page.AssertAccessibleAsync();
        }

        await page.Locator("tbody summary").First.ClickAsync();
        await page.GetByLabel("Tout sélectionner").CheckAsync();
        var lines = await page.Locator("tbody input:checked").CountAsync();
        Assert.Equal($"{lines} fiches sélectionnées", await page.Locator(".selection-bar [role=status]").InnerTextAsync());
        await page.AssertAccessibleAsync();
        await page.Locator("tbody input").First.UncheckAsync();
        Assert.Equal($"{lines - 1} fiches sélectionnées", await page.Locator(".selection-bar [role=status]").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Tout est à jour pour la sélection" }).ClickAsync();
        await page.AssertAccessibleAsync();
        Assert.Equal(lines - 1, await page.Locator(".to-confirm input:checked").CountAsync());
        Assert.Empty(watched.Complaints);

        await using var other = await browser.NewNarrowPageAsync();
        await hosts.SignInAsync(other.Page, stranger.Mail);
        await other.Page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches").ToString());
        await other.Page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task EntryLists_WithoutScript_AreFilteredAndConfirmed()
    {
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = "Mes fiches" }).ClickAsync();
        await page.GetByLabel("Rechercher").FillAsync("mairie");
        await page.Locator("form[role=search] summary").ClickAsync();
        await page.GetByLabel("Département", new() { Exact = true }).SelectOptionAsync("69");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filtrer" }).ClickAsync();
        Assert.Contains("q=mairie&departement=69", page.Url, StringComparison.Ordinal);

        await page.Locator("tbody input").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tout est à jour pour la sélection" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmer cette fiche" }).ClickAsync();

        Assert.Equal("1 fiche confirmée aujourd'hui.", await page.Locator(".messages").InnerTextAsync());
        Assert.Contains("q=mairie&departement=69", page.Url, StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }
}
