using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Retention;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Commands;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Desk;

/// <summary>From a usager's message to whom it is for.</summary>
public sealed class DeskTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Pasted =
        "De : Jeanne Martin <jeanne.martin@exemple.fr>\nObjet : Horaires de la mairie\n\nBonjour, quand ouvre la mairie de Bron ?\n\n-----Message d'origine-----\nAncien";

    [Fact]
    public async Task Message_PastedByAnAgent_IsForwardedToItsInterlocutorWithAReplyToTheUsager_OrTakenBack()
    {
        await using var sink = SmtpSink.Start();
        var office = await OfficeAsync("Mairie à trouver", "accueil@mairie.example.fr");
        var (account, colleague) = (await host.AgentAsync("orient"), await host.AgentAsync("orient"));
        await BoxAsync("Support du test", account.Id, colleague.Id);
        using var agent = await host.SignedInAsync(account);

        await agent.GetAsync("/orientation/nouveau");
        await agent.SubmitAsync(new { Text = Pasted });

        Assert.Equal("Horaires de la mairie", agent.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("j***@exemple.fr", agent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("jeanne.martin@exemple.fr", agent.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Ancien", agent.Source, StringComparison.Ordinal);
        Assert.Contains("Aucun courriel ne part", agent.Text, StringComparison.Ordinal); // no server is set here
        var path = agent.Address.AbsolutePath;

        await agent.GetAsync("/orientation?onglet=en-attente");
        Assert.DoesNotContain("Horaires de la mairie", agent.Text, StringComparison.Ordinal);
        await agent.GetAsync($"{path}?q=Mairie+%C3%A0+trouver");
        await ForwardAsync(agent, path, office);
        Assert.Contains("Message transmis à Mairie à trouver.", agent.Text, StringComparison.Ordinal);
        await PostAsync(agent, path, "Annuler");
        Assert.Contains("Envoi annulé", agent.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await WaitingAsync());

        await ForwardAsync(agent, path, office);
        host.Clock.Move(TimeSpan.FromSeconds(11));
        await PostAsync(agent, path, "Annuler");
        Assert.Contains("trop tard", agent.Text, StringComparison.Ordinal);
        await new OutboxSender(
            host.DataSource, host.Clock,
            new OutboxOptions { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, From = "annuaire@example.fr" },
            text => text).SendDueAsync(default);

        var mail = Assert.Single(sink.Mails);
        Assert.Equal(("accueil@mairie.example.fr", "TR : Horaires de la mairie"), (mail.To, mail.Subject));
        Assert.Equal("jeanne.martin@exemple.fr", mail.Headers["Reply-To"]);
        Assert.Contains("> Bonjour, quand ouvre la mairie de Bron ?", mail.Text, StringComparison.Ordinal);
        Assert.False(mail.Headers.ContainsKey("Auto-Submitted"));
        foreach (var (tab, holds) in new[] { ("en-attente", true), ("a-moi", true), ("a-traiter", false), ("traites", false) })
        {
            await agent.GetAsync("/orientation?onglet=" + tab);
            Assert.Equal((tab, holds), (tab, agent.Text.Contains("Horaires de la mairie", StringComparison.Ordinal)));
        }

        using var other = await host.SignedInAsync(colleague);
        await other.GetAsync("/orientation?onglet=a-moi");
        Assert.DoesNotContain("Horaires de la mairie", other.Text, StringComparison.Ordinal);

        await PostAsync(agent, path, "Afficher");
        Assert.Contains("jeanne.martin@exemple.fr", agent.Source, StringComparison.Ordinal);
        Assert.Equal(1L, await host.ExecuteAsync(
            "select count(*) from journal where action = 'conversation.usager_shown' and object_id = $1", Guid.Parse(path[^36..])));
    }

    [Fact]
    public async Task Memo_LeavesForTheUsagerAndEndsTheMessage_WhichNothingMoreLeavesUntilItIsOpenedAgain()
    {
        var office = await OfficeAsync("Mairie tardive", "tard@mairie.example.fr");
        var account = await host.AgentAsync("orient");
        var id = await host.ConversationAsync(mail: "memo@exemple.fr", member: account.Id);
        var nameless = await host.ConversationAsync(member: account.Id);
        await host.ExecuteAsync("update desk.usagers set mail = null where conversation_id = $1", nameless);
        using var agent = await host.SignedInAsync(account);
        var path = $"/orientation/messages/{id}";
        async Task MemoAsync(Guid conversation, string revision) => await PostAsync(
            agent, $"/orientation/messages/{conversation}/memo", null, ("Revision", revision), ("Subject", "Où vous adresser"), ("Text", "Allez à la mairie."));

        await agent.GetAsync(path);
        await MemoAsync(nameless, "1");
        Assert.Contains("n'a pas donné d'adresse", agent.Text, StringComparison.Ordinal);
        await MemoAsync(id, "1");
        Assert.Contains("Mémo envoyé à l'usager", agent.Text, StringComparison.Ordinal);
        Assert.Equal("memo@exemple.fr Où vous adresser Allez à la mairie. -", await host.ExecuteAsync(
            "select recipient || ' ' || subject || ' ' || body || ' ' || coalesce(reply_to, '-') from outbox_mails where recipient = 'memo@exemple.fr'"));
        Assert.Equal("closed 2", await StateAsync());

        await MemoAsync(id, "2");
        await ForwardAsync(agent, path, office, revision: "2");
        Assert.Contains("a été traité entre-temps", agent.Text, StringComparison.Ordinal);
        Assert.Equal("closed 2", await StateAsync());
        Assert.Equal(0L, await host.ExecuteAsync("select count(*) from outbox_mails where recipient = 'tard@mairie.example.fr'"));
        await PostAsync(agent, path, "Rouvrir", ("Revision", "2"));
        await ForwardAsync(agent, path, office);
        Assert.Equal("waiting_interlocutor 4", await StateAsync());

        async Task<object?> StateAsync() => await host.ExecuteAsync("select status || ' ' || revision from desk.conversations where id = $1", id);
    }

    [Fact]
    public async Task Message_OnWhichAnotherAgentActed_IsNotForwardedByTheFormOfBefore()
    {
        var office = await OfficeAsync("Mairie disputée", "autre@mairie.example.fr");
        var account = await host.AgentAsync("orient");
        var id = await host.ConversationAsync(member: account.Id);
        using var agent = await host.SignedInAsync(account);
        await agent.GetAsync($"/orientation/messages/{id}");
        await host.ExecuteAsync("update desk.conversations set revision = revision + 1 where id = $1", id);

        await ForwardAsync(agent, $"/orientation/messages/{id}", office, revision: "1");

        Assert.Contains("a été traité entre-temps", agent.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await host.ExecuteAsync("select count(*) from outbox_mails where recipient = 'autre@mairie.example.fr'"));
    }

    [Fact]
    public async Task Message_OfABoxOfOthers_IsNotThere_NorInTheirLists()
    {
        var (member, stranger, elsewhere) = (await host.AgentAsync("orient"), await host.AgentAsync("orient"), await host.AgentAsync());
        await host.GrantAsync(elsewhere.Id, "orient", "departement", "69");
        await host.GrantAsync(elsewhere.Id, "modify"); // another right of the country opens no box of it
        var id = await host.ConversationAsync(subject: "Réservé à la boîte", member: member.Id);
        await host.ExecuteAsync("insert into desk.box_members values ($1, $2)", id, elsewhere.Id); // the box is for the country
        using var mine = await host.SignedInAsync(member);
        await mine.GetAsync("/orientation");
        Assert.Contains("Réservé à la boîte", mine.Text, StringComparison.Ordinal);

        foreach (var account in new[] { stranger, elsewhere })
        {
            using var other = await host.SignedInAsync(account);
            await other.GetAsync("/orientation");
            Assert.DoesNotContain("Réservé à la boîte", other.Text, StringComparison.Ordinal);
            foreach (var handler in new[] { "Afficher", "Annuler", "Clore", "Commune", "Demarche", "Etiqueter", "Indesirable", "PourNous", "Rouvrir", "Transmettre" })
            {
                await PostAsync(other, $"/orientation/messages/{id}", handler, ("Revision", "1"));
                Assert.Equal((handler, HttpStatusCode.NotFound), (handler, other.Status));
            }

            await PostAsync(other, $"/orientation/messages/{id}", "Noter", ("Note", "À voir"));
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            await other.GetAsync($"/orientation/messages/{id}/memo");
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        Assert.Equal("new 1", await host.ExecuteAsync("select status || ' ' || revision from desk.conversations where id = $1", id));
    }

    [Fact]
    public async Task Usager_WhoAsksForIt_IsErasedEverywhere_AndTheOthersWhenTheirTimeIsOver()
    {
        var office = await OfficeAsync("Mairie oublieuse", "oubli@mairie.example.fr");
        var account = await host.AgentAsync("orient");
        var id = await host.ConversationAsync(text: "MARQUEUR-7351 habite ici", mail: "efface@exemple.fr", member: account.Id);
        var old = await host.ConversationAsync(text: "MARQUEUR-7352", member: account.Id);
        using var agent = await host.SignedInAsync(account);
        await agent.GetAsync($"/orientation/messages/{id}");
        await ForwardAsync(agent, $"/orientation/messages/{id}", office);
        Assert.NotEmpty(await Tables.FindAsync(host, "t.text like '%' || $1 || '%'", "MARQUEUR-7351"));

        await host.Service<PersonErasure>().EraseAsync(null, "Efface@exemple.fr", default);
        Assert.Empty(await Tables.FindAsync(host, "t.text like '%' || $1 || '%'", "MARQUEUR-7351"));

        await host.ExecuteAsync("update desk.conversations set status = 'waiting_interlocutor' where id = $1", old);
        var retention = new RetentionClock(host.DataSource, host.Clock);
        host.Clock.Move(TimeSpan.FromDays(31));
        await retention.ForgetAsync(default);
        Assert.Equal("closed", await host.ExecuteAsync("select status from desk.conversations where id = $1", old));
        host.Clock.Move(TimeSpan.FromDays(91));
        await retention.ForgetAsync(default);
        Assert.Empty(await Tables.FindAsync(host, "t.text like '%' || $1 || '%'", "MARQUEUR-7352"));
        host.Clock.Move(-TimeSpan.FromDays(122));
    }

    [Fact]
    public async Task Box_OpenedByWhoAdministersItsPerimeter_IsReadByItsMembersAlone_UntilTheyLeave()
    {
        await host.ExecuteAsync(
            """
            with region as (insert into regions values ('84', 'Auvergne-Rhône-Alpes', 1, 'METROPOLE', '69123') on conflict do nothing),
                communes as (insert into communes (code, name, name_link, kind, departement_code, region_code) values
                    ('69123', 'Lyon', 0, 'CURRENT', '69', '84'), ('01053', 'Bourg-en-Bresse', 0, 'CURRENT', '01', '84') on conflict do nothing)
            insert into departements values ('69', 'Rhône', 2, 'METROPOLE', '84', '69123'), ('01', 'Ain', 1, 'METROPOLE', '84', '01053')
            on conflict do nothing
            """);
        var member = await WithRightAsync("orient", "69");
        var chiefs = await WithRightAsync("administer", "69");
        using var chief = await host.SignedInAsync(chiefs);
        using var neighbour = await host.SignedInAsync(await WithRightAsync("administer", "01"));
        using var reader = await host.SignedInAsync(member);
        using var other = await host.SignedInAsync(await WithRightAsync("orient", "69"));

        foreach (var beyond in new[] { "france", "01" })
        {
            await chief.GetAsync("/admin/boites");
            await PostAsync(chief, "/admin/boites", null, ("Name", "Accueil du Rhône"), ("Departement", beyond));
            Assert.Contains("sur tout ce périmètre", chief.Text, StringComparison.Ordinal);
        }

        await PostAsync(chief, "/admin/boites", null, ("Name", "Accueil du Rhône"), ("Departement", "69"));
        var path = chief.Address.AbsolutePath;
        Assert.Equal("Accueil du Rhône", chief.Page.QuerySelector("h1")!.TextContent);
        await PostAsync(chief, path, "Ajouter", ("Mail", (await host.AgentAsync("orient")).Mail)); // of the country: not the chief's
        Assert.Contains("Aucun compte que vous gérez", chief.Text, StringComparison.Ordinal);
        await neighbour.GetAsync("/admin/boites");
        Assert.DoesNotContain("Accueil du Rhône", neighbour.Text, StringComparison.Ordinal);
        await PostAsync(neighbour, path, "Ajouter", ("Mail", member.Mail));
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);

        await chief.GetAsync(path);
        await PostAsync(chief, path, "Ajouter", ("Mail", member.Mail));
        await reader.GetAsync("/orientation/nouveau");
        await reader.SubmitAsync(new { Text = Pasted });
        foreach (var (agent, reads) in new[] { (reader, true), (other, false) })
        {
            await agent.GetAsync("/orientation");
            Assert.Equal(reads, agent.Text.Contains("Horaires de la mairie", StringComparison.Ordinal));
        }

        await PostAsync(chief, path, "Ajouter", ("Mail", chiefs.Mail));
        Assert.Contains("Vous ne pouvez pas vous ajouter", chief.Text, StringComparison.Ordinal);
        await host.ExecuteAsync("update access_grants set valid_to = valid_from + interval '1 second' where account_id = $1", member.Id);
        await reader.GetAsync("/orientation");
        Assert.DoesNotContain("Horaires de la mairie", reader.Source, StringComparison.Ordinal); // a right that ended shuts every box
        await chief.GetAsync(path);
        Assert.Contains("il lui manque le droit", chief.Text, StringComparison.Ordinal);
        await host.GrantAsync(member.Id, "orient", "departement", "69");

        await PostAsync(chief, path, "Retirer", ("membre", member.Id.ToString()));
        await reader.GetAsync("/orientation");
        Assert.Contains("membre d'aucune boîte", reader.Text, StringComparison.Ordinal);
        Assert.Equal(
            "box.opened box.member_added box.member_removed",
            await host.ExecuteAsync(
                "select string_agg(action, ' ' order by id) from journal where object_kind = 'box' and object_id = $1", Guid.Parse(path[^36..])));

        await PostAsync(chief, path, "Ajouter", ("Mail", member.Mail));
        await host.Service<PersonErasure>().EraseAsync(null, member.Mail, default);
        Assert.Equal(0L, await host.ExecuteAsync("select count(*) from desk.box_members where account_id = $1", member.Id));
    }

    [Fact]
    public async Task Demonstration_HasTwoBoxesOfMessages_ForTheAgentWhosePasswordItWrites_MadeOnce()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "accounts");
        for (var run = 0; run < 2; run++)
        {
            await host.Service<DemoAccounts>().CreateAsync(file, default);
        }

        var password = (await File.ReadAllLinesAsync(file)).Select(line => line.Split('\t')).Single(parts => parts[0] == "agent@demo.invalid")[1];
        using var agent = host.Visit(host.Plain);
        await agent.SignInAsync("agent@demo.invalid", password);
        await agent.GetAsync("/orientation");
        Assert.Contains("26 messages", agent.Text, StringComparison.Ordinal);
        Assert.Contains("Préfecture du Rhône, accueil", agent.Text, StringComparison.Ordinal);
        Assert.Equal(
            26L, await host.ExecuteAsync(
                "select count(*) from desk.usagers u where u.name is not null and u.mail like '%@example.invalid'"));
    }

    private async Task<Core.Accounts.Account> WithRightAsync(string right, string departement)
    {
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, right, "departement", departement);
        return account;
    }

    private Task<Guid> OfficeAsync(string name, string mail) => host.PublishAsync(A.Mairie(name) with
    {
        ExternalIds = [],
        Channels = [new ContactChannel { Kind = ChannelKind.Email, Value = mail }],
    });

    private async Task BoxAsync(string name, params Guid[] members)
    {
        var boxes = host.Service<Core.Desk.DeskBoxAdministration>();
        var (id, _) = await boxes.OpenAsync(null, name, Core.Habilitations.Perimeter.National, default);
        foreach (var member in members)
        {
            await boxes.AddAsync(null, id, member, default);
        }
    }

    private async Task<long> WaitingAsync() =>
        (long)(await host.ExecuteAsync("select count(*) from outbox_mails where recipient like '%@mairie.example.fr' and sent_at is null"))!;

    private static Task ForwardAsync(Visitor agent, string path, Guid office, string? revision = null) => PostAsync(
        agent, path, "Transmettre",
        ("Revision", revision ?? agent.Page.QuerySelector("input[name=Revision]")!.GetAttribute("value")!), ("entry", office.ToString()));

    private static Task PostAsync(Visitor agent, string path, string? handler, params (string Name, string Value)[] fields) => agent.PostAsync(
        handler is null ? path : $"{path}?handler={handler}",
        [new("__RequestVerificationToken", agent.Token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
}
