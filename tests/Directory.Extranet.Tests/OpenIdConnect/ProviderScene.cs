using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.OpenIdConnect;

/// <summary>The extranet and a provider, for all the tests about them, one after the other: what the provider says may be spoilt.</summary>
[CollectionDefinition(Name)]
public sealed class ProviderScene : IAsyncLifetime, ICollectionFixture<ProviderScene>
{
    public const string Name = "identity provider";

    private readonly Dictionary<string, WebApplicationFactory<Program>> _nodes = [];
    private int _people;

    public ExtranetHost Host { get; } = new();

    public RealProvider Provider { get; } = new();

    public Task InitializeAsync() => Task.WhenAll(Host.InitializeAsync(), Provider.StartAsync());

    public async Task DisposeAsync()
    {
        Provider.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A node of the extranet that has the provider; one for each set of settings.</summary>
    internal WebApplicationFactory<Program> Node(params (string Name, string Value)[] settings)
    {
        var key = string.Join('\n', settings);
        return _nodes.TryGetValue(key, out var node) ? node : _nodes[key] = Host.Start(
        [
            ("OpenIdConnect:Issuer", Provider.Issuer), ("OpenIdConnect:ClientId", "directory"),
            ("OpenIdConnect:ClientSecret", "a-secret-of-thirty-two-characters"), ("OpenIdConnect:Scopes", "openid email profile"),
            .. settings.Select(setting => ($"OpenIdConnect:{setting.Name}", setting.Value)),
        ]);
    }

    /// <summary>Someone of the provider's with an account here.</summary>
    internal async Task<(string Person, Account Agent)> TiedAsync(params string[] rights)
    {
        var agent = await Host.AgentAsync(rights);
        var person = $"person-{Interlocked.Increment(ref _people)}-{agent.Id:N}";
        Assert.True(await Node().Services.GetRequiredService<LoginStore>().TieAsync(person, "Dominique Bernard", agent.Id, default));
        return (person, agent);
    }

    /// <summary>Goes to the provider, signs in there, and comes back.</summary>
    internal async Task SignInAsync(
        Visitor visitor, string person, string from = "/connexion/fournisseur", Dictionary<string, string>? cookies = null)
    {
        await visitor.GetAsync((await BackAsync(visitor, person, from, cookies)).PathAndQuery);
    }

    /// <summary>Goes to the provider and signs in there; the address that they are sent back to.</summary>
    internal async Task<Uri> BackAsync(
        Visitor visitor, string person, string from = "/connexion/fournisseur", Dictionary<string, string>? cookies = null)
    {
        await visitor.GetAsync(from);
        return await Provider.VisitAsync(visitor.Address, person, cookies ?? []);
    }

    internal static async Task AssertRefusedAsync(
        Visitor visitor, HttpStatusCode status = HttpStatusCode.BadRequest, string heading = "La connexion n'a pas abouti")
    {
        Assert.Equal((status, heading), (visitor.Status, visitor.Heading));
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }
}
