using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>Where something is for someone whose perimeter is an entry and what depends on it: codes of <c>[périmètres]</c>.</summary>
internal static class Place
{
    public const string Own = "entry_same";
    public const string Below = "entry_below";
    public const string Above = "entry_above";
    public const string Other = "entry_other";
}

/// <summary>Entries within a perimeter, above it and beyond it, and fresh things that belong to one or another.</summary>
internal sealed class Scene
{
    private static readonly RouteObject[] Others =
        [RouteObject.Demarche, RouteObject.ServiceType, RouteObject.Notice, RouteObject.LocalComplement];

    private readonly ExtranetHost _host;
    private readonly Dictionary<(RouteObject Kind, bool IsMine), Guid> _entries = [];
    private Guid _top;
    private int _number;

    private Scene(ExtranetHost host) => _host = host;

    /// <summary>Of the requests; may propose and publish urgently, everywhere.</summary>
    public Guid Author { get; private set; }

    /// <summary>The perimeter: these entries, and what depends on them.</summary>
    public IReadOnlyList<Guid> Mine => [.. _entries.Where(entry => entry.Key.IsMine).Select(entry => entry.Value)];

    public static async Task<Scene> SetAsync(ExtranetHost host)
    {
        var scene = new Scene(host) { Author = (await host.AgentAsync("propose", "modify", "publish_urgently")).Id };
        scene._top = await host.PublishAsync(scene.Office(null, true));
        foreach (var isMine in new[] { true, false })
        {
            scene._entries[(RouteObject.Administration, isMine)] =
                await host.PublishAsync(scene.Office(isMine ? scene._top : null, isMine));
            foreach (var kind in Others)
            {
                scene._entries[(kind, isMine)] = await host.PublishAsync(scene.Document(kind, isMine));
            }
        }

        return scene;
    }

    /// <summary>Gives a right on all that is within the perimeter, or on some blocks of it.</summary>
    public async Task GrantAsync(Guid agent, string right, string[]? blocks)
    {
        await _host.ExecuteAsync("insert into desk.box_members select id, $1 from desk.boxes on conflict do nothing", agent);
        foreach (var entry in Mine)
        {
            var grant = await _host.GrantAsync(agent, right, entry);
            if (blocks is not null)
            {
                await _host.ExecuteAsync("update access_grants set revoked_at = valid_from where id = $1", grant);
                await _host.ExecuteAsync(
                    """
                    insert into access_grants (id, account_id, access_right, perimeter, perimeter_entry_id, blocks, valid_from, granted_at)
                    select $2, account_id, access_right, perimeter, perimeter_entry_id, $3, valid_from, granted_at from access_grants where id = $1
                    """,
                    grant, Guid.CreateVersion7(), blocks);
            }
        }
    }

    /// <summary>Where such a thing may be for whoever has <see cref="Mine"/>: <see cref="Place"/>.</summary>
    public static string[] PlacesOf(RouteObject kind) => kind switch
    {
        RouteObject.None or RouteObject.Conversation => [Place.Own],
        RouteObject.Removed => [Place.Below, Place.Other], // what is above one's own entry is there
        RouteObject.Administration or RouteObject.Submitted or RouteObject.Urgent or RouteObject.UrgentAction or RouteObject.Account
            or RouteObject.Grant or RouteObject.PendingGrant or RouteObject.Report => [Place.Below, Place.Above, Place.Other],
        _ => [Place.Own, Place.Other],
    };

    /// <summary>A thing of that kind within the perimeter.</summary>
    public Task<Made> MakeAsync(RouteObject kind) => MakeAsync(kind, PlacesOf(kind)[0]);

    /// <summary>A thing of that kind at that place; fresh, but for the entries that stand alone and the one above.</summary>
    public async Task<Made> MakeAsync(RouteObject kind, string place)
    {
        var isMine = place is Place.Own or Place.Below;
        var office = place == Place.Above ? _top : _entries[(RouteObject.Administration, isMine)];
        switch (kind)
        {
            case RouteObject.None:
                return new Made(Guid.CreateVersion7());
            case RouteObject.Account:
                var account = await _host.AgentAsync();
                await _host.GrantAsync(account.Id, "propose", office);
                return new Made(account.Id);
            case RouteObject.Grant or RouteObject.PendingGrant:
                var grant = await _host.GrantAsync((await _host.AgentAsync()).Id, "propose", office);
                if (kind is RouteObject.PendingGrant)
                {
                    var copy = Guid.CreateVersion7();
                    await _host.ExecuteAsync(
                        """
                        insert into access_grants (id, account_id, access_right, perimeter, perimeter_entry_id, valid_from, granted_at, granted_by, must_be_agreed)
                        select $2, account_id, 'approve', perimeter, perimeter_entry_id, valid_from, granted_at, $3, true from access_grants where id = $1
                        """,
                        grant, copy, Author);
                    grant = copy;
                }

                return new Made(grant);
            case RouteObject.Conversation:
                return new Made(await _host.ConversationAsync(office), Revision: 1);
            case RouteObject.Administration
                or RouteObject.Removed
                or RouteObject.Submitted
                or RouteObject.Urgent
                or RouteObject.UrgentAction
                or RouteObject.Report:
                return await MakeOfficeAsync(kind, place);
            default:
                return new Made(_entries[(kind, isMine)]);
        }
    }

    // A counter that depends on the administration of that side; or what one's own depends on.
    private async Task<Made> MakeOfficeAsync(RouteObject kind, string place)
    {
        var isMine = place == Place.Below;
        var (version, document) = place == Place.Above
            ? await _host.CurrentAsync(_top)
            : (1, Office(_entries[(RouteObject.Administration, isMine)], isMine));
        var id = place == Place.Above ? _top : await _host.PublishAsync(document!);
        var made = new Made(id, ExceptionEntry.Of(document!)[0].Key, ChannelHours.KeyOf(document!.Channels[0]));
        var changed =
            document! with { Channels = [document.Channels[0] with { Value = string.Create(
                CultureInfo.InvariantCulture, $"+33465{++_number:000000}") }] };
        switch (kind)
        {
            case RouteObject.Removed:
                await _host.RemoveAsync(id, version);
                return made;
            case RouteObject.Report:
                return made with { Id = (Guid)(await _host.ExecuteAsync(
                    """
                    insert into issue_reports (id, entry_id, origin, code, block, created_at, reference, last_reported_at, answer_due_at)
                    values (gen_random_uuid(), $1, 'public', 'wrong', $2, now(), $3, now(), now()) returning id
                    """,
                    id, string.Create(CultureInfo.InvariantCulture, $"block{++_number}"), $"SIG-{Guid.NewGuid():N}"))! };
            case RouteObject.Submitted:
                var draft =
                    (await _host.Service<Drafts>()
                        .SaveAsync(Author, new DraftInput { EntryId = id, BaseVersion = version, Document = changed }, default)).Request;
                var sent =
                    await _host.Service<Submissions>()
                        .SubmitAsync(Author, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);
                return made with { Id = sent.Request.Id, Revision = sent.Request.Revision };
            case RouteObject.Urgent or RouteObject.UrgentAction:
                var input = new UrgentInput
                {
                    Entries = [new UrgentEntry(id, version, changed)],
                    Reason = "Panne.",
                    EndsAt = Instant.FromDateTimeOffset(_host.Clock.GetUtcNow()) + Duration.FromHours(8),
                };
                var published = (await _host.Service<UrgentPublications>().PublishAsync(Author, input, default)).Requests[0];
                return made with { Id = kind is RouteObject.Urgent ? published.Id : published.ActionId };
            default:
                return made;
        }
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
