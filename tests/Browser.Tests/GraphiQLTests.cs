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

        await page.GotoAsync(new Uri(hosts.Api, "/graphql").ToString());
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

    [Fact]
    public async Task Ide_OnATelephone_IsAccessibleAndLeadsToGuideExamplesLicenceAndStatus()
    {
        await using var watched =
            await browser.NewPageAsync(new() { ViewportSize = new() { Width = 360, Height = 800 }, BypassCSP = true });
        var page = watched.Page;
        await page.GotoAsync(new Uri(hosts.Api, "/graphql").ToString());
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Execute query") }).ClickAsync();
        await Assertions.Expect(page.Locator(".result-window")).ToContainTextAsync("Mairie - Villeurbanne");
        Assert.InRange((await page.Locator(".result-window").BoundingBoxAsync())!.Width, 300, 360);
        await page.AssertAccessibleAsync("en");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Documentation Explorer" }).ClickAsync();
        await page.Locator(".graphiql-doc-explorer").GetByText("Query", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-doc-explorer")).ToContainTextAsync("The same for many ids");
        await page.AssertAccessibleAsync("en");

        var head = page.GetByRole(AriaRole.Navigation, new() { Name = "For developers" });
        foreach (var link in await head.GetByRole(AriaRole.Link).AllAsync())
        {
            var answer = await page.Context.APIRequest.GetAsync(new Uri(hosts.Api, await link.GetAttributeAsync("href")).ToString());
            Assert.True(answer.Ok, answer.Url);
        }

        await head.GetByRole(AriaRole.Link, new() { Name = "Examples" }).ClickAsync();
        await page.AssertAccessibleAsync("en");
        await page.GetByRole(AriaRole.Link, new() { Name = "by name", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".graphiql-query-editor .CodeMirror")).ToContainTextAsync("query ByName");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Execute query") }).ClickAsync();
        await Assertions.Expect(page.Locator(".result-window")).ToContainTextAsync("\"totalCount\": 1"); // with the example's variables
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
