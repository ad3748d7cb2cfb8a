using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

/// <summary>Who guesses shuts their own door, and nobody else's.</summary>
public sealed class SignInDoorTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Wrong = "pas le bon mot de passe";

    [Fact]
    public async Task Owner_WhileOthersGuess_SignsInFromTheirOwnBrowserAndFromElsewhere()
    {
        var agent = await host.AgentAsync();
        using var owner = host.Visit().From("192.0.2.10");
        await owner.SignInAsync(agent.Mail);
        await owner.SubmitAsync(form: "header form");
        using var colleague = host.Visit().From("192.0.2.20"); // of the same network

        await GuessAsync(colleague, agent, 12);
        await colleague.SignInAsync(agent.Mail);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, colleague.Status); // even with the right one

        await owner.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", owner.Heading, StringComparison.Ordinal);
        using var travelling = host.Visit().From("198.51.100.7");
        await travelling.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", travelling.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_FromNowhereKnownWhileManyGuess_TakesASecondStepWhichTheMailIs()
    {
        var agent = await host.AgentAsync();
        await host.ExecuteAsync(
            "update account_credentials set failed_attempts = 100, attempts_since = $2 where account_id = $1", agent.Id,
            host.Clock.GetUtcNow().UtcDateTime);
        using var owner = host.Visit().From("203.0.113.5");

        await owner.SignInAsync(agent.Mail);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, owner.Status);
        await owner.GetAsync("/mot-de-passe/oubli");
        await owner.SubmitAsync(new { agent.Mail });
        var link = (await host.LastMailAsync(agent.Mail))!.Split('\n').Single(line => line.Contains("jeton=", StringComparison.Ordinal));
        await owner.GetAsync(link.Trim());
        await owner.SubmitAsync(new { Password = "trois nuages dans un tiroir", Again = "trois nuages dans un tiroir" });
        await owner.SignInAsync(agent.Mail, "trois nuages dans un tiroir");

        Assert.StartsWith("Bonjour", owner.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tries_FromEverywhere_AreCountedTogetherAndLetOneNetworkTryAtATime()
    {
        var agent = await host.AgentAsync();
        for (var network = 1; network <= 6; network++)
        {
            using var thief = host.Visit().From($"203.0.{network}.7");
            await GuessAsync(thief, agent, 1);
            if (network == 1)
            {
                await host.ExecuteAsync("update account_credentials set failed_attempts = 98 where account_id = $1", agent.Id);
            }
        }

        // Two more are the last that may, the next has its turn, the others wait, which is no try.
        Assert.Equal("100 4", await host.ExecuteAsync(
            """
            select failed_attempts || ' ' || (select sum(failures) from sign_in_tries t where t.account_id = c.account_id)
            from account_credentials c where account_id = $1
            """,
            agent.Id));
    }

    [Fact]
    public async Task Guesses_HoweverMany_AreALineAnHourInTheJournalAndAMailADay()
    {
        var (agent, other) = (await host.AgentAsync(), await host.AgentAsync());
        using var thief = host.Visit().From("192.0.2.30");
        async Task TellAsync() => await host.Service<SignInDoor>().TellFailuresAsync(agent.Id, default);
        async Task<object?> CountAsync(string action, Guid? of = null) =>
            await host.ExecuteAsync("select count(*) from journal where object_id = $1 and action = $2", of ?? agent.Id, action);
        async Task ShutIsToldAsync(long times)
        {
            Assert.Equal(times, await CountAsync("account.locked"));
            Assert.Equal(
                times,
                await host.ExecuteAsync(
                    "select count(*) from outbox_mails where account_id = $1 and subject like 'Beaucoup d''essais%'", agent.Id));
        }

        await GuessAsync(thief, other, 1);
        await GuessAsync(thief, agent, 25);
        await TellAsync();
        await GuessAsync(thief, agent, 5);
        await TellAsync();

        Assert.Equal(1L, await CountAsync("account.sign_in_failed"));
        await ShutIsToldAsync(1);
        host.Clock.Move(TimeSpan.FromHours(1));
        await TellAsync();
        await TellAsync();
        Assert.Equal(2L, await CountAsync("account.sign_in_failed"));
        Assert.Equal(30L, await host.ExecuteAsync( // none is lost
            "select sum((detail ->> 'count')::integer) from journal where object_id = $1 and action = 'account.sign_in_failed'", agent.Id));
        Assert.Equal(0L, await CountAsync("account.sign_in_failed", other.Id)); // it was not asked about

        await GuessAsync(thief, agent, 1); // the door had opened, and is shut again
        await ShutIsToldAsync(1);
        host.Clock.Move(TimeSpan.FromHours(24));
        await GuessAsync(thief, agent, 10);
        await ShutIsToldAsync(2);
        await host.ExecuteAsync(
            "update account_credentials set failures_told_at = $2 where account_id = $1", agent.Id,
            host.Clock.GetUtcNow().UtcDateTime.AddDays(2)); // under a clock that was wrong
        await TellAsync();
        Assert.Equal(3L, await CountAsync("account.sign_in_failed"));
    }

    [Fact]
    public async Task SignIn_ThatSucceeds_IsNoFailureInTheJournal()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);

        await host.Service<SignInDoor>().TellFailuresAsync(agent.Id, default);

        Assert.Equal(
            0L,
            await host.ExecuteAsync("select count(*) from journal where object_id = $1 and action = 'account.sign_in_failed'", agent.Id));
    }

    [Fact]
    public async Task SignIn_OfNobody_DoesTheSameStepsAsAWrongPassword()
    {
        var (known, disabled, shut) = (await host.AgentAsync(), await host.AgentAsync(), await host.AgentAsync());
        await host.Service<AccountStore>().SetDisabledAsync(disabled.Id, true, default);
        for (var i = 0; i < 10; i++)
        {
            await host.Service<SignInDoor>().TakeAsync(shut.Id, default);
        }

        await StepsAsync("personne@example.fr"); // what is made once
        var expected = await StepsAsync(known.Mail);
        Assert.InRange(expected.Count, 7, 30);
        Assert.Equal("hash", expected[^1]);
        foreach (var mail in new[] { "personne@example.fr", "", disabled.Mail, shut.Mail })
        {
            Assert.Equal(expected, await StepsAsync(mail));
        }
    }

    [Fact]
    public async Task Spray_OfOneNetworkOverManyAccounts_IsStoppedAndSparesKnownBrowsers()
    {
        var node = host.Start(("SignIn:FailuresPerHour", "5"));
        var agents = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.AgentAsync()));
        using var known = host.Visit(node).From("192.0.2.40");
        await known.SignInAsync(agents[5].Mail);
        await known.SubmitAsync(form: "header form");
        using var thief = host.Visit(node).From("192.0.2.41");
        foreach (var agent in agents[..5])
        {
            await thief.SignInAsync(agent.Mail, Wrong);
        }

        await thief.SignInAsync(agents[0].Mail); // right at last
        Assert.Equal(HttpStatusCode.UnprocessableEntity, thief.Status);
        await known.SignInAsync(agents[5].Mail);
        Assert.StartsWith("Bonjour", known.Heading, StringComparison.Ordinal);
        host.Clock.Move(TimeSpan.FromHours(1));
        await thief.SignInAsync(agents[0].Mail);
        Assert.StartsWith("Bonjour", thief.Heading, StringComparison.Ordinal);
    }

    /// <summary>Behind a proxy, tries are of whom a known proxy says; what anyone else writes is nothing.</summary>
    [Fact]
    public async Task Guesses_UnderForgedAddresses_AreOfWhoeverSendsThem()
    {
        var node = host.Start(("Proxies:Known:0", "10.0.0.5"));
        var agent = await host.AgentAsync();
        using var thief = host.Visit(node).From("203.0.113.70");
        using var behind = host.Visit(node).From("10.0.0.5");
        foreach (var visitor in new[] { thief, behind })
        {
            for (var i = 0; i < 12; i++)
            {
                SayFrom(visitor, visitor == thief ? $"198.51.{i}.1" : $"198.51.{i}.1, 203.0.114.70");
                await GuessAsync(visitor, agent, 1);
            }

            SayFrom(visitor, visitor == thief ? "198.51.99.1" : "198.51.99.1, 203.0.114.71"); // of the same network
            await visitor.SignInAsync(agent.Mail);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status); // even with the right one
        }

        SayFrom(behind, "203.0.115.70");
        await behind.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", behind.Heading, StringComparison.Ordinal);

        static void SayFrom(Visitor visitor, string addresses)
        {
            visitor.Client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", addresses);
        }
    }

    /// <summary>Every limit by network, so that whoever has a million addresses takes no more memory than the places.</summary>
    [Fact]
    public void Limits_OfManyNetworks_TakeNoMorePlaces()
    {
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Post;
        var (signIn, logout) = (new HashSet<object>(), new HashSet<object>());
        for (var i = 0; i < 200_000; i++)
        {
            http.Connection.RemoteIpAddress = new IPAddress(BitConverter.GetBytes(i * 4099));
            signIn.Add(SignInLimits.Partition(http).PartitionKey);
            logout.Add(BackchannelLogout.Partition(http).PartitionKey);
        }

        Assert.InRange(signIn.Count, 10_000, Network.PlaceCount);
        Assert.InRange(logout.Count, 10_000, Network.PlaceCount);
    }

    [Fact]
    public async Task Tries_OfLongAgo_AreForgottenAndKnownPlacesKept()
    {
        var agent = await host.AgentAsync();
        using var owner = host.Visit().From("192.0.2.50");
        await owner.SignInAsync(agent.Mail);
        using var thief = host.Visit().From("198.51.100.60");
        await GuessAsync(thief, agent, 1);
        async Task<object?> CountAsync() => await host.ExecuteAsync("select count(*) from sign_in_tries where account_id = $1", agent.Id);
        await host.Service<SignInDoor>().ForgetAsync(default);
        Assert.Equal(2L, await CountAsync());

        host.Clock.Move(TimeSpan.FromDays(2));
        await host.Service<SignInDoor>().ForgetAsync(default);
        Assert.Equal(1L, await CountAsync());
        host.Clock.Move(TimeSpan.FromDays(89));
        await host.Service<SignInDoor>().ForgetAsync(default);
        Assert.Equal(0L, await CountAsync());
    }

    private static async Task GuessAsync(Visitor visitor, Account agent, int times)
    {
        await visitor.GetAsync("/connexion");
        for (var i = 0; i < times; i++)
        {
            await visitor.SubmitAsync(new { agent.Mail, Password = Wrong });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        }
    }

    // The statements of a try with a wrong password, and the hashing, in their order.
    private async Task<IReadOnlyList<string>> StepsAsync(string mail)
    {
        var steps = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Steps.Value == steps
                    && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string statement)
                {
                    // What is done to which table: whether a value or none is written makes no other step.
                    steps.Add(statement.Split('\n')[0]);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        Steps.Value = steps;
        var services = host.Extranet.Services;
        var hasher = new CountingHasher(services.GetRequiredService<IOptions<PasswordHasherOptions>>());
        Assert.Null(await ActivatorUtilities.CreateInstance<PasswordSignIn>(services, hasher).CheckAsync(mail, Wrong, default));
        Steps.Value = null;
        return steps;
    }

    private static readonly AsyncLocal<List<string>?> Steps = new();

    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Credentials>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(Credentials user, string hashedPassword, string providedPassword)
        {
            Steps.Value?.Add("hash");
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
