using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>
/// Publishing at once on one entry, or on many: <c>/extranet/urgence?fiche=…&amp;fiche=…</c>, <c>?fiche=…&amp;choix=site</c>.
/// </summary>
internal sealed class UrgenceModel(
    EntryDesk desk, EntrySets sets, UrgentPublications publications, UrgentActions urgencies, ChangeRequestOptions options) : PageModel
{
    private const int ShownUrgencies = 5;
    private const string Gesture = "geste";
    private const string TemplateGesture = "modele:";

    [BindProperty]
    public List<Guid> Entries { get; set; } = [];

    [BindProperty]
    public DisruptionForm Form { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool IsChecked { get; set; }

    /// <summary>Those that the form is about and that the agent may publish on.</summary>
    public IReadOnlyList<ChosenEntry> Offered { get; private set; } = [];

    /// <summary>Why the agent may not publish urgently on the only entry; null when they may.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the public reads already of these entries: a second closure would stay when the first one ends.</summary>
    public IReadOnlyList<RunningUrgency> Running { get; private set; } = [];

    /// <summary>The only entry's name, or how many.</summary>
    public string Subject => Offered.Count == 1 ? Offered[0].Name : $"{Offered.Count} fiches";

    /// <summary>The entry that the page came for.</summary>
    public Guid First { get; private set; }

    /// <summary>How many of the entries asked for the agent may not publish on.</summary>
    public int LeftOut { get; private set; }

    /// <summary>What the public would read; null while the form does not say it.</summary>
    public Notice? Preview { get; private set; }

    /// <summary>Where the focus goes once a button has changed the form; null for nowhere.</summary>
    public string? Focus { get; private set; }

    public IReadOnlyList<Choice> Ends => EndForm.Choices(options);

    public IReadOnlyList<Choice> EntryChoices =>
        [.. Offered.Select(entry => new Choice(entry.EntryId.ToString(), entry.Name, entry.City))];

    private Guid Account => Agent.From(User).Id;

    public async Task<IActionResult> OnGetAsync(Guid? id, Guid[] fiche, string? choix, CancellationToken cancellationToken)
    {
        Guid[] asked = id is { } one ? [one] : [.. fiche.Distinct().Take(options.MaxUrgentEntries + 1)];
        if (asked.Length == 0)
        {
            return LocalRedirect("/extranet/fiches");
        }

        if (await desk.OpenAsync(Account, asked[0], cancellationToken) is not { Current.Document: not null } first)
        {
            return NotFound();
        }

        First = asked[0];
        if (EntrySetCode.Read(choix) is { } set)
        {
            Offered =
                await sets.ReadAsync(Account, First, set, EntryAction.PublishUrgently, options.MaxUrgentEntries + 1, cancellationToken);
        }
        else
        {
            Offered = await sets.ReadAsync(Account, asked, EntryAction.PublishUrgently, cancellationToken);
            LeftOut = asked.Length - Offered.Count;
        }

        if (Offered.Count == 0)
        {
            Refusal = desk.Refuse(Account, first, EntryAction.PublishUrgently, [.. EntrySets.ClosureBlocks])?.Message
                ?? "Aucune de ces fiches ne peut être publiée en urgence.";
            Head(first.Name);
            return Page();
        }

        Entries = [.. Offered.Select(entry => entry.EntryId)];
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken cancellationToken)
    {
        Entries = id is { } one ? [one] : [.. Entries.Distinct().Take(options.MaxUrgentEntries + 1)];
        Offered = await sets.ReadAsync(Account, Entries, EntryAction.PublishUrgently, cancellationToken);
        if (Entries.FirstOrDefault(entry => Offered.All(offered => offered.EntryId != entry)) is var missing && missing != Guid.Empty)
        {
            return await RefuseAsync(missing, cancellationToken);
        }

        First = Entries.FirstOrDefault();
        ModelState.Clear();
        if (Request.Form[Gesture].FirstOrDefault() is { Length: > 0 } gesture)
        {
            // Nothing is published or kept: the page is only shown again, with its preview.
            Focus = nameof(IsChecked);
            if (gesture.StartsWith(TemplateGesture, StringComparison.Ordinal)
                && MessageTemplates.Of(gesture[TemplateGesture.Length..], Form.Kind) is { } message)
            {
                (Form.Message, Focus) = (message, "Form-Message");
            }

            return await ShowAsync(cancellationToken);
        }

        var making = Form.Read(ModelState, nameof(Form), desk.Now, options);
        var entries = making is null ? [] : Offered.Select(entry => UrgentEntry.Of(
            entry.EntryId, entry.Version, entry.Document, making(Disruption.ZoneOf(entry.Document)))).ToList();
        AddErrors(entries);
        if (!ModelState.IsValid)
        {
            return await ShowAsync(cancellationToken);
        }

        var outcome = await publications.PublishAsync(
            Account, new UrgentInput { Entries = entries, Reason = Reason!, Key = FormKey.Of(Request) }, cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        foreach (var error in outcome.Errors)
        {
            ModelState.AddModelError(
                error.Path == "reason" ? nameof(Reason) : DisruptionForm.FieldOf(error.Path, nameof(Form)), error.Message);
        }

        if (outcome.Conflicts.Count > 0)
        {
            ModelState.AddModelError("", "Une de ces fiches vient de changer. Vérifiez l'aperçu, puis publiez de nouveau.");
        }

        return ModelState.IsValid
            ? LocalRedirect($"/extranet/urgences/{outcome.Requests[0].ActionId}")
            : await ShowAsync(cancellationToken);
    }

    /// <summary>The banner's title and message for what is typed, a line each.</summary>
    public async Task<IActionResult> OnPostApercuAsync(Guid? id, CancellationToken cancellationToken)
    {
        var first = id ?? Entries.FirstOrDefault();
        if (first == Guid.Empty)
        {
            return Content("\n");
        }

        if (await sets.ReadAsync(Account, [first], EntryAction.PublishUrgently, cancellationToken) is not [var entry])
        {
            return await RefuseAsync(first, cancellationToken);
        }

        var notice = PreviewOf(entry);
        return Content(notice is null ? "\n" : BoundSpaces.In($"{notice.Title}.\n{notice.Body!.ReplaceLineEndings(" ")}"));
    }

    // In the order of the fields.
    private void AddErrors(List<UrgentEntry> entries)
    {
        if (Entries.Count == 0 || Entries.Count > options.MaxUrgentEntries)
        {
            ModelState.AddModelError(nameof(Entries), $"Choisissez de 1 à {options.MaxUrgentEntries} fiches.");
        }

        var mistakes = entries
            .SelectMany(entry => entry.Disruption!.Check(Disruption.ZoneOf((AdministrationDocument)entry.Document), desk.Now))
            .Where(error => error.Path != "slots" || ModelState.IsValid); // a slot that was not understood is not a missing one
        foreach (var error in mistakes.DistinctBy(error => error.Path).ToList())
        {
            ModelState.AddModelError(DisruptionForm.FieldOf(error.Path, nameof(Form)), error.Message);
        }

        if (entries.Count == 0 && Form.CleanMessage.Length == 0)
        {
            ModelState.AddModelError("Form.Message", "Saisissez le message affiché au public, ou choisissez un modèle.");
        }

        this.ConfirmAddresses("Form.Message", Form.CleanMessage);
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Indiquez pourquoi cette publication ne peut pas attendre.");
        }

        if (!IsChecked)
        {
            ModelState.AddModelError(nameof(IsChecked), "Confirmez que vous avez vérifié le message.");
        }
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        Running = await urgencies.ReadRunningAsync(
            Account, ShownUrgencies, cancellationToken, [.. Offered.Select(entry => entry.EntryId)]);
        Form.FillUp();
        Preview = Offered.Count > 0 ? PreviewOf(Offered[0]) : null;
        Head(Subject);
        return Page();
    }

    // It says what it can; what is missing is said by the fields.
    private Notice? PreviewOf(ChosenEntry entry)
    {
        var zone = Disruption.ZoneOf(entry.Document);
        return Form.Read(new(), nameof(Form), desk.Now, options)?.Invoke(zone).NoticesAt(zone)[0];
    }

    private void Head(string subject) => ViewData.Head(
        $"Publier en urgence – {subject}",
        Offered.Count > 1
            ? [new("Mes fiches", "/extranet/fiches"), new("Publier en urgence")]
            : [new("Mes fiches", "/extranet/fiches"), new(subject, $"/extranet/fiches/{First}"), new("Publier en urgence")]);

    private async Task<IActionResult> RefuseAsync(Guid entryId, CancellationToken cancellationToken) =>
        await desk.OpenAsync(Account, entryId, cancellationToken) is { Current.Document: not null } entry
            && desk.Refuse(Account, entry, EntryAction.PublishUrgently, [.. EntrySets.ClosureBlocks]) is { } refusal
            ? this.Refuse(refusal)
            : NotFound();
}
