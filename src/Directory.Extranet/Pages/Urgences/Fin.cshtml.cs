using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Ending it now, by the author.</summary>
internal sealed class UrgenceFinModel(UrgentActions actions, UrgentPublications publications, EntryDesk desk)
    : UrgentActionPageModel(actions)
{
    public void OnGet() => Head("Mettre fin à l'urgence");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await publications.EndAsync(Account, Published.Running(Action), cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        // Another one may go on: nobody should believe that the counter is open again.
        foreach (var request in outcome.Requests)
        {
            if (await desk.OpenAsync(Account, request.EntryId, cancellationToken) is { UrgentActionId: { } other } entry)
            {
                TempData.Warn($"Cette publication est terminée, mais une autre est encore en cours pour « {entry.Name} » : la voici.");
                return LocalRedirect($"/extranet/urgences/{other}");
            }
        }

        TempData.Say("C'est terminé : le contenu précédent est de retour.");
        return LocalRedirect(Path);
    }
}
