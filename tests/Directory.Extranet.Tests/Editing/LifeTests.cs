using System.Net;
using NodaTime;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>How an entry begins, pauses, ends and comes back: always by a draft that someone else approves.</summary>
public sealed class LifeTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Create_WithNameTypeAndCommune_IsADraftThatApprovalPublishes()
    {
        await host.LoadTerritoriesAsync();
        await host.PublishTypeAsync("mairie", "Mairie");
        var author = await host.AgentAsync("modify");
        using var editor = await host.SignedInAsync(author);
        await editor.GetAsync("/extranet/fiches/nouvelle");

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Name"] = "Mairie - Bron", ["Type.Text"] = "mairie", ["Commune.Text"] = "bron" });

        Assert.Equal("Fiche créée, en brouillon. Complétez ses rubriques, puis envoyez-la.", editor.Said);
        Assert.EndsWith("/identite", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Bron (69)", editor.Page.QuerySelector("#Form-Commune")!.GetAttribute("value"));
        var entry = Guid.Parse(editor.Address.Segments[3].Trim('/'));
        await editor.GetAsync($"/extranet/fiches/{entry}");
        Assert.Contains("n'est pas encore publiée", editor.Text, StringComparison.Ordinal);
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts"); // sections of a new entry open and save too
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "contacts:ajouter" });
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Channels[0].Value"] = "04 65 71 00 01" });
        Assert.Equal("Brouillon enregistré.", editor.Said);
        await host.ApproveDraftAsync(author.Id, entry);
        var document = (await host.CurrentAsync(entry)).Document!;
        Assert.Equal("Mairie - Bron", document.Name);
        Assert.Equal(["mairie"], document.Types);
        Assert.Equal("69029", document.Commune!.Value.Value);
        Assert.Equal("+33465710001", document.Channels[0].Value);
    }

    [Fact]
    public async Task Create_WithoutScript_FindsTheCommuneOnThePageItself()
    {
        await host.LoadTerritoriesAsync();
        await host.PublishTypeAsync("caf", "Caisse d'allocations familiales");
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync("/extranet/fiches/nouvelle");

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Name"] = "Nouvelle", ["Type.Text"] = "caf", ["Commune.Text"] = "saint", ["geste"] = "rechercher:Commune" });
        Assert.Equal(HttpStatusCode.SeeOther, editor.Steps[0]);
        Assert.Equal("Nouvelle", editor.Page.QuerySelector("#Name")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Commune.Code"] = "97308" });

        Assert.EndsWith("/identite", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Saint-Georges (973)", editor.Page.QuerySelector("#Form-Commune")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Create_WithNothing_SaysWhatIsMissing()
    {
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync("/extranet/fiches/nouvelle");

        await editor.SubmitAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(["#Name", "#Type", "#Commune"], editor.Page.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Create_ByAnAgentWhoMayOnlyPropose_IsForbidden()
    {
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync("/extranet/fiches/nouvelle");

        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }

    [Fact]
    public async Task Create_OutsideTheAgentsDepartement_IsRefusedWithWhatWasTyped()
    {
        await host.LoadTerritoriesAsync();
        await host.PublishTypeAsync("tribunal", "Tribunal");
        var account = await host.AgentAsync();
        await using (var command = host.DataSource.CreateCommand(
            """
            insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, valid_from, granted_at)
            values (gen_random_uuid(), $1, 'modify', 'departement', '69', now(), now())
            """))
        {
            command.Parameters.Add(new() { Value = account.Id });
            await command.ExecuteNonQueryAsync();
        }

        using var editor = await host.SignedInAsync(account);
        await editor.GetAsync("/extranet/fiches/nouvelle");
        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Name"] = "Mairie - Cayenne", ["Type.Text"] = "tribunal", ["Commune.Text"] = "Cayenne" });

        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        Assert.Contains("Il vous manque le droit de créer une fiche pour « Mairie - Cayenne »", editor.Error, StringComparison.Ordinal);
        Assert.Equal("Mairie - Cayenne", editor.Page.QuerySelector("#Name")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Commune.Text"] = "Bron" });
        Assert.EndsWith("/identite", editor.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicate_OfAnEntry_IsADraftOfAnother()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/dupliquer");

        await editor.SubmitAsync();

        var copy = Guid.Parse(editor.Address.Segments[3].Trim('/'));
        Assert.NotEqual(entry, copy);
        Assert.Equal("Copie de Mairie - Villeurbanne", editor.Page.QuerySelector("#Form-Name")!.GetAttribute("value"));
        Assert.Equal(1, (await host.CurrentAsync(entry)).Version);
    }

    [Fact]
    public async Task Suspend_WithADateOfReturn_IsPublishedOnceApproved_AndLifted()
    {
        var entry = await host.PublishAsync(A.Mairie() with { Commune = InseeCode.Parse("97302") });
        var author = await host.AgentAsync("propose");
        using var editor = await host.SignedInAsync(author);
        await editor.GetAsync($"/extranet/fiches/{entry}/suspendre");

        await editor.SubmitAsync(new { From = "", Until = "2030-06-01", Message = "Adressez-vous à Matoury." });

        Assert.Equal($"/extranet/fiches/{entry}/envoi", editor.Address.AbsolutePath);
        await host.ApproveDraftAsync(author.Id, entry);
        var notice = Assert.Single((await host.CurrentAsync(entry)).Document!.Notices);
        Assert.True(notice.SuspendsReception);
        Assert.Equal("Adressez-vous à Matoury.", notice.Body);
        Assert.Equal(Instant.FromUtc(2030, 6, 1, 3, 0), notice.Until); // midnight in Cayenne
        await editor.GetAsync($"/extranet/fiches/{entry}");
        Assert.Contains("Accueil suspendu", editor.Page.QuerySelector(".guichet__state")!.TextContent, StringComparison.Ordinal);
        await editor.GetAsync($"/extranet/fiches/{entry}/suspendre");
        Assert.Equal("2030-06-01", editor.Page.QuerySelector("#Until")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["suite"] = "lever" });
        await host.ApproveDraftAsync(author.Id, entry);
        Assert.Empty((await host.CurrentAsync(entry)).Document!.Notices);
    }

    [Theory]
    [InlineData("", "2020-01-01", "Choisissez une date de réouverture à venir.")]
    [InlineData("2030-02-01", "2030-01-01", "Choisissez une réouverture après le début de la suspension.")]
    [InlineData("demain", "", "Saisissez une date, par exemple 31/12/2026.")]
    public async Task Suspend_WithDatesThatDoNotFit_SaysSo(string from, string until, string message)
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/suspendre");

        await editor.SubmitAsync(new { From = from, Until = until, Message = "" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(message, editor.Error);
    }

    [Fact]
    public async Task Remove_SaysWhatItEntails_IsATombstoneOnceApproved_AndCanBeBroughtBack()
    {
        var entry = await host.PublishAsync(A.Mairie());
        await host.PublishAsync(A.Mairie("Mairie annexe") with { Parent = entry });
        var author = await host.AgentAsync("modify");
        using var editor = await host.SignedInAsync(author);
        await editor.GetAsync($"/extranet/fiches/{entry}/retirer");
        Assert.Contains("1 fiche lui est rattachée", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Mairie annexe", editor.Text, StringComparison.Ordinal);

        await editor.SubmitAsync();
        Assert.Equal($"/extranet/fiches/{entry}/envoi", editor.Address.AbsolutePath);
        Assert.NotNull((await host.CurrentAsync(entry)).Document); // nothing before approval
        await editor.GetAsync($"/extranet/fiches/{entry}");
        Assert.Contains("Vous avez un brouillon", editor.Text, StringComparison.Ordinal);
        await host.ApproveDraftAsync(author.Id, entry);

        Assert.Null((await host.CurrentAsync(entry)).Document);
        await editor.GetAsync($"/extranet/fiches/{entry}");
        Assert.Contains("Cette fiche est retirée", editor.Text, StringComparison.Ordinal);
        Assert.Null(editor.Page.QuerySelector(".fr-sidemenu"));
        await editor.GetAsync(editor.Page.QuerySelector("a[href$=retablir]")!.GetAttribute("href")!);
        await editor.SubmitAsync();
        await host.ApproveDraftAsync(author.Id, entry);
        Assert.Equal("Mairie - Villeurbanne", (await host.CurrentAsync(entry)).Document!.Name);
    }

    [Fact]
    public async Task Remove_WithADraftUnderWay_AsksToFinishItFirst()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/identite");
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Acronym"] = "MV" });

        await editor.GetAsync($"/extranet/fiches/{entry}/retirer");

        Assert.Null(editor.Page.QuerySelector("main form"));
        Assert.Contains("Envoyez-le ou abandonnez-le d'abord", editor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retirer", "le droit de retirer une fiche")]
    [InlineData("dupliquer", "le droit de créer une fiche")]
    public async Task Life_WithoutTheRight_IsForbidden_AndSaysWhy(string page, string reason)
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync($"/extranet/fiches/{entry}/{page}");

        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        Assert.Contains(reason, editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BringBack_OfAnEntryThatIsPublished_IsNotFound()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("modify");

        await editor.GetAsync($"/extranet/fiches/{entry}/retablir");

        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }
}
