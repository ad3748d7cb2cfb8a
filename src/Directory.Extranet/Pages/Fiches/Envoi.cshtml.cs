using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Requests;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A mistake that stands in the way of sending, and where it is put right.</summary>
internal sealed record OpenMistake(Section Section, string Text);

/// <summary>« Vérifier et envoyer »: what the draft changes, what is still wrong in it, and how it is sent.</summary>
internal sealed class EnvoiModel(
    EntryDesk desk, ChangeRequestLists lists, Comparer comparer, Submissions submissions, Approvers approvers) : EntryPageModel(desk)
{
    [BindProperty]
    public SendForm Form { get; set; } = new();

    [BindProperty]
    public int Revision { get; set; }

    public IReadOnlyList<ComparedBlock> Changes { get; private set; } = [];

    public bool ChangesNothing => Changes.Count == 0 && Mistakes.Count == 0 && Entry.Draft?.Operation is ChangeOperation.Change;

    public IReadOnlyList<OpenMistake> Mistakes { get; private set; } = [];

    /// <summary>The agent's own request that waits, when there is no draft.</summary>
    public ChangeRequest? Waiting { get; private set; }

    /// <summary>What it changes elsewhere, and who must agree to it.</summary>
    public IReadOnlyList<string> Beyond { get; private set; } = [];

    /// <summary>Why the agent may not send it; null when they may.</summary>
    public string? ReadOnlyReason { get; private set; }

    public EntryClock Clock => EntryClock.Of(Entry.Facts);

    public bool MayPublishUrgently => Entry is { Kind: EntryKind.Administration, Draft.Operation: ChangeOperation.Change }
        && Desk.Refuse(Agent.Id, Entry, EntryAction.PublishUrgently, EntrySets.ClosureBlocks) is null;

    public IEnumerable<Section> Unchanged => Sections.Of(Entry.Kind)
        .Where(section => section.Blocks.Count > 0 && !section.Blocks.Any(block => Changes.Any(change => change.Block == block)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // What was said of the request that this one contains is said again.
        Form.Message = Entry.Draft is { } draft
            ? draft.Message ?? (Entry.Waiting is { MayBeJoined: true } waiting && waiting.Blocks.All(draft.Blocks.Contains) ? waiting.Message : null)
            : null;
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Entry.Draft is not { } draft)
        {
            return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
        }

        var (effective, ends, expires) = Form.Read(Clock, ModelState);
        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        var outcome = await submissions.SubmitAsync(
            Agent.Id,
            new SubmitInput
            {
                RequestId = draft.Id,
                Revision = Revision,
                Message = Form.Message,
                EffectiveAt = effective,
                EndsAt = ends,
                ExpiresAt = expires,
                Key = Guid.TryParseExact(Request.Form[SendOnce.Field], "N", out var key) ? key : null,
            },
            cancellationToken);
        if (outcome.Conflicts.Count > 0)
        {
            return LocalRedirect($"/extranet/fiches/{Entry.EntryId}/conflit");
        }

        if (outcome.Refusal is { Code: Submissions.OpenMistakes or Submissions.NothingNew or ChangeOutcome.Outdated } refusal)
        {
            ModelState.AddModelError(
                "",
                refusal.Code == ChangeOutcome.Outdated
                    ? "Votre brouillon a changé dans une autre fenêtre. Vérifiez-le à nouveau, puis envoyez-le."
                    : refusal.Message);
            return await ShowAsync(cancellationToken);
        }

        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        foreach (var error in outcome.Errors)
        {
            ModelState.AddModelError(FieldOf(error.Path), error.Message);
        }

        if (!outcome.IsDone)
        {
            return await ShowAsync(cancellationToken);
        }

        var names = await approvers.ReadNamesAsync(outcome.Request, cancellationToken);
        var sent = RequestWords.Sent(names, await approvers.MeasureDelayAsync(cancellationToken));
        if (names.Count == 0)
        {
            TempData.Warn(sent);
        }
        else
        {
            TempData.Say(sent);
        }

        return LocalRedirect($"/extranet/demandes/{draft.Id}");
    }

    public async Task<IActionResult> OnPostJeterAsync(CancellationToken cancellationToken)
    {
        if (Entry.Draft is not { } draft)
        {
            return LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
        }

        var outcome = await submissions.WithdrawAsync(Agent.Id, draft.Id, cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say("Brouillon supprimé. Vous pouvez encore le reprendre ici.");
        return LocalRedirect($"/extranet/demandes/{draft.Id}");
    }

    private static string FieldOf(string path) => path switch
    {
        "message" => "Form.Message",
        "effectiveAt" => "Form.Day",
        "endsAt" => "Form.EndDay",
        "expiresAt" => "Form.ExpiryDay",
        _ => "",
    };

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Head(Sections.Review.Title);
        if (Entry.Draft is not { } draft)
        {
            Waiting = await lists.FindWaitingAsync(Agent.Id, Entry.EntryId, cancellationToken);
            return Page();
        }

        ModelState.Remove(nameof(Revision)); // the one that this page shows
        Revision = draft.Revision;
        if (await lists.FindAsync(Agent.Id, draft.Id, cancellationToken) is { } detail)
        {
            ReadOnlyReason =
                Habilitation.Decide(Entry.Grants, Agent.Id, Drafts.Action(draft.Operation), detail.Touched, null, Desk.Now).Refusal?.Message;
            Beyond = detail.Touched.Beyond;
            Changes =
                await comparer.CompareAsync(draft.Kind, detail.Change.Before, detail.Change.After, changesOnly: true, cancellationToken);
        }

        Mistakes = FindMistakes(draft);
        return Page();
    }

    private List<OpenMistake> FindMistakes(ChangeRequest draft)
    {
        var sections = Sections.Of(Entry.Kind);
        var typed = draft.FormValues is null ? [] : System.Text.Json.Nodes.JsonNode.Parse(draft.FormValues)!.AsObject()
            .Select(form => sections.FirstOrDefault(section => section.Slug == form.Key.Split(':')[0]) ?? sections[0]);
        return
        [
            .. typed.Distinct().Select(section => new OpenMistake(section, "une saisie y est à terminer ou à corriger.")),
            .. (draft.ReadDocument() is { } document ? DocumentValidation.Validate(document) : [])
                .Select(error => new OpenMistake(Sections.OfBlock(Entry.Kind, error.Path.Split('.', '[')[0]), error.Message)),
        ];
    }
}
