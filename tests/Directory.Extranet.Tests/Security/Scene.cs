using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>Two entries in different places, and things that belong to one or the other.</summary>
internal sealed class Scene
{
    private readonly ExtranetHost _host;

    private Scene(ExtranetHost host) => _host = host;

    /// <summary>The entry of the perimeter.</summary>
    public Guid Mine { get; private set; }

    public Guid Other { get; private set; }

    public EntryFacts MineFacts { get; private set; } = null!;

    public EntryFacts OtherFacts { get; private set; } = null!;

    /// <summary>Of the requests; may propose and publish urgently, everywhere.</summary>
    public Guid Author { get; private set; }

    public static async Task<Scene> SetAsync(ExtranetHost host)
    {
        var scene = new Scene(host)
        {
            Mine = await host.PublishAsync(A.Mairie("Mairie à moi")),
            Other = await host.PublishAsync(A.Mairie("Mairie d'ailleurs") with { Commune = InseeCode.Parse("33063"), Types = ["prefecture"] }),
            Author = (await host.AgentAsync("propose", "modify", "publish_urgently")).Id,
        };
        await using var connection = await host.DataSource.OpenConnectionAsync();
        scene.MineFacts = (await GrantStore.ReadFactsAsync(connection, scene.Mine, default))!;
        scene.OtherFacts = (await GrantStore.ReadFactsAsync(connection, scene.Other, default))!;
        return scene;
    }

    /// <summary>A fresh thing of that kind, of one's own perimeter or not.</summary>
    public async Task<Guid> MakeAsync(RouteObject kind, bool isMine)
    {
        var entry = isMine ? Mine : Other;
        switch (kind)
        {
            case RouteObject.Entry:
                return entry;
            case RouteObject.Account:
                var account = await _host.AgentAsync();
                await _host.GrantAsync(account.Id, "propose", entry);
                return account.Id;
            case RouteObject.Grant:
                return await _host.GrantAsync((await _host.AgentAsync()).Id, "propose", entry);
            case RouteObject.Urgent:
                return (await PublishUrgentlyAsync(entry)).Id;
            case RouteObject.UrgentAction:
                return (await PublishUrgentlyAsync(entry)).ActionId;
            default:
                return Guid.CreateVersion7();
        }
    }

    // Another number each time: nothing piles up.
    private async Task<ChangeRequest> PublishUrgentlyAsync(Guid entry)
    {
        var (version, document) = await _host.CurrentAsync(entry);
        var corrected = document! with { Channels = [document.Channels[0] with { Value = $"+3340000{version:0000}" }] };
        var outcome = await _host.Service<UrgentPublications>().PublishAsync(
            Author,
            new UrgentInput
            {
                Entries = [new UrgentEntry(entry, version, corrected)],
                Reason = "Numéro mort.",
                EndsAt = NodaTime.Instant.FromDateTimeOffset(_host.Clock.GetUtcNow()) + NodaTime.Duration.FromHours(10),
            },
            default);
        return outcome.Request;
    }
}
