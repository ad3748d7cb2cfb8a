using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>Entries within a perimeter and beyond it, and fresh things that belong to one or the other.</summary>
internal sealed class Scene
{
    private static readonly RouteObject[] Others = [RouteObject.Demarche, RouteObject.ServiceType, RouteObject.Notice, RouteObject.LocalComplement];

    private readonly ExtranetHost _host;
    private readonly Dictionary<(RouteObject Kind, bool IsMine), Guid> _entries = [];
    private int _number;

    private Scene(ExtranetHost host) => _host = host;

    /// <summary>Of the requests; may propose and publish urgently, everywhere.</summary>
    public Guid Author { get; private set; }

    /// <summary>The perimeter: these entries, and what depends on them.</summary>
    public IReadOnlyList<Guid> Mine => [.. _entries.Where(entry => entry.Key.IsMine).Select(entry => entry.Value)];

    public static async Task<Scene> SetAsync(ExtranetHost host)
    {
        var scene = new Scene(host) { Author = (await host.AgentAsync("propose", "modify", "publish_urgently")).Id };
        foreach (var isMine in new[] { true, false })
        {
            scene._entries[(RouteObject.Administration, isMine)] = await host.PublishAsync(scene.Office(null, isMine));
            foreach (var kind in Others)
            {
                scene._entries[(kind, isMine)] = await host.PublishAsync(scene.Document(kind, isMine));
            }
        }

        return scene;
    }

    /// <summary>Gives a right on all that is within the perimeter.</summary>
    public async Task<IReadOnlyList<AccessGrant>> GrantAsync(Guid agent, AccessRight right)
    {
        foreach (var entry in Mine)
        {
            await _host.GrantAsync(agent, right.Code(), entry);
        }

        await using var connection = await _host.DataSource.OpenConnectionAsync();
        return await GrantStore.ReadAsync(connection, agent, default);
    }

    /// <summary>A thing of that kind, of one's own perimeter or not; fresh, but for the entries that stand alone.</summary>
    public async Task<Made> MakeAsync(RouteObject kind, bool isMine)
    {
        switch (kind)
        {
            case RouteObject.None:
                return new Made(Guid.CreateVersion7());
            case RouteObject.Account:
                var account = await _host.AgentAsync();
                await _host.GrantAsync(account.Id, "propose", _entries[(RouteObject.Administration, isMine)]);
                return new Made(account.Id, await FactsAsync(_entries[(RouteObject.Administration, isMine)]));
            case RouteObject.Grant:
                var entry = _entries[(RouteObject.Administration, isMine)];
                return new Made(await _host.GrantAsync((await _host.AgentAsync()).Id, "propose", entry), await FactsAsync(entry));
            case RouteObject.Administration or RouteObject.Removed or RouteObject.Submitted or RouteObject.Urgent or RouteObject.UrgentAction:
                return await MakeOfficeAsync(kind, isMine);
            default:
                return new Made(_entries[(kind, isMine)], await FactsAsync(_entries[(kind, isMine)]));
        }
    }

    // A counter that depends on the administration of that side.
    private async Task<Made> MakeOfficeAsync(RouteObject kind, bool isMine)
    {
        var document = Office(_entries[(RouteObject.Administration, isMine)], isMine);
        var id = await _host.PublishAsync(document);
        var made = new Made(id, await FactsAsync(id), ExceptionEntry.Of(document)[0].Key, ChannelHours.KeyOf(document.Channels[0]));
        var changed = document with { Channels = [document.Channels[0] with { Value = "+33465710099" }] };
        switch (kind)
        {
            case RouteObject.Removed:
                await _host.RemoveAsync(id, 1);
                return made;
            case RouteObject.Submitted:
                var draft = (await _host.Service<Drafts>().SaveAsync(Author, new DraftInput { EntryId = id, BaseVersion = 1, Document = changed }, default)).Request;
                var sent = await _host.Service<Submissions>().SubmitAsync(Author, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);
                return made with { Id = sent.Request.Id, Revision = sent.Request.Revision };
            case RouteObject.Urgent or RouteObject.UrgentAction:
                var input = new UrgentInput
                {
                    Entries = [new UrgentEntry(id, 1, changed)],
                    Reason = "Panne.",
                    EndsAt = Instant.FromDateTimeOffset(_host.Clock.GetUtcNow()) + Duration.FromHours(8),
                };
                var published = (await _host.Service<UrgentPublications>().PublishAsync(Author, input, default)).Requests[0];
                return made with { Id = kind is RouteObject.Urgent ? published.Id : published.ActionId };
            default:
                return made;
        }
    }

    private async Task<EntryFacts> FactsAsync(Guid entry)
    {
        await using var connection = await _host.DataSource.OpenConnectionAsync();
        return (await GrantStore.ReadFactsAsync(connection, entry, default))!;
    }

    private AdministrationDocument Office(Guid? parent, bool isMine) => A.Mairie($"Mairie {++_number}") with
    {
        Parent = parent,
        Commune = InseeCode.Parse(isMine ? "69266" : "33063"),
        Types = [isMine ? "mairie" : "prefecture"],
        OpeningHours = new OpeningSchedule
        {
            Exceptional = [new ExceptionalPeriod { From = new LocalDate(2090, 3, 8), To = new LocalDate(2090, 3, 8) }],
        },
    };

    private EntryDocument Document(RouteObject kind, bool isMine) => kind switch
    {
        RouteObject.Demarche => A.Demarche($"Démarche {++_number}"),
        RouteObject.ServiceType => new ServiceTypeDocument
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"nature_{++_number}"),
            Label = "Nature",
            Provenance = new Provenance { Source = Sources.Local.Code },
        },
        RouteObject.Notice => A.Notice($"Message {++_number}"),
        _ => A.LocalComplement(_entries[(RouteObject.Demarche, isMine)]),
    };
}
