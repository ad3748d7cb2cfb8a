using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What was published urgently, as a second person reviews it: the whole action, or one entry of it.</summary>
internal sealed class ValidationUrgenceModel(ChangeRequestLists lists, UrgentActions actions, UrgentReviews reviews, Comparer comparer)
    : PageModel
{
    private const string All = "toutes";

    public ChangeRequestLine Line { get; private set; } = null!;

    public UrgentAction Action { get; private set; } = null!;

    public IReadOnlyList<ComparedBlock> Changes { get; private set; } = [];

    /// <summary>Which entries a decision is about.</summary>
    [BindProperty]
    public string? Scope { get; set; } = All;

    [BindProperty]
    public string? Reason { get; set; }

    public DateTimeZone Zone => Published.ZoneOf(Line.Request);

    public bool IsAuthor => Line.Request.AuthorId == Account;

    public bool MayConfirm => Line.Request.State is ChangeRequestState.PublishedUrgently && MayReview;

    /// <summary>Another one that waits for the agent; null when there is none.</summary>
    public Guid? Next { get; private set; }

    public bool MayRevert => Own.IsRunning && MayReview;

    public IReadOnlyList<Choice> Scopes =>
        [new(All, $"Les {Action.Lines.Count} fiches de cette publication"), new("une", $"Seulement « {Line.EntryName} »")];

    private bool MayReview => Own.MayReview;

    private UrgentActionLine Own => Action.Lines.Single(line => line.Request.Id == Line.Request.Id);

    private Guid Account => Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) =>
        await OpenAsync(id, cancellationToken) ? await ShowAsync(cancellationToken) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
        {
            return NotFound();
        }

        return Request.Form["decision"].ToString() switch
        {
            "relu" => Done(
                await reviews.ConfirmAsync(Account, Ids(ChangeRequestState.PublishedUrgently), cancellationToken),
                "Relu : la publication reste jusqu'à sa fin."),
            "corriger" => await CorrectAsync(cancellationToken),
            "annuler" => await RevertAsync(cancellationToken),
            _ => BadRequest(),
        };
    }

    private async Task<bool> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await lists.FindAsync(Account, id, cancellationToken) is not { Line: { Request: { IsUrgent: true, PublishedVersion: not null } request } line }
            || await actions.FindAsync(Account, request.ActionId, cancellationToken) is not { } action)
        {
            return false;
        }

        (Line, Action) = (line, action);
        return true;
    }

    // The one that the page is about whatever its state, so that the domain says what is wrong with it.
    private Guid[] Ids(params ChangeRequestState[] states) => Scope == All
        ? [.. Action.Lines.Select(line => line.Request)
            .Where(request => request.Id == Line.Request.Id || states.Contains(request.State))
            .Select(request => request.Id)]
        : [Line.Request.Id];

    private IActionResult Done(ChangeOutcome outcome, string said)
    {
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say(said);
        return LocalRedirect($"/extranet/validations/{Line.Request.Id}/urgence");
    }

    private async Task<IActionResult> CorrectAsync(CancellationToken cancellationToken)
    {
        var outcome = await reviews.CorrectAsync(Account, Line.Request.Id, cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say("Voici votre brouillon : corrigez, puis envoyez-le pour validation. La publication urgente reste en attendant.");
        var section = Line.Request.Blocks.Contains("channels") ? Sections.Contacts : Sections.Exceptions;
        return LocalRedirect(section.PathOf(Line.Request.EntryId));
    }

    private async Task<IActionResult> RevertAsync(CancellationToken cancellationToken)
    {
        var outcome = await reviews.RevertAsync(
            Account, Ids(ChangeRequestState.PublishedUrgently, ChangeRequestState.Confirmed), Reason ?? "", cancellationToken);
        if (outcome.Errors is not [var error])
        {
            return Done(outcome, "Publication annulée : le contenu précédent est de retour.");
        }

        ModelState.AddModelError(nameof(Reason), error.Message);
        return await ShowAsync(cancellationToken);
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        var (before, made) = await actions.ReadDocumentsAsync(Line.Request, cancellationToken);
        Changes = await comparer.CompareAsync(Line.Request.Kind, before, made, changesOnly: true, cancellationToken);
        Next = (await lists.ReadAsync(Account, ChangeRequestTab.UrgentToReview, 0, 2, cancellationToken)).Lines
            .Select(line => (Guid?)line.Request.Id).FirstOrDefault(id => id != Line.Request.Id);
        ViewData.Head($"Relire – {Line.EntryName}", new("À valider", "/extranet/validations"), new("Relire une publication urgente"));
        return Page();
    }
}
