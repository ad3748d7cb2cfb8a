using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Takes a right back, after showing which.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication]
internal sealed class RetirerHabilitationModel(GrantLists lists, GrantAdministration administration, TimeProvider clock) : PageModel
{
    public GrantLine Line { get; private set; } = null!;

    public string Sentence { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await lists.FindAsync(Agent.From(User).Id, id, cancellationToken) is not { Grant.RevokedAt: null } line)
        {
            return NotFound();
        }

        Line = line;
        Sentence = GrantSentences.Describe([line.Grant], clock.GetCurrentInstant())[0];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await lists.FindAsync(Agent.From(User).Id, id, cancellationToken) is not { } line)
        {
            return NotFound();
        }

        if (await administration.RevokeAsync(Agent.From(User).Id, id, cancellationToken) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        TempData.Say("L'habilitation est retirée.");
        return LocalRedirect($"/admin/comptes/{line.Grant.AccountId}");
    }
}
