using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>Signing in through a real provider, and through one that lies.</summary>
public sealed class ProviderSignInTests(ExtranetHost host, RealProvider provider) : IClassFixture<ExtranetHost>, IClassFixture<RealProvider>
{
    private int _people;

    [Fact]
    public async Task SignIn_OfATiedPerson_OpensTheSession()
    {
        var (node, person, agent) = await TiedAsync();
        using var visitor = host.Visit(node);

        await visitor.GetAsync("/connexion/fournisseur?retour=/mon-compte");
        var asked = QueryHelpers.ParseQuery(visitor.Address.Query);
        await visitor.GetAsync((await provider.VisitAsync(visitor.Address, person)).PathAndQuery);

        Assert.Equal("Mon compte", visitor.Heading);
        Assert.Contains(agent.Name, visitor.Text, StringComparison.Ordinal);
        Assert.InRange(asked["nonce"].ToString().Length, 32, 64);
        Assert.InRange(asked["state"].ToString().Length, 32, 2000);
        Assert.Equal("S256", asked["code_challenge_method"]);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("no nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    [InlineData("no expiry")]
    [InlineData("party")]
    [InlineData("subject")] // not the one of whom userinfo speaks
    [InlineData("none")] // alg
    [InlineData("shared secret")] // alg
    [InlineData("tampered")]
    [InlineData("unknown key")]
    [InlineData("stolen name")] // another key under the name of the right one
    public async Task SignIn_WithATokenThatIsNotRight_IsRefused(string what)
    {
        var (node, person, _) = await TiedAsync();
        using var visitor = host.Visit(node);

        await visitor.GetAsync("/connexion/fournisseur");
        var back = await provider.VisitAsync(visitor.Address, person);
        await provider.SpoilAsync(what);
        await visitor.GetAsync(back.PathAndQuery);

        await AssertRefusedAsync(visitor);
    }

    [Fact]
    public async Task SignIn_WithAnotherState_IsRefused()
    {
        var (node, person, _) = await TiedAsync();
        using var visitor = host.Visit(node);
        using var thief = host.Visit(node);
        await visitor.GetAsync("/connexion/fournisseur");
        var back = await provider.VisitAsync(visitor.Address, person);

        await thief.GetAsync(back.PathAndQuery); // a good answer, in another browser
        await AssertRefusedAsync(thief);
        await thief.GetAsync(back.PathAndQuery.Replace("state=", "state=x", StringComparison.Ordinal));
        await AssertRefusedAsync(thief);
        await thief.GetAsync("/connexion/reponse?code=abc");
        await AssertRefusedAsync(thief);
    }

    [Fact]
    public async Task SignIn_FromAnotherIssuer_IsRefused()
    {
        var (node, person, _) = await TiedAsync();
        using var visitor = host.Visit(node);
        await visitor.GetAsync("/connexion/fournisseur");
        var back = await provider.VisitAsync(visitor.Address, person);
        Assert.Contains("iss=", back.Query, StringComparison.Ordinal);

        await visitor.GetAsync(back.PathAndQuery.Replace("iss=http", "iss=https", StringComparison.Ordinal));

        await AssertRefusedAsync(visitor);
    }

    [Fact]
    public async Task Answer_SentASecondTime_IsRefused()
    {
        var (node, person, _) = await TiedAsync();
        using var visitor = host.Visit(node);
        await visitor.GetAsync("/connexion/fournisseur");
        var back = await provider.VisitAsync(visitor.Address, person);
        await visitor.GetAsync(back.PathAndQuery);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
        await visitor.SubmitAsync(form: "header form");

        using var again = host.Visit(node);
        await again.GetAsync(back.PathAndQuery);

        await AssertRefusedAsync(again);
    }

    [Fact]
    public async Task Code_UsedForASecondState_IsRefused()
    {
        var (node, person, _) = await TiedAsync();
        using var visitor = host.Visit(node);
        await visitor.GetAsync("/connexion/fournisseur");
        var first = QueryHelpers.ParseQuery((await provider.VisitAsync(visitor.Address, person)).Query);
        using var other = host.Visit(node);
        await other.GetAsync("/connexion/fournisseur");
        var state = QueryHelpers.ParseQuery(other.Address.Query)["state"].ToString();

        // A code that was stolen, in the thief's own flow: the proof key and the nonce differ.
        await other.GetAsync($"/connexion/reponse?code={first["code"]}&state={state}");

        await AssertRefusedAsync(other);
    }

    [Fact]
    public async Task SignIn_AfterTheProviderChangedItsKeys_GoesOn()
    {
        var (node, person, _) = await TiedAsync();
        using var before = host.Visit(node);
        await SignInAsync(before, person);
        Assert.StartsWith("Bonjour", before.Heading, StringComparison.Ordinal);

        await provider.RotateAsync();
        host.Clock.Move(TimeSpan.FromMinutes(1));
        using var after = host.Visit(node);
        await SignInAsync(after, person);

        Assert.StartsWith("Bonjour", after.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_OfSomeoneUnknownWithTheMailOfAnAccount_IsRefused()
    {
        var (node, _, _) = await TiedAsync(); // agent1@example.fr is what the provider says of everyone
        using var visitor = host.Visit(node);

        await SignInAsync(visitor, "a-stranger");

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.Equal("Aucun compte pour cette identité", visitor.Heading);
    }

    [Fact]
    public async Task SignIn_ToADisabledAccount_IsRefused()
    {
        var (node, person, agent) = await TiedAsync();
        await host.Service<AccountStore>().SetDisabledAsync(agent.Id, true, default);
        using var visitor = host.Visit(node);

        await SignInAsync(visitor, person);

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
    }

    [Fact]
    public async Task SignIn_OfAnApprover_TakesTheProvidersTwoFactorsOrOurs()
    {
        var (node, person, _) = await TiedAsync("approve");
        using var once = host.Visit(node);
        await SignInAsync(once, person);
        Assert.Equal("Activer la double authentification", once.Heading);

        using var twice = host.Visit(node);
        await twice.GetAsync("/connexion/fournisseur");
        var back = await provider.VisitAsync(twice.Address, person);
        await provider.SpoilAsync("mfa");
        await twice.GetAsync(back.PathAndQuery);
        Assert.StartsWith("Bonjour", twice.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tie_FromTheAccountPage_LetsInFromThenOn()
    {
        var node = Node();
        var agent = await host.AgentAsync();
        using var visitor = host.Visit(node);
        await visitor.SignInAsync(agent.Mail);

        await SignInAsync(visitor, "tied-by-hand");
        Assert.Equal("ProConnect est lié à votre compte.", visitor.Said);
        using var later = host.Visit(node);
        await SignInAsync(later, "tied-by-hand");

        Assert.Equal($"Bonjour {agent.Name}", later.Heading);
    }

    [Fact]
    public async Task SignOut_OfSomeoneWhoCameFromTheProvider_GoesThereToo()
    {
        var (node, person, _) = await TiedAsync();
        using var visitor = host.Visit(node);
        await SignInAsync(visitor, person);

        await visitor.SubmitAsync(form: "header form");

        var asked = QueryHelpers.ParseQuery(visitor.Address.Query);
        Assert.StartsWith(provider.Issuer, visitor.Address.ToString(), StringComparison.Ordinal);
        Assert.Equal("https://localhost/deconnexion", asked["post_logout_redirect_uri"]);
        Assert.Equal(3, asked["id_token_hint"].ToString().Split('.').Length);
        Assert.InRange(asked["state"].ToString().Length, 32, 64);
    }

    [Fact]
    public async Task Provider_Down_LeavesEveryOtherPageUp()
    {
        var node = Node(("OpenIdConnect:Issuer", "http://127.0.0.1:9"));
        var agent = await host.AgentAsync();
        using var visitor = host.Visit(node);

        await visitor.GetAsync("/connexion/fournisseur");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        await visitor.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }

    private WebApplicationFactory<Program> Node(params (string Name, string Value)[] settings) => host.Start(
    [
        ("OpenIdConnect:Issuer", provider.Issuer), ("OpenIdConnect:ClientId", "directory"),
        ("OpenIdConnect:ClientSecret", "a-secret-of-thirty-two-characters"), ("OpenIdConnect:Scopes", "openid email"), .. settings,
    ]);

    private async Task<(WebApplicationFactory<Program> Node, string Person, Account Agent)> TiedAsync(params string[] rights)
    {
        var agent = await host.AgentAsync(rights);
        var person = $"person-{Interlocked.Increment(ref _people)}-{agent.Id:N}";
        Assert.True(await host.Service<LoginStore>().AddAsync(provider.Issuer, person, agent.Id, default));
        return (Node(), person, agent);
    }

    private async Task SignInAsync(Visitor visitor, string person)
    {
        await visitor.GetAsync("/connexion/fournisseur");
        await visitor.GetAsync((await provider.VisitAsync(visitor.Address, person)).PathAndQuery);
    }

    private static async Task AssertRefusedAsync(Visitor visitor)
    {
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal("La connexion n'a pas abouti", visitor.Heading);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }
}
