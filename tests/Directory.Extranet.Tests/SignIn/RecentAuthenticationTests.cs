using System.Net;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Passkeys;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>A session that was left open, or a cookie that was stolen, does not do what is grave.</summary>
public sealed class RecentAuthenticationTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string New = "quatre lampes sous la pluie";

    [Fact]
    public async Task Thief_WithACookieAndNoPassword_EnrolsNoFactorAndSetsNoPassword()
    {
        var agent = await host.AgentAsync();
        using var thief = await StolenAsync(agent);

        await thief.GetAsync("/mon-compte/second-facteur");
        Assert.Equal("Confirmez que c'est bien vous", thief.Heading);
        var proposal = host.Service<SecondFactor>().Propose(agent.Id);
        var code = Totp.Code(host.Service<SecondFactor>().Read(agent.Id, proposal)!, Totp.StepAt(host.Clock.GetUtcNow()));
        await thief.PostAsync(
            "/mon-compte/second-facteur?handler=On",
            [new("__RequestVerificationToken", thief.Token), new("Proposal", proposal), new("Code", code)]);
        Assert.Equal("/connexion/confirmer?retour=%2Fmon-compte%2Fsecond-facteur", thief.Address.PathAndQuery);
        await thief.PostAsync(
            "/mon-compte/mot-de-passe",
            [new("__RequestVerificationToken", thief.Token), new("Current", ExtranetHost.Password), new("Password", New), new(
                "Again", New)]);
        Assert.Equal("/connexion/confirmer?retour=%2Fmon-compte%2Fmot-de-passe", thief.Address.PathAndQuery);

        var account = (await host.Service<CredentialStore>().FindAsync(agent.Id, default))!;
        Assert.False(account.HasSecondFactor);
        Assert.NotNull(await host.Service<PasswordSignIn>().CheckAsync(agent.Mail, ExtranetHost.Password, default));
    }

    [Fact]
    public async Task Account_WithoutPassword_SetsNoneWithoutAProof()
    {
        var agent = await host.AgentAsync();
        using var thief = await StolenAsync(agent);
        // came by the provider
        await host.ExecuteAsync("update account_credentials set password_hash = null where account_id = $1", agent.Id);

        await thief.GetAsync("/mon-compte/mot-de-passe");
        await thief.PostAsync(
            "/mon-compte/mot-de-passe", [new("__RequestVerificationToken", thief.Token), new("Password", New), new("Again", New)]);

        Assert.Equal("/connexion/confirmer", thief.Address.AbsolutePath);
        Assert.Null((await host.Service<CredentialStore>().FindAsync(agent.Id, default))!.PasswordHash);
    }

    [Fact]
    public async Task Form_SentTooLate_IsKeptAndSentAgainOnceConfirmed()
    {
        var agent = await host.AgentAsync("propose");
        using var office = await host.SignedInAsync("administer");
        await office.GetAsync($"/admin/comptes/{agent.Id}");
        var before = TicketOf(office);
        host.Clock.Move(TimeSpan.FromMinutes(11));
        office.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        await office.PressAsync("Désactiver ce compte");
        Assert.Equal("Confirmez que c'est bien vous", office.Heading);
        Assert.False((await host.Service<AccountStore>().FindAsync(agent.Id, default))!.IsDisabled);
        await office.SubmitAsync(new { ExtranetHost.Password });
        Assert.Equal("Votre saisie a été conservée", office.Heading);
        Assert.NotEqual(before, TicketOf(office)); // another ticket: who had the former one has nothing
        await office.SubmitAsync(form: "main form[action]");

        Assert.Equal("Le compte est désactivé.", office.Said);
        Assert.True((await host.Service<AccountStore>().FindAsync(agent.Id, default))!.IsDisabled);
    }

    [Fact]
    public async Task Confirmation_WithTheAppsCode_IsAsGood()
    {
        var agent = await host.AgentAsync();
        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/mon-compte/second-facteur");
        var key = host.Service<SecondFactor>().Read(agent.Id, visitor.Page.QuerySelector("input[name=Proposal]")!.GetAttribute("value"))!;
        await visitor.SubmitAsync(new { Code = Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow())) });
        host.Clock.Move(TimeSpan.FromMinutes(11));

        await visitor.GetAsync("/mon-compte/mot-de-passe");
        await visitor.PressAsync("Confirmer avec le code", new { Code = "abc" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        await visitor.PressAsync("Confirmer avec le code", new { Code = Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow())) });

        Assert.Equal("Changer mon mot de passe", visitor.Heading);
    }

    [Fact]
    public async Task Confirmation_GuessedAtTenTimes_IsShut()
    {
        var agent = await host.AgentAsync();
        using var thief = await StolenAsync(agent);
        await thief.GetAsync("/connexion/confirmer");
        for (var i = 0; i < 10; i++)
        {
            await thief.SubmitAsync(new { Password = "pas le bon mot de passe" });
        }

        await thief.SubmitAsync(new { ExtranetHost.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.Status);
        Assert.Equal("/connexion/confirmer", thief.Address.AbsolutePath);
    }

    [Fact]
    public async Task Proofs_WrittenUnderAClockThatWasPutBack_AreNone()
    {
        var agent = await host.AgentAsync();
        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/mon-compte/mot-de-passe");
        Assert.Equal("/mon-compte/mot-de-passe", visitor.Address.AbsolutePath);

        await host.ExecuteAsync("update sessions set confirmed_at = confirmed_at + interval '1 hour' where account_id = $1", agent.Id);
        await visitor.GetAsync("/mon-compte/mot-de-passe");
        Assert.Equal("/connexion/confirmer", visitor.Address.AbsolutePath);

        host.Clock.Move(TimeSpan.FromHours(1));
        using var ahead = await host.SignedInAsync(agent);
        var asked = await host.Service<PasskeyStore>().AskAsync(PasskeyPurpose.Register, agent.Id, "{}", default);
        host.Clock.Move(TimeSpan.FromHours(-1));
        await ahead.GetAsync("/mon-compte");
        Assert.Equal("/connexion", ahead.Address.AbsolutePath);
        Assert.Null(await host.Service<PasskeyStore>().TakeAsync(asked, PasskeyPurpose.Register, agent.Id, default));
    }

    private async Task<Visitor> StolenAsync(Account agent)
    {
        using var owner = await host.SignedInAsync(agent);
        var thief = host.Visit();
        thief.Steal(owner);
        await thief.GetAsync("/mon-compte"); // for its token
        Assert.Equal("Mon compte", thief.Heading);
        host.Clock.Move(TimeSpan.FromMinutes(11));
        return thief;
    }

    private static string TicketOf(Visitor visitor) =>
        visitor.Cookies.GetAllCookies().Single(cookie => cookie.Name == "__Host-directory-session").Value;
}
