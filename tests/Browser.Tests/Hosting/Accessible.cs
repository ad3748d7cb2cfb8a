using System.Text.Json;
using Microsoft.Playwright;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>What holds for every page, whatever it shows.</summary>
internal static class Accessible
{
    private const string FitsInWidth = "document.documentElement.scrollWidth <= innerWidth";

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

    /// <summary>The same on a narrow screen in both schemes; and on a wide one, where nothing may go over the edge either.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        await page.SetViewportSizeAsync(320, 900);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce }); // or colours are still on their way
            await page.AssertAccessibleAsync(theme, 320);
        }

        await page.SetViewportSizeAsync(1280, 900);
        Assert.True(await page.EvaluateAsync<bool>(FitsInWidth), $"{page.Url} scrolls sideways at 1280.");
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
            await page.EvaluateAsync<bool>(FitsInWidth), $"{where} scrolls sideways.");
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.AddScriptTagAsync(new() { Path = Path.Combine(Repository.Root, ".tools", "npm", "node_modules", "axe-core", "axe.min.js") });
        }

        var report = await page.EvaluateAsync<JsonElement>("axe.run().then(r => ({ violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')), passes: r.passes.length }))");
        var violations = string.Join("\n", report.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()));
        Assert.True(violations.Length == 0, $"{where}: {violations}");
        Assert.InRange(report.GetProperty("passes").GetInt32(), 10, 200); // it did look
    }
}
