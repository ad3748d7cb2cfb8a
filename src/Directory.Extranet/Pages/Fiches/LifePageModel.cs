using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>
/// A page that begins a draft which does something to the entry as a whole. The draft then goes the way of all others: « Vérifier et
/// envoyer ».
/// </summary>
public abstract class LifePageModel(EntryDesk desk) : EntryPageModel(desk)
{
    /// <summary>« Retirer ».</summary>
    public abstract string Title { get; }

    /// <summary>Whether a draft of the agent's stands in the way: it would be lost.</summary>
    public bool IsInTheWay => Entry.Draft is not null;

    private protected abstract EntryAction Action { get; }

    /// <summary>Whether the entry is in a state in which this can be done at all.</summary>
    private protected abstract bool IsPossible { get; }

    private protected abstract Task<ChangeOutcome> BeginAsync(CancellationToken cancellationToken);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        Head(Title);
        await PrepareAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var outcome = await BeginAsync(cancellationToken);
        return this.Answer(outcome) ?? LocalRedirect(PathAfter(outcome.Request));
    }

    private protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private protected virtual string PathAfter(ChangeRequest draft) => Sections.Review.PathOf(draft.EntryId);

    private IActionResult? Refused() =>
        !IsPossible ? NotFound() : Desk.Refuse(Agent.Id, Entry, Action) is { } refusal ? this.Refuse(refusal) : null;
}
