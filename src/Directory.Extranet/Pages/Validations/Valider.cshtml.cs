using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Requests;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The one sentence before something becomes public.</summary>
internal sealed class ValiderModel(ChangeRequestLists lists, Comparer comparer, Approvals approvals) : RequestPageModel(lists)
{
    /// <summary>The one that was examined: nobody approves what they have not seen.</summary>
    [BindProperty(SupportsGet = true, Name = "revision")]
    public int Revision { get; set; }

    /// <summary>What becomes public, once more: this page is the one where it does.</summary>
    public IReadOnlyList<ComparedBlock> Blocks { get; private set; } = [];

    public bool IsScheduled => ChangeRequest.EffectiveAt > Now;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await RefuseAsync(EntryAction.Approve) is { } refusal)
        {
            return refusal.Code == Habilitation.WrongState
                ? LocalRedirect($"/extranet/validations/{ChangeRequest.Id}")
                : this.Refuse(refusal);
        }

        Head("Confirmer");
        Blocks = await comparer.CompareAsync(
            ChangeRequest.Kind, Detail.Change.Before, Detail.Change.After, changesOnly: true, Aborted);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await approvals.ApproveAsync(Agent.Id, ChangeRequest.Id, Revision, Aborted);
        if (outcome.Refusal is { Code: ChangeOutcome.Outdated or Habilitation.WrongState } stale)
        {
            TempData.Warn($"{stale.Message} Voici son état actuel.");
        }
        else if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }
        else if (outcome.Conflicts.Count > 0)
        {
            TempData.Warn(
                "Rien n'a été publié : une autre version vient de changer les mêmes rubriques. Demandez une correction, l'auteur choisira.");
        }
        else if (outcome.Errors.Count > 0)
        {
            TempData.Warn($"Rien n'a été publié : {outcome.Errors[0].Message}");
        }
        else
        {
            TempData.Say(outcome.Request.State switch
            {
                ChangeRequestState.Approved =>
                    $"Validé. La publication est programmée pour le {Clock.Say(outcome.Request.EffectiveAt!.Value)}.",
                ChangeRequestState.Superseded =>
                    "Validé, mais rien n'était à publier : la fiche dit déjà la même chose, ou elle a été retirée.",
                _ => "Publié.",
            });
        }

        return LocalRedirect($"/extranet/validations/{ChangeRequest.Id}");
    }
}
