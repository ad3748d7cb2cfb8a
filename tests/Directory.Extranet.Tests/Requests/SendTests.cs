using System.Net;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

public sealed class SendTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Send_ADraft_ShowsWhatChangesAndGoesToTheApproversByName()
    {
        var (author, entry, editor) = await DraftAsync(A.Mairie().WithAccess(WheelchairAccess.Full));
        var approver = await host.AgentAsync("approve");
        using var _ = editor;

        await editor.GetAsync(Path(entry));
        Assert.Equal("Accessibilité 1 changement", Words(editor.Page.QuerySelector(".compared h2")!.TextContent));
        Assert.Equal("Ajouté : oui, sans aide", editor.Page.QuerySelector(".compared ins")!.TextContent);
        await editor.SubmitAsync(Form(message: "Rampe posée."));

        Assert.Equal(HttpStatusCode.SeeOther, editor.Steps[0]);
        Assert.Matches(@"^Envoyé à Camille Durand \d+( et 1 autre valideur| et \d+ autres valideurs)?\.$", editor.Said!);
        Assert.Contains("Rampe posée.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Envoyée pour validation", editor.Text, StringComparison.Ordinal);
        Assert.Contains("À valider", editor.Page.QuerySelector(".fr-badge")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await host.OwnAsync(author, entry));
        Assert.Contains("Rampe posée.", await host.LastMailAsync(approver.Mail), StringComparison.Ordinal);
        await editor.GetAsync(Path(entry));
        Assert.Contains("Vous avez déjà envoyé", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenNothingDiffers_IsRefusedAndKeepsTheDraft()
    {
        var (author, entry, editor) = await DraftAsync(A.Mairie());
        using var _ = editor;

        await editor.GetAsync(Path(entry));
        Assert.Contains("Rien à envoyer : votre brouillon ne change rien", editor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Envoyer pour validation", editor.Text, StringComparison.Ordinal);
        var revision = (await host.OwnAsync(author, entry))!.Revision;
        // as a page that was left open would
        await editor.SubmitAsync(new Dictionary<string, object?>(Form()) { ["Revision"] = $"{revision}" }, action: Path(entry));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal("Cette demande ne change rien à ce qui est publié.", editor.Error);
        Assert.Equal(ChangeRequestState.Draft, (await host.OwnAsync(author, entry))!.State);
    }

    [Fact]
    public async Task Send_WithASectionThatHasAMistake_LeadsToItAndSendsNothing()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var account = await host.AgentAsync("propose");
        using var editor = await host.SignedInAsync(account);
        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full", ["Form.SignLanguage"] = "", ["Form.Note"] = new string(
                'a', 1001) });

        await editor.GetAsync(Path(entry));
        Assert.Equal($"/extranet/fiches/{entry}/acces", editor.Page.QuerySelector("main .fr-alert--warning li a")!.GetAttribute("href"));
        await editor.SubmitAsync(Form());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        var kept = (await host.OwnAsync(account.Id, entry))!;
        Assert.Equal(ChangeRequestState.Draft, kept.State);
        Assert.NotNull(kept.FormValues); // what was typed is still there
    }

    [Fact]
    public async Task Send_AtADate_IsInTheTimeOfThePlace()
    {
        var reunion = A.Mairie("Mairie - Saint-Denis") with { Commune = InseeCode.Parse("97411") };
        var entry = await host.PublishAsync(reunion);
        var author = await host.AgentAsync("propose");
        await host.DraftAsync(author.Id, entry, reunion.WithAccess(WheelchairAccess.Full));
        using var editor = await host.SignedInAsync(author);
        var day = LocalDate.FromDateTime(host.Clock.GetUtcNow().UtcDateTime).PlusDays(10);

        await editor.GetAsync(Path(entry));
        Assert.Contains("heure de La Réunion", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(Form(when: "date", day: $"{day:dd/MM/uuuu}", hour: "9h30", endDay: $"{day.PlusDays(2):uuuu-MM-dd}"));

        var sent = (await host.Service<ChangeRequestLists>().FindWaitingAsync(author.Id, entry, default))!;
        var zone = DateTimeZoneProviders.Tzdb["Indian/Reunion"];
        Assert.Equal(day.At(new LocalTime(9, 30)).InZoneStrictly(zone).ToInstant(), sent.EffectiveAt);
        Assert.Equal(day.PlusDays(2).AtStartOfDayInZone(zone).ToInstant(), sent.EndsAt);
    }

    [Theory]
    [InlineData("", "9h30", "#Form-Day")]
    [InlineData("31/02/2030", "9h30", "#Form-Day")]
    [InlineData("2030-01-05", "25h", "#Form-Hour")]
    [InlineData("2001-01-05", "9h", "#Form-Day")] // in the past
    public async Task Send_AtADateThatCannotBe_LeadsToTheField(string day, string hour, string field)
    {
        var (_, entry, editor) = await DraftAsync(A.Mairie().WithAccess(WheelchairAccess.Full));
        using var _ = editor;

        await editor.GetAsync(Path(entry));
        await editor.SubmitAsync(Form(when: "date", day: day, hour: hour));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(field, editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        Assert.NotNull(editor.Page.QuerySelector(field));
        Assert.Equal(day, editor.Page.QuerySelector("#Form-Day")!.GetAttribute("value")); // as typed
    }

    [Fact]
    public async Task Discard_ThrowsTheDraftAway_AndItCanBeTakenUpAgain()
    {
        var (author, entry, editor) = await DraftAsync(A.Mairie().WithAccess(WheelchairAccess.Full));
        using var _ = editor;

        await editor.GetAsync(Path(entry));
        await editor.SubmitAsync(form: "form.discard");
        Assert.StartsWith("Brouillon supprimé.", editor.Said, StringComparison.Ordinal);
        Assert.Null(await host.OwnAsync(author, entry));
        await editor.SubmitAsync();

        Assert.EndsWith("/envoi", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(["accessibility"], (await host.OwnAsync(author, entry))!.Blocks);
    }

    [Fact]
    public async Task Send_ARemoval_SaysSoAndTheEntryGoesOnceApproved_ThenComesBack()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("modify");
        using var editor = await host.SignedInAsync(author);
        using var approver = await host.SignedInAsync("approve");
        await host.Service<Drafts>().DraftRemovalAsync(author.Id, entry, default);

        await SendAndApproveAsync("retire la fiche");
        Assert.Null((await host.CurrentAsync(entry)).Document);
        await host.Service<Drafts>().DraftReturnAsync(author.Id, entry, default);
        await SendAndApproveAsync("rétablit la fiche");

        Assert.Equal("Mairie - Villeurbanne", (await host.CurrentAsync(entry)).Document!.Name);

        async Task SendAndApproveAsync(string purpose)
        {
            await editor.GetAsync(Path(entry));
            Assert.Contains(purpose, editor.Text, StringComparison.Ordinal);
            await editor.SubmitAsync(Form());
            var request = editor.Address.Segments[^1];
            await approver.GetAsync($"/extranet/validations/{request}");
            await approver.GetAsync(approver.Page.QuerySelector("a[href*='/valider']")!.GetAttribute("href")!);
            await approver.SubmitAsync();
            Assert.Equal("Publié.", approver.Said);
        }
    }

    [Fact]
    public async Task Send_ANewEntry_IsSentAndShownToItsApprover()
    {
        var author = await host.AgentAsync("modify");
        using var editor = await host.SignedInAsync(author);
        var entry = Guid.CreateVersion7();
        await host.DraftAsync(author.Id, entry, A.Mairie("Mairie annexe"), version: 0);

        await editor.GetAsync(Path(entry));
        Assert.Contains("crée une nouvelle fiche", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(Form());

        using var approver = await host.SignedInAsync("approve");
        await approver.GetAsync($"/extranet/validations/{editor.Address.Segments[^1]}");
        Assert.Equal("Examiner : Mairie annexe", approver.Heading);
    }

    [Fact]
    public async Task Send_WithoutTheRight_IsRefusedWithTheReason()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        var draft = await host.DraftAsync(author.Id, entry, A.Mairie().WithAccess(WheelchairAccess.Full));
        await using (var command = host.DataSource.CreateCommand("update access_grants set revoked_at = now() where account_id = $1"))
        {
            command.Parameters.Add(new() { Value = author.Id });
            await command.ExecuteNonQueryAsync();
        }

        using var editor = await host.SignedInAsync(author);
        await editor.GetAsync(Path(entry));
        Assert.Contains("Vous ne pouvez pas envoyer ce brouillon", editor.Text, StringComparison.Ordinal);
        await editor.ForgeAsync(Path(entry), ("Revision", $"{draft.Revision}"), ("Form.When", "validation"));

        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }

    private static string Path(Guid entry) => $"/extranet/fiches/{entry}/envoi";

    private static Dictionary<string, object?> Form(
        string message = "", string when = "validation", string day = "", string hour = "", string endDay = "",
        string endHour = "") => new()
    {
        ["Form.Message"] = message,
        ["Form.When"] = when,
        ["Form.Day"] = day,
        ["Form.Hour"] = hour,
        ["Form.EndDay"] = endDay,
        ["Form.EndHour"] = endHour,
    };

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<(Guid Author, Guid Entry, Visitor Editor)> DraftAsync(AdministrationDocument document)
    {
        var entry = await host.PublishAsync(A.Mairie());
        var author = await host.AgentAsync("propose");
        await host.DraftAsync(author.Id, entry, document);
        return (author.Id, entry, await host.SignedInAsync(author));
    }
}
