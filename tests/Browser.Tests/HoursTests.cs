using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>The pages of hours and closures, as editors meet them.</summary>
[Collection(LookingCollection.Name)]
public sealed class HoursTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Pages_OfHours_AreAccessibleAndQuiet_InEveryState()
    {
        await using var watched = await browser.NewNarrowPageAsync();
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));

        await page.GotoAsync(path + "fermetures/ajouter?type=horaires&du=08%2F03%2F2027");
        await page.AssertAccessibleAsync();

        // Everything unfolded, a season more, something pasted.
        await page.GotoAsync(path + "horaires");
        await page.Locator("#collage summary").ClickAsync();
        await page.GetByLabel("Horaires à lire").FillAsync("Mo-Fr 08:00-12:00; Sa[1] 09:00-12:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lire" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remplir le formulaire" }).ClickAsync();
        // the filled form has come in
        await page.Locator("#collage:not([open])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.GetByText("Selon la saison").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ajouter une saison" }).ClickAsync();
        await page.Locator("#Form-Seasons-0--From").WaitForAsync();
        await page.Locator(".day__more summary").First.ClickAsync();
        await page.AssertAccessibleAsync();
        // overtaken by the next
        Assert.DoesNotContain(watched.Complaints, complaint => !complaint.Contains("handler=Apercu", StringComparison.Ordinal));

        // Refused, then odd.
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await page.Locator("#erreurs").WaitForAsync();
        await page.AssertAccessibleAsync();
        Assert.Equal("erreurs", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Locator("#erreurs a").First.ClickAsync();
        Assert.Equal("Form-Seasons-0--From", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Supprimer la saison 1" }).ClickAsync();
        await page.Locator("#Form-Seasons-0--From").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByLabel("Lundi, plage 1, fermeture").FillAsync("23h");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await page.Locator("#avertissements").WaitForAsync();
        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Editor_AtTheKeyboardAlone_ChangesMonday_AndAddsAClosure()
    {
        await using var watched = await browser.NewPageAsync();
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));
        await page.GotoAsync(path + "horaires");

        await TabToAsync(page, "Lundi, plage 1, ouverture");
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.TypeAsync("8h15");
        await page.Locator("[data-preview-text]", new() { HasText = "Le lundi de 8 h 15" }).WaitForAsync();
        await TabToAsync(page, "Ajouter une plage au lundi");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[id$='-From']:focus").WaitForAsync();
        var added = await page.EvaluateAsync<string>("document.activeElement.labels[0].textContent");
        await page.Keyboard.TypeAsync("18h");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("19h");
        await page.Keyboard.PressAsync("Enter"); // saves, like in any form
        await page.GetByText("Brouillon enregistré.").WaitForAsync();
        Assert.StartsWith("Lundi, plage ", added, StringComparison.Ordinal);
        Assert.Contains("de 18\u00A0h à 19\u00A0h", await page.Locator("[data-preview-text]").InnerTextAsync(), StringComparison.Ordinal);

        await TabToAsync(page, "Fermetures et horaires exceptionnels");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(path + "fermetures");
        await TabToAsync(page, "Ajouter");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(path + "fermetures/ajouter");
        await TabToAsync(page, "Fermeture exceptionnelle");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "Du");
        await page.Keyboard.TypeAsync("08/03/2027");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("10/03/2027");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Travaux.");
        await page.Locator("[data-preview-text]", new() { HasText = "du 8 au 10 mars 2027. Travaux." }).WaitForAsync();
        Assert.Equal("292 caractères restants", await page.Locator("textarea + p").InnerTextAsync());
        await TabToAsync(page, "Enregistrer");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(path + "fermetures");

        Assert.Contains(
            "Fermeture exceptionnelle du 8 au 10\u00A0mars\u00A02027", await page.Locator(".exceptions").InnerTextAsync(), StringComparison.Ordinal);
        // overtaken by the next
        Assert.DoesNotContain(watched.Complaints, complaint => !complaint.Contains("handler=Apercu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Week_IsOnOneScreen_AndMondayIsReachedInFewKeys()
    {
        await using var watched = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        var (page, path) = (watched.Page, await OpenAsync(watched.Page));
        await page.GotoAsync(path + "horaires");

        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollHeight"), 1, 900);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Formulaire", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.InRange(await TabToAsync(page, "Lundi, plage 1, ouverture"), 1, 4);
        await page.GotoAsync(path + "horaires");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(1, await TabToAsync(page, "Enregistrer"));
    }

    // Presses Tab until the element of this name has the focus: what cannot be reached is never found.
    private static async Task<int> TabToAsync(IPage page, string name)
    {
        const string Name = "(e => (e.labels?.[0] ?? e).textContent.replace(/\\s+/g, ' ').trim())(document.activeElement)";
        for (var presses = 1; presses <= 300; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var reached = await page.EvaluateAsync<string>(Name);
            if (reached == name || reached.StartsWith(name + " (", StringComparison.Ordinal))
            {
                return presses;
            }
        }

        throw new InvalidOperationException($"Tab never comes to « {name} ».");
    }

    private async Task<string> OpenAsync(IPage page)
    {
        var account = await hosts.AgentAsync("propose");
        await hosts.SignInAsync(page, account.Mail);
        return new Uri(hosts.Extranet, $"/extranet/fiches/{await hosts.FindEntryAsync("Mairie - Villeurbanne")}/").ToString();
    }
}
