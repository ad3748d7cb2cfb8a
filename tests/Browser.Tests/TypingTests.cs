using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests;

/// <summary>What is typed in a section of an entry is there afterwards, however one leaves.</summary>
[Collection(LookingCollection.Name)]
public sealed class TypingTests(Chromium browser, Hosts hosts)
{
    private const string Note = "#Form-Note";

    [Fact]
    public async Task Typing_SurvivesTheMenu_ALink_Back_AndAClosedPage()
    {
        await using var watched = await browser.NewPageAsync();
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));

        await page.Locator(Note).FillAsync("Par le menu.");
        await page.Locator(".fr-sidemenu").GetByText("Contacts").ClickAsync();
        await page.WaitForURLAsync(path + "contacts");
        await page.GoBackAsync();
        Assert.Equal("Par le menu.", await page.Locator(Note).InputValueAsync());

        await page.Locator(Note).FillAsync("Par un lien.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mes fiches" }).First.ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/extranet/fiches", StringComparison.Ordinal));
        await page.GoBackAsync();
        Assert.Equal("Par un lien.", await page.Locator(Note).InputValueAsync());

        await page.Locator(Note).FillAsync("Par Précédent.");
        await page.GoBackAsync();
        // sent while the page was leaving: a hurried script is back before it is there
        var other = await page.Context.NewPageAsync();
        await Eventually.HoldsAsync(async () =>
        {
            await other.GotoAsync(path + "acces");
            return await other.Locator(Note).InputValueAsync() == "Par Précédent.";
        });
        await page.GoForwardAsync();
        Assert.Equal("Par Précédent.", await page.Locator(Note).InputValueAsync());

        // Typed on in the page that came back, then saved: no conflict with itself.
        await page.Locator(Note).FillAsync("Puis la page est fermée.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await page.GetByText("Brouillon enregistré.").WaitForAsync();
        var saved = page.WaitForResponseAsync(answer => answer.Request.PostData?.Contains("__auto", StringComparison.Ordinal) is true);
        await page.Locator(Note).FillAsync("Écrit, et rien d'autre.");
        await saved;
        Assert.Matches("Brouillon enregistré à \\d+.h.\\d\\d", await page.Locator("[data-saved]").InnerTextAsync());
        await other.GotoAsync(path + "acces");
        Assert.Equal("Écrit, et rien d'autre.", await other.Locator(Note).InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Typing_WithoutANetwork_StaysInItsPage()
    {
        await using var watched = await browser.NewPageAsync();
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));
        await page.Context.SetOfflineAsync(true);
        await page.Locator(Note).FillAsync("Dans le tunnel.");

        await page.Locator(".fr-sidemenu").GetByText("Contacts").ClickAsync();

        await page.GetByText("Hors connexion : votre saisie reste ici.").WaitForAsync();
        Assert.Equal("Dans le tunnel.", await page.Locator(Note).InputValueAsync());
        await page.Context.SetOfflineAsync(false);
        await page.Locator(".fr-sidemenu").GetByText("Contacts").ClickAsync();
        await page.WaitForURLAsync(path + "contacts");
    }

    [Fact]
    public async Task Typing_WithoutTheForgeryCookie_IsKeptAndTakenUpAgain()
    {
        await using var watched = await browser.NewPageAsync();
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));
        await page.Locator(Note).FillAsync("Sonnette à gauche.");
        await page.Context.ClearCookiesAsync(new() { Name = "directory-forgery" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Reprendre ma saisie" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reprendre ma saisie : Accès et accessibilité, Mairie - Bron" }).ClickAsync();

        await page.WaitForURLAsync(path + "acces");
        Assert.Equal("Sonnette à gauche.", await page.Locator(Note).InputValueAsync());
    }

    [Fact]
    public async Task Typing_WithoutScript_SurvivesTheMenuAndBack()
    {
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));

        await page.Locator(Note).FillAsync("Par le menu.");
        await page.Locator(".fr-sidemenu").GetByText("Contacts").ClickAsync();
        Assert.Equal(path + "contacts", page.Url);
        await page.Locator(".fr-sidemenu").GetByText("Accès et accessibilité").ClickAsync();
        Assert.Equal("Par le menu.", await page.Locator(Note).InputValueAsync());

        await page.Locator(Note).FillAsync("Par un lien, sans enregistrer.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mes fiches" }).First.ClickAsync();
        await page.GoBackAsync();
        Assert.Equal("Par un lien, sans enregistrer.", await page.Locator(Note).InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    private async Task<string> OpenAsync(IPage page)
    {
        var account = await hosts.AgentAsync("propose");
        await hosts.SignInAsync(page, account.Mail);
        var path = new Uri(hosts.Extranet, $"/extranet/fiches/{await hosts.FindEntryAsync("Mairie - Bron")}/").ToString();
        await page.GotoAsync(path);
        await page.GotoAsync(path + "acces");
        return path;
    }
}
