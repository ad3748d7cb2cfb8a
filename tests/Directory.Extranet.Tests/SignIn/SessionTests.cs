using System.Net;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>Sessions are on the server: the cookie is a ticket, and opens nothing once the session is over.</summary>
public sealed class SessionTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Cookie = "__Host-directory-session";

    [Fact]
    public async Task Ticket_StolenBeforeSignOut_OpensNothingAfterwards()
    {
        var agent = await host.AgentAsync();
        using var owner = await SignedInAsync(agent);
        using var thief = host.Visit();
        thief.Steal(owner);
        Assert.True(await IsInAsync(thief));

        await owner.SubmitAsync(form: "header form");

        Assert.False(await IsInAsync(thief));
        Assert.Equal("signed_out", await EndOfAsync(agent));
    }

    [Fact]
    public async Task Ticket_OfASession_IsRandomAndKeptAsAHash()
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        var set = visitor.CookiesSet.Last(cookie => cookie.StartsWith(Cookie, StringComparison.Ordinal));
        var ticket = TicketOf(visitor);

        Assert.Equal($"{Cookie}={ticket}; path=/; secure; samesite=lax; httponly", set);
        Assert.Equal(43, ticket.Length);
        var row = (string)(await host.ExecuteAsync("select to_jsonb(s)::text from sessions s where account_id = $1", agent.Id))!;
        Assert.DoesNotContain(ticket, row, StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(ticket))), row,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithATicketThatSomeoneElseKnows_OpensASessionOfAnotherTicket()
    {
        var (victim, thief) = (await host.AgentAsync(), await host.AgentAsync());
        using var fixing = await SignedInAsync(thief);
        using var fixedOn = host.Visit();
        fixedOn.Steal(fixing);
        var known = TicketOf(fixing);

        await fixedOn.GetAsync("/connexion/confirmer"); // a page of someone signed in, for its token
        await fixedOn.PostAsync(
            "/connexion",
            [new("__RequestVerificationToken", fixedOn.Token), new("Mail", victim.Mail), new("Password", ExtranetHost.Password)]);

        Assert.Equal($"Bonjour {victim.Name}", fixedOn.Heading);
        Assert.NotEqual(known, TicketOf(fixedOn));
        Assert.False(await IsInAsync(fixing)); // nor the victim's account, nor the thief's any more
        Assert.Equal("replaced", await EndOfAsync(thief));
    }

    [Fact]
    public async Task SignIn_WithATicketThatNobodyMade_OpensASessionOfAnother()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        var chosen = new string('a', 43);
        visitor.Cookies.Add(new Uri("https://localhost"), new Cookie(Cookie, chosen) { Secure = true });

        await visitor.SignInAsync(agent.Mail);

        Assert.True(await IsInAsync(visitor));
        Assert.NotEqual(chosen, TicketOf(visitor));
    }

    [Fact]
    public async Task Session_WhateverIsDoneWithIt_EndsTwelveHoursAfterSignIn()
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        for (var hour = 1; hour < 12; hour++)
        {
            host.Clock.Move(TimeSpan.FromHours(1));
            using var other = await SignedInAsync(agent);
            await visitor.GetAsync("/mon-compte/sessions");
            await visitor.PressAsync("Fermer mes autres sessions");
            Assert.Equal("Vos autres sessions sont fermées.", visitor.Said);
            await ConfirmAsync(visitor);
        }

        Assert.True(await IsInAsync(visitor));
        host.Clock.Move(TimeSpan.FromHours(1));
        Assert.False(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Session_ThatIsNotUsed_EndsAfterFourHours()
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        host.Clock.Move(TimeSpan.FromHours(3.9));
        Assert.True(await IsInAsync(visitor));

        host.Clock.Move(TimeSpan.FromHours(4));

        Assert.False(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Session_UsedOften_IsWrittenOnceAMinute()
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        async Task<object?> VersionAsync() => await host.ExecuteAsync("select xmin::text from sessions where account_id = $1", agent.Id);
        var first = await VersionAsync();

        for (var i = 0; i < 5; i++)
        {
            await visitor.GetAsync("/mon-compte");
        }

        Assert.Equal(first, await VersionAsync());
        host.Clock.Move(TimeSpan.FromMinutes(1));
        await visitor.GetAsync("/mon-compte");
        Assert.NotEqual(first, await VersionAsync());
    }

    [Fact]
    public async Task Sessions_InTheList_AreKnownByDeviceAndClosedOneByOne()
    {
        var agent = await host.AgentAsync();
        using var here = await SignedInAsync(agent);
        using var there = host.Visit();
        there.Client.DefaultRequestHeaders.Add(
            "User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await there.SignInAsync(agent.Mail);

        await here.GetAsync("/mon-compte/sessions");
        Assert.Equal(2, here.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Firefox sous Windows", here.Text, StringComparison.Ordinal);
        Assert.Single(here.Page.QuerySelectorAll("tbody .fr-badge"));
        await here.SubmitAsync(form: "tbody form");

        Assert.Equal("La session est fermée.", here.Said);
        Assert.Single(here.Page.QuerySelectorAll("tbody tr"));
        Assert.False(await IsInAsync(there));
        Assert.True(await IsInAsync(here));
    }

    [Fact]
    public async Task Session_OfSomeoneElse_IsNotClosed()
    {
        var (owner, other) = (await host.AgentAsync(), await host.AgentAsync());
        using var visitor = await SignedInAsync(owner);
        var id = (Guid)(await host.ExecuteAsync("select id from sessions where account_id = $1", owner.Id))!;
        using var thief = await SignedInAsync(other);

        await thief.GetAsync("/mon-compte/sessions");
        await thief.PostAsync(
            "/mon-compte/sessions?handler=Close", [new("__RequestVerificationToken", thief.Token), new("session", id.ToString())]);

        Assert.True(await IsInAsync(visitor));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("second_factor")]
    [InlineData("disabled")]
    public async Task Sessions_WhenWhatOpensThemChanges_EndAndSayWhy(string reason)
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        var account = (await host.Service<CredentialStore>().FindAsync(agent.Id, default))!;

        await (reason switch
        {
            "password" => host.Service<PasswordSignIn>().SetAsync(account, "quatre lampes sous la pluie", default),
            "second_factor" => host.Service<SecondFactor>().TurnOffAsync(agent.Id, agent.Id, null, default),
            _ => host.Service<AccountStore>().SetDisabledAsync(agent.Id, true, default),
        });

        Assert.False(await IsInAsync(visitor));
        Assert.Equal(reason, await EndOfAsync(agent));
        if (reason == "disabled")
        {
            await host.Service<AccountStore>().SetDisabledAsync(agent.Id, false, default);
            Assert.False(await IsInAsync(visitor)); // opening the account again opens none
        }
    }

    [Fact]
    public async Task SignOut_ManyAtOnce_EndsTheSessionOnce()
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        var fields = new[] { KeyValuePair.Create("__RequestVerificationToken", visitor.Token) };

        var answers =
            await Task.WhenAll(
                Enumerable.Range(0, 8).Select(_ => visitor.Client.PostAsync("/deconnexion", new FormUrlEncodedContent(fields))));

        Assert.All(
            answers,
            answer => Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.BadRequest, $"{answer.StatusCode}"));
        Assert.Equal(
            1L, await host.ExecuteAsync("select count(*) from journal where account_id = $1 and action = 'account.signed_out'", agent.Id));
        Assert.False(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Sessions_OverForAWeek_AreForgotten()
    {
        var agent = await host.AgentAsync();
        using var visitor = await SignedInAsync(agent);
        using var signedOut = await SignedInAsync(agent);
        await signedOut.SubmitAsync(form: "header form");
        async Task<object?> CountAsync() => await host.ExecuteAsync("select count(*) from sessions where account_id = $1", agent.Id);

        host.Clock.Move(TimeSpan.FromDays(6));
        await host.Service<SessionStore>().ForgetAsync(default);
        Assert.Equal(2L, await CountAsync());
        host.Clock.Move(TimeSpan.FromDays(2));
        await host.Service<SessionStore>().ForgetAsync(default);

        Assert.Equal(0L, await CountAsync());
    }

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2ff:a:b:c:d", "2001:db8:1:200::/56")]
    public void Network_OfAnAddress_NamesNobody(string address, string network) =>
        Assert.Equal(network, Network.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
        "Edge sous Windows")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari sous iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox sous Linux")]
    [InlineData("curl/8", "Navigateur inconnu")]
    [InlineData(null, "Navigateur inconnu")]
    public void Device_OfABrowser_IsInWords(string? userAgent, string words) => Assert.Equal(words, Device.Of(userAgent));

    private async Task<Visitor> SignedInAsync(Account agent)
    {
        var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
        return visitor;
    }

    private static async Task ConfirmAsync(Visitor visitor)
    {
        await visitor.GetAsync("/connexion/confirmer?retour=/mon-compte");
        await visitor.SubmitAsync(new { ExtranetHost.Password });
        Assert.Equal("Mon compte", visitor.Heading);
    }

    private static async Task<bool> IsInAsync(Visitor visitor)
    {
        await visitor.GetAsync("/mon-compte");
        return visitor.Address.AbsolutePath == "/mon-compte";
    }

    private static string TicketOf(Visitor visitor) => visitor.Cookies.GetAllCookies().Single(cookie => cookie.Name == Cookie).Value;

    private async Task<string?> EndOfAsync(Account agent) =>
        (string?)await host.ExecuteAsync("select end_reason from sessions where account_id = $1 order by id desc limit 1", agent.Id);
}
