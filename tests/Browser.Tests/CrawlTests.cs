using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>Every page that links lead to, and every form sent empty: whatever is added to the extranet is looked at here.</summary>
[Collection(LookingCollection.Name)]
public sealed partial class CrawlTests(Chromium browser, Hosts hosts)
{
    private static readonly string[] Rights = ["propose", "modify", "publish_urgently", "approve", "administer"];

    // Where links of the menu and of lists do not lead by themselves: each of these is one click of a form away.
    private static readonly string[] Seeds =
    [
        "/", "/extranet/fiches", "/extranet/fiches/nouvelle", "/extranet/fiches/nouvelle/demarche",
        "/extranet/fiches/nouvelle/service-type",
        "/extranet/fiches/nouvelle/message", "/extranet/validations", "/admin/comptes", "/admin/habilitations", "/admin/journal",
        "/admin/courriels",
    ];

    // What no other test looks at as it is opened.
    private static readonly string[] Reached =
    [
        "/mon-compte", "/mon-compte/mot-de-passe", "/mon-compte/second-facteur", "/admin/comptes", "/admin/comptes/inviter",
        "/admin/comptes/ID",
        .. new[]
        {
            "", "/identite", "/contacts", "/services", "/competence", "/acces", "/dupliquer", "/suspendre", "/retirer", "/horaires",
            "/fermetures",
            "/contacts/ID/horaires",
        }.Select(page => "/extranet/fiches/ID" + page),
    ];

    [Fact]
    public Task EveryPage_InTheNeutralLook_IsAccessible_AndItsFormsSentEmptySayWhatIsMissing() => CrawlAsync("Neutre");

    [DsfrFact]
    public Task EveryPage_InTheStateDesignSystem_IsAccessible_AndItsFormsSentEmptySayWhatIsMissing() => CrawlAsync("Dsfr");

    private async Task CrawlAsync(string look)
    {
        var node = hosts.InLook(look);
        var account = await hosts.AgentAsync(Rights);
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await page.GotoAsync(new Uri(node, "/connexion").ToString());
        await page.Locator("#Mail").FillAsync(account.Mail);
        await page.Locator("#Password").FillAsync(Agents.Password);
        await page.Locator("main button").ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");

        var (waiting, seen) = (new Queue<(string Path, string From)>(Seeds.Select(seed => (seed, "/"))), new HashSet<string>());
        var (refused, dead) = (0, new List<string>());
        while (waiting.TryDequeue(out var link))
        {
            var path = link.Path;
            // One page of each shape: /extranet/fiches/ID/horaires once, whichever the entry.
            if (!seen.Add(Ids().Replace(path.Split('?', '#')[0], "ID")))
            {
                continue;
            }

            IResponse? answer;
            try
            {
                answer = await page.GotoAsync(new Uri(node, path).ToString());
            }
            catch (PlaywrightException e) when (e.Message.Contains("Download is starting", StringComparison.Ordinal))
            {
                continue; // a list to take away
            }

            if (!answer!.Ok)
            {
                // What was sent meanwhile may have done away with it: a draft is gone once it says again what is published.
                await page.GotoAsync(new Uri(node, link.From).ToString());
                if ((await LinksAsync(page)).Contains(path))
                {
                    dead.Add($"{path}, on {link.From}, answers {answer.Status}.");
                }

                continue;
            }

            if (answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
            {
                await page.AssertFitsAsync(1280);
                await page.AssertFitsAsync(320);
                await page.AssertAccessibleAsync();
                foreach (var further in await LinksAsync(page))
                {
                    waiting.Enqueue((further, path));
                }

                refused += await SendEmptyAsync(page, path) ? 1 : 0;
            }
        }

        Assert.True(dead.Count == 0, string.Join(" ", dead));
        Assert.Empty(Reached.Except(seen));
        Assert.InRange(seen.Count, 45, 200);
        Assert.InRange(refused, 15, 200);
        Assert.DoesNotContain(
            watched.Complaints,
            complaint => !complaint.Contains("422", StringComparison.Ordinal) && !complaint.Contains("/export", StringComparison.Ordinal));
    }

    private static Task<string[]> LinksAsync(IPage page) => page.EvaluateAsync<string[]>(
        """
        [
          ...[...document.querySelectorAll("a[href]:not([download])")].filter(a => a.origin === location.origin)
            .map(a => a.pathname + a.search),
          // the menu of an entry's form, which saves it first
          ...[...document.querySelectorAll(".fr-sidemenu button[name=suite]")]
            .map(button => [...location.pathname.split("/").slice(0, 4), button.value].join("/")),
        ]
        """);

    // True when the form of the page refused to be sent empty: the summary has the focus, and each of its links leads to a field.
    private static async Task<bool> SendEmptyAsync(IPage page, string path)
    {
        var form = page.Locator("main form[method=post]:has(input[type=text], input[type=email], textarea, input[type=radio])").First;
        if (await form.CountAsync() == 0)
        {
            return false;
        }

        await form.EvaluateAsync(
            """
            form => {
              for (const field of form.querySelectorAll("input, textarea")) {
                if (field.type === "radio" || field.type === "checkbox") field.checked = false;
                else if (field.type !== "hidden") field.value = "";
              }
            }
            """);
        var button = form.Locator("button:not([name=geste]):not([formaction]):visible").First;
        if (await button.CountAsync() == 0)
        {
            return false;
        }

        var answer =
            await page.RunAndWaitForResponseAsync(
                () => button.ClickAsync(), response => response.Request.Method == "POST" && response.Request.IsNavigationRequest);
        await page.WaitForLoadStateAsync();
        Assert.True(answer.Status is 422 or 303, $"{path}, sent empty, answers {answer.Status}.");
        if (answer.Status != 422)
        {
            return false;
        }

        Assert.StartsWith("Erreur : ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("erreurs", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll("#erreurs a")].map(a => a.getAttribute("href"))
              .filter(href => !document.getElementById(decodeURIComponent(href.slice(1)))?.matches("input, textarea, select, button, fieldset, [tabindex]"))
            """));
        Assert.NotEqual(0, await page.Locator("#erreurs li").CountAsync());
        await page.AssertAccessibleAsync();
        return true;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)")]
    private static partial Regex Ids();
}
