using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Reports;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>One report: what is said, what is published, and what to do about it.</summary>
internal sealed class AlerteModel(ReportQueue queue, ReportHandling handling, AgentGrants grants, Comparer comparer, TimeProvider clock)
    : PageModel
{
    private const int OthersShown = 20;

    [BindProperty]
    public int Revision { get; set; }

    /// <summary>A <see cref="ReportOutcome"/>.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? Owner { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Into { get; set; }

    public ReportDetail Detail { get; private set; } = null!;

    public KeptReport Report => Detail.Line.Report;

    /// <summary>What is published beside what the source gives; empty where nothing is proposed.</summary>
    public IReadOnlyList<ComparedBlock> Proposed { get; private set; } = [];

    /// <summary>The other open ones of the same entry.</summary>
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>Where it is corrected: the section of its block, with what is proposed; the entry where it is about the whole.</summary>
    public string CorrectPath => Report.Block is { } block
        ? $"{Sections.OfBlock(Detail.Facts.Kind, block).PathOf(Report.EntryId)}?{ReportWords.SectionQuery}={Report.Id}"
        : $"/extranet/fiches/{Report.EntryId}";

    private Guid Account => Agent.From(User).Id;

    private CancellationToken Aborted => HttpContext.RequestAborted;

    [NonHandler] // see EntryPageModel
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (!Guid.TryParse(RouteData.Values["id"] as string, out var id) || await queue.FindAsync(Account, id, Aborted) is not { } detail)
        {
            context.Result = NotFound();
            return;
        }

        var held = await grants.ReadAsync(Account, Aborted);
        if (Habilitation.Decide(
            held, Account, EntryAction.HandleReports, new Touched(detail.Facts), null, clock.GetCurrentInstant()).Refusal is { } refusal)
        {
            context.Result = this.Refuse(refusal);
            return;
        }

        Detail = detail;
        await next();
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAttribuerAsync() => AnswerAsync(
        handling.AssignAsync(Account, Report.Id, Revision, Guid.TryParse(Owner, out var owner) ? owner : null, Aborted), "Alerte attribuée.");

    public Task<IActionResult> OnPostReporterAsync() =>
        TypedDate.ParseNear(Until, clock.GetCurrentInstant().InZone(FrenchDates.Paris).Date) is { } until
            ? AnswerAsync(handling.PostponeAsync(Account, Report.Id, Revision, until, Aborted), $"Alerte reportée au {FrenchDates.Day(until)}.")
            : MistakenAsync(nameof(Until), "Saisissez une date à venir, par exemple 4 mars.");

    public Task<IActionResult> OnPostReprendreAsync() =>
        AnswerAsync(handling.PostponeAsync(Account, Report.Id, Revision, null, Aborted), "Alerte reprise.");

    public Task<IActionResult> OnPostCommenterAsync() => Written() is { } comment
        ? AnswerAsync(handling.CommentAsync(Account, Report.Id, Revision, comment, Aborted), "Commentaire ajouté.")
        : MistakenAsync(nameof(Comment), $"Écrivez un commentaire, d'au plus {ReportHandling.MaxComment} caractères.");

    public Task<IActionResult> OnPostFusionnerAsync() => Guid.TryParse(Into, out var into)
        ? AnswerAsync(
            handling.MergeAsync(Account, Report.Id, Revision, into, Aborted), "Alerte jointe à l'autre.", $"{ReportWords.Path}/{into}")
        : MistakenAsync(nameof(Into), "Choisissez l'alerte qui dit la même chose.");

    public Task<IActionResult> OnPostCloreAsync() =>
        Enum.TryParse<ReportOutcome>(Outcome, out var outcome) && Enum.IsDefined(outcome)
            ? AnswerAsync(handling.CloseAsync(Account, Report.Id, Revision, outcome, Aborted), "Alerte traitée.")
            : MistakenAsync(nameof(Outcome), "Choisissez ce que l'alerte est devenue.");

    public Task<IActionResult> OnPostRouvrirAsync() =>
        AnswerAsync(handling.ReopenAsync(Account, Report.Id, Revision, Aborted), "Alerte rouverte.");

    private string? Written() => Comment?.Trim() is { Length: > 0 and <= ReportHandling.MaxComment } comment ? comment : null;

    private async Task<IActionResult> MistakenAsync(string field, string message)
    {
        ModelState.AddModelError(field, message);
        var page = (PageResult)await ShowAsync();
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private async Task<IActionResult> AnswerAsync(Task<Refusal?> step, string done, string? path = null)
    {
        switch (await step)
        {
            case null:
                TempData.Say(done);
                return LocalRedirect(path ?? $"{ReportWords.Path}/{Report.Id}");
            case { Code: ChangeOutcome.Outdated or Habilitation.WrongState } stale:
                TempData.Warn(stale.Message);
                return LocalRedirect($"{ReportWords.Path}/{Report.Id}");
            case { } refusal:
                return this.Refuse(refusal);
        }
    }

    private async Task<IActionResult> ShowAsync()
    {
        ViewData.Head($"{ReportWords.Of(Report)} – {Detail.Facts.Name}", new("Alertes", ReportWords.Path), new(ReportWords.Of(Report)));
        Revision = Report.Revision;
        ModelState.Remove(nameof(Revision));
        Owner ??= Report.OwnerId?.ToString();
        if (ProposedBlock.In(Detail.Current?.Document, Report) is { } proposed)
        {
            Proposed = await comparer.CompareAsync(Detail.Facts.Kind, Detail.Current!.Document, proposed, changesOnly: true, Aborted);
        }

        if (Report.IsOpen)
        {
            Owners = [.. (await queue.OwnersAsync(Detail.Facts, Aborted)).Select(owner => new Choice($"{owner.Id}", owner.Name))];
            var ofEntry = new ReportFilter { EntryId = Report.EntryId };
            var open = new List<ReportLine>();
            foreach (var tab in new[] { ReportTab.ToDo, ReportTab.Waiting })
            {
                open.AddRange((await queue.ReadAsync(Account, tab, ofEntry, 0, OthersShown, Aborted)).Lines);
            }

            Others = [.. open.Where(line => line.Report.Id != Report.Id)
                .Select(line => new Choice($"{line.Report.Id}", ReportWords.Of(line.Report)))];
        }

        return Page();
    }
}
