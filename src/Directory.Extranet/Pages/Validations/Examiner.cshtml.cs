using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Requests;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A request as the person who decides on it sees it.</summary>
internal sealed class ExaminerModel(
    ChangeRequestLists lists, Comparer comparer, EntryVersions versions, Approvals approvals, UsagerView usagers)
    : RequestPageModel(lists)
{
    private const int OfferedVersions = 20;

    public const string Whole = "fiche";

    /// <summary>The version that it is compared with; null for what is published now.</summary>
    [BindProperty(SupportsGet = true, Name = "comparer")]
    public string? CompareWith { get; set; }

    [BindProperty(SupportsGet = true, Name = "afficher")]
    public string? Shown { get; set; } = "changements";

    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    /// <summary>By block.</summary>
    [BindProperty]
    public Dictionary<string, string?> Comments { get; set; } = [];

    public IReadOnlyList<ComparedBlock> Blocks { get; private set; } = [];

    /// <summary>The entry as usagers would read it once this is published; null where no page is drawn.</summary>
    public IHtmlContent? Preview { get; private set; }

    /// <summary>The message as it would be, where the request is about a message for many.</summary>
    public NoticeDocument? Message => ComparedDocument.Read(ChangeRequest.Kind, Detail.Change.After) as NoticeDocument;

    public IReadOnlyList<RequestCheck> Checks { get; private set; } = [];

    public IReadOnlyList<Choice> VersionChoices { get; private set; } = [];

    /// <summary>Why the agent may not approve; null when they may.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>
    /// Whether they may give it back or refuse it: whoever answers for the entry, also where others must agree to what it changes for them.
    /// </summary>
    public bool MayReturn { get; private set; }

    /// <summary>Another one that waits for the agent; null when there is none.</summary>
    public Guid? Next { get; private set; }

    public bool IsScheduled { get; private set; }

    public async Task<IActionResult> OnGetAsync() =>
        ChangeRequest.State is ChangeRequestState.PublishedUrgently
            ? LocalRedirect($"/extranet/validations/{ChangeRequest.Id}/urgence")
            : await ShowAsync();

    public Task<IActionResult> OnPostCorrigerAsync()
    {
        var comments = Comments.Where(comment => !string.IsNullOrWhiteSpace(comment.Value))
            .ToDictionary(comment => comment.Key, comment => comment.Value!.Trim(), StringComparer.Ordinal);
        // Comments by section say it all: nothing has to be typed twice.
        var general =
            string.IsNullOrWhiteSpace(Comment) && comments.Count > 0 ? "Voyez les commentaires de chaque rubrique." : Comment ?? "";
        return DecideAsync(
            approvals.ReturnAsync(Agent.Id, ChangeRequest.Id, Revision, general, comments, Aborted), "Correction demandée à l'auteur.");
    }

    public Task<IActionResult> OnPostRefuserAsync() =>
        DecideAsync(
            approvals.RejectAsync(Agent.Id, ChangeRequest.Id, Revision, Comment ?? "", Aborted),
            "Demande refusée. Son auteur est prévenu.");

    // Where it comes from and when it was checked stay as they are published: an approval changes some blocks. A new one is from here.
    private EntryDocument? Proposed() =>
        ComparedDocument.Read(ChangeRequest.Kind, Detail.Change.After) is AdministrationDocument proposed
            ? proposed with { Provenance = Detail.Current?.ReadDocument()?.Provenance ?? proposed.Provenance with { VerifiedAt = Now } }
            : null;

    private async Task<IActionResult> DecideAsync(Task<ChangeOutcome> decision, string done)
    {
        var outcome = await decision;
        if (outcome.Refusal is { Code: ChangeOutcome.Outdated or Habilitation.WrongState } stale)
        {
            TempData.Warn($"{stale.Message} Voici son état actuel.");
            return LocalRedirect($"/extranet/validations/{ChangeRequest.Id}");
        }

        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        foreach (var error in outcome.Errors)
        {
            ModelState.AddModelError(nameof(Comment), error.Message);
        }

        if (!outcome.IsDone)
        {
            return await ShowAsync();
        }

        TempData.Say(done);
        return LocalRedirect($"/extranet/validations/{ChangeRequest.Id}");
    }

    private async Task<IActionResult> ShowAsync()
    {
        Head("Examiner");
        Revision = ChangeRequest.Revision;
        ModelState.Remove(nameof(Revision));
        var before = Detail.Change.Before;
        if (int.TryParse(CompareWith, out var version) && await versions.FindAsync(ChangeRequest.EntryId, version, Aborted) is { } chosen)
        {
            before = chosen.Document;
        }

        Blocks = await comparer.CompareAsync(ChangeRequest.Kind, before, Detail.Change.After, changesOnly: Shown != Whole, Aborted);
        Preview = usagers.Of(ChangeRequest.EntryId, Proposed(), Now);
        foreach (var block in Blocks)
        {
            Comments.TryAdd(block.Block, null);
        }

        Refusal = await RefuseAsync(EntryAction.Approve);
        MayReturn = await RefuseAsync(EntryAction.Return) is null;
        Checks = ChangeRequest.State is ChangeRequestState.Submitted ? RequestChecks.Of(Detail) : [];
        var past = await versions.ReadAsync(ChangeRequest.EntryId, 0, OfferedVersions, Aborted);
        VersionChoices =
            [.. past.Lines.Where(line => !line.IsRemoval)
                .Skip(1)
                .Select(line => new Choice($"{line.Version}", $"Version {line.Version} du {FrenchDates.Of(line.PublishedAt)}"))];
        Next = (await Lists.ReadAsync(Agent.Id, ChangeRequestTab.ToApprove, 0, 2, Aborted)).Lines
            .Select(line => (Guid?)line.Request.Id).FirstOrDefault(id => id != ChangeRequest.Id);
        IsScheduled = ChangeRequest.EffectiveAt > Now;
        return Page();
    }
}
