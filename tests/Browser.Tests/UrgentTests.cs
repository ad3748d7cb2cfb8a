using Npgsql;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Core.Accounts;
using Xunit.Abstractions;

namespace PublicDirectory.Browser.Tests;

/// <summary>
/// Acceptance case 6: an urgent publication in three fields is seen in the API at once, then reviewed; at the keyboard, on a narrow
/// screen, without a script.
/// </summary>
[Collection(ActingCollection.Name)]
public sealed class UrgentTests(Chromium browser, Hosts hosts, ITestOutputHelper output)
{
    private const string Message = "Le service est fermé en raison d'une panne électrique.";

    private static readonly HttpClient Client = new();

    [Fact]
    public async Task Closure_AtTheKeyboardAloneOnANarrowScreen_IsInTheApiAtOnce_ThenReviewed()
    {
        var (entry, author, approver) =
            (await hosts.FindEntryAsync("Mairie - Villeurbanne"), await hosts.AgentAsync("publish_urgently"), await hosts.AgentAsync(
                "approve"));
        await using var watched = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 320, Height = 640 } });
        var page = watched.Page;
        await SignInAsync(page, author);
        await page.GotoAsync(Url($"/extranet/fiches/{entry}/urgence"));

        await TabToAsync(page, "button[value='modele:panne']");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[id='Form-Message']")).ToHaveValueAsync(Message);
        await Assertions.Expect(page.Locator("#apercu")).ToContainTextAsync($"Fermé aujourd'hui. {Message}");
        await Assertions.Expect(page.Locator("[id='Form-Message'] + p")).ToHaveTextAsync($"{300 - Message.Length} caractères restants");
        await TabToAsync(page, "#Reason");
        await page.Keyboard.TypeAsync("Coupure du quartier.");
        await TabToAsync(page, "#IsChecked");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "button:has-text('Publier maintenant')");
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.PressAsync("Enter"), answer => answer.Request.Method == "POST" && answer.Status == 303);
        var took = await WaitForAsync(entry, found => found.Status == "CLOSED" && found.Notices.Contains("Fermé aujourd'hui"));
        output.WriteLine($"Seen by the API {took.TotalMilliseconds:0} ms after the answer.");

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Publié à");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("API : fait");
        await SignOutAsync(page);
        await SignInAsync(page, approver);
        await page.GotoAsync(Url(await ReviewPathAsync(entry)));
        await TabToAsync(page, "button[value=relu]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Urgente – relue");
        Assert.Equal("CLOSED", (await ReadAsync(entry)).Status);
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Reason_TypedWhileAModelIsOnItsWay_Stays()
    {
        var (entry, author) = (await hosts.FindEntryAsync("Mairie - Cayenne"), await hosts.AgentAsync("publish_urgently"));
        await using var watched = await browser.NewPageAsync();
        var page = watched.Page;
        await SignInAsync(page, author);
        await page.GotoAsync(Url($"/extranet/fiches/{entry}/urgence"));
        var answer = new TaskCompletionSource();
        await page.RouteAsync("**/urgence", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });

        await page.GetByRole(AriaRole.Button, new() { Name = "Panne" }).ClickAsync();
        await page.GetByLabel("Motif interne").FillAsync("Coupure du quartier.");
        await page.GetByLabel("J'ai vérifié le message affiché").CheckAsync();
        await page.GetByLabel("Motif interne").FocusAsync();
        answer.SetResult();
        await Assertions.Expect(page.Locator("[id='Form-Message']")).ToHaveValueAsync(Message);

        await Assertions.Expect(page.GetByLabel("Motif interne")).ToHaveValueAsync("Coupure du quartier.");
        await Assertions.Expect(page.GetByLabel("Motif interne")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("J'ai vérifié le message affiché")).ToBeCheckedAsync();
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Closure_WithoutScript_IsPublishedProlongedAndEnded()
    {
        var (entry, author) = (await hosts.FindEntryAsync("Mairie de Lyon - Hôtel de ville"), await hosts.AgentAsync("publish_urgently"));
        await using var watched =
            await browser.NewPageAsync(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 320, Height = 640 } });
        var page = watched.Page;
        await SignInAsync(page, author);
        await page.GotoAsync(Url($"/extranet/fiches/{entry}/urgence"));

        await Assertions.Expect(page.GetByLabel("Plage 1, ouverture")).ToBeHiddenAsync();
        await page.GetByLabel("Horaires réduits").CheckAsync();
        await Assertions.Expect(page.GetByLabel("Plage 1, ouverture")).ToBeVisibleAsync(); // by the sheet alone
        await page.GetByLabel("Fermeture maintenant").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Panne" }).ClickAsync();
        await page.GetByLabel("Motif interne").FillAsync("Coupure du quartier.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir l'aperçu" }).ClickAsync();
        await Assertions.Expect(page.Locator("#apercu")).ToContainTextAsync($"Fermé aujourd'hui. {Message}");
        await page.GetByLabel("J'ai vérifié le message affiché").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier maintenant" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Publié à");
        await page.GetByRole(AriaRole.Link, new() { Name = "Prolonger" }).ClickAsync();
        await page.GetByLabel("Je ne sais pas").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Prolonger" }).ClickAsync();
        await WaitForAsync(entry, found => found.Notices.Contains("Fermé jusqu'à nouvel ordre"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Mettre fin à l'urgence" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mettre fin à l'urgence" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Terminé à");
        await WaitForAsync(entry, found => found.Notices.Count == 0);
    }

    [Fact]
    public async Task End_WhenTheNodeThatPublishedIsGone_ComesByOtherNodesAndOnce()
    {
        var (entry, author) =
            (await hosts.FindEntryAsync("Mairie du 1er arrondissement de Lyon"), await hosts.AgentAsync("publish_urgently"));
        var before = await ReadAsync(entry);
        await using (var publisher = hosts.StartExtranet())
        {
            await using var watched = await browser.NewPageAsync();
            await SignInAsync(watched.Page, author, publisher.Address);
            await PublishAsync(watched.Page, publisher.Address, entry);
            await WaitForAsync(entry, found => found.Status == "CLOSED");
        }

        // Two nodes on which it is already two days later.
        var later = new LaterClock(TimeSpan.FromDays(2));
        await using (var one = hosts.StartExtranet(later))
        await using (var other = hosts.StartExtranet(later))
        {
            await WaitForAsync(entry, found => found.Notices.Count == 0);
        }

        var after = await ReadAsync(entry);
        Assert.Equal((before.Version + 2, before.Hours), (after.Version, after.Hours)); // published, and returned once
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(
            "select count(*) from change_request_events e join change_requests r on r.id = e.request_id where r.entry_id = $1 and e.move = 'end'");
        command.Parameters.Add(new() { Value = entry });
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Pages_InEachTheme_AreAccessible()
    {
        var entry = await hosts.FindEntryAsync("Mairie - Cayenne");
        var (author, approver) = (await hosts.AgentAsync("publish_urgently", "propose"), await hosts.AgentAsync("approve"));
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await SignInAsync(page, author);

        foreach (var path in new[] { $"/extranet/fiches/{entry}/urgence/contact", $"/extranet/urgence/fiches?fiche={entry}", $"/extranet/fermeture?fiche={entry}", $"/extranet/fiches/{entry}/urgence" })
        {
            await page.GotoAsync(Url(path));
            await page.AssertAccessibleAsync();
        }

        await page.GetByLabel("Horaires réduits").CheckAsync();
        await page.GetByLabel("Jusqu'au", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier maintenant" }).ClickAsync();
        await Assertions.Expect(page.Locator("#erreurs")).ToBeFocusedAsync();
        await page.AssertAccessibleAsync(); // with mistakes, and all that may be shown
        await PublishAsync(page, hosts.Extranet, entry);
        await page.AssertAccessibleAsync();
        var action = page.Url;
        foreach (var path in new[] { $"{action}/prolonger", $"{action}/fin", Url($"/extranet/fiches/{entry}/acces"), Url(
            await ReviewPathAsync(entry)) })
        {
            await page.GotoAsync(path);
            await page.AssertAccessibleAsync();
        }

        await SignOutAsync(page);
        await SignInAsync(page, approver);
        await page.GotoAsync(Url(await ReviewPathAsync(entry)));
        await page.GetByText("Annuler la publication").First.ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Pourquoi annuler").FillAsync("Essai.");
        await page.Locator("button[value=annuler]").ClickAsync();
        await page.AssertAccessibleAsync();
    }

    private static async Task PublishAsync(IPage page, Uri node, Guid entry)
    {
        await page.GotoAsync(new Uri(node, $"/extranet/fiches/{entry}/urgence").ToString());
        await page.GetByLabel("Message affiché au public").FillAsync(Message);
        await page.GetByLabel("Motif interne").FillAsync("Coupure du quartier.");
        await page.GetByLabel("J'ai vérifié le message affiché").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier maintenant" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Publié à");
    }

    private async Task<TimeSpan> WaitForAsync(Guid entry, Func<Seen, bool> isThere)
    {
        var watch = Stopwatch.StartNew();
        while (!isThere(await ReadAsync(entry)))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "The API never served it.");
            await Task.Delay(5);
        }

        return watch.Elapsed;
    }

    private async Task<Seen> ReadAsync(Guid entry)
    {
        using var answer = await Client.PostAsJsonAsync(new Uri(hosts.Api, "/graphql"), new
        {
            query = $$"""{ administration(id: "{{entry}}") { version openState { status } notices { title } openingHours { summary } } }""",
        });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        var found = json.RootElement.GetProperty("data").GetProperty("administration");
        return new Seen(
            found.GetProperty("version").GetInt32(),
            found.GetProperty("openState").GetProperty("status").GetString()!,
            [.. found.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("title").GetString()!)],
            found.GetProperty("openingHours") is { ValueKind: JsonValueKind.Object } hours
                ? hours.GetProperty("summary").GetString()
                : null);
    }

    private async Task<string> ReviewPathAsync(Guid entry)
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(
            "select id from change_requests where entry_id = $1 and path = 'urgent' order by created_at desc limit 1");
        command.Parameters.Add(new() { Value = entry });
        return $"/extranet/validations/{await command.ExecuteScalarAsync()}/urgence";
    }

    private async Task SignInAsync(IPage page, Account account, Uri? node = null)
    {
        await page.GotoAsync(new Uri(node ?? hosts.Extranet, "/connexion").ToString());
        await page.Locator("#Mail").FillAsync(account.Mail);
        await page.Locator("#Password").FillAsync(Agents.Password);
        await page.Locator("main button").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Bonjour");
    }

    private static Task SignOutAsync(IPage page) => page.Context.ClearCookiesAsync();

    private string Url(string path) => new Uri(hosts.Extranet, path).ToString();

    // As who has no mouse: the Tab key until the focus is there.
    private static async Task TabToAsync(IPage page, string selector)
    {
        var target = page.Locator(selector).First;
        for (var i = 0; i < 60; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The Tab key does not lead to {selector}.");
    }

    private sealed record Seen(int Version, string Status, IReadOnlyList<string> Notices, string? Hours);
}
