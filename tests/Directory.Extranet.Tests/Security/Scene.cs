using PublicDirectory.Core.Administrations;
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
            case RouteObject.Complement:
                return await _host.PublishAsync(A.LocalComplement(Guid.CreateVersion7()) with { Departement = null, Parent = entry });
            case RouteObject.Demarche:
                return await _host.PublishAsync(A.Demarche() with { ExternalIds = [] });
            case RouteObject.ServiceType:
                return await _host.PublishAsync(new ServiceTypeDocument { Code = "maison", Label = "Maison", Provenance = A.Notice().Provenance });
            case RouteObject.Notice:
                return await _host.PublishAsync(A.Notice());
            case RouteObject.Account:
                var account = await _host.AgentAsync();
                await _host.GrantAsync(account.Id, "propose", entry);
                return account.Id;
            case RouteObject.Grant:
                return await _host.GrantAsync((await _host.AgentAsync()).Id, "propose", entry);
            default:
                return Guid.CreateVersion7();
        }
    }
}
