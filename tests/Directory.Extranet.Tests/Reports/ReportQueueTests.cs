using System.Globalization;
using System.Net;
using NodaTime;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Reports;

/// <summary>What is reported, from its arrival to the mail that tells. Alone on its database: it counts.</summary>
public sealed class ReportQueueTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Report_FromThePublic_IsListedCorrectedClosedAndTold_AndIsHighOnceItCameBackTwice()
    {
        var document = A.Mairie("Mairie - Bron");
        var bron = await host.PublishAsync(document);
        var elsewhere = await host.PublishAsync(A.Mairie("Mairie - Lyon"));
        var first = await ReportAsync(bron, IssueCode.Outdated, "channels", "Plus de ligne au 04 72 36 13 13, écrivez à moi@exemple.fr", "Usager@exemple.fr");
        Assert.Equal(first, await ReportAsync(bron, IssueCode.Outdated, "channels", "Pareil.", "autre@exemple.fr")); // merged on arrival
        await ReportAsync(elsewhere, IssueCode.Wrong, null, null, null);
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "modify", bron);
        using var agent = await host.SignedInAsync(account);

        // The queue is that of the agent's perimeter.
        await agent.GetAsync("/extranet/alertes");
        Assert.Equal(["À traiter (1)", "En attente (0)", "Traitées"], Texts(agent, ".tabs__link"));
        Assert.Equal(["Contacts : information périmée (2 signalements)"], Texts(agent, "tbody th"));
        Assert.Equal("Alertes, 1 alerte1", Texts(agent, ".fr-nav__link[aria-current]").Single());
        await agent.GetAsync("/extranet/alertes?gravite=high");
        Assert.Contains("Aucune alerte ne correspond.", agent.Text, StringComparison.Ordinal);
        await agent.GetAsync($"/extranet/alertes?q={first}");
        await agent.GetAsync(agent.Page.QuerySelector("tbody th a")!.GetAttribute("href")!);
        var page = agent.Address.PathAndQuery;
        Assert.Contains("« Plus de ligne au [numéro], écrivez à [adresse] »", agent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("exemple.fr", agent.Source, StringComparison.OrdinalIgnoreCase);

        // Someone takes it, puts it off, and takes it up again.
        await agent.PressAsync("Attribuer", new { Owner = account.Id.ToString() });
        await agent.PressAsync("Reporter", new { Until = "hier" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, agent.Status);
        await agent.PressAsync("Reporter", new { Until = Day(5) });
        await agent.GetAsync("/extranet/alertes");
        Assert.Equal(["À traiter (0)", "En attente (1)", "Traitées"], Texts(agent, ".tabs__link"));
        await agent.GetAsync("/extranet/alertes?onglet=en-attente&responsable=moi");
        Assert.Single(Texts(agent, "tbody th"));
        host.Clock.Move(TimeSpan.FromDays(5));
        using var later = await host.SignedInAsync(account);
        await later.GetAsync("/extranet/alertes");
        Assert.Equal("À traiter (1)", Texts(later, ".tabs__link")[0]);

        // Nothing is « corrected » before it is published.
        await later.GetAsync(page);
        var stale = later.Fields(new { Outcome = "Exact" }, "#clore");
        Assert.EndsWith("/contacts?alerte=" + page.Split('/')[^1], later.Page.QuerySelectorAll("main a").Single(a => a.TextContent.Trim() == "Corriger la fiche").GetAttribute("href")!, StringComparison.Ordinal);
        await later.PressAsync("Clore", new { Outcome = (string?)null });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, later.Status);
        await later.PressAsync("Clore", new { Outcome = "Corrected" });
        Assert.Contains("Rien n'a été publié", later.Text, StringComparison.Ordinal);
        await host.PublishAsync(document with { Channels = [] }, bron, 1);
        await later.PressAsync("Commenter", new { Comment = "Vu avec la mairie." });
        await later.PostAsync(stale.Path, stale.Fields); // the page of before the comment
        Assert.Contains("Une autre personne a fait avancer", later.Text, StringComparison.Ordinal);
        await later.PressAsync("Clore", new { Outcome = "Corrected" });
        Assert.Equal(
            ["Reçue", "Attribuée à " + account.Name, "Reportée", "Commentaire", "Traitée : Corrigé"],
            Texts(later, ".steps strong").Select(step => step.StartsWith("Reportée", StringComparison.Ordinal) ? "Reportée" : step));
        foreach (var reporter in new[] { "usager@exemple.fr", "autre@exemple.fr" })
        {
            var mail = await host.LastMailAsync(reporter);
            Assert.Contains($"« Mairie - Bron » (référence {first})", mail, StringComparison.Ordinal);
            Assert.Contains("la correction est publiée", mail, StringComparison.Ordinal);
        }

        Assert.Equal(0L, await host.ExecuteAsync("select count(*) from issue_statements where email is not null"));

        await host.Service<PersonErasure>().EraseAsync(null, "Autre@exemple.fr", default);
        Assert.Null(await host.LastMailAsync("autre@exemple.fr"));
        Assert.NotNull(await host.LastMailAsync("usager@exemple.fr"));

        // It comes back, twice.
        Assert.Equal("normal", await host.ExecuteAsync("select severity from issue_reports where reference = $1", first!));
        await later.PressAsync("Rouvrir");
        await later.PressAsync("Clore", new { Outcome = "Exact" });
        Assert.Equal(first, await ReportAsync(bron, IssueCode.Outdated, "channels", "Toujours.", null));
        await later.GetAsync("/extranet/alertes?gravite=high");
        Assert.Single(Texts(later, "tbody th"));
    }

    [Fact]
    public async Task Report_OfAnAgentAndOfAnImport_IsMergedByHandAndOpensTheFormWithWhatIsProposed()
    {
        var document = A.Mairie("Mairie - Vénissieux");
        var entry = await host.PublishAsync(document);
        var conflict = Guid.CreateVersion7();
        await host.ExecuteAsync(
            """
            insert into issue_reports (id, entry_id, origin, code, block, proposed, created_at)
            values ($1, $2, 'import', 'source_conflict', 'acronym', '"SIGLE DE LA SOURCE"', now())
            """,
            conflict, entry);
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "modify", entry);
        using var agent = await host.SignedInAsync(account);

        // One click beside each section.
        await agent.GetAsync($"/extranet/fiches/{entry}");
        await agent.GetAsync(agent.Page.QuerySelectorAll("main a").First(a => a.GetAttribute("href")!.EndsWith("signaler?rubrique=horaires", StringComparison.Ordinal)).GetAttribute("href")!);
        await agent.PressAsync("Signaler", new { Words = "Porte close." });
        Assert.Contains("Signalement SIG-", agent.Text, StringComparison.Ordinal);
        await ReportAsync(entry, IssueCode.Outdated, "openingHours", "Fermé le lundi.", "usager2@exemple.fr");
        await agent.GetAsync("/extranet/alertes?source=agent");
        await agent.GetAsync(agent.Page.QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.Contains("« Porte close. »", agent.Text, StringComparison.Ordinal);
        var kept = agent.Page.QuerySelectorAll("select[name=Into] option").Single(option => option.TextContent.Contains("périmée", StringComparison.Ordinal));
        await agent.PressAsync("Fusionner", new { Into = kept.GetAttribute("value") });
        Assert.Contains("(2 signalements)", agent.Text, StringComparison.Ordinal);
        Assert.Contains("y est jointe", agent.Text, StringComparison.Ordinal);
        Assert.Null(await host.LastMailAsync("usager2@exemple.fr")); // told when the other is settled

        // What the source gives is in the form, said to be proposed, and saved once the agent does.
        await agent.GetAsync($"/extranet/alertes/{conflict}");
        Assert.Contains("SIGLE DE LA SOURCE", agent.Text, StringComparison.Ordinal);
        await agent.GetAsync(agent.Page.QuerySelectorAll("main a").Single(a => a.TextContent.Trim() == "Corriger la fiche").GetAttribute("href")!);
        Assert.Contains("Valeur proposée", agent.Text, StringComparison.Ordinal);
        Assert.Contains(agent.Page.QuerySelectorAll("input"), input => input.GetAttribute("value") == "SIGLE DE LA SOURCE");
        await agent.SubmitAsync(form: "#rubrique");
        Assert.Equal("SIGLE DE LA SOURCE", (await host.DraftAsync(entry))!.Acronym);

        // A section of which nothing is reported says nothing of it.
        await agent.GetAsync($"/extranet/fiches/{entry}/horaires?alerte={conflict}");
        Assert.DoesNotContain("Valeur proposée", agent.Text, StringComparison.Ordinal);
    }

    private string Day(int days)
    {
        var day = host.Clock.GetUtcNow().AddHours(2).AddDays(days);
        return day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
    }

    private async Task<string?> ReportAsync(Guid entry, IssueCode code, string? block, string? message, string? email)
    {
        await using var database = DirectoryDatabase.Open(host.Database.ConnectionStringOf("api"));
        var report = new IssueReport
        {
            EntryId = entry,
            Code = code,
            Block = block,
            Message = message,
            Email = email,
            At = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()),
        };
        return (await new IssueReportBox(database).DropAsync(report, new Reporter(email ?? "192.0.2.1", false, 10), default)).Reference;
    }

    private static List<string> Texts(Visitor visitor, string selector) =>
        [.. visitor.Page.QuerySelectorAll(selector)
            .Select(element => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
