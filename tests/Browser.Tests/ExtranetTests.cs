extern alias extranet;

using extranet::PublicDirectory.Extranet.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>The extranet's pages, as RGAA asks and as agents see them.</summary>
[Collection(ActingCollection.Name)]
public sealed class ExtranetTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Pages_InEachTheme_AreInFrenchAccessibleAndQuiet()
    {
        await using var node = hosts.StartExtranet(settings: ("SignIn:SecondFactorFor", "administer"));
        var account = await hosts.AgentAsync("administer");
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;

        foreach (var path in new[] { "/connexion", "/mot-de-passe/oubli", "/invitation?jeton=x", "/affichage", "/aide", "/accessibilite", "/mentions-legales", "/donnees-personnelles" })
        {
            await page.GotoAsync(new Uri(node.Address, path).ToString());
            await page.AssertAccessibleAsync();
        }

        await hosts.SignInAsync(page, account.Mail, node.Address);
        await page.AssertAccessibleAsync();
        var key = node.Services.GetRequiredService<SecondFactor>()
            .Read(account.Id, await page.Locator("input[name=Proposal]").GetAttributeAsync("value"))!;
        await page.GetByLabel("Code affiché").FillAsync(Totp.Code(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await page.GetByRole(AriaRole.Button, new() { Name = "Activer" }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté" }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GotoAsync(new Uri(node.Address, "/mon-compte/second-facteur").ToString()); // turned on, which the crawl's is not
        await page.AssertAccessibleAsync();
        Assert.Empty(watched.Complaints);
        await page.GotoAsync(new Uri(node.Address, "/admin/comptes/inviter").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer" }).ClickAsync();
        await page.AssertAccessibleAsync();
        Assert.StartsWith("Erreur : ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("erreurs", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Locator("#erreurs a").First.ClickAsync();
        Assert.Equal("Name", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task SignIn_AtTheKeyboardAlone_LeadsHome()
    {
        var account = await hosts.AgentAsync("propose");
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        await page.GotoAsync(hosts.Extranet.ToString());

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Contenu", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(account.Mail);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Agents.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/"); // the fragment of the skip link stays

        Assert.Equal($"Bonjour {account.Name}", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("0px", await page.EvaluateAsync<string>("getComputedStyle(document.body).margin")); // the sheet is in force
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task SignIn_WithoutScript_Works()
    {
        var account = await hosts.AgentAsync("propose");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });

        await hosts.SignInAsync(watched.Page, account.Mail);

        Assert.Equal($"Bonjour {account.Name}", await watched.Page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Display_SetToDark_IsDarkWhateverTheSystemSays()
    {
        await using var watched = await browser.NewPageAsync(new() { ColorScheme = ColorScheme.Light });
        var page = watched.Page;
        await page.GotoAsync(new Uri(hosts.Extranet, "/affichage").ToString());

        await page.GetByLabel("Thème sombre").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();

        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-fr-scheme"));
        Assert.Equal("rgb(12, 17, 22)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }
}
