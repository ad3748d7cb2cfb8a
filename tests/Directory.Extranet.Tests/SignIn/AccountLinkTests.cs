using System.Net;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

public sealed partial class AccountLinkTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string New = "trois nuages dans un tiroir";

    [Fact]
    public async Task Reset_ByTheLinkOfTheMail_ServesOnce()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        var link = await AskAsync(visitor, agent.Mail);

        await visitor.GetAsync(link);
        await visitor.GetAsync(link); // opening it uses nothing up
        await visitor.SubmitAsync(new { Password = New, Again = New });
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
        await visitor.SubmitAsync(new { agent.Mail, Password = New });
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);

        using var later = host.Visit();
        await later.GetAsync(link);
        Assert.Equal("Ce lien n'est plus valable", later.Heading);
    }

    [Fact]
    public async Task Link_OfOneKind_ServesForNothingElse()
    {
        var (agent, invited) = (await host.AgentAsync(), await host.AgentAsync());
        using var visitor = host.Visit();
        var reset = (await AskAsync(visitor, agent.Mail)).Split("jeton=")[1];
        await host.Service<AccountLinks>().InviteAsync(invited.Id, default);
        var invitation = (await host.LastMailAsync(invited.Mail))!.Split("jeton=")[1][..43];

        foreach (var path in new[] { $"/invitation?jeton={reset}", $"/mot-de-passe/nouveau?jeton={invitation}" })
        {
            await visitor.GetAsync(path);
            Assert.Equal("Ce lien n'est plus valable", visitor.Heading);
        }

        await visitor.GetAsync($"/invitation?jeton={invitation}");
        await visitor.SubmitAsync(new { Password = New, Again = New });
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
        Assert.StartsWith("Votre mot de passe est choisi", (string)(await host.ExecuteAsync(
            "select subject from outbox_mails where account_id = $1 order by id desc limit 1", invited.Id))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_AfterAnHour_IsTooLate()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        var link = await AskAsync(visitor, agent.Mail);

        host.Clock.Move(TimeSpan.FromMinutes(61));
        await visitor.GetAsync(link);

        Assert.Equal("Ce lien n'est plus valable", visitor.Heading);
    }

    [Fact]
    public async Task Reset_AskedUnderAClockThatWasPutBack_IsNotGoodForLonger()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        host.Clock.Move(TimeSpan.FromHours(5));
        var link = await AskAsync(visitor, agent.Mail);
        host.Clock.Move(TimeSpan.FromHours(-5));

        await visitor.GetAsync(link);

        Assert.Equal("Ce lien n'est plus valable", visitor.Heading);
    }

    [Fact]
    public async Task Reset_OfNobody_AnswersTheSameAndSendsNothing()
    {
        var agent = await host.AgentAsync();
        var disabled = await host.AgentAsync();
        await host.Service<AccountStore>().SetDisabledAsync(disabled.Id, true, default);
        List<string> answers = [];
        foreach (var mail in new[] { agent.Mail, disabled.Mail, "personne@example.fr" })
        {
            using var visitor = host.Visit();
            await visitor.GetAsync("/mot-de-passe/oubli");
            await visitor.SubmitAsync(new { Mail = mail });
            answers.Add(visitor.Page.QuerySelector("main")!.InnerHtml);
        }

        Assert.Single(answers.Distinct());
        Assert.NotNull(await host.LastMailAsync(agent.Mail));
        Assert.Null(await host.LastMailAsync(disabled.Mail));
        Assert.Null(await host.LastMailAsync("personne@example.fr"));
    }

    [Fact]
    public async Task Reset_AskedForManyTimesAtOnceOnTwoNodes_SendsThreeMailsADay()
    {
        var agent = await host.AgentAsync();
        var nodes = new[] { host.Extranet, host.Start() };
        var visitors = Enumerable.Range(0, 20).Select(i => host.Visit(nodes[i % 2])).ToList();
        async Task AllAskAsync()
        {
            await Task.WhenAll(visitors.Select(visitor => AskAsync(visitor, agent.Mail)));
        }

        await AllAskAsync();
        Assert.Equal(3L, await CountAsync(agent.Mail));
        host.Clock.Move(TimeSpan.FromHours(23));
        await AllAskAsync();
        Assert.Equal(3L, await CountAsync(agent.Mail));
        host.Clock.Move(TimeSpan.FromHours(2));
        await AllAskAsync();
        Assert.Equal(6L, await CountAsync(agent.Mail));
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task Reset_UsedAndAskedForAgain_CountsAllTheSame()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        for (var i = 0; i < 4; i++)
        {
            await visitor.GetAsync(await AskAsync(visitor, agent.Mail));
            if (i < 3)
            {
                await visitor.SubmitAsync(new { Password = New + i, Again = New + i });
            }
        }

        Assert.Equal("Ce lien n'est plus valable", visitor.Heading); // the third, used
        Assert.Equal(3L, await host.ExecuteAsync("select count(*) from account_links where account_id = $1", agent.Id));
        Assert.Equal(
            ["account.password_reset", "account.reset_asked"],
            ((string)(await host.ExecuteAsync("select string_agg(distinct action, ' ' order by action) from journal where object_id = $1 and action like '%reset%'", agent.Id))!).Split(' '));
    }

    [Fact]
    public async Task Link_InTheDatabase_IsAHashOnly()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        var token = (await AskAsync(visitor, agent.Mail)).Split("jeton=")[1];

        await using var command = host.DataSource.CreateCommand("select token_hash::text from account_links");
        Assert.DoesNotContain(token, (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_WithAnotherHostName_SendsALinkToOurOwn()
    {
        var agent = await host.AgentAsync();
        var site = host.Start(("Shell:PublicUrl", "https://agents.example.fr"), ("AllowedHosts", "*"));
        using var visitor = host.Visit(site);
        visitor.Client.DefaultRequestHeaders.Host = "mechant.example";
        await visitor.GetAsync("/mot-de-passe/oubli");
        await visitor.SubmitAsync(new { agent.Mail });

        Assert.Contains(
            "https://agents.example.fr/mot-de-passe/nouveau?jeton=", await host.LastMailAsync(agent.Mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_ByAnAdministrator_LeadsToAnAccountThatWorks()
    {
        var admin = await host.AgentAsync("administer");
        var open = host.Start(("SignIn:SecondFactorFor", ""));
        using var office = host.Visit(open);
        await office.SignInAsync(admin.Mail);
        Assert.Contains("Administration", office.Page.QuerySelector("#menu")!.TextContent, StringComparison.Ordinal);

        await office.GetAsync("/admin/comptes/inviter");
        await office.SubmitAsync(new { Name = "Sophie Martin", Mail = "Sophie.Martin@Example.fr" });
        Assert.Equal("Sophie Martin", office.Heading);
        using var sophie = host.Visit();
        await sophie.GetAsync(Link().Match((await host.LastMailAsync("sophie.martin@example.fr"))!).Value);
        Assert.Equal("Bienvenue Sophie Martin", sophie.Heading);
        await sophie.SubmitAsync(new { Password = "motdepasse2026!", Again = "motdepasse2026!" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        await sophie.SubmitAsync(new { Password = New, Again = New });
        await sophie.SubmitAsync(new { Mail = "sophie.martin@example.fr", Password = New });
        Assert.Equal("Bonjour Sophie Martin", sophie.Heading);
        await sophie.GetAsync("/admin/comptes");
        Assert.Equal(HttpStatusCode.Forbidden, sophie.Status);
        Assert.Equal("Accès refusé", sophie.Heading);
    }

    private async Task<string> AskAsync(Visitor visitor, string mail)
    {
        await visitor.GetAsync("/mot-de-passe/oubli");
        await visitor.SubmitAsync(new { Mail = mail });
        return Link().Match((await host.LastMailAsync(mail, withLink: true))!).Value;
    }

    private Task<object?> CountAsync(string mail) =>
        host.ExecuteAsync("select count(*) from outbox_mails where recipient = $1 and secret_until is not null", mail);

    [GeneratedRegex(@"https://localhost/\S+")]
    private static partial Regex Link();
}
