using System.Text.Json;
using Microsoft.Playwright;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>What holds for every page, whatever it shows.</summary>
internal static class Accessible
{
    /// <summary>In French, with one title, nothing over the edge, and nothing that axe objects to. Leaves a picture where asked to.</summary>
    public static async Task AssertAccessibleAsync(this IPage page, ColorScheme theme, int width)
    {
        try
        {
            await AssertNowAsync(page, theme, width);
        }
        catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            await AssertNowAsync(page, theme, width); // the click before it had only begun to lead elsewhere
        }
    }

    private static async Task AssertNowAsync(IPage page, ColorScheme theme, int width)
    {
        await page.WaitForLoadStateAsync();
        var where = new Uri(page.Url).AbsolutePath;
        if (Environment.GetEnvironmentVariable("DIRECTORY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = $"extranet{where.Replace('/', '-')}-{await page.Locator("h1").InnerTextAsync()}-{theme}-{width}.png";
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'))), FullPage = true });
        }

        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{where} scrolls sideways.");
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Repository.Root, ".tools", "npm", "node_modules", "axe-core", "axe.min.js") });
        var report = await page.EvaluateAsync<JsonElement>("axe.run().then(r => ({ violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')), passes: r.passes.length }))");
        var violations = string.Join("\n", report.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()));
        Assert.True(violations.Length == 0, $"{where}: {violations}");
        Assert.InRange(report.GetProperty("passes").GetInt32(), 10, 200); // it did look
    }
}
