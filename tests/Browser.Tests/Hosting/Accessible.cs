using System.Text.Json;
using Microsoft.Playwright;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>What holds for every page, whatever it shows.</summary>
internal static class Accessible
{
    /// <summary>
    /// In French, with one title, nothing over the edge, and nothing that axe objects to in either colour scheme.
    /// </summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        const int mostLooks = 4;
        for (var look = 1; ; look++)
        {
            try
            {
                await page.WaitForLoadStateAsync();
                await page.EvaluateAsync("window.isLookedAt = true");
                await AssertNowAsync(page);
            }
            catch (Exception) when (look < mostLooks && !page.IsClosed)
            {
                if (await IsStillThereAsync(page))
                {
                    throw;
                }

                continue;
            }

            if (look == mostLooks || await IsStillThereAsync(page))
            {
                return;
            }
        }
    }

    // The click before may have only begun to lead elsewhere: what counts is what it led to.
    private static async Task<bool> IsStillThereAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("window.isLookedAt === true");
        }
        catch (PlaywrightException)
        {
            return false; // on its way at this moment
        }
    }

    private static async Task AssertNowAsync(IPage page)
    {
        var where = new Uri(page.Url).AbsolutePath;
        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.AddScriptTagAsync(new() { Path = Path.Combine(Repository.Root, ".tools", "npm", "node_modules", "axe-core", "axe.min.js") });
        }

        await LookAsync(page, ColorScheme.Dark);
        await AssertAxeAsync(page, "{ runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] }", 1, $"{where}, dark"); // the rest is as in the light
        await LookAsync(page, ColorScheme.Light);
        await AssertAxeAsync(page, "{ resultTypes: ['violations'] }", 10, where);
    }

    /// <summary>Nothing over the edge on a screen of this many pixels, whose width the page keeps. Leaves a picture where asked to.</summary>
    public static async Task AssertFitsAsync(this IPage page, int width)
    {
        if (page.ViewportSize!.Width != width)
        {
            await page.SetViewportSizeAsync(width, page.ViewportSize.Height);
        }

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} scrolls sideways at {width}.");
        if (Environment.GetEnvironmentVariable("DIRECTORY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var scheme = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches") ? "dark" : "light";
            var name = $"extranet{new Uri(page.Url).AbsolutePath.Replace('/', '-')}-{await page.Locator("h1").InnerTextAsync()}-{scheme}-{width}.png";
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'))), FullPage = true });
        }
    }

    private static async Task LookAsync(IPage page, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce }); // or colours are still on their way
        await page.AssertFitsAsync(page.ViewportSize!.Width);
    }

    private static async Task AssertAxeAsync(IPage page, string options, int leastPassed, string where)
    {
        var report = await page.EvaluateAsync<JsonElement>(
            $"axe.run({options}).then(r => ({{ violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')), passes: r.passes.length }}))");
        var violations = string.Join("\n", report.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()));
        Assert.True(violations.Length == 0, $"{where}: {violations}");
        Assert.InRange(report.GetProperty("passes").GetInt32(), leastPassed, 200); // it did look
    }
}
