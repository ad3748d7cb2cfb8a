using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Clients;

/// <summary>The contract under the tools that partners use.</summary>
[Collection(SampleCollection.Name)]
public sealed class ClientTests(DirectoryApi api)
{
    // All of the linter's but those that put things in the order of the alphabet: ours are in the order in which one reads them.
    private const string Rules =
        "arguments-have-descriptions,defined-types-are-used,deprecations-have-a-reason,descriptions-are-capitalized,enum-values-all-caps,"
        + "enum-values-have-descriptions,fields-are-camel-cased,fields-have-descriptions,input-object-fields-are-camel-cased,"
        + "input-object-values-are-camel-cased,input-object-values-have-descriptions,relay-connection-arguments-spec,relay-connection-types-spec,"
        + "relay-page-info-spec,types-are-capitalized,types-have-descriptions";

    [ClientFact]
    public async Task Linter_OverTheContract_HasNothingToSay() => await NodeProgram.RunAsync(
        Path.Combine(NodeProgram.Modules("npm-clients"), ".bin", "graphql-schema-linter"), "--rules", Rules,
        Path.Combine(Repository.Root, "schema", "directory.graphql"));

    [ClientFact]
    public async Task Caches_OfApolloUrqlAndRelay_SayWhatTheNetworkSaid()
    {
        await using var host = api.StartOnPort(("GraphQL:CostBurst", $"{int.MaxValue}"));
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);

        var lines = await NodeProgram.RunAsync(
            Path.Combine(Repository.Root, "tests", "Clients", "caches.mjs"), new Uri(host.ClientOptions.BaseAddress, "/graphql").ToString(),
            NodeProgram.Modules("npm-clients"), ExampleQuery.Folder);

        var caches = lines.Select(line => JsonSerializer.Deserialize<Cache>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.Equal(["apollo", "urql", "relay"], caches.Select(cache => cache.Name));
        Assert.All(caches, cache => Assert.True(cache.Queries > 10, "It read too little."));
        Assert.All(caches, cache => Assert.True(
            cache.Differences.Count + cache.Warnings.Count == 0,
            $"{cache.Name}: {string.Join('\n', cache.Differences.Concat(cache.Warnings))}"));
    }

    private sealed record Cache(string Name, int Queries, IReadOnlyList<string> Differences, IReadOnlyList<string> Warnings);
}
