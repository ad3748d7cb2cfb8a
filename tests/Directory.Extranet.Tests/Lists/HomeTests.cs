using System.Net;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Extranet.Tests.Requests;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Lists;

/// <summary>Home: what someone has to do, what they began, what they may do.</summary>
public sealed class HomeTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Home_OfSomeoneWithNothingToDo_SaysSo_AndOnlyThen()
    {
        var type = Type();
        var account = await AgentAsync(type, "propose");
        var (one, two) = (Mairie("Une", type), Mairie("Deux", type));
        var (first, second) = (await host.PublishAsync(one), await host.PublishAsync(two));
        using var editor = await host.SignedInAsync(account);
        Assert.Equal("Camille Durand", editor.Heading["Bonjour ".Length..][..14]);
        Assert.Contains("Rien en attente.", editor.Text, StringComparison.Ordinal);

        var draft = await host.DraftAsync(account.Id, first, one.WithAccess(WheelchairAccess.Full));
        await editor.GetAsync("/");
        Assert.DoesNotContain("Rien en attente.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("1 brouillon à envoyer", editor.Page.QuerySelector(".awaiting")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([("Une", "Brouillon", $"/extranet/fiches/{first}/envoi")], Work(editor, "envois"));

        var sent = await host.SubmitAsync(account.Id, draft);
        var approver = await AgentAsync(type, "approve");
        var returned = await host.SubmittedAsync(account.Id, second, two.WithAccess(WheelchairAccess.None));
        await host.Service<Approvals>().ReturnAsync(
            approver.Id, returned.Id, returned.Revision, "Précisez.", new Dictionary<string, string>(), default);
        await editor.GetAsync("/");
        Assert.DoesNotContain("Rien en attente.", editor.Text, StringComparison.Ordinal);
        Assert.Equal(
            [("Deux", "À corriger", $"/extranet/demandes/{returned.Id}"), ("Une", "À valider", $"/extranet/demandes/{sent.Id}")],
            Work(editor, "envois"));
    }

    [Fact]
    public async Task Home_AfterAnApproval_TellsItsAuthorForAWeek_AndNobodyElse()
    {
        var type = Type();
        var account = await AgentAsync(type, "propose");
        var document = Mairie("Publiée", type);
        var entry = await host.PublishAsync(document);
        var request = await host.SubmittedAsync(account.Id, entry, document.WithAccess(WheelchairAccess.Full));
        var approver = await AgentAsync(type, "approve");
        using var editor = await host.SignedInAsync(account);
        using var colleague = await host.SignedInAsync(await AgentAsync(type, "propose"));
        Assert.Empty(Work(editor, "suites"));

        Assert.True((await host.Service<Approvals>().ApproveAsync(approver.Id, request.Id, request.Revision, default)).IsDone);

        await editor.GetAsync("/");
        Assert.Equal([("Publiée", "Publiée", $"/extranet/demandes/{request.Id}")], Work(editor, "suites"));
        await colleague.GetAsync("/");
        Assert.Empty(Work(colleague, "suites"));
        await editor.GetAsync($"/extranet/demandes/{request.Id}");
        Assert.NotNull(editor.Page.QuerySelector("main a[href='/extranet/fiches']"));
        await editor.GetAsync(editor.Page.QuerySelector(".fr-nav a[href*=envois]")!.GetAttribute("href")!);
        Assert.Equal("Mes envois", editor.Page.QuerySelector(".fr-nav [aria-current=page]")!.TextContent.Trim());

        await using var late = host.DataSource.CreateCommand(
            $"update change_requests set updated_at = updated_at - interval '8 days' where id = '{request.Id}'");
        await late.ExecuteNonQueryAsync();
        await editor.GetAsync("/");
        Assert.Empty(Work(editor, "suites"));
    }

    [Fact]
    public async Task Home_WhileAnUrgencyRuns_NamesItAndLeadsToItsEnd()
    {
        var type = Type();
        var account = await AgentAsync(type, "publish_urgently");
        var (one, two) = (await host.PublishAsync(Mairie("Fermée", type)), await host.PublishAsync(Mairie("Ouverte", type)));
        using var author = await host.SignedInAsync(account);
        using var colleague = await host.SignedInAsync(await AgentAsync(type, "propose"));
        using var elsewhere = await host.SignedInAsync(await AgentAsync(Type(), "propose"));
        await author.GetAsync($"/extranet/fiches/{one}/urgence");
        await author.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Message"] = "Panne électrique.", ["Reason"] = "Coupure.", ["IsChecked"] = "true",
        });
        var action = author.Address.AbsolutePath;

        await author.GetAsync("/");
        Assert.DoesNotContain("Rien en attente.", author.Text, StringComparison.Ordinal);
        Assert.Equal(
            [action, action + "/prolonger", action + "/fin"],
            author.Page.QuerySelectorAll("[aria-labelledby=urgences] a").Select(link => link.GetAttribute("href")));
        await colleague.GetAsync("/");
        Assert.DoesNotContain("Rien en attente.", colleague.Text, StringComparison.Ordinal);
        Assert.Equal(
            [action], colleague.Page.QuerySelectorAll("[aria-labelledby=urgences] a").Select(link => link.GetAttribute("href")));
        await elsewhere.GetAsync("/");
        Assert.Contains("Rien en attente.", elsewhere.Text, StringComparison.Ordinal);

        // « Fermer un accueil maintenant »: those that one may, and nothing else.
        await author.GetAsync(author.Page.QuerySelector(".home__start > .fr-btn")!.GetAttribute("href")!);
        Assert.Equal(["Fermée", "Ouverte"], author.Page.QuerySelectorAll(".choices-list a").Select(link => link.TextContent));
        await author.GetAsync("/extranet/urgence/accueil?q=ouverte");
        Assert.Equal(
            [$"/extranet/fiches/{two}/urgence"],
            author.Page.QuerySelectorAll(".choices-list a").Select(link => link.GetAttribute("href")));
        await colleague.GetAsync("/extranet/urgence/accueil");
        Assert.Equal(HttpStatusCode.Forbidden, colleague.Status);
        await host.GrantAsync(account.Id, "propose");
        await host.PublishAsync(Mairie("À voir seulement", "autre"));
        await author.GetAsync("/extranet/urgence/accueil?q=voir");
        Assert.Contains("Aucun accueil ne contient « voir ».", author.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_WhereThereIsOneReceptionOnly_LeadsStraightToIt()
    {
        var type = Type();
        var only = await host.PublishAsync(Mairie("La seule", type));
        using var author = await host.SignedInAsync(await AgentAsync(type, "publish_urgently"));

        await author.GetAsync("/extranet/urgence/accueil");

        Assert.Equal($"/extranet/fiches/{only}/urgence", author.Address.AbsolutePath);
    }

    [Fact]
    public async Task Home_ToConfirm_LeadsToThem_AndOnlyThoseWhoMayAreAsked()
    {
        var type = Type();
        await host.PublishAsync(Mairie("Vieille", type) with
        {
            Provenance = new Provenance { Source = Sources.Sample.Code, VerifiedAt = A.Morning - Duration.FromDays(3650) },
        });
        using var editor = await host.SignedInAsync(await AgentAsync(type, "modify"));
        using var proposer = await host.SignedInAsync(await AgentAsync(type, "propose"));
        Assert.Equal("Rien en attente.", proposer.Page.QuerySelector(".home__main")!.TextContent.Trim());

        await editor.GetAsync(editor.Page.QuerySelector(".awaiting a")!.GetAttribute("href")!);

        Assert.Equal("Vieille", editor.Page.QuerySelector("tbody th a")!.TextContent);
    }

    [Theory]
    [InlineData("national", null, "une fiche", "une démarche", "un complément local", "un message au public", "une nature de service")]
    [InlineData("departement", "69", "une fiche", "un complément local", "un message au public")]
    [InlineData("service_type", "mairie", "une fiche", "une démarche", "un message au public")]
    public async Task Creations_AreThoseThatAPerimeterCanHold(string perimeter, string? code, params string[] expected)
    {
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "modify", perimeter, code);
        using var editor = await host.SignedInAsync(account);

        Assert.Equal(expected.Select(what => "Créer " + what), editor.Page.QuerySelectorAll(".links a").Select(link => link.TextContent));
        foreach (var link in editor.Page.QuerySelectorAll(".links a").Select(link => link.GetAttribute("href")!).ToList())
        {
            await editor.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, editor.Status);
        }

        await editor.GetAsync("/extranet/fiches?genre=notice");
        Assert.Equal(
            expected.Select(what => "Créer " + what), editor.Page.QuerySelectorAll(".creations a").Select(link => link.TextContent));
    }

    private static string Type() => $"type_{Guid.NewGuid():N}"[..20];

    private AdministrationDocument Mairie(string name, string type) => A.Mairie(name) with
    {
        Types = [type],
        Competences = [],
        Provenance = new Provenance { Source = Sources.Sample.Code, VerifiedAt = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()) },
    };

    private async Task<Account> AgentAsync(string type, params string[] rights)
    {
        var account = await host.AgentAsync();
        foreach (var right in rights)
        {
            await host.GrantAsync(account.Id, right, "service_type", type);
        }

        return account;
    }

    // Of a list of what was begun: the entry, its state, and where its name leads.
    private static List<(string, string, string)> Work(Visitor visitor, string part) =>
        [.. visitor.Page.QuerySelectorAll($"[aria-labelledby={part}] li").Select(item => (
            item.QuerySelector(".work__name")!.TextContent, item.QuerySelector(".fr-badge")!.TextContent,
            item.QuerySelector(".work__name")!.GetAttribute("href")!))];
}
