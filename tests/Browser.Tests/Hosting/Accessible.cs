using System.Text.Json;
using Microsoft.Playwright;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>What holds for every page, whatever it shows.</summary>
internal static class Accessible
{
    private static readonly Lazy<string> Axe =
        new(() => File.ReadAllText(Path.Combine(Repository.Root, ".tools", "npm", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>
    /// In its language, with one title, nothing over the edge, and nothing that axe objects to in either colour scheme.
    /// </summary>
    public static async Task AssertAccessibleAsync(this IPage page, string language = "fr")
    {
        const int mostLooks = 4;
        for (var look = 1; ; look++)
        {
            try
            {
                await page.WaitForLoadStateAsync();
                await page.EvaluateAsync("window.isLookedAt = true");
                await AssertNowAsync(page, language);
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

    private static async Task AssertNowAsync(IPage page, string language)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.AddScriptTagAsync(new() { Content = Axe.Value });
        }

        // Nothing is loaded for axe beforehand: that is for sounds and films, of which there are none.
        // the rest is as in the light
        await AssertAxeAsync(
            page, language, ColorScheme.Dark,
            "{ runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'], preload: false }",
            1);
        await AssertAxeAsync(page, language, ColorScheme.Light, "{ resultTypes: ['violations'], preload: false }", 10);
    }

    /// <summary>
    /// Nothing over the edge on a screen of this many pixels, whose width the page keeps. Leaves a picture where asked to.
    /// </summary>
    public static async Task AssertFitsAsync(this IPage page, int width)
    {
        if (page.ViewportSize!.Width != width)
        {
            await page.SetViewportSizeAsync(width, page.ViewportSize.Height);
        }

        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            $"{page.Url} scrolls sideways at {width}.");
        await ScreenshotAsync(page);
    }

    // All that is asked of a page in one go: each question goes through two processes.
    private static async Task AssertAxeAsync(IPage page, string language, ColorScheme scheme, string options, int leastPassed)
    {
        // or colours are still on their way
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await ScreenshotAsync(page);
        var report = await page.EvaluateAsync<JsonElement>(
            $$"""
            axe.run({{options}}).then(r => ({
              language: document.documentElement.lang,
              titles: document.querySelectorAll("h1").length,
              fits: document.documentElement.scrollWidth <= innerWidth,
              violations: r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" | ")).join("\n"),
              passes: r.passes.length,
            }))
            """);
        var where = $"{new Uri(page.Url).AbsolutePath}, {scheme}";
        Assert.Equal(language, report.GetProperty("language").GetString());
        Assert.Equal(1, report.GetProperty("titles").GetInt32());
        Assert.True(report.GetProperty("fits").GetBoolean(), $"{where} scrolls sideways at {page.ViewportSize!.Width}.");
        var violations = report.GetProperty("violations").GetString()!;
        Assert.True(violations.Length == 0, $"{where}: {violations}");
        Assert.InRange(report.GetProperty("passes").GetInt32(), leastPassed, 200); // it did look
    }

    private static async Task ScreenshotAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable("DIRECTORY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var scheme = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches") ? "dark" : "light";
            var name =
                $"extranet{new Uri(page.Url).AbsolutePath.Replace('/', '-')}-{await page.Locator("h1").InnerTextAsync()}-{scheme}-{page.ViewportSize!.Width}.png";
            await page.ScreenshotAsync(
                new() { Path = Path.Combine(folder, string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'
                    ? c
                    : '_'))), FullPage = true });
        }
    }
}
