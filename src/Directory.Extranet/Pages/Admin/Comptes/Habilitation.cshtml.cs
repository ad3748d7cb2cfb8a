using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Gives a right to someone, within what the agent administers.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication]
internal sealed class DonnerHabilitationModel(
    CredentialStore store, AdministeredAccounts administered, GrantDesk desk, GrantAdministration administration,
    GrantAgreements agreements)
    : PageModel
{
    [BindProperty]
    public GrantForm Form { get; set; } = new();

    public Credentials Account { get; private set; } = null!;

    private Guid AgentId => Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        Form.Perimeter ??= "entry";
        return await OpenAsync(id, cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? geste, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (geste == GrantDesk.Search)
        {
            ModelState.Clear();
            return Page();
        }

        if (await desk.ReadAsync(Form, ModelState, nameof(Form), AgentId, Account.AccountId, cancellationToken) is not { } grant)
        {
            return Page();
        }

        var (given, refusal) = await administration.GrantAsync(AgentId, grant, cancellationToken);
        if (refusal is not null)
        {
            return this.Refuse(refusal);
        }

        if (given!.IsPending)
        {
            TempData.Warn(Sentences.Waiting(given, await agreements.ReadAsync(AgentId, given, cancellationToken)));
        }
        else
        {
            TempData.Say($"L'habilitation est donnée à {Account.Name}.");
        }

        return LocalRedirect($"/admin/comptes/{Account.AccountId}");
    }

    private async Task<bool> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await administered.CanSeeAsync(AgentId, id, cancellationToken)
            || await store.FindAsync(id, cancellationToken) is not { IsDisabled: false } account)
        {
            return false;
        }

        Account = account;
        await desk.PrepareAsync(Form, AgentId, false, cancellationToken);
        return true;
    }
}
