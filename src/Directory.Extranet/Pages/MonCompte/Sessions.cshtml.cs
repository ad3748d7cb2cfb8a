using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Where the agent is signed in, and closing it there.</summary>
internal sealed class MesSessionsModel(SessionStore sessions) : PageModel
{
    public IReadOnlyList<Session> Open { get; private set; } = [];

    public Guid? Current => Sessions.IdOf(User);

    private Guid AgentId => Agent.From(User).Id;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Open = await sessions.ReadAsync(AgentId, cancellationToken);

    public async Task<IActionResult> OnPostCloseAsync(Guid session, CancellationToken cancellationToken)
    {
        if (await sessions.EndAsync(session, AgentId, SessionEnds.Closed, cancellationToken))
        {
            TempData.Say("La session est fermée.");
        }

        return LocalRedirect("/mon-compte/sessions");
    }

    public async Task<IActionResult> OnPostElsewhereAsync(CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(AgentId, Current, SessionEnds.Closed, cancellationToken);
        TempData.Say("Vos autres sessions sont fermées.");
        return LocalRedirect("/mon-compte/sessions");
    }
}
