using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>The first page that a developer opens.</summary>
[Collection(LookingCollection.Name)]
public sealed class GraphiQLTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Ide_OpenedInABrowser_RunsItsFirstQueryAndExplainsTheSchema()
    {
        await using var watched = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var page = watched.Page;

        await page.GotoAsync(new Uri(hosts.Api, "/").ToString());
        var editor = page.Locator(".graphiql-query-editor .CodeMirror");
        await editor.ClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        var result = page.Locator(".result-window");
        await Assertions.Expect(result).ToContainTextAsync("Mairie - Villeurbanne");
        await ScreenshotAsync(page, "graphiql-result");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Documentation Explorer" }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("Root Types");
        await page.Locator(".graphiql-doc-explorer").GetByText("Query", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("The same for many ids");
        await ScreenshotAsync(page, "graphiql-docs");

        Assert.EndsWith("/graphql", page.Url, StringComparison.Ordinal);
        Assert.Contains("\"totalCount\": 4", await result.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Which counters serve Villeurbanne?", await editor.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(watched.Complaints);
    }

    // For eyes: a folder named by the variable, nothing without it.
    private static async Task ScreenshotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DIRECTORY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
