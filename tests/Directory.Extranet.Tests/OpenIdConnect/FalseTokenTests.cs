using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>A provider that lies, or someone who lies in its name.</summary>
[Collection(ProviderScene.Name)]
public sealed class FalseTokenTests(ProviderScene scene)
{
    /// <summary>What is wrong with an id_token: its signature, or a claim.</summary>
    public static TheoryData<string> WrongIdTokens =>
    [
        "missing", "none", "no signature", "shared secret", "public key as secret", "key in the header", "tampered", "unknown key",
        "stolen name",
        """{"nonce":"another"}""", """{"nonce":null}""", """{"nonce":""}""",
        """{"aud":"someone-else"}""", """{"aud":null}""", """{"aud":[]}""",
        """{"aud":["directory","someone-else"]}""", // the last without azp
        """{"iss":"https://elsewhere.example"}""", """{"iss":null}""", """{"iss":""}""",
        """{"exp":"-3600","iat":"-7200"}""", """{"exp":"-301"}""", """{"exp":null}""",
        """{"nbf":"+301"}""", """{"nbf":"+86400"}""",
        """{"azp":"someone-else"}""", """{"aud":["directory","someone-else"],"azp":"someone-else"}""",
        """{"sub":"somebody-else"}""", // not the one of whom userinfo speaks
        """{"sub":null}""", """{"sub":""}""", """{"sub":"a\u0000b"}""",
        """{"at_hash":"AAAAAAAAAAAAAAAAAAAAAA"}""",
    ];

    public static TheoryData<string> WrongUserInfo =>
    [
        "none", "no signature", "shared secret", "public key as secret", "key in the header", "tampered", "unknown key", "stolen name",
        """{"sub":"somebody-else"}""", """{"sub":null}""", """{"iss":"https://elsewhere.example"}""", """{"iss":null}""",
        """{"aud":"someone-else"}""", """{"aud":null}""", """{"exp":"-3600"}""",
        "plain", """plain{"sub":"somebody-else"}""",
    ];

    [Theory]
    [MemberData(nameof(WrongIdTokens))]
    public async Task SignIn_WithAnIdTokenThatIsNotRight_IsRefused(string how)
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());

        var back = await scene.BackAsync(visitor, person);
        await scene.Provider.SpoilAsync("id_token", how);
        await visitor.GetAsync(back.PathAndQuery);

        await ProviderScene.AssertRefusedAsync(visitor);
    }

    [Theory]
    [InlineData("""{"exp":"-20"}""")] // a minute of difference between clocks is taken
    [InlineData("""{"nbf":"+20"}""")]
    [InlineData("""{"aud":["directory","someone-else"],"azp":"directory"}""")]
    public async Task SignIn_WithAnIdTokenThatIsJustRight_IsTaken(string how)
    {
        var (person, agent) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());

        var back = await scene.BackAsync(visitor, person);
        await scene.Provider.SpoilAsync("id_token", how);
        await visitor.GetAsync(back.PathAndQuery);

        Assert.Equal($"Bonjour {agent.Name}", visitor.Heading);
    }

    [Theory]
    [MemberData(nameof(WrongUserInfo))]
    public async Task SignIn_WithUserInfoThatIsNotRight_IsRefused(string how)
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node(("SignedUserInfo", "true")));

        var back = await scene.BackAsync(visitor, person);
        await scene.Provider.SpoilAsync("userinfo", how);
        await visitor.GetAsync(back.PathAndQuery);

        await ProviderScene.AssertRefusedAsync(visitor);
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("""plain{"sub":"somebody-else"}""", false)]
    [InlineData("""plain{"sub":null}""", false)]
    [InlineData("none", false)] // signed or plain, and nothing between
    public async Task SignIn_WhereUserInfoNeedNotBeSigned_TakesPlainJsonOfTheSamePerson(string how, bool isTaken)
    {
        var (person, agent) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());

        var back = await scene.BackAsync(visitor, person);
        await scene.Provider.SpoilAsync("userinfo", how);
        await visitor.GetAsync(back.PathAndQuery);

        Assert.Equal(isTaken ? $"Bonjour {agent.Name}" : "La connexion n'a pas abouti", visitor.Heading);
    }

    [Fact]
    public async Task Answer_WithAnythingButItsOwnStateIssuerAndCode_IsRefused()
    {
        var (person, _) = await scene.TiedAsync();
        foreach (var change in new Func<string, string>[]
        {
            answer => answer.Replace("state=", "state=x", StringComparison.Ordinal),
            answer => answer.Replace("state=", "etat=", StringComparison.Ordinal),
            _ => "/connexion/reponse?code=abc",
            _ => "/connexion/reponse",
            answer => answer.Replace("iss=http", "iss=https", StringComparison.Ordinal), // RFC 9207: another issuer, none, two
            answer => answer.Replace("iss=", "issuer=", StringComparison.Ordinal),
            answer => answer + "&iss=https%3A%2F%2Felsewhere.example",
            answer => answer.Replace("code=", "code=x", StringComparison.Ordinal),
            answer => answer.Replace("code=", "kode=", StringComparison.Ordinal),
            answer => answer + "&code=abc",
            answer => answer + "&id_token=a.b.c",
        })
        {
            using var visitor = scene.Host.Visit(scene.Node());
            var answer = (await scene.BackAsync(visitor, person)).PathAndQuery;
            Assert.NotEqual(answer, change(answer));

            await visitor.GetAsync(change(answer));

            await ProviderScene.AssertRefusedAsync(visitor);
        }
    }

    [Fact]
    public async Task Answer_InAnotherBrowser_IsRefused()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        using var thief = scene.Host.Visit(scene.Node());
        var back = await scene.BackAsync(visitor, person);

        await thief.GetAsync(back.PathAndQuery);
        await ProviderScene.AssertRefusedAsync(thief);
        await thief.GetAsync("/connexion/fournisseur"); // in the middle of a sign-in of their own too
        await thief.GetAsync(back.PathAndQuery);
        await ProviderScene.AssertRefusedAsync(thief);
    }

    [Fact]
    public async Task Answer_AsAForm_IsRefused()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        var back = await scene.BackAsync(visitor, person);
        var fields = QueryHelpers.ParseQuery(back.Query).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())).ToList();

        await visitor.PostAsync("/connexion/reponse", fields);

        await ProviderScene.AssertRefusedAsync(visitor);
    }

    [Fact]
    public async Task Answer_SentASecondTime_IsRefused()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        using var copy = scene.Host.Visit(scene.Node());
        var back = await scene.BackAsync(visitor, person);
        foreach (Cookie cookie in visitor.Cookies.GetAllCookies())
        {
            copy.Cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain) { Secure = cookie.Secure });
        }

        await visitor.GetAsync(back.PathAndQuery);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
        await copy.GetAsync(back.PathAndQuery); // with the browser's cookies of before: the code has served

        await ProviderScene.AssertRefusedAsync(copy);
    }

    [Fact]
    public async Task Code_UsedForASecondState_IsRefused()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node());
        var stolen = QueryHelpers.ParseQuery((await scene.BackAsync(visitor, person)).Query);
        using var other = scene.Host.Visit(scene.Node());
        await other.GetAsync("/connexion/fournisseur");
        var state = QueryHelpers.ParseQuery(other.Address.Query)["state"].ToString();

        // In the thief's own flow: the proof key and the nonce differ.
        await other.GetAsync($"/connexion/reponse?code={stolen["code"]}&state={state}&iss={stolen["iss"]}");

        await ProviderScene.AssertRefusedAsync(other);
    }

    [Theory]
    [InlineData("access_denied", HttpStatusCode.Forbidden, "ProConnect n'a pas confirmé votre identité")]
    [InlineData("unmet_authentication_requirements", HttpStatusCode.Forbidden, "Votre connexion n'est pas assez sûre pour cet espace")]
    [InlineData("temporarily_unavailable", HttpStatusCode.ServiceUnavailable, "ProConnect n'a pas pu être joint")]
    [InlineData("invalid_scope", HttpStatusCode.BadRequest, "La connexion n'a pas abouti")]
    public async Task Answer_ThatSaysNo_IsSaidInFrench(string error, HttpStatusCode status, string heading)
    {
        using var visitor = scene.Host.Visit(scene.Node());
        await visitor.GetAsync("/connexion/fournisseur");
        var state = QueryHelpers.ParseQuery(visitor.Address.Query)["state"].ToString();

        await visitor.GetAsync(
            $"/connexion/reponse?error={error}&error_description=Bernard&state={state}&iss={Uri.EscapeDataString(scene.Provider.Issuer)}");

        await ProviderScene.AssertRefusedAsync(visitor, status, heading);
    }

    [Fact]
    public async Task SignIn_OnTheWayElsewhere_StaysOnThisSite()
    {
        var (person, _) = await scene.TiedAsync();
        foreach (var address in new[] { "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)" })
        {
            using var visitor = scene.Host.Visit(scene.Node());
            await scene.SignInAsync(visitor, person, $"/connexion/fournisseur?retour={Uri.EscapeDataString(address)}");

            Assert.Equal("localhost", visitor.Address.Host);
            await visitor.GetAsync("/mon-compte");
            Assert.Equal("Mon compte", visitor.Heading);
        }
    }

    [Fact]
    public async Task Refusals_OfEveryKind_LeaveNothingOfThePersonInTheLog()
    {
        var log = new Lines();
        await using var node = scene.Node().WithWebHostBuilder(builder => builder.ConfigureLogging(logging => logging.AddProvider(log)));
        var (person, _) = await scene.TiedAsync();
        List<string> secrets = [person, "agent1@example.fr", "Dominique", "Bernard", "somebody-else", "Durand", "a-secret-of-thirty"];
        foreach (var (what, how) in new[]
        {
            ("", ""), ("answer", "bad"), ("id_token", "missing"), ("id_token", "none"), ("id_token", "tampered"), (
                "id_token", """{"nonce":"another"}"""),
            ("id_token", """{"sub":"somebody-else"}"""), ("id_token", """{"aud":"somebody-else"}"""), (
                "id_token", """{"exp":"-3600","iat":"-7200"}"""),
            ("userinfo", "tampered"), ("userinfo", """plain{"sub":"somebody-else"}"""),
        })
        {
            using var visitor = scene.Host.Visit(node);
            var back = await scene.BackAsync(visitor, person);
            var answer = QueryHelpers.ParseQuery(back.Query);
            secrets.AddRange([answer["code"].ToString(), answer["state"].ToString()]);
            if (what is "id_token" or "userinfo")
            {
                await scene.Provider.SpoilAsync(what, how);
            }

            await visitor.GetAsync(what is "answer"
                ? $"/connexion/reponse?error={how}&error_description=Bernard&state={answer["state"]}&iss={Uri.EscapeDataString(scene.Provider.Issuer)}"
                : back.PathAndQuery);
        }

        Assert.Contains(log.All, line => line.Contains("was refused: Failed", StringComparison.Ordinal));
        Assert.DoesNotContain(log.All, line => secrets.Exists(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    /// <summary>What is logged, with exceptions, as an operator sees it.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
