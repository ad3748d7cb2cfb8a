extern alias extranet;

using extranet::PublicDirectory.Extranet.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Browser.Tests.Hosting;

namespace PublicDirectory.Browser.Tests;

/// <summary>The pages of administration in both looks, and what is kept of a form when the session is over.</summary>
[Collection(LookingCollection.Name)]
public sealed class AdminTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public Task Pages_InTheNeutralLook_AreAccessible() => CheckAsync("Neutre");

    [DsfrFact]
    public Task Pages_InTheStateDesignSystem_AreAccessible() => CheckAsync("Dsfr");

    [Fact]
    public async Task Form_SentAfterTheSession_IsSentAgainByAButton()
    {
        var agent = await hosts.AgentAsync("propose");
        var entry = await hosts.FindEntryAsync("Mairie - Villeurbanne");
        await using var watched = await browser.NewPageAsync(new() { BypassCSP = true });
        var page = watched.Page;
        await SignInAsync(page, hosts.Extranet, agent.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{entry}/acces").ToString());
        await page.Locator("textarea").FillAsync("Sonnette à gauche,\ndeuxième étage.");
        // « Fermer mes autres sessions »
        await hosts.ExtranetServices.GetRequiredService<SessionStore>().EndOthersAsync(agent.Id, null, SessionEnds.Closed, default);

        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Votre saisie a été conservée");
        await page.AssertAccessibleAsync();
        await FillInAsync(page, agent.Mail);
        Assert.Equal("Votre saisie a été conservée", await page.Locator("h1").InnerTextAsync());
        await page.GetByText("Ce que vous aviez saisi").ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reprendre ma saisie" }).ClickAsync();

        await Assertions.Expect(page.Locator(".messages")).ToContainTextAsync("Brouillon enregistré.");
        Assert.Equal("Sonnette à gauche,\ndeuxième étage.", await page.Locator("textarea").InputValueAsync());
        Assert.Empty(watched.Complaints);
    }

    private async Task CheckAsync(string look)
    {
        var site = hosts.InLook(look);
        var admin = await hosts.AgentAsync("administer", "propose");
        var colleague = await hosts.AgentAsync();
        var grant = await UnusedGrantAsync(colleague.Id);
        await DeadMailAsync(colleague.Id);
        var entry = await hosts.FindEntryAsync("Mairie - Villeurbanne");
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        foreach (var path in new[] { "/connexion", "/mot-de-passe/oubli", "/affichage", "/aide" })
        {
            await page.GotoAsync(new Uri(site, path).ToString());
            await page.AssertAccessibleAsync();
        }

        await SignInAsync(page, site, admin.Mail);
        foreach (var path in new[]
        {
            "/", "/mon-compte", "/mon-compte/second-facteur", $"/extranet/fiches/{entry}/acces",
            "/admin", "/admin/comptes", "/admin/comptes/inviter", $"/admin/comptes/{colleague.Id}",
            $"/admin/comptes/{colleague.Id}/habilitation",
            "/admin/habilitations?tri=-activite", "/admin/habilitations/revue", $"/admin/habilitations/{grant}/retirer",
            "/admin/habilitations/adresse?adresse=12 rue de la Paix, 69100 Villeurbanne&demande=mairie",
            "/admin/journal", "/admin/courriels", "/admin/courriels?onglet=en-attente",
        })
        {
            await page.GotoAsync(new Uri(site, path).ToString());
            await page.AssertAccessibleAsync();
        }

        // Giving a right: the field of the perimeter that is chosen, and no other; its mistakes; what is found.
        await page.GotoAsync(new Uri(site, $"/admin/comptes/{colleague.Id}/habilitation").ToString());
        Assert.True(await page.Locator("#Form-Entry").IsVisibleAsync());
        Assert.False(await page.Locator("#Form-Departement").IsVisibleAsync());
        await page.GetByText("Un département", new() { Exact = true }).ClickAsync(); // its label, which may cover it
        Assert.True(await page.Locator("#Form-Departement").IsVisibleAsync());
        Assert.Empty(watched.Complaints);
        await page.GetByRole(AriaRole.Button, new() { Name = "Donner l'habilitation" }).ClickAsync();
        await page.AssertAccessibleAsync();
        Assert.Equal("erreurs", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.GetByText("Une fiche et ce qui en dépend", new() { Exact = true }).ClickAsync();
        await page.Locator("#Form-Entry").FillAsync("Villeurbanne");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chercher la fiche" }).ClickAsync();
        await page.AssertAccessibleAsync();
    }

    private static async Task SignInAsync(IPage page, Uri site, string mail)
    {
        await page.GotoAsync(new Uri(site, "/connexion").ToString());
        await FillInAsync(page, mail);
    }

    private static async Task FillInAsync(IPage page, string mail)
    {
        await page.Locator("#Mail").FillAsync(mail);
        await page.Locator("#Password").FillAsync(Agents.Password);
        await page.Locator("main button").ClickAsync();
    }

    private async Task<Guid> UnusedGrantAsync(Guid account)
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(
            """
            insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, valid_from, granted_at)
            values ($1, $2, 'propose', 'departement', '69', now() - interval '200 days', now() - interval '200 days')
            """);
        var id = Guid.CreateVersion7();
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = account });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    private async Task DeadMailAsync(Guid account)
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(
            """
            insert into outbox_mails (id, account_id, recipient, subject, body, message_id, delivery, created_at, not_before, dead_at, last_error, attempts)
            values ($1, $2, 'ancienne.adresse@example.fr', 'À valider : Mairie - Villeurbanne', 'Texte', $1::text, 'at_once', now(), now(), now(), 'MailboxUnavailable', 1)
            """);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = account });
        await command.ExecuteNonQueryAsync();
    }
}
