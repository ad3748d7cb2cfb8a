using System.Net;
using Npgsql;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>A database that takes connections and says nothing any more: pages say so in words, and none waits for it for long.</summary>
public sealed class SilentDatabaseTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    // Only what hangs reaches it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Pages_WhileTheDatabaseIsSilent_SaySoAndComeBack()
    {
        var server = new NpgsqlConnectionStringBuilder(host.Database.ConnectionString);
        await using var proxy = new FaultProxy(server.Host!, server.Port);
        (server.Port, server.Timeout, server.CommandTimeout, server.CancellationTimeout) = (proxy.Port, 2, 2, 200);
        var extranet = host.Start(("ConnectionStrings:Directory", server.ConnectionString));
        var agent = await host.AgentAsync("modify");
        using var visitor = host.Visit(extranet);
        await visitor.SignInAsync(agent.Mail);
        await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);

        proxy.Set(Fault.Silence);
        await visitor.GetAsync("/").WaitAsync(Patience);
        var (status, heading) = (visitor.Status, visitor.Heading);
        using var ready = await visitor.Client.GetAsync(new Uri("/health/ready", UriKind.Relative)).WaitAsync(Patience);

        proxy.Set(Fault.None); // what was swallowed stays so: only new connections answer
        for (visitor.Steps.Clear(); visitor.Status != HttpStatusCode.OK;)
        {
            await visitor.GetAsync("/").WaitAsync(Patience);
            Assert.InRange(visitor.Steps.Count, 0, 20);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Service momentanément indisponible", heading);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.True(ready.Headers.Contains("X-Content-Type-Options"));
    }
}
