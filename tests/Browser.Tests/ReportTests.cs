using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Npgsql;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>What someone reports, through both hosts, to the correction that everyone reads and the mail that says so.</summary>
[Collection(ActingCollection.Name)]
public sealed class ReportTests(Chromium browser, Hosts hosts)
{
    private const string Mutation =
        "mutation ($input: ReportProblemInput!) { reportProblem(input: $input) { reference } }";

    [Fact]
    public async Task Report_FromTheApi_LeadsToAPublishedCorrectionAndToTheMailThatTells()
    {
        var entry = await hosts.FindEntryAsync("Tribunal judiciaire de Cayenne");
        using var client = new HttpClient { BaseAddress = hosts.Api };
        var input = new { entry, reason = "MISSING", field = "accessibility", message = "Il y a une rampe.", email = "lea@exemple.fr" };
        var answer = await AskAsync(client, Mutation, new { input });
        var reference = answer.GetProperty("reportProblem").GetProperty("reference").GetString()!;
        var (author, approver) = (await hosts.AgentAsync("modify"), await hosts.AgentAsync("approve"));
        await using var theirs = await browser.NewNarrowPageAsync();
        await using var other = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var (editor, reviewer) = (theirs.Page, other.Page);
        await hosts.SignInAsync(editor, author.Mail);
        await hosts.SignInAsync(reviewer, approver.Mail);

        // The queue, the report, the section.
        await editor.GotoAsync(new Uri(hosts.Extranet, $"/extranet/alertes?q={reference}").ToString());
        await editor.AssertAccessibleAsync();
        await editor.GetByRole(AriaRole.Link, new() { NameRegex = new("^Ouvrir") }).ClickAsync();
        var report = editor.Url;
        await editor.AssertAccessibleAsync();
        await editor.GetByRole(AriaRole.Link, new() { Name = "Corriger la fiche" }).ClickAsync();
        await Assertions.Expect(editor.Locator("#alerte")).ToContainTextAsync("Il y a une rampe.");
        await editor.Locator("#rubrique textarea").First.FillAsync("Rampe à gauche de l'entrée.");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await editor.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{entry}/envoi").ToString());
        await editor.GetByRole(AriaRole.Button, new() { Name = "Envoyer pour validation" }).ClickAsync();

        // A second person publishes it.
        await reviewer.GotoAsync(new Uri(hosts.Extranet, "/extranet/validations?q=Tribunal").ToString());
        await reviewer.GetByRole(AriaRole.Link, new() { NameRegex = new("^Examiner") }).First.ClickAsync();
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Valider et publier" }).ClickAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Valider et publier" }).ClickAsync();
        await Assertions.Expect(reviewer.Locator(".messages")).ToHaveTextAsync("Publié.");
        Assert.Contains(
            "Rampe à gauche",
            (await AskAsync(client, $"{{ administration(id: \"{entry}\") {{ accessibility {{ note }} }} }}", null)).ToString(),
            StringComparison.Ordinal);

        // It is settled, and told.
        await editor.GotoAsync(report);
        await editor.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Corrigé") }).CheckAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Clore" }).ClickAsync();
        await Assertions.Expect(editor.Locator("main")).ToContainTextAsync("Cette alerte est traitée : Corrigé");
        await editor.AssertAccessibleAsync();
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand("select subject || ' ' || body from outbox_mails where recipient = 'lea@exemple.fr'");
        var mail = (string)(await command.ExecuteScalarAsync())!;
        Assert.StartsWith($"Votre signalement {reference} : corrigé", mail, StringComparison.Ordinal);
        Assert.Empty(theirs.Complaints);
        Assert.Empty(other.Complaints);
    }

    [Fact]
    public async Task Usager_WithoutScript_ReportsFromThePageOfAService()
    {
        var entry = await hosts.FindEntryAsync("Mairie - Villeurbanne");
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await page.GotoAsync(new Uri(hosts.Api, $"/guichets/{entry:N}").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Signaler une erreur" }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GetByLabel("Votre courriel").FillAsync("ana@");
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer" }).ClickAsync();
        await page.AssertAccessibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choisissez ce qui ne va pas.");
        await page.GetByLabel("Les horaires").CheckAsync();
        await page.GetByLabel("Votre courriel").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Merci, votre signalement est enregistré");
        await page.AssertAccessibleAsync();
        Assert.DoesNotContain(watched.Complaints, complaint => !complaint.Contains("422", StringComparison.Ordinal));
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string query, object? variables)
    {
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }
}
