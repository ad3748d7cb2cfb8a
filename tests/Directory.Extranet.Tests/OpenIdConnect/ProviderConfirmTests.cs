using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>A recent proof of who one is, by the provider: before what a stolen cookie must not do.</summary>
[Collection(ProviderScene.Name)]
public sealed class ProviderConfirmTests(ProviderScene scene)
{
    private const string Grave = "/mon-compte/fournisseur";

    [Fact]
    public async Task SignIn_ByAProviderThatDoesNotSayWhen_IsNoRecentProof()
    {
        using var visitor = await EnteredAsync(await scene.TiedAsync());

        await visitor.GetAsync(Grave);

        Assert.Equal("Confirmez que c'est bien vous", visitor.Heading);
    }

    [Theory]
    [InlineData("+0", true)]
    [InlineData("-7200", false)] // someone left their session at the provider open
    public async Task SignIn_ByAProviderThatSaysWhen_CountsFromThen(string when, bool isRecent)
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        var back = await scene.BackAsync(visitor, person);
        await scene.Provider.SpoilAsync("id_token", $$"""{"auth_time":"{{when}}"}""");
        await visitor.GetAsync(back.PathAndQuery);

        await visitor.GetAsync(Grave);

        Assert.Equal(isRecent ? "ProConnect" : "Confirmez que c'est bien vous", visitor.Heading);
    }

    [Fact]
    public async Task Confirm_ByTheProvider_AsksForAFreshProofAndOpensWhatIsGrave()
    {
        var tied = await scene.TiedAsync();
        using var visitor = await EnteredAsync(tied);
        await visitor.GetAsync(Grave);
        var way = visitor.Page.QuerySelector("main a[href*='confirmer=true']")!.GetAttribute("href")!;

        await visitor.GetAsync(way);
        var asked = QueryHelpers.ParseQuery(visitor.Address.Query);
        await visitor.GetAsync((await scene.Provider.VisitAsync(visitor.Address, tied.Person)).PathAndQuery);

        Assert.Equal("login", asked["prompt"]);
        Assert.Equal("0", asked["max_age"]);
        Assert.Equal("ProConnect", visitor.Heading); // back where they were
    }

    [Theory]
    [InlineData("""{"auth_time":"-600"}""")] // the provider did not ask again
    [InlineData("""{"auth_time":null}""")] // nor says so
    public async Task Confirm_WithoutAFreshProof_IsRefused(string said)
    {
        var tied = await scene.TiedAsync();
        using var visitor = await EnteredAsync(tied);

        var back = await scene.BackAsync(visitor, tied.Person, "/connexion/fournisseur?confirmer=true");
        await scene.Provider.SpoilAsync("id_token", said);
        await visitor.GetAsync(back.PathAndQuery);
        Assert.Equal((HttpStatusCode.BadRequest, "Votre identité n'a pas été vérifiée de nouveau"), (visitor.Status, visitor.Heading));
        await visitor.GetAsync(Grave);

        Assert.Equal("Confirmez que c'est bien vous", visitor.Heading);
    }

    [Fact]
    public async Task Confirm_BySomeoneElseAtTheProvider_IsRefused()
    {
        var (others, _) = await scene.TiedAsync();
        foreach (var (person, heading) in new[] { (others, "Cette identité a déjà un compte"), (
            "nobody-here", "Aucun compte pour cette identité") })
        {
            using var visitor = await EnteredAsync(await scene.TiedAsync());

            await scene.SignInAsync(visitor, person, "/connexion/fournisseur?confirmer=true");
            Assert.Equal((HttpStatusCode.Forbidden, heading), (visitor.Status, visitor.Heading));
            await visitor.GetAsync(Grave);

            Assert.Equal("Confirmez que c'est bien vous", visitor.Heading);
        }
    }

    private async Task<Visitor> EnteredAsync((string Person, Account Agent) tied)
    {
        var visitor = scene.Host.Visit(scene.Node());
        await scene.SignInAsync(visitor, tied.Person);
        Assert.Equal($"Bonjour {tied.Agent.Name}", visitor.Heading);
        return visitor;
    }
}
