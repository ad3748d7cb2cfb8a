using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using PublicDirectory.Core.Accounts;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>Signing in and out through a real provider.</summary>
[Collection(ProviderScene.Name)]
public sealed class ProviderSignInTests(ProviderScene scene)
{
    [Fact]
    public async Task SignIn_OfATiedPerson_OpensTheSession()
    {
        var (person, agent) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());

        await visitor.GetAsync("/connexion/fournisseur?retour=/mon-compte");
        var asked = QueryHelpers.ParseQuery(visitor.Address.Query);
        await visitor.GetAsync((await scene.Provider.VisitAsync(visitor.Address, person)).PathAndQuery);

        Assert.Equal("Mon compte", visitor.Heading);
        Assert.Contains(agent.Name, visitor.Text, StringComparison.Ordinal);
        Assert.InRange(asked["nonce"].ToString().Length, 32, 200);
        Assert.InRange(asked["state"].ToString().Length, 32, 1500);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal("https://localhost/connexion/reponse", asked["redirect_uri"]);
    }

    [Fact]
    public async Task SignIn_WithTheSecretInTheHeader_OpensTheSession()
    {
        var (person, agent) = await scene.TiedAsync();
        using var form = scene.Host.Visit(scene.Node());
        using var header = scene.Host.Visit(scene.Node(
            ("ClientId", "in:header"), ("ClientSecret", "a secret: with + signs & %, of 32 and more"),
            ("ClientAuthentication", "client_secret_basic")));

        await scene.SignInAsync(form, person);
        Assert.Equal("", await scene.Provider.ShownAsync());
        await scene.SignInAsync(header, person);

        Assert.StartsWith("Basic ", await scene.Provider.ShownAsync(), StringComparison.Ordinal);
        Assert.Equal($"Bonjour {agent.Name}", header.Heading);
    }

    [Fact]
    public async Task SignIn_WithAVeryLongWayBack_ComesHomeAndKeepsTheStateShort()
    {
        var (person, agent) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());

        await visitor.GetAsync("/connexion/fournisseur?retour=/mon-compte?" + new string('x', 4000));
        var state = QueryHelpers.ParseQuery(visitor.Address.Query)["state"].ToString();
        await visitor.GetAsync((await scene.Provider.VisitAsync(visitor.Address, person)).PathAndQuery);

        Assert.InRange(state.Length, 32, 1500);
        Assert.Equal($"Bonjour {agent.Name}", visitor.Heading);
    }

    [Fact]
    public async Task SignIn_LeftOffManyTimes_LeavesFewCookies()
    {
        using var visitor = scene.Host.Visit(scene.Node());
        visitor.Cookies.PerDomainCapacity = 200; // as browsers have it
        for (var time = 0; time < 40; time++)
        {
            await visitor.GetAsync("/connexion/fournisseur");
        }

        var left = visitor.Cookies.GetAllCookies().Where(cookie => !cookie.Expired).ToList();

        Assert.InRange(left.Count, 2, 22);
        Assert.All(left, cookie => Assert.StartsWith("__Host-directory-", cookie.Name, StringComparison.Ordinal));
        Assert.All(visitor.CookiesSet, set =>
        {
            Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", set, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", set, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/;", set, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task SignIn_OfSomeoneUnknownWithTheMailOfAnAccount_IsRefused()
    {
        await scene.TiedAsync(); // agent1@example.fr is what the provider says of everyone, checked or not
        foreach (var said in new[] { """plain{"email_verified":false}""", """plain{"email_verified":true}""" })
        {
            using var visitor = scene.Host.Visit(scene.Node());
            var back = await scene.BackAsync(visitor, "a-stranger");
            await scene.Provider.SpoilAsync("userinfo", said);
            await visitor.GetAsync(back.PathAndQuery);

            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
            Assert.Equal("Aucun compte pour cette identité", visitor.Heading);
        }
    }

    [Fact]
    public async Task SignIn_ToADisabledAccount_IsRefused()
    {
        var (person, agent) = await scene.TiedAsync();
        await scene.Host.Service<AccountStore>().SetDisabledAsync(agent.Id, true, default);
        using var visitor = scene.Host.Visit(scene.Node());

        await scene.SignInAsync(visitor, person);

        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
    }

    [Theory]
    [InlineData("""{"amr":["pwd"]}""", "", "", true)]
    [InlineData("""{"amr":["pwd","mfa"]}""", "", "", false)]
    [InlineData("""{"amr":["pwd","mfa"]}""", "TwoFactorAmr", " ", true)] // the operator does not count on it
    [InlineData("""{"amr":["pwd","hwk"]}""", "TwoFactorAmr", "mfa hwk", false)]
    [InlineData("""{"amr":["pwd"],"acr":"eidas2"}""", "", "", true)] // a level says nothing unless the operator says so
    [InlineData("""{"amr":["pwd"],"acr":"eidas2"}""", "TwoFactorAcr", "eidas2 eidas3", false)]
    public async Task SignIn_OfAnApprover_AsksForOurSecondFactorUnlessTheProvidersCounts(
        string said, string setting, string value, bool isAsked)
    {
        var (person, agent) = await scene.TiedAsync("approve");
        using var visitor = scene.Host.Visit(setting.Length == 0 ? scene.Node() : scene.Node((setting, value)));

        var back = await scene.BackAsync(visitor, person);
        await scene.Provider.SpoilAsync("id_token", said);
        await visitor.GetAsync(back.PathAndQuery);

        Assert.Equal(isAsked ? "Activer la double authentification" : $"Bonjour {agent.Name}", visitor.Heading);
    }

    [Theory]
    [InlineData("""{"acr":"eidas2"}""", true)]
    [InlineData("""{"acr":"eidas3"}""", true)]
    [InlineData("""{"acr":"eidas1"}""", false)]
    [InlineData("""{"acr":"eidas2 eidas3"}""", false)]
    [InlineData("""{"acr":null}""", false)]
    public async Task SignIn_WhereALevelIsAskedFor_TakesThatLevelOnly(string said, bool isLetIn)
    {
        var (person, agent) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node(("AcrValues", "eidas2 eidas3"), ("Claims", """{"id_token":{"acr":null}}""")));

        await visitor.GetAsync("/connexion/fournisseur");
        var asked = QueryHelpers.ParseQuery(visitor.Address.Query);
        var back = await scene.Provider.VisitAsync(visitor.Address, person);
        await scene.Provider.SpoilAsync("id_token", said);
        await visitor.GetAsync(back.PathAndQuery);

        Assert.Equal("eidas2 eidas3", asked["acr_values"]);
        Assert.Equal("""{"id_token":{"acr":null}}""", asked["claims"]);
        if (isLetIn)
        {
            Assert.Equal($"Bonjour {agent.Name}", visitor.Heading);
        }
        else
        {
            await ProviderScene.AssertRefusedAsync(
                visitor, HttpStatusCode.Forbidden, "Votre connexion n'est pas assez sûre pour cet espace");
        }
    }

    [Fact]
    public async Task SignOut_OfSomeoneWhoCameFromTheProvider_GoesThereAndBack()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        Dictionary<string, string> there = [];
        await scene.SignInAsync(visitor, person, cookies: there);

        await visitor.SubmitAsync(form: "header form");
        var asked = QueryHelpers.ParseQuery(visitor.Address.Query);
        var back = await scene.Provider.LeaveAsync(visitor.Address, there);
        await visitor.GetAsync(back!.PathAndQuery);

        Assert.Equal("https://localhost/deconnexion", asked["post_logout_redirect_uri"]);
        Assert.Equal(3, asked["id_token_hint"].ToString().Split('.').Length);
        Assert.InRange(asked["state"].ToString().Length, 32, 64);
        Assert.Equal("Vous êtes déconnecté", visitor.Heading);
    }

    [Fact]
    public async Task SignOut_ByTheFrameworksOwnAddresses_IsNotThere()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        await scene.SignInAsync(visitor, person);

        foreach (var address in new[] { "/signout-oidc", "/signout-callback-oidc", "/signin-oidc" })
        {
            await visitor.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        }

        await visitor.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", visitor.Heading);
    }
}
