using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Both values of each block that the agent and someone else changed, and the agent's choice.</summary>
internal sealed class ConflitModel(
    EntryDesk desk, ChangeRequestLists lists, EntryVersions versions, Comparer comparer, Submissions submissions) : EntryPageModel(desk)
{
    [BindProperty]
    public Dictionary<string, string?> Choices { get; set; } = [];

    [BindProperty]
    public int Revision { get; set; }

    /// <summary>Asked for by the link « Abandonner ma saisie »: to be confirmed.</summary>
    [FromQuery(Name = "abandonner")]
    public bool IsGivingUp { get; set; }

    public IReadOnlyList<ComparedBlock> Blocks { get; private set; } = [];

    /// <summary>Who published last, and when.</summary>
    public EntryVersionLine? Last { get; private set; }

    public bool IsRemoval => Entry.Draft?.Operation is ChangeOperation.Remove;

    public IReadOnlyList<Choice> Options => IsRemoval
        ? [new(nameof(ConflictChoice.Proposed), "Retirer la fiche quand même")]
        : [new(nameof(ConflictChoice.Proposed), "Garder ma saisie"), new(nameof(ConflictChoice.Current), "Garder la version actuelle")];

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Entry.Draft is not { } draft)
        {
            return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
        }

        var choices = Choices
            .Where(choice => Enum.TryParse<ConflictChoice>(choice.Value, out var value) && Enum.IsDefined(value))
            .ToDictionary(choice => choice.Key, choice => Enum.Parse<ConflictChoice>(choice.Value!), StringComparer.Ordinal);
        var outcome = await submissions.ResolveAsync(Agent.Id, draft.Id, Revision, choices, cancellationToken);
        if (outcome.Refusal is { Code: ChangeOutcome.Outdated } outdated)
        {
            ModelState.AddModelError("", outdated.Message + " Vérifiez vos choix, puis enregistrez à nouveau.");
            return await ShowAsync(cancellationToken);
        }

        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        foreach (var conflict in outcome.Conflicts)
        {
            ModelState.AddModelError(
                $"{nameof(Choices)}[{conflict.Block}]", $"Choisissez une des deux versions pour « {BlockNames.Of(conflict.Block)} ».");
        }

        if (!outcome.IsDone)
        {
            return await ShowAsync(cancellationToken);
        }

        TempData.Say("Votre choix est enregistré. Vérifiez le brouillon, puis envoyez-le.");
        return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
    }

    public async Task<IActionResult> OnPostAbandonnerAsync(CancellationToken cancellationToken)
    {
        if (Entry.Draft is not { } draft)
        {
            return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
        }

        if (this.Answer(await submissions.WithdrawAsync(Agent.Id, draft.Id, cancellationToken)) is { } answer)
        {
            return answer;
        }

        TempData.Say("Saisie abandonnée. La version publiée reste en place.");
        return LocalRedirect($"/extranet/demandes/{draft.Id}");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        if (Entry.Draft is not { } draft
            || await lists.FindAsync(Agent.Id, draft.Id, cancellationToken) is not { Conflicts.Count: > 0 } detail)
        {
            return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
        }

        Head("Choisir entre deux versions");
        ModelState.Remove(nameof(Revision));
        Revision = draft.Revision;
        Last = (await versions.ReadAsync(Entry.EntryId, 0, 1, cancellationToken)).Lines is [var last] ? last : null;
        var compared =
            await comparer.CompareAsync(draft.Kind, detail.Current?.Document, draft.Proposed, changesOnly: true, cancellationToken);
        Blocks = [.. compared
            .Where(block => detail.Conflicts.Any(conflict => conflict.Block == block.Block))
            .Select(block => block with { Sides = ("Version actuelle", IsRemoval ? "Après le retrait" : "Votre saisie") })];
        foreach (var block in Blocks)
        {
            Choices.TryAdd(block.Block, null);
        }

        return Page();
    }
}
