using System.Diagnostics;
using PublicDirectory.Extranet.Commands;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.Commands;

public sealed class FirstAdministratorTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private const string Password = "trois nuages dans un tiroir";

    [Fact]
    public async Task Command_OnAnEmptyBase_LetsOnePersonInByALinkThatServesOnce()
    {
        var (code, output, error) =
            await RunAsync(
                "create-administrator", "--mail", "Ana.Lopez@example.fr", "--name", "Ana Lopez", "--site", "https://agents.example.fr");
        Assert.Equal((0, ""), (code, error));
        var link = new Uri(output.Trim());
        Assert.Equal("https://agents.example.fr/invitation", link.GetLeftPart(UriPartial.Path));
        var token = link.Query["?jeton=".Length..];
        Assert.Equal(0L, await host.ExecuteAsync("select count(*) from account_links l where strpos(l::text, $1) > 0", token));

        using var visitor = host.Visit();
        await visitor.GetAsync(link.PathAndQuery);
        await visitor.SubmitAsync(new { Password, Again = Password });
        await visitor.SubmitAsync(new { Mail = "ana.lopez@example.fr", Password });
        Assert.Equal("Activer la double authentification", visitor.Heading); // administering takes one
        var key =
            host.Service<SecondFactor>()
                .Read(await IdAsync("ana.lopez@example.fr"), visitor.Page.QuerySelector("input[name=Proposal]")!.GetAttribute("value"))!;
        await visitor.SubmitAsync(new { Code = Totp.Code(key, Totp.StepAt(host.Clock.GetUtcNow())) });
        await visitor.GetAsync("/admin/comptes");
        Assert.Equal("Comptes", visitor.Heading);
        using var later = host.Visit();
        await later.GetAsync(link.PathAndQuery);
        Assert.Equal("Ce lien n'est plus valable", later.Heading);
        Assert.Equal("access_grant.granted account.invited", await host.ExecuteAsync(
            "select string_agg(action, ' ' order by id) from journal where account_id is null"));

        // Another one only when it is said.
        var second =
            await RunAsync(
                "create-administrator", "--mail", "louis.petit@example.fr", "--name", "Louis Petit", "--site", "https://agents.example.fr");
        Assert.Equal((1, ""), (second.Code, second.Output));
        Assert.Contains("--another", second.Error, StringComparison.Ordinal);
        Assert.NotEqual("", await CreateAsync("louis.petit@example.fr", another: true));
    }

    [Fact]
    public async Task Link_NotUsedInADay_IsTooOldAndReplacedByAskingAgain()
    {
        var first = await CreateAsync("retard@example.fr", another: true);
        host.Clock.Move(TimeSpan.FromHours(25));
        using var visitor = host.Visit();
        await visitor.GetAsync($"/invitation?jeton={first}");
        Assert.Equal("Ce lien n'est plus valable", visitor.Heading);

        var second = await CreateAsync("retard@example.fr", another: false); // the same person, who never came in

        await visitor.GetAsync($"/invitation?jeton={second}");
        Assert.Equal("Bienvenue Camille Durand", visitor.Heading);
        Assert.Equal(
            1L, await host.ExecuteAsync("select count(*) from access_grants where account_id = $1", await IdAsync("retard@example.fr")));
    }

    [Fact]
    public async Task Create_ManyAtOnce_MakesNoMoreThanOneWithoutAsking()
    {
        await using var other = new OtherBase();
        await other.InitializeAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return await other.Host.Service<FirstAdministrator>().CreateAsync($"agent{i}@example.fr", "Camille Durand", false, default);
            }
            catch (CommandRefusedException)
            {
                return null;
            }
        }));

        Assert.Single(made, token => token is not null);
    }

    [Fact]
    public async Task Create_ForSomeoneWhoHasAnAccount_IsRefused()
    {
        var agent = await host.AgentAsync("propose");

        var refused = await Assert.ThrowsAsync<CommandRefusedException>(() => CreateAsync(agent.Mail, another: true));

        Assert.Contains("has an account", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CommandRefusedException>(() => CreateAsync("sans arobase", another: true));
        await Assert.ThrowsAsync<CommandRefusedException>(
            () => host.Service<FirstAdministrator>().CreateAsync("a@b.fr", " ", true, default));
    }

    [Theory]
    [InlineData("create-administrator --help", 0, "--another")]
    [InlineData("--help", 0, "renew-keys")]
    [InlineData("create-administrator", 2, "--mail")]
    [InlineData("create-administrator --mail a@b.fr --name A --site agents", 2, "--site is an address")]
    [InlineData("create-admin", 2, "create-admin")]
    [InlineData("breached-passwords /nowhere /tmp/x", 2, "/nowhere")]
    public async Task CommandLine_AsTyped_AnswersWithoutASetting(string arguments, int code, string expected)
    {
        var command = ExtranetCommand.Of(arguments.Split(' '))!;
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        try
        {
            Console.SetOut(said);
            Console.SetError(said);
            Assert.False(command.NeedsSettings);
            Assert.Equal(code, await command.RunAsync());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        Assert.Contains(expected, said.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("")]
    public void CommandLine_WithOptionsOfTheHost_ServesPages(string arguments) =>
        Assert.Null(ExtranetCommand.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private Task<string> CreateAsync(string mail, bool another) =>
        host.Service<FirstAdministrator>().CreateAsync(mail, "Camille Durand", another, default);

    private async Task<Guid> IdAsync(string mail) => (Guid)(await host.ExecuteAsync("select id from accounts where mail = $1", mail))!;

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["DIRECTORY_DATABASE"] = host.Database.ConnectionString;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private sealed class OtherBase : IAsyncDisposable
    {
        public ExtranetHost Host { get; } = new();

        public Task InitializeAsync() => Host.InitializeAsync();

        public async ValueTask DisposeAsync() => await Host.DisposeAsync();
    }
}
