using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Extensions;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Lists;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What someone has to do, and what they began; what they may do in one click.</summary>
internal sealed class AccueilModel(
    AgentGrants grants, EntryLists entries, ChangeRequestLists requests, UrgentActions urgencies, KeptForms kept, TimeProvider clock)
    : PageModel
{
    private const int Shown = 5;

    private static readonly Duration Lately = Duration.FromDays(7);

    private static readonly AccessRight[] OnEntries =
        [AccessRight.Propose, AccessRight.Modify, AccessRight.Approve, AccessRight.PublishUrgently];

    public Agent Agent { get; private set; } = null!;

    public IReadOnlySet<AccessRight> Rights { get; private set; } = new HashSet<AccessRight>();

    public IReadOnlyList<Creation> Creations { get; private set; } = [];

    public IReadOnlyList<AwaitingWork> Awaiting { get; private set; } = [];

    public IReadOnlyList<RunningUrgency> Running { get; private set; } = [];

    /// <summary>One's own requests that are not over, urgent ones apart; the last changed first.</summary>
    public ChangeRequestPage Own { get; private set; } = new(0, []);

    /// <summary>What became of one's own of the last days; the last first.</summary>
    public ChangeRequestPage Decided { get; private set; } = new(0, []);

    /// <summary>Whether what was typed as the session ended is there to be taken up.</summary>
    public bool HasKept { get; private set; }

    public bool WorksOnEntries => OnEntries.Any(Rights.Contains);

    public bool IsQuiet => Awaiting.Count == 0 && Running.Count == 0 && Own.Total == 0;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Agent = Agent.From(User);
        Rights = await grants.RightsAsync(Agent.Id, cancellationToken);
        Creations = Creation.Of(await grants.ReadAsync(Agent.Id, cancellationToken), clock.GetCurrentInstant());
        HasKept = (await kept.ReadAsync(HttpContext, Agent.Id, cancellationToken)).Count > 0;
        if (!WorksOnEntries)
        {
            return;
        }

        var awaiting = entries.ReadAwaitingAsync(Agent.Id, cancellationToken);
        var running = urgencies.ReadRunningAsync(Agent.Id, Shown, cancellationToken);
        var own = requests.ReadAsync(
            Agent.Id, ChangeRequestTab.Mine, 0, Shown, cancellationToken, new ChangeRequestFilter { IsUrgent = false });
        var decided = requests.ReadAsync(
            Agent.Id, ChangeRequestTab.MineDecided, 0, Shown, cancellationToken,
            new ChangeRequestFilter { IsUrgent = false, Since = clock.GetCurrentInstant() - Lately });
        await Task.WhenAll(awaiting, running, own, decided);
        (Awaiting, Running, Own, Decided) = (await awaiting, await running, await own, await decided);
    }

    /// <summary>What its author does next with a request, and where.</summary>
    public static (string Label, string Path) Next(ChangeRequest request) => request.State switch
    {
        ChangeRequestState.Draft => ("Vérifier et envoyer", Sections.Review.PathOf(request.EntryId)),
        ChangeRequestState.Returned => ("Voir la correction demandée", $"/extranet/demandes/{request.Id}"),
        _ => ("Voir ou retirer", $"/extranet/demandes/{request.Id}"),
    };
}
