using System.Net;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Urgent;

/// <summary>Publishing urgently through the page, on one entry and on many, prolonging it and ending it.</summary>
public sealed class UrgentPageTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Fact]
    public async Task Form_InTheUsualCase_TakesThreeFieldsAndPublishesAClosureUntilTonight()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");

        await author.GetAsync(Path(entry));
        Assert.Equal("Publier en urgence : Mairie - Villeurbanne", author.Heading);
        Assert.Contains(
            "La publication est immédiate, sans relecture préalable. Un valideur la relira ensuite.", author.Text,
            StringComparison.Ordinal);
        Assert.Equal(
            ["maintenant", "ce-soir"], author.Page.QuerySelectorAll("main input[checked]").Select(input => input.GetAttribute("value")));
        Assert.DoesNotContain("un courriel vous le rappelle", author.Text, StringComparison.Ordinal);
        await author.SubmitAsync(Usual());

        Assert.Equal(HttpStatusCode.SeeOther, author.Steps[0]);
        Assert.Matches("^Publié à \\d+ h \\d\\d$", author.Heading);
        var document = (await host.CurrentAsync(entry)).Document!;
        var notice = Assert.Single(document.Notices);
        var today = Now().InZone(Paris).Date;
        Assert.Equal(
            ("Fermé aujourd'hui", "Panne de courant.", true, Paris.AtStartOfDay(today.PlusDays(1)).ToInstant()),
            (notice.Title, notice.Body, notice.SuspendsReception, notice.Until!.Value));
        Assert.True(
            Assert.Single(document.OpeningHours!.Exceptional) is { IsClosed: true } period && period.From == today && period.To == today);
        // Nobody told this node where the API is: nothing is claimed.
        Assert.Contains("API : non vérifié", author.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("API : fait", author.Text, StringComparison.Ordinal);
        // No mail leaves this node: none is promised.
        Assert.Contains("Aucun courriel ne part d'ici : prévenez vous-même un valideur", author.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("prévenus par courriel", author.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WhereAnUrgencyRunsAlready_OffersToProlongIt_AndNowhereElse()
    {
        var (entry, other) = (await host.PublishAsync(A.Mairie("Fermée")), await host.PublishAsync(A.Mairie("Ouverte")));
        using var author = await host.SignedInAsync("publish_urgently");
        using var colleague = await host.SignedInAsync("publish_urgently");
        await author.GetAsync(Path(entry));
        Assert.DoesNotContain("Une urgence est déjà en cours", author.Text, StringComparison.Ordinal);
        await author.SubmitAsync(Usual());
        var action = author.Address.AbsolutePath;

        await author.GetAsync(Path(entry));
        Assert.Contains("Une urgence est déjà en cours", author.Text, StringComparison.Ordinal);
        Assert.NotNull(author.Page.QuerySelector($"main a[href='{action}/prolonger']"));
        await author.GetAsync($"/extranet/urgence?fiche={other}&fiche={entry}"); // of many, the one is named
        Assert.Contains("Fermée, jusqu'au ", author.Page.QuerySelector("main .fr-alert li")!.TextContent.Trim(), StringComparison.Ordinal);
        await colleague.GetAsync(Path(entry)); // who did not publish it may only look
        Assert.Null(colleague.Page.QuerySelector($"main a[href='{action}/prolonger']"));
        Assert.NotNull(colleague.Page.QuerySelector($"main a[href='{action}']"));
        await author.GetAsync(Path(other));
        Assert.DoesNotContain("Une urgence est déjà en cours", author.Text, StringComparison.Ordinal);

        await author.GetAsync(action + "/fin");
        await author.SubmitAsync();
        await author.GetAsync(Path(entry));
        Assert.DoesNotContain("Une urgence est déjà en cours", author.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_SentEmpty_SaysWhatIsMissingInTheOrderOfItsFields()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");

        await author.GetAsync(Path(entry));
        await author.SubmitAsync(new { Reason = "" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, author.Status);
        Assert.StartsWith("Erreur : ", author.Page.Title, StringComparison.Ordinal);
        Assert.Equal(
            [
                ("#Form-Message", "Saisissez le message affiché au public, ou choisissez un modèle."),
                ("#Reason", "Indiquez pourquoi cette publication ne peut pas attendre."),
                ("#IsChecked", "Confirmez que vous avez vérifié le message."),
            ],
            author.Page.QuerySelectorAll("#erreurs a").Select(link => (link.GetAttribute("href"), link.TextContent)));
        Assert.Equal(1, (await host.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task Template_AndPreview_FillTheFormAndPublishNothing()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");

        await author.GetAsync(Path(entry));
        await author.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "modele:panne", ["Reason"] = "Coupure du quartier." });

        Assert.Equal(HttpStatusCode.OK, author.Status);
        Assert.Equal(
            "Le service est fermé en raison d'une panne électrique.", author.Page.QuerySelector("#Form-Message")!.TextContent.Trim());
        Assert.Equal("Coupure du quartier.", author.Page.QuerySelector("#Reason")!.TextContent.Trim());
        Assert.Contains(
            "Fermé aujourd'hui. Le service est fermé en raison d'une panne électrique.",
            OneLine(author.Page.QuerySelector("#apercu")!.TextContent), StringComparison.Ordinal);
        await author.SubmitAsync(
            new Dictionary<string, object?> { ["geste"] = "apercu", ["Form.Kind"] = "information", ["Form.End.Kind"] = "inconnu" });
        Assert.Contains(
            "À noter. Le service est fermé", OneLine(author.Page.QuerySelector("#apercu")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(1, (await host.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task ReducedHours_TypedAsPeopleType_HoldOnTheirDays()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");
        var last = Now().InZone(Paris).Date.PlusDays(2);

        await author.GetAsync(Path(entry));
        await author.SubmitAsync(
            Usual(
                ("Form.Kind", "horaires"), ("Form.End.Kind", "jour"), ("Form.End.Day", $"{last.Day}/{last.Month}/{last.Year}"),
                ("Form.Slots[0].Opens", "9h"), ("Form.Slots[0].Closes", "8h")));
        Assert.Equal("Plage 1 : saisissez une heure de fermeture après 9 h.", author.Error);
        await author.SubmitAsync(Usual(("Form.Slots[0].Closes", "11h30")));

        var document = (await host.CurrentAsync(entry)).Document!;
        var period = Assert.Single(document.OpeningHours!.Exceptional);
        Assert.Equal(new ExceptionalSlot(new ClockTime(9, 0), new ClockTime(11, 30)), Assert.Single(period.Slots));
        Assert.Equal(last, period.To);
        Assert.False(document.Notices[0].SuspendsReception);
    }

    [Fact]
    public async Task Later_NeedsADayToCome_AndClosesOnIt()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");
        var today = Now().InZone(Paris).Date;

        await author.GetAsync(Path(entry));
        await author.SubmitAsync(Usual(("Form.Kind", "a-venir"), ("Form.End.Kind", "jour"), ("Reason", "")));
        Assert.Equal(
            ["#Form-From", "#Form-End-Day", "#Reason"],
            author.Page.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href")));
        await author.SubmitAsync(Usual(("Form.End.Kind", "ce-soir")));
        Assert.Equal("#Form-From", author.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await author.SubmitAsync(Usual(("Form.From", Iso(today))));
        Assert.Contains("à partir de demain", author.Error, StringComparison.Ordinal);
        await author.SubmitAsync(Usual(("Form.From", Iso(today.PlusDays(3)))));

        var document = (await host.CurrentAsync(entry)).Document!;
        Assert.Equal([false, true], document.Notices.Select(notice => notice.SuspendsReception));
        Assert.Equal(today.PlusDays(3), Assert.Single(document.OpeningHours!.Exceptional).From);
    }

    [Fact]
    public async Task Page_WithoutTheGrant_SaysWhyAndAForgedPostIsRefused()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");
        using var editor = await host.SignedInAsync("propose");
        using var stranger = await host.SignedInAsync();
        await author.GetAsync(Path(entry));
        await editor.GetAsync(Path(entry));
        await stranger.GetAsync(Path(entry));

        Assert.Contains("le droit de publier en urgence", editor.Text, StringComparison.Ordinal);
        Assert.Null(editor.Page.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await Forge.PostAsync(editor, author.Fields(Usual()));
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        Assert.Equal(1, (await host.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task ManyEntries_OfOneSite_ArePublishedTogetherEachKeepingItsOwn()
    {
        var site = $"{Guid.NewGuid():N}";
        var one = await host.PublishAsync(At(site, "Accueil"));
        var other = await host.PublishAsync(At(site, "Étrangers") with { Channels = [] });
        using var author = await host.SignedInAsync("publish_urgently");

        await author.GetAsync($"/extranet/urgence/fiches?fiche={one}");
        Assert.Equal("Quelles fiches ?", author.Heading);
        Assert.Contains("Toutes les fiches de ce site (2)", author.Text, StringComparison.Ordinal);
        await author.GetAsync($"/extranet/urgence?fiche={one}&choix=site");
        Assert.Equal("Publier en urgence : 2 fiches", author.Heading);
        await author.SubmitAsync(Usual());

        Assert.Matches("^Publié à", author.Heading);
        Assert.Contains("Fiches (2)", author.Text, StringComparison.Ordinal);
        var (first, second) = ((await host.CurrentAsync(one)).Document!, (await host.CurrentAsync(other)).Document!);
        Assert.Equal((1, 1), (first.Notices.Count, second.Notices.Count));
        Assert.Equal(("Accueil", 1, "Étrangers", 0), (first.Name, first.Channels.Count, second.Name, second.Channels.Count));
    }

    [Fact]
    public async Task ManyEntries_OneOfWhichIsNotTheirs_PublishesNone()
    {
        var mine = await host.PublishAsync(A.Mairie("À moi"));
        var other = await host.PublishAsync(A.Mairie("À Cayenne") with { Commune = InseeCode.Parse("97302") });
        var account = await host.AgentAsync("propose");
        await host.GrantAsync(account.Id, "publish_urgently", "departement", "69");
        using var author = await host.SignedInAsync(account);

        await author.GetAsync($"/extranet/urgence?fiche={mine}&fiche={other}");
        Assert.Contains("Une fiche choisie n'est pas dans la liste", author.Text, StringComparison.Ordinal);
        await author.SubmitAsync(Usual(("Entries", new[] { mine.ToString(), other.ToString() })));

        Assert.Equal(HttpStatusCode.Forbidden, author.Status);
        Assert.Equal((1, 1), ((await host.CurrentAsync(mine)).Version, (await host.CurrentAsync(other)).Version));
    }

    [Fact]
    public async Task Prolong_ThenEnd_ByTheAuthorAlone()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");
        using var colleague = await host.SignedInAsync("publish_urgently");
        await author.GetAsync(Path(entry));
        await author.SubmitAsync(Usual());
        var action = author.Address.AbsolutePath;

        await author.GetAsync($"{action}/prolonger");
        await author.SubmitAsync(new Dictionary<string, object?> { ["End.Kind"] = "jour", ["End.Day"] = "" });
        Assert.Equal("Saisissez le dernier jour, par exemple 08/03/2026.", author.Error);
        await author.SubmitAsync(
            new Dictionary<string, object?> { ["End.Kind"] = "jour", ["End.Day"] = Iso(Now().InZone(Paris).Date.PlusDays(3)) });
        Assert.StartsWith("Prolongé", author.Said, StringComparison.Ordinal);
        await author.GetAsync($"{action}/prolonger");
        await author.SubmitAsync(
            new Dictionary<string, object?> { ["End.Kind"] = "jour", ["End.Day"] = Iso(Now().InZone(Paris).Date.PlusDays(3)) });
        Assert.Equal("C'est déjà la fin prévue : choisissez-en une autre.", author.Error);
        Assert.StartsWith("Fermé jusqu'au", (await host.CurrentAsync(entry)).Document!.Notices.Single().Title, StringComparison.Ordinal);

        await author.GetAsync($"{action}/fin");
        await colleague.GetAsync(action);
        Assert.Null(colleague.Page.QuerySelector("main a[href$=fin]"));
        await colleague.GetAsync($"{action}/fin");
        await colleague.SubmitAsync();
        Assert.Equal(HttpStatusCode.Forbidden, colleague.Status);
        await author.SubmitAsync();
        Assert.StartsWith("Terminé à", author.Heading, StringComparison.Ordinal);
        Assert.Empty((await host.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task End_OfOneOfTwo_SaysThatTheOtherGoesOn()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");
        await author.GetAsync(Path(entry));
        await author.SubmitAsync(Usual());
        var first = author.Address.AbsolutePath;
        await author.GetAsync(Path(entry));
        await author.SubmitAsync(Usual());
        var second = author.Address.AbsolutePath;
        Assert.NotEqual(first, second);

        await author.GetAsync($"{first}/fin");
        await author.SubmitAsync();

        Assert.Contains("une autre est encore en cours", author.Text, StringComparison.Ordinal);
        Assert.Equal(second, author.Address.AbsolutePath);
        await author.GetAsync($"{second}/fin");
        await author.SubmitAsync();
        Assert.Contains("C'est terminé", author.Text, StringComparison.Ordinal);
        Assert.Empty((await host.CurrentAsync(entry)).Document!.Notices);
    }

    [Fact]
    public async Task Badge_OfAnEntryPublishedUrgently_StaysUntilItIsReviewed()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently", "propose");
        using var approver = await host.SignedInAsync("approve");
        await author.GetAsync(Path(entry));
        await author.SubmitAsync(Usual());

        await author.GetAsync($"/extranet/fiches/{entry}/acces");
        Assert.Contains("Urgente – à relire", author.Page.QuerySelector(".entry-head__name")!.TextContent, StringComparison.Ordinal);
        await approver.GetAsync(await ReviewPathAsync(entry));
        await approver.SubmitAsync(new { decision = "relu" });
        await author.GetAsync($"/extranet/fiches/{entry}/acces");
        Assert.DoesNotContain("Urgente – à relire", author.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_WrongNow_IsPutRightAloneAndForATime()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var author = await host.SignedInAsync("publish_urgently");

        await author.GetAsync($"{Path(entry)}/contact");
        await author.SubmitAsync(
            new Dictionary<string, object?> { ["Channel"] = "Phone|Public|+33465710001", ["Value"] = "abc", ["Reason"] = "Numéro mort.", ["IsChecked"] = "true" });
        Assert.Equal("#Value", author.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await author.SubmitAsync(new { Value = "04 65 71 00 99" });

        Assert.StartsWith("Publié à", author.Heading, StringComparison.Ordinal);
        Assert.Equal("+33465710099", Assert.Single((await host.CurrentAsync(entry)).Document!.Channels).Value);
        host.Clock.Move(TimeSpan.FromDays(9));
        await host.Service<ChangeRequestClock>().RunOnceAsync(default);
        Assert.Equal("+33465710001", Assert.Single((await host.CurrentAsync(entry)).Document!.Channels).Value);
    }

    [Fact]
    public async Task Closure_ByTheStandardPath_SendsOneRequestAnEntryOrSaysWhyNot()
    {
        var ready = await host.PublishAsync(A.Mairie("Sans brouillon"));
        var busy = await host.PublishAsync(A.Mairie("Avec brouillon"));
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{busy}/acces");
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full", ["Form.SignLanguage"] = "" });
        var day = Now().InZone(Paris).Date.PlusDays(10);

        await editor.GetAsync($"/extranet/fermeture?fiche={ready}&fiche={busy}");
        Assert.Contains("Avec brouillon : vous avez déjà un brouillon", OneLine(editor.Text), StringComparison.Ordinal);
        await editor.SubmitAsync(new { From = "", To = "", Message = "Inventaire." });
        Assert.Equal("Fermeture exceptionnelle", editor.Heading);
        Assert.Equal("#From", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await editor.SubmitAsync(new { From = Iso(day) });

        await using var command = host.DataSource.CreateCommand(
            "select count(*) from change_requests where state = 'submitted' and path = 'standard' and entry_id = $1 and blocks @> '{notices,openingHours}'");
        command.Parameters.Add(new() { Value = ready });
        Assert.Equal(1L, await command.ExecuteScalarAsync());
        command.Parameters[0].Value = busy;
        Assert.Equal(0L, await command.ExecuteScalarAsync());
        Assert.Equal((1, 1), ((await host.CurrentAsync(ready)).Version, (await host.CurrentAsync(busy)).Version));
    }

    private async Task<string> ReviewPathAsync(Guid entry) => await Forge.ReviewPathAsync(host, entry);

    private Instant Now() => Instant.FromDateTimeOffset(host.Clock.GetUtcNow());

    private static AdministrationDocument At(string site, string name)
    {
        var mairie = A.Mairie(name);
        return mairie with { Addresses = [mairie.Addresses[0] with { Lines = [site] }] };
    }

    private static string Path(Guid entry) => $"/extranet/fiches/{entry}/urgence";

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, object?> Usual(params (string Name, object? Value)[] others)
    {
        var form =
            new Dictionary<string, object?> { ["Form.Message"] = "Panne de courant.", ["Reason"] = "Coupure du quartier.", ["IsChecked"] = "true" };
        foreach (var (name, value) in others)
        {
            form[name] = value;
        }

        return form;
    }
}
