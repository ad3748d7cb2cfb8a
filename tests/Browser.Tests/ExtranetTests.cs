extern alias extranet;

using System.Text.Json;
using extranet::PublicDirectory.Extranet.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests;

/// <summary>The extranet's pages, as RGAA asks and as agents see them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExtranetTests(Chromium browser, Hosts hosts) : IClassFixture<Hosts>
{
    private const string Password = "girafe verte sur un toboggan";

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)] // 400 % zoom on a common screen
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Pages_InEachTheme_AreInFrenchAccessibleAndQuiet(ColorScheme theme, int width)
    {
        var account = await AgentAsync("administer");
        // axe is our own file, not the page's: its policy does not hold for what the test brings along.
        await using var watched = await browser.NewPageAsync(new()
        {
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = 800 },
            BypassCSP = true,
        });
        var page = watched.Page;

        foreach (var path in new[] { "/connexion", "/mot-de-passe/oubli", "/invitation?jeton=x", "/affichage", "/aide", "/accessibilite", "/mentions-legales", "/donnees-personnelles" })
        {
            await page.GotoAsync(new Uri(hosts.Extranet, path).ToString());
            await AssertAccessibleAsync(page, theme, width);
        }

        await SignInAsync(page, account.Mail);
        await AssertAccessibleAsync(page, theme, width);
        var key = hosts.ExtranetServices.GetRequiredService<SecondFactor>()
            .Read(account.Id, await page.Locator("input[name=Proposal]").GetAttributeAsync("value"))!;
        await page.GetByLabel("Code affiché").FillAsync(Totp.Code(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await page.GetByRole(AriaRole.Button, new() { Name = "Activer" }).ClickAsync();
        await AssertAccessibleAsync(page, theme, width);
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté" }).ClickAsync();
        await AssertAccessibleAsync(page, theme, width);
        foreach (var path in new[] { "/mon-compte", "/mon-compte/mot-de-passe", "/mon-compte/second-facteur", "/admin/comptes?tri=-nom", "/admin/comptes/inviter", $"/admin/comptes/{account.Id}" })
        {
            await page.GotoAsync(new Uri(hosts.Extranet, path).ToString());
            await AssertAccessibleAsync(page, theme, width);
        }

        Assert.Empty(watched.Complaints);
        await page.GotoAsync(new Uri(hosts.Extranet, "/admin/comptes/inviter").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer" }).ClickAsync();
        await AssertAccessibleAsync(page, theme, width);
        Assert.StartsWith("Erreur : ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("erreurs", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Locator("#erreurs a").First.ClickAsync();
        Assert.Equal("Name", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task SignIn_AtTheKeyboardAlone_LeadsHome()
    {
        var account = await AgentAsync("propose");
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        await page.GotoAsync(hosts.Extranet.ToString());

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Contenu", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(account.Mail);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/"); // the fragment of the skip link stays

        Assert.Equal($"Bonjour {account.Name}", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("0px", await page.EvaluateAsync<string>("getComputedStyle(document.body).margin")); // the sheet is in force
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task SignIn_WithoutScript_Works()
    {
        var account = await AgentAsync("propose");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });

        await SignInAsync(watched.Page, account.Mail);

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

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task EntryLists_InEachState_AreAccessible(ColorScheme theme, int width)
    {
        var account = await AgentAsync("modify", "publish_urgently");
        var stranger = await AgentAsync();
        await using var watched = await browser.NewPageAsync(new()
        {
            ColorScheme = theme, ViewportSize = new() { Width = width, Height = 900 }, BypassCSP = true,
        });
        var page = watched.Page;
        await SignInAsync(page, account.Mail);
        await AssertAccessibleAsync(page, theme, width);
        foreach (var path in new[] { "?tri=-confirmee&taille=50", "?q=mairie&ouvert=oui", "?q=introuvable", "?onglet=brouillons", "" })
        {
            await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches" + path).ToString());
            await AssertAccessibleAsync(page, theme, width);
        }

        await page.Locator("tbody summary").First.ClickAsync();
        await page.GetByLabel("Tout sélectionner").CheckAsync();
        var lines = await page.Locator("tbody input:checked").CountAsync();
        Assert.Equal($"{lines} fiches sélectionnées", await page.Locator(".selection-bar [role=status]").InnerTextAsync());
        await AssertAccessibleAsync(page, theme, width);
        await page.Locator("tbody input").First.UncheckAsync();
        Assert.Equal($"{lines - 1} fiches sélectionnées", await page.Locator(".selection-bar [role=status]").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Tout est à jour pour la sélection" }).ClickAsync();
        await AssertAccessibleAsync(page, theme, width);
        Assert.Equal(lines - 1, await page.Locator("main h2").CountAsync());
        Assert.Empty(watched.Complaints);

        await using var other = await browser.NewPageAsync(new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = 900 }, BypassCSP = true });
        await SignInAsync(other.Page, stranger.Mail);
        await other.Page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches").ToString());
        await AssertAccessibleAsync(other.Page, theme, width);
    }

    [Fact]
    public async Task EntryLists_WithoutScript_AreFilteredAndConfirmed()
    {
        var account = await AgentAsync("modify");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var page = watched.Page;
        await SignInAsync(page, account.Mail);
        await page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = "Mes fiches" }).ClickAsync();
        await page.GetByLabel("Rechercher").FillAsync("mairie");
        await page.GetByLabel("Département", new() { Exact = true }).SelectOptionAsync("69");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filtrer" }).ClickAsync();
        Assert.Contains("q=mairie&departement=69", page.Url, StringComparison.Ordinal);

        await page.Locator("tbody input").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tout est à jour pour la sélection" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmer 1 fiche" }).ClickAsync();

        Assert.Equal("1 fiche confirmée aujourd'hui.", await page.Locator(".messages").InnerTextAsync());
        Assert.Contains("q=mairie&departement=69", page.Url, StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }

    private async Task SignInAsync(IPage page, string mail)
    {
        await page.GotoAsync(new Uri(hosts.Extranet, "/connexion").ToString());
        await page.Locator("#Mail").FillAsync(mail);
        await page.Locator("#Password").FillAsync(Password);
        await page.Locator("main button").ClickAsync();
    }

    private async Task<Account> AgentAsync(params string[] rights)
    {
        var services = hosts.ExtranetServices;
        var account = (await services.GetRequiredService<AccountStore>().CreateAsync($"{Guid.NewGuid():N}@example.fr", "Camille Durand", default))!;
        await services.GetRequiredService<PasswordSignIn>()
            .SetAsync((await services.GetRequiredService<CredentialStore>().FindAsync(account.Id, default))!, Password, default);
        await using var database = hosts.Database.CreateDataSource();
        foreach (var right in rights)
        {
            await using var command = database.CreateCommand(
                """
                insert into access_grants (id, account_id, access_right, perimeter, valid_from, granted_at)
                values (gen_random_uuid(), $1, $2, 'national', now(), now())
                """);
            command.Parameters.Add(new() { Value = account.Id });
            command.Parameters.Add(new() { Value = right });
            await command.ExecuteNonQueryAsync();
        }

        return account;
    }

    private static async Task AssertAccessibleAsync(IPage page, ColorScheme theme, int width)
    {
        await page.WaitForLoadStateAsync();
        var where = new Uri(page.Url).AbsolutePath;
        if (Environment.GetEnvironmentVariable("DIRECTORY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = $"extranet{new Uri(page.Url).PathAndQuery[..Math.Min(60, new Uri(page.Url).PathAndQuery.Length)].Replace('/', '-')}-{await page.Locator("h1").InnerTextAsync()}-{theme}-{width}.png";
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'))), FullPage = true });
        }

        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{where} scrolls sideways.");
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Repository.Root, ".tools", "npm", "node_modules", "axe-core", "axe.min.js") });
        var report = await page.EvaluateAsync<JsonElement>("axe.run().then(r => ({ violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')), passes: r.passes.length }))");
        Assert.Empty(report.GetProperty("violations").EnumerateArray().Select(violation => $"{where}: {violation.GetString()}"));
        Assert.InRange(report.GetProperty("passes").GetInt32(), 10, 200); // it did look
    }
}
