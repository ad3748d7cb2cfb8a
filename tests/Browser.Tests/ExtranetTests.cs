using System.Text.Json;
using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests;

/// <summary>The extranet's pages, as RGAA asks and as agents see them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExtranetTests(Chromium browser, Hosts hosts) : IClassFixture<Hosts>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)] // 400 % zoom on a common screen
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Home_InEachTheme_IsInFrenchAccessibleAndQuiet(ColorScheme theme, int width)
    {
        // axe is our own file, not the page's: its policy does not hold for what the test brings along.
        await using var watched = await browser.NewPageAsync(new()
        {
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = 800 },
            BypassCSP = true,
        });
        var page = watched.Page;

        await page.GotoAsync(hosts.Extranet.ToString());
        if (Environment.GetEnvironmentVariable("DIRECTORY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"extranet-{theme}-{width}.png") });
        }

        Assert.Equal("Accueil – Directory", await page.TitleAsync());
        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Espace des agents", await page.Locator("h1").InnerTextAsync()); // fails where there are several
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Repository.Root, ".tools", "npm", "node_modules", "axe-core", "axe.min.js") });
        var report = await page.EvaluateAsync<JsonElement>("axe.run().then(r => ({ violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')), passes: r.passes.length }))");
        Assert.Empty(report.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()));
        Assert.InRange(report.GetProperty("passes").GetInt32(), 10, 200); // it did look
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Home_UnderItsPolicy_LoadsItsStyleAndNothingIsBlocked()
    {
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;

        await page.GotoAsync(hosts.Extranet.ToString());
        var margin = await page.EvaluateAsync<string>("getComputedStyle(document.body).margin");
        await page.Keyboard.PressAsync("Tab");
        var focused = await page.EvaluateAsync<string>("document.activeElement.textContent");

        Assert.Equal("0px", margin); // the sheet is in force
        Assert.Equal("Aller au contenu", focused);
        Assert.Empty(watched.Complaints);
    }
}
