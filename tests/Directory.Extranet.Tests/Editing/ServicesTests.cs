using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

public sealed class ServicesTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Add_OfAServiceMadeTheMainOne_IsFirst_AndItsDemarchesAreShown()
    {
        await host.PublishTypeAsync("mairie", "Mairie");
        await host.PublishTypeAsync("etat_civil", "Service d'état civil");
        await host.PublishDemarcheAsync("Demander un acte de naissance", "etat_civil");
        await host.PublishDemarcheAsync("Immatriculer un véhicule", "ants");
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/services");
        Assert.DoesNotContain("acte de naissance", editor.Text, StringComparison.Ordinal);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Next.Text"] = "etat civil", ["geste"] = "types:ajouter" });
        Assert.Contains("acte de naissance", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "types:monter:1" });
        await editor.SubmitAsync();

        Assert.Equal(["etat_civil", "mairie"], (await host.DraftAsync(entry))!.Types);
        Assert.Contains("Principal", editor.Page.QuerySelector("#types-0")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("véhicule", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WithAServiceLeftInTheField_AddsIt()
    {
        await host.PublishTypeAsync("prefecture", "Préfecture");
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/services");

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Next.Text"] = "préfecture" });

        Assert.Equal(["mairie", "prefecture"], (await host.DraftAsync(entry))!.Types);
    }

    [Fact]
    public async Task Save_OfAServiceThatDoesNotExist_IsRefused()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/services");

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Types[0]"] = "invente" });

        Assert.Equal("Le service « invente » n'existe pas ou n'existe plus : retirez-le.", editor.Error);
    }
}
