using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>An exceptional closure of one or many entries by the standard path: one request for each, or why not.</summary>
internal sealed class FermetureGroupeeModel(EntryDesk desk, Drafts drafts, Submissions submissions, ChangeRequestOptions options)
    : PageModel
{
    private const int MaxYearsAhead = 2;

    private readonly List<WorkingEntry> _entries = [];

    [BindProperty]
    public List<Guid> Entries { get; set; } = [];

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    /// <summary>Those that a request can be made for.</summary>
    public IReadOnlyList<WorkingEntry> Possible => [.. _entries.Where(entry => WhyNot(entry) is null)];

    /// <summary>The others, each with the reason.</summary>
    public IReadOnlyList<(WorkingEntry Entry, string Reason)> Impossible =>
        [.. _entries.Select(entry => (entry, Reason: WhyNot(entry)))
            .Where(item => item.Reason is not null)
            .Select(item => (item.entry, item.Reason!))];

    /// <summary>Whether the agent may also publish at once on one of them.</summary>
    public bool MayPublishUrgently => Possible.Any(entry =>
        desk.Refuse(Account, entry, EntryAction.PublishUrgently, [.. EntrySets.ClosureBlocks]) is null);

    // A day to come, so that nobody copies one that is past.
    private string Example => FrenchDates.LocalDate(desk.Now).PlusMonths(3).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private Guid Account => Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid[] fiche, CancellationToken cancellationToken)
    {
        await OpenAsync(fiche, cancellationToken);
        return _entries.Count > 0 ? Show() : fiche.Length > 0 ? NotFound() : LocalRedirect("/extranet/fiches");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(Entries, cancellationToken);
        if (_entries.Count == 0)
        {
            return Entries.Count > 0 ? NotFound() : LocalRedirect("/extranet/fiches");
        }

        var (from, to) = (TypedDate.Parse(From), string.IsNullOrWhiteSpace(To) ? TypedDate.Parse(From) : TypedDate.Parse(To));
        var message = (Message ?? "").ReplaceLineEndings("\n").Trim();
        if (from is null)
        {
            ModelState.AddModelError(nameof(From), $"Saisissez le premier jour de fermeture, par exemple {Example}.");
        }

        if (to is null && !string.IsNullOrWhiteSpace(To))
        {
            ModelState.AddModelError(nameof(To), $"Saisissez le dernier jour de fermeture, par exemple {Example}.");
        }
        else if (to < from)
        {
            ModelState.AddModelError(
                nameof(To),
                $"La fermeture finit avant de commencer : choisissez un dernier jour à partir du {FrenchDates.Day(from.Value)}.");
        }
        else if (to > from?.PlusDays(366))
        {
            ModelState.AddModelError(
                nameof(To),
                $"La fermeture dure plus d'un an : choisissez un dernier jour jusqu'au {FrenchDates.Day(from.Value.PlusDays(366))}.");
        }

        if (message.Length == 0 || message.Length > Disruption.MaxMessageLength)
        {
            ModelState.AddModelError(nameof(Message), $"Saisissez un message de 1 à {Disruption.MaxMessageLength} caractères.");
        }

        this.ConfirmAddresses(nameof(Message), message);
        var today = desk.Now.InUtc().Date;
        if (from < today.PlusDays(-1))
        {
            ModelState.AddModelError(nameof(From), "Choisissez un jour à venir.");
        }

        if (from > today.PlusYears(MaxYearsAhead))
        {
            ModelState.AddModelError(nameof(From), $"Choisissez un jour d'ici {MaxYearsAhead} ans : vérifiez l'année.");
        }

        if (!ModelState.IsValid || from is not { } first || to is not { } last)
        {
            return Show();
        }

        var action = Guid.CreateVersion7(); // one gesture: who approves it may do so by one
        var (sent, failed) = (0, Impossible.Select(item => $"{item.Entry.Name} : {item.Reason}").ToList());
        foreach (var entry in Possible)
        {
            if (await SubmitAsync(entry, action, first, last, message, cancellationToken) is { } reason)
            {
                failed.Add($"{entry.Name} : {reason}");
            }
            else
            {
                sent++;
            }
        }

        var said =
            sent switch { 0 =>
                "Rien n'a été envoyé.", 1 => "1 demande envoyée pour validation.", _ => $"{sent} demandes envoyées pour validation." };
        if (failed.Count == 0)
        {
            TempData.Say(said);
        }
        else
        {
            TempData.Warn(
                $"{said} Sans demande : {string.Join(" ; ", failed.Take(5))}{(failed.Count > 5 ? $" ; et {failed.Count - 5} autres" : "")}.");
        }

        return LocalRedirect("/extranet/validations?onglet=envois");
    }

    private async Task OpenAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Distinct().Take(options.MaxUrgentEntries))
        {
            if (await desk.OpenAsync(Account, id, cancellationToken) is { } entry)
            {
                _entries.Add(entry);
            }
        }
    }

    private string? WhyNot(WorkingEntry entry) =>
        entry.Current?.ReadDocument() is not AdministrationDocument ? "ce n'est pas un service publié"
        : desk.Refuse(Account, entry, EntryAction.Propose, [.. EntrySets.ClosureBlocks]) is { } refusal ? refusal.Message.TrimEnd('.')
        : entry.Draft is not null ? "vous avez déjà un brouillon de cette fiche : ajoutez-y la fermeture"
        : null;

    private async Task<string?> SubmitAsync(
        WorkingEntry entry, Guid action, LocalDate first, LocalDate last, string message, CancellationToken cancellationToken)
    {
        // What the agent has sent already, and that waits, is in what they send now.
        var document = (AdministrationDocument)entry.For([.. EntrySets.ClosureBlocks]).Document!;
        var closed = new Disruption
        {
            Kind = DisruptionKind.ClosedLater,
            Message = message,
            From = first,
            EndsAt = Disruption.ZoneOf(document).AtStartOfDay(last.PlusDays(1)).ToInstant(),
        }.ApplyTo(document, NoticeLevel.Warning);
        var saved = await drafts.SaveAsync(
            Account, new DraftInput { EntryId = entry.EntryId, ActionId = action, BaseVersion = entry.BaseVersion, Document = closed },
            cancellationToken);
        if (Reason(saved) is { } notSaved)
        {
            return notSaved;
        }

        var draft = saved.Request;
        return Reason(await submissions.SubmitAsync(
            Account, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision, Message = message }, cancellationToken));
    }

    private static string? Reason(ChangeOutcome outcome) =>
        outcome.IsDone ? null
        : outcome.Refusal?.Message.TrimEnd('.')
            ?? (outcome.Errors is [var error, ..] ? error.Message.TrimEnd('.') : null) ?? "la fiche vient de changer";

    private PageResult Show()
    {
        ViewData.Head("Fermeture exceptionnelle", new("Mes fiches", "/extranet/fiches"), new("Fermeture exceptionnelle"));
        return Page();
    }
}
