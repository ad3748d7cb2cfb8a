using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Ending it now, by the author.</summary>
internal sealed class UrgenceFinModel(UrgentActions actions, UrgentPublications publications) : UrgentActionPageModel(actions)
{
    public void OnGet() => Head("Mettre fin à l'urgence");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await publications.EndAsync(Account, Published.Running(Action), cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say("C'est terminé : le contenu précédent est de retour.");
        return LocalRedirect(Path);
    }
}
