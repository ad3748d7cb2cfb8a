using System.Net;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>The provider says that someone left: sessions that it opened end, and no others; nobody else can say so.</summary>
[Collection(ProviderScene.Name)]
public sealed class BackchannelLogoutTests(ProviderScene scene)
{
    private static readonly Dictionary<string, object> Left = new() { ["http://schemas.openid.net/event/backchannel-logout"] = new { } };

    [Fact]
    public async Task Token_OfTheRealProvider_EndsTheSessionsOfThatSessionThereAtOnce()
    {
        var (person, agent) = await scene.TiedAsync();
        Dictionary<string, string> there = [];
        using var desk = await EnteredAsync(person, there);
        using var tablet = await EnteredAsync(person, there); // the same session at the provider
        using var home = await EnteredAsync(person, []); // another one
        using var local = scene.Host.Visit(scene.Node());
        await local.SignInAsync(agent.Mail);

        await desk.SubmitAsync(form: "header form");
        await scene.Provider.LeaveAsync(desk.Address, there);
        var token = await scene.Provider.LogoutTokenAsync();
        var (status, _) = await SendAsync(token);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(await IsInAsync(tablet));
        Assert.True(await IsInAsync(home));
        Assert.True(await IsInAsync(local));
        Assert.Equal(1L, await scene.Host.ExecuteAsync(
            "select count(*) from journal where object_id = $1 and action = 'account.signed_out_by_provider'", agent.Id));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(token)).Status); // it has served
    }

    [Fact]
    public async Task Token_OfAPerson_EndsAllSessionsThatTheProviderOpenedForThem()
    {
        var (person, agent) = await scene.TiedAsync();
        var (other, _) = await scene.TiedAsync();
        using var one = await EnteredAsync(person, []);
        using var two = await EnteredAsync(person, []);
        using var others = await EnteredAsync(other, []);
        using var local = scene.Host.Visit(scene.Node());
        await local.SignInAsync(agent.Mail);

        var (status, _) = await SendAsync(await SignAsync(new() { ["sub"] = person }));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(await IsInAsync(one));
        Assert.False(await IsInAsync(two));
        Assert.True(await IsInAsync(others));
        Assert.True(await IsInAsync(local));
    }

    [Fact]
    public async Task Token_OfSomeoneUnknown_IsTakenAndEndsNothing()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = await EnteredAsync(person, []);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(await SignAsync(new() { ["sub"] = "nobody-here" }))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(await SignAsync(new() { ["sid"] = "no-session" }))).Status);

        Assert.True(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Token_ThatIsNotRight_IsRefusedAsTheSpecificationSaysAndEndsNothing()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = await EnteredAsync(person, []);
        var wrong = new List<string>();
        List<(string What, string Token)> tokens =
        [
            ("nothing", ""), ("no token", "abc"), ("long", new string('a', 20_000)),
            ("type", await SignAsync(new() { ["sub"] = person }, type: "at+jwt")),
            ("an id_token", await SignAsync(new() { ["sub"] = person, ["events"] = null, ["nonce"] = "abc" })),
        ];
        foreach (var how in new[] { "none", "no signature", "shared secret", "public key as secret", "key in the header", "tampered", "unknown key", "stolen name" })
        {
            tokens.Add((how, await SignAsync(new() { ["sub"] = person }, how)));
        }

        foreach (var (claim, value) in new (string, object?)[]
        {
            ("iss", "https://elsewhere.example"), ("iss", null), ("aud", "someone-else"), ("aud", null), ("exp", "-301"), ("exp", null),
            ("iat", "+400"), ("iat", "-3600"), ("iat", null), ("nbf", "+400"), ("jti", null), ("jti", ""), ("jti", 1), (
                "jti", new string('j', 256)),
            ("nonce", "abc"), ("nonce", ""), ("sub", null), ("sub", ""), ("sub", 12), ("sub", "a\u0000b"), ("sid", 12), ("sid", ""),
            ("events", null), ("events", "http://schemas.openid.net/event/backchannel-logout"), ("events", new { }),
            ("events", new[] { "http://schemas.openid.net/event/backchannel-logout" }),
            ("events", new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = true }),
            ("events", new Dictionary<string, object> { ["http://schemas.openid.net/event/other"] = new { } }),
        })
        {
            tokens.Add(($"{claim} {value}", await SignAsync(new() { ["sub"] = person, [claim] = value })));
        }

        foreach (var (what, token) in tokens)
        {
            var (status, body) = await SendAsync(token);
            if (status is not HttpStatusCode.BadRequest || !body.Contains("\"error\":\"invalid_request\"", StringComparison.Ordinal))
            {
                wrong.Add($"{what}: {(int)status} {body}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Request_ThatIsNoFormWithOneToken_IsRefused()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = await EnteredAsync(person, []);
        using var sender = scene.Host.Visit(scene.Node());
        var token = await SignAsync(new() { ["sub"] = person });

        foreach (var content in new HttpContent[]
        {
            new StringContent(token), new StringContent(
                $$"""{"logout_token":"{{token}}"}""", System.Text.Encoding.UTF8, "application/json"),
            new FormUrlEncodedContent([new("logout_token", token), new("logout_token", token)]), new FormUrlEncodedContent([]),
        })
        {
            using var answer = await sender.Client.PostAsync("/connexion/fin", content);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }

        using var byAddress = await sender.Client.GetAsync($"/connexion/fin?logout_token={token}");
        Assert.NotEqual(HttpStatusCode.OK, byAddress.StatusCode);
        Assert.True(await IsInAsync(visitor));
    }

    [Fact]
    public async Task Requests_TooManyFromOneNetwork_AreRefusedForAWhile()
    {
        using var sender = scene.Host.Visit(scene.Node(("Name", "A node of its own")));
        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 601; time++)
        {
            using var answer = await sender.Client.PostAsync("/connexion/fin", new FormUrlEncodedContent([]));
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.BadRequest, answers[0]);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string token)
    {
        using var provider = scene.Host.Visit(scene.Node());
        using var answer = await provider.Client.PostAsync("/connexion/fin", new FormUrlEncodedContent([new("logout_token", token)]));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<string> SignAsync(Dictionary<string, object?> claims, string how = "", string type = "logout+jwt")
    {
        Dictionary<string, object?> all = new()
        {
            ["iss"] =
                scene.Provider.Issuer, ["aud"] = "directory", ["iat"] = "+0", ["exp"] = "+120", ["jti"] = Guid.NewGuid()
                    .ToString(), ["events"] = Left,
        };
        foreach (var (claim, value) in claims)
        {
            all[claim] = value;
        }

        return scene.Provider.SignAsync(all, how, new { typ = type });
    }

    private async Task<Visitor> EnteredAsync(string person, Dictionary<string, string> there)
    {
        var visitor = scene.Host.Visit(scene.Node());
        await scene.SignInAsync(visitor, person, cookies: there);
        Assert.True(await IsInAsync(visitor));
        return visitor;
    }

    private static async Task<bool> IsInAsync(Visitor visitor)
    {
        await visitor.GetAsync("/mon-compte");
        return visitor.Heading == "Mon compte";
    }
}
