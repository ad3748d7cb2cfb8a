using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>The audits of npm's graphql-http, which hold a server against GraphQL over HTTP: MUST, SHOULD and MAY.</summary>
public sealed class AuditTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    private const int AuditCount = 60; // of graphql-http 1.22.4: fewer would mean that they did not run

    [Fact]
    public async Task Server_UnderAllAudits_PassesEach()
    {
        var modules = NodeProgram.Modules("npm");
        await using var host = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("ConnectionStrings:Directory", api.Database.ReaderConnectionString);
            builder.UseSetting("Urls", "http://127.0.0.1:0"); // a free port; UseKestrel(0) races with the start (dotnet/aspnetcore#67714)
        });
        host.UseKestrel();
        host.StartServer();
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);

        var results = await AuditAsync(new Uri(host.ClientOptions.BaseAddress, "/graphql"), modules);

        Assert.Equal(AuditCount, results.Count);
        Assert.DoesNotContain(results, result => result.Status != "ok");
    }

    private static async Task<List<Audit>> AuditAsync(Uri url, string modules) =>
    [
        .. (await NodeProgram.RunAsync(
            Path.Combine(Repository.Root, "tests", "Directory.Api.Tests", "Http", "audit.mjs"), url.ToString(), modules))
            .Select(line => JsonSerializer.Deserialize<Audit>(line, JsonSerializerOptions.Web)!),
    ];

    private sealed record Audit(string Id, string Name, string Status, string? Reason);
}
