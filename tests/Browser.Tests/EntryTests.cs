using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>The pages of one entry and the chooser, as editors meet them.</summary>
[Collection(ActingCollection.Name)]
public sealed class EntryTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Pages_OfAnEntry_InEachState_AreAccessibleAndQuiet()
    {
        var account = await hosts.AgentAsync("propose", "modify", "publish_urgently");
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        var entry = await hosts.FindEntryAsync("Mairie - Villeurbanne");

        await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches/nouvelle").ToString());
        await page.Locator("#Commune").PressSequentiallyAsync("saint");
        await page.Locator("[role=option]").First.WaitForAsync();
        await page.AssertAccessibleAsync();
        Assert.Empty(watched.Complaints);
        await page.Keyboard.PressAsync("Enter"); // refused: nothing else is filled in, and several communes fit
        await page.Locator("#erreurs").WaitForAsync();
        await page.AssertAccessibleAsync();
        await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{entry}/acces").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une période" }).ClickAsync();
        await page.Locator("#affluence-0").WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Chooser_AtTheKeyboard_ProposesSaysAndChooses()
    {
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches/nouvelle").ToString());
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Commune" });
        Assert.False(await page.Locator("[data-chooser$=communes] button").IsVisibleAsync()); // « Rechercher » is for those without script

        await field.FocusAsync();
        await page.Keyboard.TypeAsync("st");
        await page.Locator("[data-chooser$=communes] [role=option]").First.WaitForAsync();
        Assert.Equal("true", await field.GetAttributeAsync("aria-expanded"));
        Assert.Equal("3 résultats", await page.Locator("[data-chooser$=communes] [aria-live]").First.InnerTextAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp"); // round to the last
        var active = await field.GetAttributeAsync("aria-activedescendant");
        Assert.Equal("true", await page.Locator($"#{active}").GetAttributeAsync("aria-selected"));
        Assert.EndsWith("-2", active, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("ArrowDown"); // and to the first
        var chosen = (await page.Locator("[data-chooser$=communes] [aria-selected=true]").InnerTextAsync()).Split('\n')[0].Trim();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(chosen, await field.InputValueAsync());
        Assert.Equal("false", await field.GetAttributeAsync("aria-expanded"));

        // Escape closes, then empties; Tab keeps the text and leaves.
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("lyon");
        await page.Locator("[data-chooser$=communes] [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("false", await field.GetAttributeAsync("aria-expanded"));
        Assert.Equal("lyon", await field.InputValueAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("", await field.InputValueAsync());
        await page.Keyboard.TypeAsync("villeurbanne");
        await page.Locator("[data-chooser$=communes] [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("villeurbanne", await field.InputValueAsync());
        Assert.False(await field.EvaluateAsync<bool>("field => field === document.activeElement"));

        await page.Locator("#Name").FillAsync("Mairie annexe");
        await page.Locator("#Type").FocusAsync();
        await page.Keyboard.TypeAsync("mairie");
        await page.Locator("[data-chooser$=services] [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter"); // sends the form, and searches nothing
        await page.WaitForURLAsync(url => url.EndsWith("/identite", StringComparison.Ordinal));
        Assert.Equal("Villeurbanne (69)", await page.Locator("#Form-Commune").InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Chooser_WithoutScript_SearchesAndChoosesByRadioButtons()
    {
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches/nouvelle").ToString());
        await page.Locator("#Name").FillAsync("Mairie annexe");
        await page.Locator("#Type").FillAsync("Mairie");
        await page.Locator("#Commune").FillAsync("SAINT");

        await page.GetByRole(AriaRole.Button, new() { Name = "Rechercher : Commune" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Saint-Priest (69)" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer le brouillon" }).ClickAsync();

        Assert.EndsWith("/identite", page.Url, StringComparison.Ordinal);
        Assert.Equal("Saint-Priest (69)", await page.Locator("#Form-Commune").InputValueAsync());
        Assert.Equal("Mairie annexe", await page.Locator("#Form-Name").InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Row_Added_HasTheFocus()
    {
        var account = await hosts.AgentAsync("propose");
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(
            new Uri(hosts.Extranet, $"/extranet/fiches/{await hosts.FindEntryAsync("Mairie - Bron")}/contacts").ToString());
        var count = await page.Locator(".row").CountAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter ce contact" }).ClickAsync();
        await page.Locator($"#Form-Channels-{count}--Value:focus").WaitForAsync();

        Assert.Equal(count + 1, await page.Locator(".row").CountAsync());
    }

    [Fact]
    public async Task JsonLink_AsksTheApiWhatItCanAnswer()
    {
        var account = await hosts.AgentAsync("propose");
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{await hosts.FindEntryAsync("Mairie - Bron")}").ToString());
        var link = new Uri((await page.Locator("a[href*=graphql]").GetAttributeAsync("href"))!);

        using var client = new HttpClient();
        var answer = await client.GetStringAsync(new Uri(hosts.Api, link.PathAndQuery));

        Assert.Contains("\"name\":\"Mairie - Bron\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
    }
}
