using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>Tying an identity of the provider's to an account: asked, shown, confirmed; and untying it.</summary>
[Collection(ProviderScene.Name)]
public sealed class ProviderTieTests(ProviderScene scene)
{
    private const string Tie = "/connexion/fournisseur?lier=true";

    [Fact]
    public async Task Tie_FromTheAccountPage_ShowsTheIdentityAndTiesItOnceConfirmed()
    {
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);

        await scene.SignInAsync(visitor, "tied-by-hand", Tie);
        Assert.Equal("Lier cette identité à votre compte ?", visitor.Heading);
        Assert.Contains("Dominique Bernard", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("tied-by-hand", visitor.Text, StringComparison.Ordinal);
        Assert.Null(await OwnerAsync("tied-by-hand")); // coming back changes nothing
        await visitor.PressAsync("Lier cette identité");

        Assert.Equal("ProConnect est lié à votre compte.", visitor.Said);
        Assert.Equal(agent.Id, await OwnerAsync("tied-by-hand"));
        Assert.Equal(1L, await NotedAsync(agent.Id, "account.login_tied"));
        using var later = scene.Host.Visit(scene.Node());
        await scene.SignInAsync(later, "tied-by-hand");
        Assert.Equal($"Bonjour {agent.Name}", later.Heading);
    }

    [Fact]
    public async Task Tie_NotConfirmed_LeavesNothingBehind()
    {
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);
        await scene.SignInAsync(visitor, "not-tied", Tie);

        await visitor.PressAsync("Ne pas lier");
        await visitor.GetAsync("/mon-compte/fournisseur");

        Assert.Equal("ProConnect", visitor.Heading);
        Assert.Null(await OwnerAsync("not-tied"));
    }

    [Fact]
    public async Task Tie_OfAnotherIdentityThanTheOneShown_IsRefused()
    {
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);
        await scene.SignInAsync(visitor, "shown", Tie);

        await visitor.SubmitAsync(new { subject = "not-shown" });

        Assert.Contains("n'est plus connue", visitor.Said, StringComparison.Ordinal);
        Assert.Null(await OwnerAsync("shown"));
        Assert.Null(await OwnerAsync("not-shown"));
    }

    [Fact]
    public async Task Tie_ByWhoIsNotTheOneThatWentToTheProvider_IsRefused()
    {
        var (agent, other) = (await scene.Host.AgentAsync(), await scene.Host.AgentAsync());
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);
        await scene.SignInAsync(visitor, "changes-hands", Tie);
        await visitor.SubmitAsync(form: "header form");
        await visitor.SignInAsync(other.Mail);

        await visitor.GetAsync("/mon-compte/fournisseur");
        Assert.Equal("ProConnect", visitor.Heading); // nothing to tie
        await visitor.PostAsync(
            "/mon-compte/fournisseur?handler=Tie", [new("subject", "changes-hands"), new("__RequestVerificationToken", visitor.Token)]);

        Assert.Null(await OwnerAsync("changes-hands"));
    }

    [Fact]
    public async Task Tie_OfAnIdentityThatCameToSignIn_IsRefused()
    {
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);
        var back = await scene.BackAsync(visitor, "came-to-sign-in");
        await visitor.Client.GetAsync(back.PathAndQuery); // and not the page of return

        await visitor.GetAsync("/mon-compte/fournisseur");
        await visitor.PostAsync(
            "/mon-compte/fournisseur?handler=Tie", [new("subject", "came-to-sign-in"), new("__RequestVerificationToken", visitor.Token)]);

        Assert.Null(await OwnerAsync("came-to-sign-in"));
    }

    [Fact]
    public async Task Tie_OfAnIdentityOfAnotherAccount_IsRefusedWithWords()
    {
        var (person, owner) = await scene.TiedAsync();
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);

        await scene.SignInAsync(visitor, person, Tie);
        Assert.Contains("Cette identité a déjà un compte", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(owner.Mail, visitor.Text, StringComparison.Ordinal);
        await visitor.PostAsync(
            "/mon-compte/fournisseur?handler=Tie", [new("subject", person), new("__RequestVerificationToken", visitor.Token)]);

        Assert.Contains("déjà liée à un autre compte", visitor.Said, StringComparison.Ordinal);
        Assert.Equal(owner.Id, await OwnerAsync(person));
    }

    [Fact]
    public async Task Untie_OfOnesOwnIdentity_ShutsThatWayInAndNoOther()
    {
        var (person, agent) = await scene.TiedAsync();
        var (others, other) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.SignInAsync(agent.Mail);

        await visitor.GetAsync("/mon-compte/fournisseur");
        Assert.Contains("Dominique Bernard", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(person, visitor.Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(new { subject = others });
        Assert.Equal(other.Id, await OwnerAsync(others));
        await visitor.PressAsync("Délier cette identité");

        Assert.Null(await OwnerAsync(person));
        Assert.Equal(1L, await NotedAsync(agent.Id, "account.login_untied"));
        using var later = scene.Host.Visit(scene.Node());
        await scene.SignInAsync(later, person);
        await ProviderScene.AssertRefusedAsync(later, HttpStatusCode.Forbidden, "Aucun compte pour cette identité");
    }

    [Fact]
    public async Task Invitation_AcceptedByTheProvider_AsksFirstAndServesOnce()
    {
        var agent = await scene.Host.AgentAsync();
        var token = await InviteAsync(agent.Id, agent.Mail);
        using var visitor = scene.Host.Visit(scene.Node());

        await scene.SignInAsync(visitor, "invited", $"/connexion/fournisseur?jeton={token}");
        Assert.Equal("Lier cette identité à votre compte ?", visitor.Heading);
        Assert.Contains(agent.Mail, visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Dominique Bernard", visitor.Text, StringComparison.Ordinal);
        Assert.Null(await OwnerAsync("invited"));
        await visitor.PressAsync("Lier et me connecter");
        Assert.Equal($"Bonjour {agent.Name}", visitor.Heading);

        using var again = scene.Host.Visit(scene.Node());
        await scene.SignInAsync(again, "invited-too", $"/connexion/fournisseur?jeton={token}");
        await ProviderScene.AssertRefusedAsync(again, HttpStatusCode.Forbidden, "Aucun compte pour cette identité");
    }

    [Fact]
    public async Task Invitation_OpenedBySomeoneWhoHasAnotherAccount_IsRefusedWithWords()
    {
        var (person, owner) = await scene.TiedAsync();
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node());

        await scene.SignInAsync(visitor, person, $"/connexion/fournisseur?jeton={await InviteAsync(agent.Id, agent.Mail)}");

        await ProviderScene.AssertRefusedAsync(visitor, HttpStatusCode.Forbidden, "Cette identité a déjà un compte");
        Assert.Equal(owner.Id, await OwnerAsync(person));
    }

    private async Task<string> InviteAsync(Guid account, string mail)
    {
        await scene.Host.Service<AccountLinks>().InviteAsync(account, default);
        return (await scene.Host.LastMailAsync(mail))!.Split("jeton=")[1][..43];
    }

    private Task<Guid?> OwnerAsync(string person) => scene.Node().Services.GetRequiredService<LoginStore>().FindAsync(person, default);

    private Task<object?> NotedAsync(Guid account, string action) =>
        scene.Host.ExecuteAsync("select count(*) from journal where object_id = $1 and action = $2", account, action);
}
