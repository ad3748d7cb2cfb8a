using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Where administration starts: what there is, and what waits.</summary>
[RequiresRight(AccessRight.Administer)]
internal sealed class AdministrationModel(GrantLists lists, OutboxQueue outbox, AgentGrants grants) : PageModel
{
    public int Unused { get; private set; }

    /// <summary>How many wait to be agreed to.</summary>
    public int ToAgree { get; private set; }

    /// <summary>Null for those who do not see what happens everywhere.</summary>
    public OutboxState? Queue { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        Unused = (await lists.ReadAsync(agent, new GrantFilter { Tab = GrantTab.Unused }, 1, 0, cancellationToken)).Total;
        ToAgree = (await lists.ReadAsync(agent, new GrantFilter { Tab = GrantTab.ToAgree }, 1, 0, cancellationToken)).Total;
        Queue = await grants.HoldsEverywhereAsync(agent, AccessRight.Administer, cancellationToken)
            ? await outbox.ReadStateAsync(cancellationToken)
            : null;
    }
}
