using Microsoft.Playwright;

namespace PublicDirectory.Browser.Tests.Hosting;

/// <summary>A Chromium for a collection, so that two tests run side by side; each test takes a page of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The first costs half of the other, which has windows that nobody sees.
    private static readonly string[] Debians = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DIRECTORY_CHROMIUM") ?? Debians.First(File.Exists),
            Args = Arguments,
        });
    }

    public async Task DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
    }

    /// <summary>
    /// One as wide as 400 % of zoom leave of a common screen, where axe may run: it is our own file, which the page's policy keeps out.
    /// </summary>
    public Task<WatchedPage> NewNarrowPageAsync() =>
        NewPageAsync(new() { ViewportSize = new() { Width = 320, Height = 800 }, BypassCSP = true });

    /// <summary>A fresh page that notes whatever the console or the content security policy complains about.</summary>
    public async Task<WatchedPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(60_000); // only a hang takes so long
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Add($"exception: {error}");
        page.RequestFailed += (_, request) => complaints.Add($"failed: {request.Url}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                complaints.Add($"{response.Status}: {response.Url}");
            }
        };
        await page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))");
        return new WatchedPage(context, page, complaints);
    }
}

/// <summary>A page, and what went wrong in it.</summary>
public sealed class WatchedPage(IBrowserContext context, IPage page, List<string> complaints) : IAsyncDisposable
{
    public IPage Page { get; } = page;

    public IReadOnlyList<string> Complaints => complaints;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
