using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>« Suspendre l'accueil »: in the agent's draft, with whatever else it changes; by the standard path.</summary>
internal sealed class SuspendreModel(EntryDesk desk) : EntryPageModel(desk)
{
    private const string End = "lever";
    private const int MaxDays = 5 * 366;

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    /// <summary>The suspension that there is already; null for none.</summary>
    public Notice? Current =>
        (Entry.Document as AdministrationDocument)?.Notices.FirstOrDefault(notice => notice.SuspendsReception);

    private protected override WorkingEntry For(WorkingEntry entry) => entry.For(["notices"]);

    private DateTimeZone Zone => HoursPlace.CalendarOf((AdministrationDocument)Entry.Document!).TimeZone;

    public IActionResult OnGet()
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        (From, Until, Message) = (Typed(Current?.From), Typed(Current?.Until), Current?.Body);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string? suite, CancellationToken cancellationToken)
    {
        if (Refused() is { } refused)
        {
            return refused;
        }

        var document = (AdministrationDocument)Entry.Document!;
        var changed = suite == End ? Suspension.End(document) : Begin(document);
        if (!ModelState.IsValid)
        {
            return Show();
        }

        // Kept under a name that is no section's: nothing typed elsewhere is touched.
        var outcome = await Desk.KeepAsync(Agent.Id, Entry, changed, "suspension", null, cancellationToken);
        return this.Answer(outcome) ?? LocalRedirect(Sections.Review.PathOf(Entry.EntryId));
    }

    private AdministrationDocument Begin(AdministrationDocument document)
    {
        var (from, until) = (Read(From, nameof(From)), Read(Until, nameof(Until)));
        if (until is { } end && (from ?? Desk.Now) >= end)
        {
            ModelState.AddModelError(
                nameof(Until),
                from is null
                    ? "Choisissez une date de réouverture à venir."
                    : "Choisissez une réouverture après le début de la suspension.");
        }

        // One that stands already stays; « jusqu'à nouvel ordre » is said by no date.
        CheckYear(From, from, Typed(Current?.From), nameof(From));
        CheckYear(Until, until, Typed(Current?.Until), nameof(Until));
        var message = Editing.Typed.Lines(Message, Current?.Body);
        if (message?.Length > AdministrationValidator.MaxNoticeBodyLength)
        {
            ModelState.AddModelError(nameof(Message), $"Saisissez au plus {AdministrationValidator.MaxNoticeBodyLength} caractères.");
        }

        this.ConfirmAddresses(nameof(Message), message);
        return Suspension.Begin(document, from, until, message);
    }

    private IActionResult? Refused() =>
        Entry.Document is not AdministrationDocument || Entry.IsNew ? NotFound()
        : Desk.Refuse(Agent.Id, Entry, EntryAction.Propose, "notices") is { } refusal ? this.Refuse(refusal)
        : null;

    private PageResult Show()
    {
        Head("Suspendre l'accueil");
        return Page();
    }

    private void CheckYear(string? typed, Instant? read, string? before, string field)
    {
        if (read is { } at && typed != before && Duration.FromDays(MaxDays) < (at > Desk.Now ? at - Desk.Now : Desk.Now - at))
        {
            ModelState.AddModelError(field, "Cette date est à plus de cinq ans d'aujourd'hui : vérifiez l'année, ou laissez vide.");
        }
    }

    // The days of the counter's own place.
    private Instant? Read(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (TypedDate.Parse(typed) is { } date)
        {
            return date.AtStartOfDayInZone(Zone).ToInstant();
        }

        ModelState.AddModelError(field, "Saisissez une date, par exemple 31/12/2026.");
        return null;
    }

    private string? Typed(Instant? at) =>
        at is { } instant ? NodaTime.Text.LocalDatePattern.Iso.Format(instant.InZone(Zone).Date) : null;
}
