using System.Net;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

public sealed class SecondFactorTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task SignIn_OfAnApprover_AsksToSetTheAppUpThenForItsCode()
    {
        var agent = await host.AgentAsync("approve");
        using var visitor = host.Visit();

        await visitor.SignInAsync(agent.Mail);
        Assert.Equal("Activer la double authentification", visitor.Heading);
        await visitor.GetAsync("/");
        Assert.Equal("/connexion", visitor.Address.AbsolutePath); // half-way is not in
        var (key, _, _) = await SetUpAsync(visitor, agent);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", visitor.Heading);

        host.Clock.Move(TimeSpan.FromMinutes(1));
        using var again = host.Visit();
        await again.SignInAsync(agent.Mail);
        Assert.Equal("Double authentification", again.Heading);
        await again.SubmitAsync(new { Code = "000000" == Now(key) ? "000001" : "000000" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        await again.SubmitAsync(new { Code = Now(key) });
        Assert.StartsWith("Bonjour", again.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_UsedASecondTime_IsRefused()
    {
        var agent = await host.AgentAsync("approve");
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        var (_, _, used) = await SetUpAsync(visitor, agent);
        using var thief = host.Visit();

        await thief.SignInAsync(agent.Mail);
        await thief.SubmitAsync(new { Code = used }); // the one that set the app up

        Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.Status);
    }

    [Fact]
    public async Task RecoveryCode_InTheAppsPlace_ServesOnce()
    {
        var agent = await host.AgentAsync("approve");
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        var (_, codes, _) = await SetUpAsync(visitor, agent);
        Assert.Equal(10, codes.Count);
        using var first = host.Visit();
        using var second = host.Visit();

        await first.SignInAsync(agent.Mail);
        await first.SubmitAsync(new { Code = codes[3].ToLowerInvariant() });
        await second.SignInAsync(agent.Mail);
        await second.SubmitAsync(new { Code = codes[3] });

        Assert.StartsWith("Bonjour", first.Heading, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
    }

    [Fact]
    public async Task Guesses_OfSomeoneWhoKnowsThePassword_AreShutOff()
    {
        var agent = await host.AgentAsync("approve");
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        var (key, _, _) = await SetUpAsync(visitor, agent);
        host.Clock.Move(TimeSpan.FromMinutes(1));
        using var thief = host.Visit();

        for (var i = 0; i < 5; i++) // each counts twice: the password, then the code
        {
            await thief.SignInAsync(agent.Mail);
            await thief.SubmitAsync(new { Code = "abc" });
        }

        await thief.SignInAsync(agent.Mail);
        Assert.Equal("/connexion", thief.Address.AbsolutePath);
        Assert.NotNull(key);
    }

    [Fact]
    public async Task Right_ThatTakesASecondFactor_EndsTheSessionsThatHaveNone()
    {
        var agent = await host.AgentAsync("propose");
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", visitor.Heading);

        await host.GrantAsync(agent.Id, "administer");
        await visitor.GetAsync("/mon-compte");

        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }

    [Fact]
    public async Task OwnFactor_TurnedOnThenRenewedThenOff_DoesWhatEachButtonSays()
    {
        var agent = await host.AgentAsync("propose"); // whom nothing obliges to have one
        using var visitor = await host.SignedInAsync(agent);
        await visitor.GetAsync("/mon-compte/second-facteur");
        var (key, codes, _) = await SetUpAsync(visitor, agent);

        host.Clock.Move(TimeSpan.FromMinutes(1));
        await visitor.GetAsync("/mon-compte/second-facteur");
        await visitor.PressAsync("Obtenir de nouveaux codes de secours", new { Code = Now(key) });
        Assert.Equal("Vos codes de secours", visitor.Heading);
        var renewed = visitor.Page.QuerySelectorAll(".codes li").Select(item => item.TextContent).ToList();
        Assert.Equal(10, renewed.Count);
        Assert.Empty(renewed.Intersect(codes));

        host.Clock.Move(TimeSpan.FromMinutes(1));
        await visitor.GetAsync("/mon-compte/second-facteur");
        await visitor.PressAsync("Désactiver", new { Code = "000000" == Now(key) ? "000001" : "000000" });
        Assert.True((await host.Service<CredentialStore>().FindAsync(agent.Id, default))!.HasSecondFactor);
        await visitor.PressAsync("Désactiver", new { Code = Now(key) });

        Assert.Equal("La double authentification est désactivée.", visitor.Said);
        Assert.False((await host.Service<CredentialStore>().FindAsync(agent.Id, default))!.HasSecondFactor);
    }

    [Fact]
    public async Task Factor_ResetByAnAdministrator_IsSetUpAnewAtTheNextSignIn()
    {
        var agent = await host.AgentAsync("approve");
        using (var first = host.Visit())
        {
            await first.SignInAsync(agent.Mail);
            await SetUpAsync(first, agent);
        }

        using var office = await host.SignedInAsync("administer");
        await office.GetAsync($"/admin/comptes/{agent.Id}");
        await office.PressAsync("Réinitialiser la double authentification");

        Assert.Equal("La double authentification est réinitialisée.", office.Said);
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        Assert.Equal("Activer la double authentification", visitor.Heading);
    }

    [Fact]
    public async Task Key_InTheDatabase_IsEncrypted()
    {
        var agent = await host.AgentAsync("approve");
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        var (key, _, _) = await SetUpAsync(visitor, agent);

        var stored = (await host.Service<CredentialStore>().FindAsync(agent.Id, default))!.TotpKey!;

        Assert.Equal(-1, stored.AsSpan().IndexOf(key));
    }

    private async Task<(byte[] Key, IReadOnlyList<string> Codes, string Used)> SetUpAsync(Visitor visitor, Account agent)
    {
        if (visitor.Page.QuerySelector("input[name=Proposal]") is null)
        {
            await visitor.SignInAsync(agent.Mail);
        }

        var proposal = visitor.Page.QuerySelector("input[name=Proposal]")!.GetAttribute("value");
        var key = host.Service<SecondFactor>().Read(agent.Id, proposal)!;
        var used = Now(key); // other tests move the clock meanwhile
        await visitor.SubmitAsync(new { Code = used });
        Assert.Equal("Vos codes de secours", visitor.Heading);
        return (key, [.. visitor.Page.QuerySelectorAll(".codes li").Select(item => item.TextContent)], used);
    }

    private string Now(byte[] key) => Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow()));
}
