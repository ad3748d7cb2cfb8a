using System.Net;
using System.Text.Json;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Passkeys;

public sealed class PasskeyTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Register = "form[data-passkey=create]";
    private const string Use = "form[data-passkey=get]";

    [Fact]
    public async Task Passkey_OfAnApprover_SignsInAloneAndIsASecondFactorAndConfirms()
    {
        var (agent, key) = await WithPasskeyAsync("approve");
        using var _ = key;
        Assert.Equal("1 Nouveaux codes de secours", await host.ExecuteAsync(
            """
            select count(*) filter (where body like '%« Bureau »%') || ' ' || min(split_part(subject, ' – ', 1)) filter (where body like '%codes%')
            from outbox_mails where account_id = $1
            """,
            agent.Id));

        using var alone = host.Visit();
        await AnswerAsync(alone, "/connexion?retour=/mon-compte", key);
        Assert.Equal("Mon compte", alone.Heading); // unlocked by its owner, it is both proofs

        using var second = host.Visit();
        await second.SignInAsync(agent.Mail);
        Assert.Equal("/connexion/code", second.Address.AbsolutePath);
        await AnswerAsync(second, null, key, new Lie { Flags = 1 }); // after the password, being there is enough
        Assert.StartsWith("Bonjour", second.Heading, StringComparison.Ordinal);

        host.Clock.Move(TimeSpan.FromMinutes(30));
        await second.GetAsync("/mon-compte/cles");
        Assert.Equal("/connexion/confirmer", second.Address.AbsolutePath);
        await AnswerAsync(second, null, key);
        Assert.Equal("Clés d'accès", second.Heading);
    }

    [Fact]
    public async Task Passkey_RenamedThenRemoved_OpensNothingMoreAndItsOwnerIsTold()
    {
        var (agent, key) = await WithPasskeyAsync("propose");
        using var _ = key;
        using var visitor = host.Visit();
        await AnswerAsync(visitor, "/connexion", key);
        await visitor.GetAsync("/mon-compte/cles");

        await visitor.PressAsync("Renommer Bureau", new { Name = "Maison" });
        Assert.Equal("La clé d'accès est renommée.", visitor.Said);
        await visitor.PressAsync("Retirer Maison");

        Assert.StartsWith("La clé d'accès est retirée.", visitor.Said, StringComparison.Ordinal);
        Assert.Contains("« Maison »", (await host.LastMailAsync(agent.Mail))!, StringComparison.Ordinal);
        using var later = host.Visit();
        await AnswerAsync(later, "/connexion", key);
        Assert.Equal("Clé d'accès", later.Heading);
        Assert.Equal("passkey.added passkey.renamed passkey.removed", await host.ExecuteAsync(
            "select string_agg(action, ' ' order by id) from journal where object_id = $1 and action like 'passkey%'", agent.Id));
    }

    [Fact]
    public async Task Passkey_LastFactorOfAnApprover_StaysUntilThereIsAnother()
    {
        var (agent, key) = await WithPasskeyAsync("approve");
        using var _ = key;
        using var visitor = host.Visit();
        await AnswerAsync(visitor, "/connexion", key);
        await visitor.GetAsync("/mon-compte/cles");

        await visitor.PressAsync("Retirer Bureau");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        Assert.True((await host.Service<CredentialStore>().FindAsync(agent.Id, default))!.HasSecondFactor);
    }

    [Fact]
    public async Task Passkey_OfAnAccountWhoseFactorIsReset_IsGone()
    {
        var (agent, key) = await WithPasskeyAsync("approve");
        using var _ = key;
        using var office = await host.SignedInAsync("administer");
        await office.GetAsync($"/admin/comptes/{agent.Id}");
        await office.PressAsync("Réinitialiser la double authentification");

        using var visitor = host.Visit();
        await AnswerAsync(visitor, "/connexion", key);
        Assert.Equal("Clé d'accès", visitor.Heading);
        Assert.False((await host.Service<CredentialStore>().FindAsync(agent.Id, default))!.HasSecondFactor);
    }

    [Fact]
    public async Task SignIn_WithAnyFalseAnswer_IsRefused()
    {
        var (agent, key) = await WithPasskeyAsync("propose");
        var (other, others) = await WithPasskeyAsync("propose");
        using var one = key;
        using var two = others;
        using var unknown = new SoftwareKey { Owner = key.Owner };
        using var impostor = new SoftwareKey { Id = key.Id, Owner = key.Owner };
        using var visitor = host.Visit();
        await AnswerAsync(visitor, "/connexion", key, new Lie { Count = 100 });
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
        (string What, SoftwareKey Key, Lie Lie)[] lies =
        [
            ("another challenge", key, new Lie { Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Count = 200 }),
            ("another site's page", key, new Lie { Origin = "https://localhost.example.fr", Count = 200 }),
            ("another port", key, new Lie { Origin = "https://localhost:8443", Count = 200 }),
            ("no HTTPS", key, new Lie { Origin = "http://localhost", Count = 200 }),
            ("signed for another site", key, new Lie { Site = "example.fr", Count = 200 }),
            ("made for registering", key, new Lie { Type = "webauthn.create", Count = 200 }),
            ("nobody there", key, new Lie { Flags = 4, Count = 200 }),
            ("not unlocked", key, new Lie { Flags = 1, Count = 200 }),
            ("a changed signature", key, new Lie { Signature = true, Count = 200 }),
            ("another account's handle", key, new Lie { Handle = other.Id.ToByteArray(), Count = 200 }),
            ("no handle", key, new Lie { Handle = [], Count = 200 }),
            ("an unknown key", unknown, new Lie { Count = 200 }),
            ("a key of the same id", impostor, new Lie { Count = 200 }),
            ("the same count", key, new Lie { Count = 100 }),
            ("a count that goes back", key, new Lie { Count = 99 }),
            ("a count that starts anew", key, new Lie { Count = 0 }),
        ];
        var wrong = new List<string>();
        foreach (var (what, liar, lie) in lies)
        {
            using var thief = host.Visit();
            await AnswerAsync(thief, "/connexion", liar, lie);
            if (thief.Heading != "Clé d'accès" || thief.Status != HttpStatusCode.UnprocessableEntity)
            {
                wrong.Add($"{what}: {(int)thief.Status} {thief.Heading}");
            }
        }

        Assert.Empty(wrong);
        using var after = host.Visit();
        await AnswerAsync(after, "/connexion", key, new Lie { Count = 201 });
        Assert.StartsWith("Bonjour", after.Heading, StringComparison.Ordinal); // nothing of that locked its owner out
        Assert.NotEqual(agent.Id, other.Id);
    }

    [Fact]
    public async Task Answer_Replayed_TooLate_OrToAnotherQuestion_IsRefused()
    {
        var (agent, key) = await WithPasskeyAsync("approve");
        using var _ = key;
        using var visitor = host.Visit();

        await visitor.GetAsync("/connexion");
        var (question, options) = await AskAsync(visitor, Use);
        var answer = key.Get(options);
        await visitor.SubmitAsync(new { Question = question, Answer = answer }, Use);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
        using var thief = host.Visit();
        await thief.GetAsync("/connexion");
        await thief.SubmitAsync(new { Question = question, Answer = answer }, Use);
        Assert.Equal("Clé d'accès", thief.Heading); // replayed

        await thief.GetAsync("/connexion");
        (question, options) = await AskAsync(thief, Use);
        host.Clock.Move(TimeSpan.FromMinutes(6));
        await thief.SubmitAsync(new { Question = question, Answer = key.Get(options) }, Use);
        Assert.Equal("Clé d'accès", thief.Heading); // too late

        // A question of the second step, where being there is enough, answered at the first.
        using var half = host.Visit();
        await half.SignInAsync(agent.Mail);
        (question, options) = await AskAsync(half, Use);
        await thief.GetAsync("/connexion");
        await thief.SubmitAsync(new { Question = question, Answer = key.Get(options) }, Use);
        Assert.Equal("Clé d'accès", thief.Heading);

        // Someone else's passkey as one's second factor.
        var (_, others) = await WithPasskeyAsync("approve");
        using var other = others;
        await half.SignInAsync(agent.Mail);
        await AnswerAsync(half, null, others);
        Assert.Equal("Double authentification", half.Heading);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":null,\"clientExtensionResults\":{}}")]
    [InlineData(
        "{\"id\":null,\"rawId\":null,\"type\":null,\"response\":{\"authenticatorData\":\"\",\"signature\":\"\",\"clientDataJSON\":\"\"},\"clientExtensionResults\":null}")]
    [InlineData("{\"id\":\"é\",\"rawId\":\"%00\",\"type\":\"x\",\"response\":{},\"clientExtensionResults\":[]}")]
    public async Task Answer_ThatIsNone_IsRefusedLikeAnyOther(string answer)
    {
        using var visitor = host.Visit();
        await visitor.GetAsync("/connexion");
        var (question, _) = await AskAsync(visitor, Use);

        await visitor.SubmitAsync(new { Question = question, Answer = answer }, Use);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Clé d'accès"), (visitor.Status, visitor.Heading));
    }

    [Fact]
    public async Task Registration_WithAnyFalseAnswer_IsRefused()
    {
        using var visitor = await host.SignedInAsync("propose");
        Lie[] lies =
        [
            new() { Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }, new() { Origin = "https://example.fr" },
            new() { Site = "example.fr" },
            new() { Type = "webauthn.get" }, new() { Flags = 1 }, new() { Flags = 4 },
        ];
        foreach (var lie in lies)
        {
            using var liar = new SoftwareKey();
            await RegisterAsync(visitor, liar, lie);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        }

        using var key = new SoftwareKey();
        await RegisterAsync(visitor, key);
        Assert.Equal("Vos codes de secours", visitor.Heading);
        await RegisterAsync(visitor, key); // the same once more
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        using var someoneElse = await host.SignedInAsync("propose");
        await RegisterAsync(someoneElse, key); // or by someone else
        Assert.Equal(HttpStatusCode.UnprocessableEntity, someoneElse.Status);
    }

    private async Task<(Account Agent, SoftwareKey Key)> WithPasskeyAsync(params string[] rights)
    {
        var agent = await host.AgentAsync(rights);
        using var visitor = await host.SignedInAsync(agent);
        var key = new SoftwareKey();
        await RegisterAsync(visitor, key);
        Assert.Equal("Vos codes de secours", visitor.Heading);
        return (agent, key);
    }

    private static async Task RegisterAsync(Visitor visitor, SoftwareKey key, Lie? lie = null)
    {
        await visitor.GetAsync("/mon-compte/cles");
        var (question, options) = await AskAsync(visitor, Register);
        await visitor.SubmitAsync(new { Name = "Bureau", Question = question, Answer = key.Create(options, lie) }, Register);
    }

    private static async Task AnswerAsync(Visitor visitor, string? page, SoftwareKey key, Lie? lie = null)
    {
        if (page is not null)
        {
            await visitor.GetAsync(page);
        }

        var (question, options) = await AskAsync(visitor, Use);
        await visitor.SubmitAsync(new { Question = question, Answer = key.Get(options, lie) }, Use);
    }

    // What passkeys.js does.
    private static async Task<(string Question, JsonElement Options)> AskAsync(Visitor visitor, string form)
    {
        var (_, fields) = visitor.Fields(null, form);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await visitor.Client.PostAsync(visitor.Page.QuerySelector(form)!.GetAttribute("data-passkey-options"), content);
        Assert.Equal("application/json", answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (json.GetProperty("question").GetString()!, json.GetProperty("options"));
    }
}
