using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Who is a member of a box.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication(PostsOnly = true)]
internal sealed class BoiteModel(DeskBoxAdministration boxes, CredentialStore accounts) : PageModel
{
    [BindProperty]
    public string? Mail { get; set; }

    public AdministeredBox Box { get; private set; } = null!;

    public IReadOnlyList<BoxMember> Members { get; private set; } = [];

    private Guid AgentId => Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        await OpenAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAjouterAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var account = string.IsNullOrWhiteSpace(Mail) ? null : await accounts.FindByMailAsync(Mail.Trim(), cancellationToken);
        // One that is not there, and one that the agent has nothing to do with, are one answer.
        var refusal = account is { IsDisabled: false } found
            ? await boxes.AddAsync(AgentId, id, found.AccountId, cancellationToken)
            : new Refusal("NOT_FOUND", "");
        if (refusal is not null)
        {
            ModelState.AddModelError(nameof(Mail), refusal.Code == AdministeredAccounts.OwnAccount
                ? refusal.Message
                : "Aucun compte que vous gérez n'a cette adresse : vérifiez-la, ou invitez d'abord la personne.");
            return Page();
        }

        TempData.Say($"{account!.Name} est membre de la boîte.");
        return LocalRedirect($"/admin/boites/{id}");
    }

    public async Task<IActionResult> OnPostRetirerAsync(Guid id, [FromForm] Guid membre, CancellationToken cancellationToken)
    {
        if (await boxes.RemoveAsync(AgentId, id, membre, cancellationToken) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        TempData.Say("La personne n'est plus membre de la boîte.");
        return LocalRedirect($"/admin/boites/{id}");
    }

    private async Task<bool> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await boxes.FindAsync(AgentId, id, cancellationToken) is not { } found)
        {
            return false;
        }

        (Box, Members) = found;
        return true;
    }
}
