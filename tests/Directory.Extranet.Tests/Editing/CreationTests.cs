using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>Beginning an entry of each kind but administrations.</summary>
public sealed class CreationTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Demarche_New_IsADraftWhoseSectionsFollow()
    {
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync("/extranet/fiches/nouvelle/demarche");

        await editor.SubmitAsync(new { Name = "" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(["#Name", "#Audiences"], editor.Page.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href")));
        await editor.SubmitAsync(new { Name = "Déclarer une ruche", Audiences = new[] { "Individuals", "Associations" } });

        Assert.EndsWith("/presentation", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Déclarer une ruche", editor.Page.QuerySelector("#Form-Title")!.GetAttribute("value"));
        Assert.Contains("Brouillon", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServiceType_WithACodeThatIsTaken_IsRefusedAtItsField()
    {
        await host.PublishAsync(new ServiceTypeDocument { Code = "maison", Label = "Maison", Provenance = A.Notice().Provenance });
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync("/extranet/fiches/nouvelle/service-type");

        await editor.SubmitAsync(new { Name = "Maison de justice", Code = "maison" });
        Assert.Equal("#Code", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await editor.SubmitAsync(new { Code = "maison_justice" });

        Assert.EndsWith("/nature", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("maison_justice", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_BeyondThePerimeter_IsRefusedWithWhatWasTyped_AndWithinItIsADraft()
    {
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "modify", "departement", code: "69");
        using var editor = await host.SignedInAsync(account);
        await editor.GetAsync("/extranet/fiches/nouvelle/message");

        await editor.SubmitAsync(new { Name = "Grève", Departement = "38" });
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        Assert.Contains("le droit de créer une fiche", editor.Error, StringComparison.Ordinal);
        Assert.Equal("Grève", editor.Page.QuerySelector("#Name")!.GetAttribute("value"));
        await editor.SubmitAsync(new { Departement = "69" });

        Assert.EndsWith("/message", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.NotEqual("/extranet/fiches/nouvelle/message", editor.Address.AbsolutePath);
    }

    [Fact]
    public async Task Complement_OfALocalEditor_IsForTheirOwnAdministrationsAlone()
    {
        var demarche = await host.PublishAsync(A.Demarche("Nourrir les pigeons") with { ExternalIds = [] });
        var mine = await host.PublishAsync(A.Mairie("Mairie de Pigeonville") with { ExternalIds = [] });
        var other = await host.PublishAsync(A.Mairie("Mairie de Corbeauville") with { ExternalIds = [] });
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "modify", "entry", entry: mine);
        using var editor = await host.SignedInAsync(account);

        // The national text is not theirs to open: they find it by its title.
        await editor.GetAsync("/extranet/fiches/nouvelle/complement?Search=pigeons");
        await editor.GetAsync(editor.Page.QuerySelector("main a[href*='demarche=']")!.GetAttribute("href")!);
        Assert.Equal(
            ["Mairie de Pigeonville"],
            editor.Page.QuerySelectorAll("input[name=By]")
                .Select(radio => radio.ParentElement!.QuerySelector("label")!.FirstChild!.TextContent.Trim()));

        await editor.SubmitAsync(new { By = other.ToString() });
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        await editor.SubmitAsync(new { By = mine.ToString() });

        Assert.EndsWith("/complement", editor.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Nourrir les pigeons – Mairie de Pigeonville", editor.Page.QuerySelector("#Form-Title")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Text"] = "Le mardi seulement." });
        Assert.Equal("Brouillon enregistré.", editor.Said);
        await editor.GetAsync($"/extranet/fiches/{demarche}/presentation");
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    [Theory]
    [InlineData("demarche")]
    [InlineData("service-type")]
    [InlineData("message")]
    [InlineData("complement")]
    public async Task Page_WithoutTheRightToModify_IsForbidden(string kind)
    {
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync($"/extranet/fiches/nouvelle/{kind}");

        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }
}
