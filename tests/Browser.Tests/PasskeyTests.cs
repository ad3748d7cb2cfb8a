using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>Passkeys in a real browser, with an authenticator that it plays itself.</summary>
[Collection(LookingCollection.Name)]
public sealed class PasskeyTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Passkey_AddedThenUsedThenRemoved_AsItsOwnerWould()
    {
        var named = new UriBuilder(hosts.Extranet) { Host = "localhost" }.Uri; // browsers tie passkeys to names
        var agent = await hosts.AgentAsync("propose");
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        var device = (await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] =
                    "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        }))!.Value.GetProperty("authenticatorId").GetString()!;

        // Added
        await page.GotoAsync(new Uri(named, "/connexion").ToString());
        await SignInAsync(page, agent.Mail);
        await page.GotoAsync(new Uri(named, "/mon-compte/cles").ToString());
        await page.Locator("#Name").FillAsync("Ordinateur du bureau");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Vos codes de secours");
        await page.GetByText("J'ai noté mes codes").ClickAsync();
        await Assertions.Expect(page.Locator("h2").First).ToHaveTextAsync("Ordinateur du bureau");
        Assert.Equal(1, await CountAsync(devices, device));

        // In place of the password
        await SignOutAsync(page);
        await page.GotoAsync(new Uri(named, "/connexion").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d'accès" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Bonjour");

        // After the password
        await SignOutAsync(page);
        await page.GotoAsync(new Uri(named, "/connexion").ToString());
        await SignInAsync(page, agent.Mail);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Double authentification");
        await page.GetByRole(AriaRole.Button, new() { Name = "Utiliser une clé d'accès" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Bonjour");

        // Removed
        await page.GotoAsync(new Uri(named, "/mon-compte/cles").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer" }).ClickAsync();
        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("La clé d'accès est retirée.");
        await SignOutAsync(page);
        await page.GotoAsync(new Uri(named, "/connexion").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter avec une clé d'accès" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Clé d'accès");
        Assert.All(watched.Complaints, complaint => Assert.Contains("422", complaint, StringComparison.Ordinal)); // the refusal itself
    }

    [Fact]
    public async Task Pages_WithPasskeys_AreAccessible()
    {
        var named = new UriBuilder(hosts.Extranet) { Host = "localhost" }.Uri;
        var agent = await hosts.AgentAsync("propose");
        await using var watched = await browser.NewPageAsync(new() { BypassCSP = true });
        var page = watched.Page;
        foreach (var path in new[] { "/connexion", "/connexion/cle" })
        {
            await page.GotoAsync(new Uri(named, path).ToString());
            await page.AssertAccessibleAsync();
        }

        await page.GotoAsync(new Uri(named, "/connexion").ToString());
        await SignInAsync(page, agent.Mail);
        await page.GotoAsync(new Uri(named, "/mon-compte/cles").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ajouter", Exact = true })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
    }

    private static async Task SignInAsync(IPage page, string mail)
    {
        await page.Locator("#Mail").FillAsync(mail);
        await page.Locator("#Password").FillAsync(Agents.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    private static async Task<int> CountAsync(ICDPSession devices, string device) =>
        (await devices.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = device }))!.Value.GetProperty("credentials")
            .GetArrayLength();
}
