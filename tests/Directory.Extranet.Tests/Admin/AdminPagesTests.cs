using System.Globalization;
using System.Net;
using System.Text;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Admin;

/// <summary>The pages of administration, beside who may open them (see <see cref="Security.AuthorizationTests"/>).</summary>
public sealed class AdminPagesTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Grant_GivenThenTakenBack_IsSeenInWhatThePersonCanDo()
    {
        var entry = await host.PublishAsync(A.Mairie($"Mairie {Guid.NewGuid():N}"));
        var name = (await host.CurrentAsync(entry)).Document!.Name;
        var person = await host.AgentAsync();
        using var office = await host.SignedInAsync("administer");

        await office.GetAsync($"/admin/comptes/{person.Id}/habilitation");
        await office.SubmitAsync(Form(("Form.Perimeter", "entry"), ("Form.Entry", name), ("geste", "chercher")));
        Assert.Equal(HttpStatusCode.OK, office.Status);
        Assert.True(office.Page.QuerySelector($"input[value='{entry}']")!.HasAttribute("checked"));
        await office.SubmitAsync(Form(("Form.Right", "propose"), ("Form.Sections", "horaires"), ("Form.To", Day(30))));

        Assert.Equal("L'habilitation est donnée à " + person.Name + ".", office.Said);
        Assert.Contains(
            $"Peut proposer des modifications, pour « {name} » et ce qui en dépend, seulement la rubrique Horaires, jusqu'au", office.Text,
            StringComparison.Ordinal);
        await office.GetAsync(office.Page.QuerySelector("a[href$=retirer]")!.GetAttribute("href")!);
        Assert.Equal("Retirer cette habilitation ?", office.Heading);
        await office.SubmitAsync();

        Assert.Equal("L'habilitation est retirée.", office.Said);
        Assert.Contains("ne peut rien faire", office.Text, StringComparison.Ordinal);
        await office.GetAsync($"/admin/habilitations?onglet=terminees&q={person.Mail}");
        Assert.Contains("Retirée le", office.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grant_WithMistakes_SaysThemAndGivesNothing()
    {
        var person = await host.AgentAsync();
        using var office = await host.SignedInAsync("administer");

        await office.GetAsync($"/admin/comptes/{person.Id}/habilitation");
        await office.SubmitAsync(Form(
            ("Form.Right", "administer"), ("Form.Perimeter", "departement"), ("Form.Departement", "00"), ("Form.Sections", "horaires"),
            ("Form.To", Day(-3))));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, office.Status);
        Assert.Equal(
            ["#Form-Departement", "#Form-Sections", "#Form-To"],
            office.Page.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href")));
        Assert.All(
            office.Page.QuerySelectorAll("#erreurs a"), link => Assert.NotNull(office.Page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(0L, await host.ExecuteAsync("select count(*) from access_grants where account_id = $1", person.Id));
    }

    [Fact]
    public async Task Grant_BeyondOnesPerimeter_IsRefusedWithTheReason()
    {
        var (mine, person) = (await host.PublishAsync(A.Mairie("Mairie à gérer")), await host.AgentAsync());
        var administrator = await host.AgentAsync();
        await host.GrantAsync(administrator.Id, "administer", mine);
        await host.GrantAsync(person.Id, "orient", mine);
        using var office = await host.SignedInAsync(administrator);

        await office.GetAsync($"/admin/comptes/{person.Id}/habilitation");
        await office.SubmitAsync(Form(("Form.Right", "propose"), ("Form.Perimeter", "national")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, office.Status);
        Assert.Equal("Il vous manque le droit de gérer les habilitations sur tout ce périmètre.", office.Error);
        await office.GetAsync($"/admin/comptes/{administrator.Id}/habilitation");
        await office.SubmitAsync(
            Form(
                ("Form.Right", "propose"), ("Form.Perimeter", "entry"), ("Form.Entry", mine.ToString()),
                ("Form.EntryId", mine.ToString())));
        Assert.Equal(HttpStatusCode.Conflict, office.Status);
        Assert.Contains("Vous ne pouvez pas vous accorder un droit à vous-même", office.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_WithAFirstRight_GivesItWithTheAccount()
    {
        using var office = await host.SignedInAsync("administer");
        var mail = $"{Guid.NewGuid():N}@example.fr";

        await office.GetAsync("/admin/comptes/inviter");
        await office.SubmitAsync(
            Form(("Name", "Nadia Petit"), ("Mail", mail), ("Form.Right", "approve"), ("Form.Perimeter", "departement")));
        Assert.Equal("Choisissez un département.", office.Error);
        Assert.Null(await host.Service<AccountStore>().FindByMailAsync(mail, default));
        await office.SubmitAsync(Form(("Form.Perimeter", "national")));

        Assert.Equal("Nadia Petit", office.Heading);
        Assert.Contains(
            "Peut valider les modifications proposées par d'autres, pour toute la France.", office.Text, StringComparison.Ordinal);
        Assert.Contains("/invitation?jeton=", await host.LastMailAsync(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_AfterHalfAYear_KeepsAndWithdrawsAndDatesBoth()
    {
        var (kept, gone) = (await host.AgentAsync(), await host.AgentAsync());
        foreach (var person in new[] { kept, gone })
        {
            await host.GrantAsync(person.Id, "propose");
        }

        host.Clock.Move(TimeSpan.FromDays(200));
        await host.Database.SetTimeAsync(host.Clock.GetUtcNow());
        using var office = await host.SignedInAsync("administer");
        await office.GetAsync("/admin/habilitations/revue");
        Assert.EndsWith("accès sans activité depuis 90 jours", office.Heading, StringComparison.Ordinal);
        await office.SubmitAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, office.Status);
        string Decision(Account person) => office.Page.QuerySelectorAll("fieldset").Single(
            field => field.TextContent.Contains(person.Name + " :", StringComparison.Ordinal))
            .QuerySelector("input")!.GetAttribute("name")!;
        await office.SubmitAsync(Form((Decision(kept), "conserver"), (Decision(gone), "retirer")));

        Assert.Equal("1 accès conservé, 1 accès retiré.", office.Said);
        Assert.DoesNotContain(kept.Name + " :", office.Text, StringComparison.Ordinal);
        await office.GetAsync("/admin/journal");
        Assert.Contains("Habilitation conservée", office.Text, StringComparison.Ordinal);
        Assert.Contains("Habilitation retirée", office.Text, StringComparison.Ordinal);
        // In names, never identifiers.
        var objects = office.Page.QuerySelectorAll("tbody td:last-child").Select(cell => cell.TextContent).ToList();
        Assert.Contains(objects, text => text.Contains("habilitation", StringComparison.Ordinal) && text.Contains(gone.Name, StringComparison.Ordinal));
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}", string.Concat(objects));
    }

    [Fact]
    public async Task Pair_MadeByOneLocalAdministrator_WaitsForTheOneAbove()
    {
        var entry = await host.PublishAsync(A.Mairie($"Mairie {Guid.NewGuid():N}"));
        var (local, above) = (await host.AgentAsync(), await host.AgentAsync("administer"));
        await host.GrantAsync(local.Id, "administer", entry);
        using var office = await host.SignedInAsync(local);
        async Task<string> InviteAsync(string right)
        {
            await office.GetAsync("/admin/comptes/inviter");
            await office.SubmitAsync(Form(
                ("Name", $"Nadia {right}"), ("Mail", $"{Guid.NewGuid():N}@example.fr"), ("Form.Right", right), ("Form.Perimeter", "entry"),
                ("Form.Entry", entry.ToString()), ("Form.EntryId", entry.ToString())));
            return office.Said ?? office.Text;
        }

        // No mail leaves from here, and nobody is told that it does.
        Assert.StartsWith("Le compte de Nadia propose est créé. Aucun courriel ne part", await InviteAsync("propose"), StringComparison.Ordinal);
        var said = await InviteAsync("approve");
        Assert.Contains(
            "L'habilitation ne vaut pas encore : seul, vous auriez donné de quoi écrire et de quoi valider les mêmes fiches.", said,
            StringComparison.Ordinal);
        Assert.Contains("quand cette habilitation sera confirmée", office.Text, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector("a[href$='/confirmer']")); // not by the giver

        using var higher = await host.SignedInAsync(above);
        await higher.GetAsync("/admin/habilitations?onglet=a-confirmer&q=Nadia approve");
        await higher.GetAsync(higher.Page.QuerySelector("a[href$='/confirmer']")!.GetAttribute("href")!);
        Assert.Contains("Nadia propose : proposer des modifications", higher.Text, StringComparison.Ordinal);
        var path = higher.Address.AbsolutePath;
        await office.PostAsync(path, [new("__RequestVerificationToken", office.Token)]);
        Assert.Equal(HttpStatusCode.Forbidden, office.Status);
        await higher.PressAsync("Confirmer l'habilitation");

        Assert.Equal("L'habilitation de Nadia approve est confirmée.", higher.Said);
        await higher.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, higher.Status); // there is nothing left to confirm
        await higher.GetAsync("/admin/journal?action=access_grant.agreed");
        Assert.Contains("Habilitation confirmée", higher.Text, StringComparison.Ordinal);
        Assert.Contains("À confirmer", (string?)await host.ExecuteAsync(
            "select string_agg(subject, ',') from outbox_mails where account_id = $1 and subject like 'Habilitation à confirmer%'",
            above.Id) ?? "",
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Account_ShutByItsButton_IsOutAtOnce_AndInAgainWhenReopened()
    {
        var person = await host.AgentAsync("propose");
        using var visitor = await host.SignedInAsync(person);
        using var office = await host.SignedInAsync("administer");
        await office.GetAsync($"/admin/comptes/{person.Id}");

        await office.PressAsync("Désactiver ce compte");
        Assert.Equal("Le compte est désactivé.", office.Said);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);

        await office.PressAsync("Rouvrir ce compte");
        Assert.Equal("Le compte est rouvert.", office.Said);
        using var again = await host.SignedInAsync(person);
        await again.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", again.Heading);
        await office.GetAsync($"/admin/journal?personne={person.Mail}");
        Assert.Contains("Compte désactivé", office.Text, StringComparison.Ordinal);
        Assert.Contains("Compte rouvert", office.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_OfTheOneWhoAsks_IsNotShut()
    {
        var administrator = await host.AgentAsync("administer");
        using var office = await host.SignedInAsync(administrator);
        await office.GetAsync($"/admin/comptes/{administrator.Id}");
        Assert.DoesNotContain("Désactiver ce compte", office.Text, StringComparison.Ordinal);

        await office.PostAsync($"/admin/comptes/{administrator.Id}?handler=Disable", [new("__RequestVerificationToken", office.Token)]);

        Assert.Equal(HttpStatusCode.Forbidden, office.Status);
        Assert.False((await host.Service<AccountStore>().FindAsync(administrator.Id, default))!.IsDisabled);
    }

    [Fact]
    public async Task Invitation_SentAgainByItsButton_OpensTheAccount()
    {
        var person = await host.AgentAsync();
        using var office = await host.SignedInAsync("administer");
        await office.GetAsync($"/admin/comptes/{person.Id}");

        await office.PressAsync("Renvoyer l'invitation");

        Assert.Equal("L'invitation part à nouveau.", office.Said);
        var link =
            (await host.LastMailAsync(person.Mail))!
                .Split()
                .Single(word => word.StartsWith("https://localhost/", StringComparison.Ordinal));
        using var visitor = host.Visit();
        await visitor.GetAsync(link);
        await visitor.SubmitAsync(new { Password = "trois nuages dans un tiroir", Again = "trois nuages dans un tiroir" });
        await visitor.SignInAsync(person.Mail, "trois nuages dans un tiroir");
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_Filtered_ShowsThoseLines_AndItsExportIsAFileThatIsNotedItself()
    {
        await host.Database.SetTimeAsync(host.Clock.GetUtcNow());
        var person = await host.AgentAsync("propose");
        await host.ExecuteAsync("update accounts set name = '=cmd|''calc''!A1' where id = $1", person.Id);
        using (await host.SignedInAsync(person))
        {
            using var office = await host.SignedInAsync("administer");
            await office.GetAsync($"/admin/journal?personne={person.Mail}&action=account.signed_in&du={Day(-1)}&au={Day(1)}");
            Assert.Contains("1 action", office.Text, StringComparison.Ordinal);
            Assert.Contains("=cmd|'calc'!A1", office.Text, StringComparison.Ordinal);
            Assert.NotNull(office.Page.QuerySelector($"td a[href='/admin/comptes/{person.Id}']"));
            await office.GetAsync("/admin/journal?objet=abc");
            Assert.Contains("Vérifiez l'identifiant", office.Text, StringComparison.Ordinal);

            using var file = await office.Client.GetAsync($"/admin/journal/export?personne={person.Mail}");
            var text = Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync());

            Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
            Assert.StartsWith(
                "attachment; filename=\"journal-", file.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
            Assert.StartsWith("\uFEFFnumero;date;compte;nom;action;objet;identifiant;detail\r\n", text, StringComparison.Ordinal);
            Assert.Contains(";'=cmd|'calc'!A1;account.signed_in;", text, StringComparison.Ordinal);
            Assert.Equal(3, text.Split("\r\n").Length);
            await office.GetAsync("/admin/journal?action=journal.exported");
            Assert.Contains("Journal exporté", office.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Mails_GivenUp_AreShownWithoutTheirTextAndTriedAgain()
    {
        var (person, id) = (await host.AgentAsync(), Guid.CreateVersion7());
        await host.ExecuteAsync(
            """
            insert into outbox_mails (id, account_id, recipient, subject, body, message_id, delivery, created_at, not_before, dead_at, last_error, attempts)
            values ($1, $2, 'perdu@example.fr', 'À valider', 'https://secret', $3, 'at_once', now(), now(), now(), 'MailboxUnavailable', 4)
            """,
            id, person.Id, $"<{id:N}@example.fr>");
        using var office = await host.SignedInAsync("administer");

        await office.GetAsync("/admin/courriels");
        Assert.Contains("perdu@example.fr", office.Text, StringComparison.Ordinal);
        Assert.Contains("Adresse inconnue du serveur destinataire", office.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://secret", office.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await office.SubmitAsync(form: $"form:has(input[value='{id}'])");

        Assert.Equal("Le courriel repart dans quelques secondes.", office.Said);
        Assert.Equal(DBNull.Value, await host.ExecuteAsync("select dead_at from outbox_mails where id = $1", id));
    }

    [Fact]
    public async Task Address_ThatIsTested_IsAskedForUntilItIsClear()
    {
        using var office = await host.SignedInAsync("administer");

        await office.GetAsync("/admin/habilitations/adresse?adresse=Nulle-Part-sur-Mer&demande=mairie-inconnue");

        Assert.Contains("Aucune commune n'est reconnue", office.Text, StringComparison.Ordinal);
        Assert.Contains("Aucune démarche ni nature de service ne contient « mairie-inconnue »", office.Text, StringComparison.Ordinal);
    }

    private string Day(int fromNow) => host.Clock.GetUtcNow().AddDays(fromNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> Form(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => (object?)field.Value);
}
