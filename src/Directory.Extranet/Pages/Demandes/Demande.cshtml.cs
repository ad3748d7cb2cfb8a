using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Requests;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A request as its author follows it: where it is, what happened to it, what was said of it.</summary>
internal sealed class DemandeModel(ChangeRequestLists lists, Comparer comparer, Submissions submissions, Drafts drafts)
    : RequestPageModel(lists)
{
    public IReadOnlyList<ComparedBlock> Blocks { get; private set; } = [];

    /// <summary>Whether the agent decides on it.</summary>
    public bool MayDecide { get; private set; }

    public bool MayWithdraw => IsAuthor && ChangeRequestMoves.Next(ChangeRequest.State, ChangeRequestMove.Withdraw) is not null;

    public bool IsOpenToEdit => IsAuthor && ChangeRequest.State is ChangeRequestState.Draft or ChangeRequestState.Returned;

    public bool MayTakeUpAgain => IsAuthor && Drafts.IsOverUnpublished(ChangeRequest);

    /// <summary>The last time that a correction was asked for, as long as it is still to be made.</summary>
    public ChangeRequestEvent? LastReturn => ChangeRequest.State is ChangeRequestState.Returned
        ? Detail.Events.LastOrDefault(step => step.Move == ChangeRequestMove.Return.Code())
        : null;

    /// <summary>Where to start correcting: the first section that was commented.</summary>
    public string EditPath => (LastReturn?.BlockComments.Keys.FirstOrDefault() is { } block
        ? Sections.OfBlock(ChangeRequest.Kind, block)
        : LastReturn is not null && ChangeRequest.Operation is ChangeOperation.Change
            ? Sections.Of(ChangeRequest.Kind)[0]
            : Sections.Review).PathOf(
            ChangeRequest.EntryId);

    public string NameOf(Guid? account) => account is { } id ? Detail.People.GetValueOrDefault(id, "Une personne") : "Automatiquement";

    public async Task OnGetAsync()
    {
        Head("Demande");
        Blocks = await comparer.CompareAsync(ChangeRequest.Kind, Detail.Change.Before, Detail.Change.After, changesOnly: true, Aborted);
        MayDecide = await RefuseAsync(EntryAction.Approve) is null;
    }

    public async Task<IActionResult> OnPostRetirerAsync()
    {
        if (this.Answer(await submissions.WithdrawAsync(Agent.Id, ChangeRequest.Id, Aborted)) is { } answer)
        {
            return answer;
        }

        TempData.Say("Demande retirée.");
        return LocalRedirect($"/extranet/demandes/{ChangeRequest.Id}");
    }

    public async Task<IActionResult> OnPostReprendreAsync()
    {
        var outcome = await drafts.DraftAgainAsync(Agent.Id, ChangeRequest.Id, Aborted);
        if (outcome.Refusal is { Code: ChangeOutcome.Outdated })
        {
            TempData.Refuse("Vous avez déjà un brouillon de cette fiche : envoyez-le ou supprimez-le avant de reprendre cette demande.");
            return LocalRedirect($"/extranet/demandes/{ChangeRequest.Id}");
        }

        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say("Brouillon repris. Vérifiez-le, puis envoyez-le.");
        return LocalRedirect(Sections.Review.PathOf(ChangeRequest.EntryId));
    }
}
