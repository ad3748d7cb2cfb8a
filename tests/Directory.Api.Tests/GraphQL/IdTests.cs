using GraphQLEngine.Schema;
using Microsoft.Extensions.DependencyInjection;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>What the caches of clients take for granted: an id is of one thing, whatever way leads to it.</summary>
[Collection(SampleCollection.Name)]
public sealed class IdTests(DirectoryApi api)
{
    [Fact]
    public void Types_WithAnId_AreNodesAndNoOthersAre()
    {
        var types = DirectorySchema.Build().Schema.Types.OfType<ObjectType>().ToList();

        Assert.Equal(
            types.Where(type => type.Interfaces.Any(one => one.Name == "Node")).Select(type => type.Name),
            types.Where(type => type.Fields.Any(field => field.Name is "id" or "_id")).Select(type => type.Name));
    }

    [Fact]
    public async Task Ids_OverTheWholeSample_AreOfOneThingEach()
    {
        using var host = api.StartHost(builder => builder.UseSetting("GraphQL:CostBudget", "1000000"));
        await host.Services.GetRequiredService<PublishedDirectory>().WaitForPictureAsync().WaitAsync(DirectoryApi.Patience);
        using var client = host.CreateClient();
        var cache = new NormalisingCache(DirectorySchema.Build().Schema, async (query, variables) =>
        {
            var answer = await DirectoryApi.AskAsync(client, query, variables);
            return answer.TryGetProperty("errors", out var errors)
                ? throw new InvalidOperationException(errors.ToString())
                : answer.GetProperty("data");
        });

        await cache.AskAsync("administrations(first: 100)");
        await cache.AskAsync("demarches(first: 100)");
        await cache.AskAsync("serviceTypes");
        await cache.AskAsync("themes");
        await cache.AskAsync("lifeEvents");
        await cache.AskAsync("notices(first: 100)");
        await cache.AskAsync("departements");
        await cache.AskAsync("regions");
        await cache.AskAsync("contactReasons");
        await cache.AskAsync("communes(by: { name: \"s\" }, first: 100)");
        await cache.AskAsync("communes(by: { postalCode: \"69310\" })");
        await cache.AskAsync("communes(by: { near: { latitude: 45.65, longitude: 4.85 } }, first: 100)");
        await cache.AskAsync("search(query: \"mairie\", first: 100)");
        await cache.AskAsync("suggest(prefix: \"vill\", first: 20)");
        await cache.AskAsync("changes(first: 300)");
        await cache.AskAsync("interlocutors(serviceType: \"mairie\", commune: \"69266\")");
        await cache.AskAsync("orient(input: { message: \"J'ai perdu ma carte d'identité à Villeurbanne\" })");
        await cache.FollowAsync();

        Assert.Empty(cache.Conflicts);
        Assert.Empty(cache.Lost);
        Assert.Equal(
            ["Administration", "Commune", "ContactReason", "Demarche", "Departement", "LifeEvent", "Region", "ServiceType", "Theme"],
            cache.Kinds.Order(StringComparer.Ordinal));
    }
}
