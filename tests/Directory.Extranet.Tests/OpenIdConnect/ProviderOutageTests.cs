using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Extranet.OpenIdConnect;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>A provider that is down, slow, or has changed its keys.</summary>
[Collection(ProviderScene.Name)]
public sealed class ProviderOutageTests(ProviderScene scene) : IAsyncLifetime
{
    private TimeSpan _moved;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        scene.Host.Clock.Move(-_moved); // the provider keeps the real time
        await scene.Provider.GoAwayAsync("");
        await scene.Provider.RotateAsync(back: true);
    }

    [Fact]
    public async Task Provider_Down_LeavesEveryOtherPageUp()
    {
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(scene.Node(("Issuer", "http://127.0.0.1:9")));

        await visitor.GetAsync("/connexion/fournisseur");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ProConnect n'a pas pu être joint"), (visitor.Status, visitor.Heading));
        await visitor.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_ThatNeverAnswers_IsAskedOnceAndHoldsUpNobodyElse()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0); // takes connections and says nothing
        hole.Start();
        var node = scene.Node(("Issuer", $"http://127.0.0.1:{((IPEndPoint)hole.LocalEndpoint).Port}"), ("Timeout", "00:00:00.3"));
        var agent = await scene.Host.AgentAsync();
        using var visitor = scene.Host.Visit(node);

        await visitor.GetAsync("/connexion");
        await visitor.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
        Assert.False(hole.Pending()); // no page but that of the way there asks the provider
        using var others = scene.Host.Visit(node);
        for (var time = 0; time < 3; time++)
        {
            await others.GetAsync("/connexion/fournisseur");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "ProConnect n'a pas pu être joint"), (others.Status, others.Heading));
        }

        using var first = await hole.AcceptSocketAsync();
        Assert.False(hole.Pending()); // after one try, not asked again for a while
        Move(TimeSpan.FromMinutes(1));
        await others.GetAsync("/connexion/fournisseur");
        using var second = await hole.AcceptSocketAsync();
    }

    [Theory]
    [InlineData("refuses")]
    [InlineData("hangs")]
    public async Task Provider_GoneInTheMiddleOfASignIn_IsSaidInFrench(string how)
    {
        var (person, agent) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node(("Timeout", "00:00:00.3")));
        var back = await scene.BackAsync(visitor, person);

        await scene.Provider.GoAwayAsync(how);
        await visitor.GetAsync(back.PathAndQuery);

        await ProviderScene.AssertRefusedAsync(visitor, HttpStatusCode.ServiceUnavailable, "ProConnect n'a pas pu être joint");
        await visitor.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_GoneSinceItWasRead_LeavesSignOutWorking()
    {
        var (person, _) = await scene.TiedAsync();
        using var visitor = scene.Host.Visit(scene.Node(("Timeout", "00:00:00.3")));
        await scene.SignInAsync(visitor, person);
        await scene.Provider.GoAwayAsync("hangs");
        Move(TimeSpan.FromHours(2));

        await visitor.SubmitAsync(form: "header form"); // sends to the address that is known
        await visitor.GetAsync("/mon-compte");

        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }

    [Fact]
    public async Task SignIn_AfterTheProviderChangedItsKeys_GoesOn()
    {
        var (person, _) = await scene.TiedAsync();
        var node = scene.Node(("Name", "Keys that change"));
        using var before = scene.Host.Visit(node);
        await scene.SignInAsync(before, person);
        Assert.StartsWith("Bonjour", before.Heading, StringComparison.Ordinal);

        await scene.Provider.RotateAsync();
        Move(TimeSpan.FromMinutes(1));
        using var after = scene.Host.Visit(node);
        await scene.SignInAsync(after, person); // the very first one

        Assert.StartsWith("Bonjour", after.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_ReadUnderAClockThatWasPutBack_AreReadAgainAsTimePasses()
    {
        var metadata = scene.Node(("KeyRefresh", "00:10:00")).Services.GetRequiredService<ProviderMetadata>();
        await metadata.GetConfigurationAsync(default);
        var asked = await scene.Provider.CountDiscoveriesAsync();

        Move(TimeSpan.FromDays(-1));
        await metadata.GetConfigurationAsync(default);
        Assert.Equal(asked, await scene.Provider.CountDiscoveriesAsync());
        Move(TimeSpan.FromMinutes(61));
        await metadata.GetConfigurationAsync(default);

        Assert.Equal(asked + 1, await scene.Provider.CountDiscoveriesAsync());
    }

    [Fact]
    public async Task Tokens_WithUnknownKeys_MakeUsAskForNewOnesOnceInAWhile()
    {
        var node = scene.Node(("KeyRefresh", "00:10:00"));
        var tokens = node.Services.GetRequiredService<ProviderTokens>();
        await node.Services.GetRequiredService<ProviderMetadata>().GetConfigurationAsync(default);
        var forged =
            await scene.Provider.SignAsync(new { iss = scene.Provider.Issuer, aud = "directory", sub = "x", exp = "+60" }, "unknown key");
        var asked = await scene.Provider.CountDiscoveriesAsync();

        async Task FloodAsync() => await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Assert.ThrowsAsync<ProviderException>(() => tokens.ReadAsync(forged, hasExpiry: true))));
        await FloodAsync();
        Assert.Equal(asked, await scene.Provider.CountDiscoveriesAsync()); // they were read a moment ago
        Move(TimeSpan.FromMinutes(11));
        await FloodAsync();

        Assert.Equal(asked + 1, await scene.Provider.CountDiscoveriesAsync());
    }

    [Fact]
    public async Task Metadata_ReadByManyAtOnce_IsAskedForOnce()
    {
        var asked = await scene.Provider.CountDiscoveriesAsync();
        using var metadata = ActivatorUtilities.CreateInstance<ProviderMetadata>(scene.Node().Services);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => metadata.GetConfigurationAsync(default)));

        Assert.Equal(asked + 1, await scene.Provider.CountDiscoveriesAsync());
    }

    [Theory]
    [InlineData("Issuer", "http://provider.example", "https")]
    [InlineData("Issuer", "ftp://127.0.0.1", "https")]
    [InlineData("ClientSecret", "", "ClientSecret")]
    [InlineData("ClientAuthentication", "none", "ClientAuthentication")]
    [InlineData("Scopes", "email", "openid")]
    [InlineData("Algorithms", "RS256 none", "Algorithms")]
    [InlineData("Algorithms", "HS256", "Algorithms")]
    [InlineData("ClockSkew", "00:05:01", "ClockSkew")]
    [InlineData("KeyRefresh", "00:00:00", "KeyRefresh")]
    [InlineData("Timeout", "00:00:00", "Timeout")]
    [InlineData("Claims", "[]", "Claims")]
    public void Settings_ThatAreNotSafe_StopTheStartAndAreNamed(string name, string value, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Issuer"] = "https://provider.example", ["ClientId"] = "directory", ["ClientSecret"] = "secret", [name] = value,
        };

        var failure = Assert.Throws<InvalidOperationException>(() => Read(settings).Check());

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        settings[name] = name is "Issuer" or "ClientSecret" ? "https://provider.example" : null;
        Read(settings).Check();
    }

    private void Move(TimeSpan by)
    {
        _moved += by;
        scene.Host.Clock.Move(by);
    }

    private static ProviderSettings Read(Dictionary<string, string?> settings)
    {
        settings = settings.Where(one => one.Value is not null).ToDictionary();
        return Microsoft.Extensions.Configuration.ConfigurationBinder.Get<ProviderSettings>(
            Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
                new Microsoft.Extensions.Configuration.ConfigurationBuilder(), settings).Build())!;
    }
}
