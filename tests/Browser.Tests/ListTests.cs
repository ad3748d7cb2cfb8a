extern alias extranet;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime.Extensions;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Browser.Tests;

/// <summary>Every list, as its first screen shows it on a telephone and on a desk, and at the keyboard.</summary>
[Collection(ActingCollection.Name)]
public sealed class ListTests(Chromium browser, Hosts hosts)
{
    [Theory]
    [InlineData(360, 780)]
    [InlineData(1280, 900)]
    public async Task Lists_HaveTheirFirstRowOnTheFirstScreen_AndTheirActionsInSight(int width, int height)
    {
        var entry = await SubmittedAsync("Bibliothèque municipale de la Part-Dieu");
        var account = await hosts.AgentAsync("propose", "modify", "publish_urgently", "approve", "administer");
        await using var watched = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        (string Path, string? Action)[] lists =
        [
            ("/extranet/fiches?q=mairie", "Modifier"), ("/extranet/validations", "Examiner"), ("/admin/comptes", null), ("/admin/habilitations", "Retirer"),
            ("/admin/journal", null), ("/mon-compte/sessions", null), ($"/extranet/fiches/{entry}/historique", null),
        ];

        foreach (var (path, action) in lists)
        {
            await page.GotoAsync(new Uri(hosts.Extranet, path).ToString());
            var row = page.Locator("tbody tr").First;
            var box = (await row.BoundingBoxAsync())!;
            Assert.True(box.Y + 40 < height, $"{path}: the first row is at {box.Y} of {height}.");
            Assert.True(
                await page.EvaluateAsync<bool>(
                    "[document.documentElement, ...document.querySelectorAll('.fr-table__content')].every(it => it.scrollWidth <= it.clientWidth)"),
                $"{path} scrolls sideways at {width}.");
            if (action is not null)
            {
                var button = (await row.GetByRole(AriaRole.Link, new() { Name = action }).BoundingBoxAsync())!;
                Assert.True(button.X >= 0 && button.X + button.Width <= width, $"{path}: « {action} » is at {button.X} of {width}.");
            }
        }

        Assert.Empty(watched.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // without a script
    public async Task Search_ThenTheKeyboardAlone_ReachesTheFirstResultsEditorInTwelveTabs(bool script)
    {
        const int most = 12;
        var account = await hosts.AgentAsync("propose", "modify", "publish_urgently");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = script });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches").ToString());
        await page.GetByLabel("Rechercher").FillAsync("mairie");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("q=mairie", StringComparison.Ordinal));

        var names = new List<string>();
        while (names.Count < most && !names.Exists(name => name.StartsWith("Modifier", StringComparison.Ordinal)))
        {
            await page.Keyboard.PressAsync("Tab");
            names.Add(await page.EvaluateAsync<string>("document.activeElement.textContent.trim()"));
        }

        Assert.Contains(names, name => name.StartsWith("Modifier Mairie", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("q=mairie", StringComparison.Ordinal));
        Assert.Equal(1, await page.Locator("main form[method=post]").CountAsync());
    }

    [Fact]
    public async Task Selection_OnATelephone_KeepsWhatCanBeDoneWithItInSight()
    {
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 360, Height = 780 } });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches?q=mairie").ToString());
        Assert.False(await IsInSightAsync());

        await page.Locator("tbody input").First.CheckAsync();

        Assert.True(await IsInSightAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Tout est à jour pour la sélection" }).ClickAsync();
        Assert.Equal("Tout est à jour", await page.Locator("h1").InnerTextAsync());

        Task<bool> IsInSightAsync() => page.Locator(".selection-bar").EvaluateAsync<bool>(
            "bar => { const box = bar.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }");
    }

    [Fact]
    public async Task Paper_HasNoMenus_AndDarkInkWhateverTheScreenShows()
    {
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewPageAsync(new() { ColorScheme = ColorScheme.Dark });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, "/extranet/fiches?q=mairie").ToString());
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var gone in new[] { ".menu", ".tabs", ".search", ".actions-cell", ".fr-footer", "tbody input" })
        {
            Assert.False(await page.Locator(gone).First.IsVisibleAsync(), $"{gone} is printed.");
        }

        Assert.True(await page.Locator("tbody th").First.IsVisibleAsync());
        Assert.Equal(
            ("rgb(0, 0, 0)", "light"),
            (await page.EvaluateAsync<string>("getComputedStyle(document.body).color"), await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme")));
    }

    // A request for a new entry waits for approval; the id is that of an entry with a past.
    private async Task<Guid> SubmittedAsync(string name)
    {
        var services = hosts.ExtranetServices;
        var author = await hosts.AgentAsync("propose", "modify");
        var document = new AdministrationDocument
        {
            Name = name,
            Types = ["mairie"],
            Provenance = new() { Source = Sources.Local.Code, VerifiedAt = TimeProvider.System.GetCurrentInstant() },
        };
        var entry = await hosts.FindEntryAsync("Mairie - Villeurbanne");
        var made = (await services.GetRequiredService<Drafts>()
            .SaveAsync(author.Id, new DraftInput { EntryId = Guid.CreateVersion7(), BaseVersion = 0, Document = document }, default)).Request;
        await services.GetRequiredService<Submissions>()
            .SubmitAsync(author.Id, new SubmitInput { RequestId = made.Id, Revision = made.Revision }, default);
        return entry;
    }
}
