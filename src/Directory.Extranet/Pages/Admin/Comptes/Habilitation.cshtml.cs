using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Gives a right to someone, within what the agent administers.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication]
internal sealed class DonnerHabilitationModel(CredentialStore store, GrantDesk desk, GrantAdministration administration) : PageModel
{
    [BindProperty]
    public GrantForm Form { get; set; } = new();

    public Credentials Account { get; private set; } = null!;

    private Guid AgentId => Agent.From(User).Id;

    [NonHandler] // its name would make it one, for a verb « PAGE »
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Guid.TryParse(RouteData.Values["id"] as string, out var id)
            || await store.FindAsync(id, HttpContext.RequestAborted) is not { IsDisabled: false } account)
        {
            context.Result = NotFound();
            return;
        }

        Account = account;
        await desk.PrepareAsync(Form, AgentId, false, HttpContext.RequestAborted);
        await next();
    }

    public void OnGet() => Form.Perimeter ??= "entry";

    public async Task<IActionResult> OnPostAsync(string? geste, CancellationToken cancellationToken)
    {
        if (geste == GrantDesk.Search)
        {
            ModelState.Clear();
            return Page();
        }

        if (await desk.ReadAsync(Form, ModelState, nameof(Form), AgentId, Account.AccountId, cancellationToken) is not { } grant)
        {
            return Page();
        }

        if ((await administration.GrantAsync(AgentId, grant, cancellationToken)).Refusal is { } refusal)
        {
            return this.Refuse(refusal);
        }

        TempData.Say($"L'habilitation est donnée à {Account.Name}.");
        return LocalRedirect($"/admin/comptes/{Account.AccountId}");
    }
}
