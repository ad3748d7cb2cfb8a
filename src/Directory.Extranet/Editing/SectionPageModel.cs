using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Reports;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// A page that edits one section. What is typed is kept in the agent's draft whatever it is worth: as the document it makes or,
/// with mistakes, as it was typed, to be found again. Nothing here is public before it is submitted and approved.
/// </summary>
/// <typeparam name="TDocument">The kind of document.</typeparam>
/// <typeparam name="TForm">What the form holds: texts as they are typed, so that mistakes can be shown again.</typeparam>
public abstract class SectionPageModel<TDocument, TForm>(EntryDesk desk) : EntryPageModel(desk)
    where TDocument : EntryDocument
    where TForm : class, new()
{
    private const string Gesture = "geste";
    private const string NextField = "suite";

    // What « suite » says beside the name of a section.
    private const string ToNext = "continuer";
    private const string GiveUp = "abandonner";
    private const string OverwriteField = "__remplacer";
    private const string AcceptedField = "__malgre";
    private const string FocusKey = "focus";

    // Where the button just pressed leads, for the script; null when the page was opened otherwise.
    private string? _focus;

    public abstract Section Section { get; }

    [BindProperty]
    public TForm Form { get; set; } = new();

    /// <summary>The fingerprint of the section's blocks that the form was made from, for a hidden field.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>
    /// What the form would change in what another, or another window, has saved since it was made; empty without conflict.
    /// </summary>
    public IReadOnlyList<ComparedBlock> Meanwhile { get; private set; } = [];

    /// <summary>Why the agent may not change this section; null when they may.</summary>
    public string? ReadOnlyReason { get; private set; }

    /// <summary>What the agent is asked to look at again before it is saved; empty when there is nothing, or they have said yes.</summary>
    public IReadOnlyList<FormWarning> Warnings { get; private set; } = [];

    /// <summary>What is reported of the section, for who comes from there; null for nothing.</summary>
    public ReportDetail? Report { get; private set; }

    /// <summary>Whether the form holds what the report proposes.</summary>
    public bool IsProposed { get; private set; }

    public SectionNotes Notes => new(
        ReadOnlyReason, Entry.CommentsOn(Section), Meanwhile, Warnings,
        Entry.Document is AdministrationDocument administration ? UnreadValue.ToSettle(administration, Section.Blocks) : [],
        Entry is { IsJoined: true, Waiting: { } waiting } ? waiting : null, Report, IsProposed);

    public EntryFrame Frame => new(Entry, InMenu) { HasForm = ReadOnlyReason is null };

    public SectionEnd End => new(
        Frame, Seen, Section.PathOf(Entry.EntryId), Meanwhile.Count > 0, _focus,
        Entry.Draft is { } draft ? SavedAt(draft) : null,
        !SavesWhileTyping ? "Annuler" : Typed() is not null ? "Abandonner cette saisie" : null);

    private protected override WorkingEntry For(WorkingEntry entry) => entry.For(InMenu.Blocks);

    /// <summary>The entry of the menu that the page is under.</summary>
    private protected virtual Section InMenu => Section;

    /// <summary>
    /// Whether what is typed may become part of the document while it is being typed; where not, it is kept beside it until its author
    /// saves it.
    /// </summary>
    private protected virtual bool SavesWhileTyping => true;

    /// <summary>
    /// Looks up what the form refers to (a commune by its name) before it is read: <see cref="Write"/> itself waits for nothing.
    /// </summary>
    protected virtual Task LookUpAsync(TDocument document, TForm form, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What the document says, as the form shows it.</summary>
    protected abstract TForm Read(TDocument document);

    /// <summary>
    /// What the form says, in the document. Mistakes go to <c>ModelState</c>, under the field's name (<c>Form.Days[0].From</c>); what is
    /// returned then does not matter.
    /// </summary>
    protected abstract TDocument Write(TDocument document, TForm form);

    /// <summary>Where a mistake that the document's own checks find is shown: a field's name, or empty for the summary alone.</summary>
    /// <param name="path">Its place in the document: <c>channels[2].value</c>.</param>
    protected virtual string FieldOf(string path) => "";

    /// <summary>Whether a mistake that the document's own checks find is this page's to show.</summary>
    /// <param name="path">Its place in the document.</param>
    protected virtual bool Concerns(string path) => Section.Blocks.Contains(path.Split('.', '[')[0]);

    /// <summary>Does what a button inside the form asks for: adds a line, takes one away, copies.</summary>
    /// <param name="form">Changed in place.</param>
    /// <param name="gesture">The button's value: <c>ajouter:2</c>.</param>
    /// <returns>The id of the element to which the focus goes.</returns>
    protected virtual string? Perform(TForm form, string gesture) => null;

    /// <summary>What is odd about a form without mistakes.</summary>
    /// <param name="saved">What the draft says, or what is published.</param>
    /// <param name="changed">What the form makes of it.</param>
    protected virtual IReadOnlyList<FormWarning> Warn(TDocument saved, TDocument changed) => [];

    /// <summary>Under which name what is typed is kept in the draft.</summary>
    protected virtual string TypedKey => Section.Slug;

    /// <summary>What of the document the form is made from: when it changes meanwhile, the agent chooses.</summary>
    protected virtual string Fingerprint(TDocument document) => EntryDesk.Fingerprint(document, Section.Blocks);

    /// <summary>Where the agent goes once it is saved.</summary>
    /// <param name="continues">Whether they asked to go on to what comes next.</param>
    protected virtual string PathAfter(bool continues) =>
        (continues ? Sections.After(Entry.Kind, Section) : Section).PathOf(Entry.EntryId);

    /// <summary>Where the agent goes once they have given up what they typed.</summary>
    protected virtual string PathWithout => Section.PathOf(Entry.EntryId);

    /// <summary>What the page needs beside its form: lists to choose from, names.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Entry.Document is not TDocument document)
        {
            return NotFound();
        }

        var typed = Typed();
        await ReadReportAsync(cancellationToken);
        var proposed = typed is null && Report is { } report ? ProposedBlock.In(document, report.Line.Report) as TDocument : null;
        IsProposed = proposed is not null;
        Form = typed ?? Read(proposed ?? document);
        await LookUpAsync(document, Form, cancellationToken);
        if (typed is not null)
        {
            // Found again as it was left, mistakes included; they are not held against someone who is still adding lines.
            _focus = TempData[FocusKey] as string;
            if (_focus is null)
            {
                var changed = CheckForm(document);
                Warnings = ModelState.IsValid ? WarnAll(document, changed) : [];
            }
        }

        return await ShowAsync(document, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await SaveAsync(isLast: false, cancellationToken) is { } answer)
        {
            return answer;
        }

        // The draft was saved from elsewhere between being read and being kept (the page saves by itself): all is looked at anew.
        await ReopenAsync();
        return Begin() ?? (await SaveAsync(isLast: true, cancellationToken))!;
    }

    // Null when the draft has changed meanwhile, unless it is the last try.
    private async Task<IActionResult?> SaveAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (Entry.Document is not TDocument document)
        {
            return NotFound();
        }

        if (Desk.Refuse(Agent.Id, Entry, ChangeAction, Section.Blocks) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        var (isAuto, next) = (SentForm.IsAuto(Request), Request.Form[NextField].ToString());
        if (next == GiveUp)
        {
            return await ForgetAsync(document, cancellationToken);
        }

        var form = SentForm.IdOf(Request);
        if (form is { } sent
            && SentForm.RankOf(Request) is { } rank
            && !await Desk.Saved.ComesAsync(sent, Agent.Id, rank, cancellationToken))
        {
            return isAuto ? Tell(null) : LocalRedirect(Section.PathOf(Entry.EntryId)); // the page has sent more since
        }

        await LookUpAsync(document, Form, cancellationToken);

        // Someone else, or another window of the same agent, has saved this very section since the form was made.
        var now = Fingerprint(document);
        var isOutdated = Request.Form[KeepUnhandled.SectionField] != now && Request.Form[OverwriteField] != now
            && !(form is { } known && await Desk.Saved.IsOwnAsync(known, Agent.Id, now, cancellationToken));
        var changed = CheckForm(document);
        if (isOutdated && ModelState.IsValid && Compare(document, changed) is { Count: > 0 } meanwhile)
        {
            if (isAuto)
            {
                return await TellConflictAsync();
            }

            ModelState.Clear();
            Meanwhile = meanwhile;
            var result = (PageResult)await ShowAsync(document, cancellationToken);
            result.StatusCode = StatusCodes.Status409Conflict;
            return result;
        }

        // Mistakes first; the form keeps its fingerprint, so that the choice is asked for once they are put right.
        var isBehind = isOutdated && !ModelState.IsValid;
        if (!isBehind && Request.Form[Gesture].FirstOrDefault() is { Length: > 0 } gesture)
        {
            ModelState.Clear();
            var focus = ChooserTagHelper.Searched(gesture) ?? Perform(Form, gesture);
            TempData[FocusKey] = focus ?? "";
            var kept = await KeepTypedAsync(document, cancellationToken);
            return IsOvertaken(kept) && !isLast
                ? null
                : this.Answer(kept) ?? LocalRedirect(Section.PathOf(Entry.EntryId) + (focus is null ? "" : "#" + focus));
        }

        var warnings = ModelState.IsValid ? WarnAll(document, changed) : [];
        string[] accepted = [.. Request.Form[AcceptedField].ToString().Split(' ')];
        var isFit = ModelState.IsValid && warnings.All(warning => accepted.Contains(warning.Code));
        var goesTo = Sections.Of(Entry.Kind).FirstOrDefault(section => section.Slug == next);
        if ((isAuto || goesTo is not null) && IsUntouched(document, isFit ? changed : null))
        {
            return isAuto ? Tell(null) : LocalRedirect(goesTo!.PathOf(Entry.EntryId)); // no draft comes of looking
        }

        var isDocument = isFit && (!isAuto || SavesWhileTyping);
        if (isDocument && form is { } saved && Fingerprint(changed) is var left && left != now)
        {
            await Desk.Saved.LeavesAsync(saved, Agent.Id, left, cancellationToken);
        }

        var outcome = isDocument
            ? await Desk.KeepAsync(
                Agent.Id, Entry, changed, TypedKey, null, cancellationToken, [.. warnings.Select(warning => warning.Code)], Section.Blocks)
            : await KeepTypedAsync(document, cancellationToken);
        if (IsOvertaken(outcome) && !isLast)
        {
            return null;
        }

        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        await ReopenAsync();
        if (isAuto)
        {
            return Tell(Entry.Draft is { } draft ? SavedAt(draft) : null);
        }

        if (!isFit && goesTo is not null && goesTo != Sections.Review)
        {
            TempData.Warn($"Votre saisie est gardée dans la rubrique « {InMenu.Title} », où elle reste à corriger.");
            return LocalRedirect(goesTo.PathOf(Entry.EntryId));
        }

        if (!isFit)
        {
            Warnings = warnings;
            var page = (PageResult)await ShowAsync((TDocument)Entry.Document!, cancellationToken);
            Seen = isBehind ? Request.Form[KeepUnhandled.SectionField].ToString() : Seen;
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }

        if (outcome.Conflicts.Count > 0)
        {
            return LocalRedirect($"/extranet/fiches/{Entry.EntryId}/conflit");
        }

        TempData.Say("Brouillon enregistré.");
        return LocalRedirect(goesTo?.PathOf(Entry.EntryId) ?? PathAfter(next == ToNext));
    }

    private async Task ReadReportAsync(CancellationToken cancellationToken)
    {
        if (Guid.TryParse(Request.Query[ReportWords.SectionQuery], out var id)
            && await HttpContext.RequestServices.GetRequiredService<ReportQueue>().FindAsync(Agent.Id, id, cancellationToken) is { } report
            && report.Line.Report is { IsOpen: true, Block: { } block } && report.Line.Report.EntryId == Entry.EntryId
            && InMenu.Blocks.Contains(block) && Desk.Refuse(Agent.Id, Entry, EntryAction.HandleReports) is null)
        {
            Report = report;
        }
    }

    // Whether the form says what it said when it was made, and nothing of it is kept.
    private bool IsUntouched(TDocument document, TDocument? changed) => Typed() is null && (changed is null
        ? JsonSerializer.Serialize(Form) == JsonSerializer.Serialize(Read(document))
        : Entry.Draft is null && DocumentJson.Write(document).AsSpan().SequenceEqual(DocumentJson.Write(changed)));

    // Gives up what was typed and is no document yet; the draft stays.
    private async Task<IActionResult?> ForgetAsync(TDocument document, CancellationToken cancellationToken)
    {
        var outcome = Typed() is null
            ? null
            : await Desk.KeepAsync(Agent.Id, Entry, document, TypedKey, null, cancellationToken, blocks: Section.Blocks);
        return outcome is null ? LocalRedirect(PathWithout)
            : IsOvertaken(outcome) ? null
            : this.Answer(outcome) ?? LocalRedirect(PathWithout);
    }

    private Task<ChangeOutcome> KeepTypedAsync(TDocument document, CancellationToken cancellationToken) => Desk.KeepAsync(
        Agent.Id, Entry, document, TypedKey, JsonSerializer.Serialize(Form), cancellationToken, blocks: Section.Blocks);

    private static bool IsOvertaken(ChangeOutcome outcome) => outcome.Refusal is { Code: ChangeOutcome.Outdated };

    private static string SavedAt(ChangeRequest draft) =>
        BoundSpaces.In($"Brouillon enregistré à {FrenchDates.Time(draft.UpdatedAt)}");

    // What a page that saves by itself shows: see autosave.js.
    private JsonResult Tell(string? said) => new(new { said, review = Frame.Review, state = Frame.StateOf(InMenu) });

    // What cannot go into the draft without a choice is kept apart, as when a session is over.
    private async Task<IActionResult> TellConflictAsync()
    {
        await HttpContext.RequestServices.GetRequiredService<KeptForms>().KeepAsync(HttpContext);
        ModelState.Clear();
        return new JsonResult(
            new { said = "Cette rubrique a changé ailleurs pendant votre saisie : enregistrez pour comparer et choisir." })
        {
            StatusCode = StatusCodes.Status409Conflict,
        };
    }

    private EntryAction ChangeAction => Entry.IsNew ? EntryAction.Create : EntryAction.Propose;

    // The document that the form makes; mistakes of the form or, without any, of the document, in ModelState.
    private TDocument CheckForm(TDocument document)
    {
        ModelState.Clear();
        var changed = Write(document, Form);
        var isRead = ModelState.IsValid;
        foreach (var error in DocumentValidation.Validate(changed).Where(error => Concerns(error.Path)))
        {
            // All mistakes at once; but what only follows from one of the form is no second one.
            var field = FieldOf(error.Path);
            if (isRead || (field.Length > 0 && ModelState.GetFieldValidationState(field) is not ModelValidationState.Invalid))
            {
                ModelState.AddModelError(field, error.Message);
            }
        }

        RowNames.Name(ModelState, InMenu);
        return changed;
    }

    // Whatever the section: addresses that may mislead, where they were not there before.
    private IReadOnlyList<FormWarning> WarnAll(TDocument saved, TDocument changed) =>
    [
        .. Warn(saved, changed),
        .. HostDoubts.In(DocumentJson.Write(changed)).ExceptBy(
            HostDoubts.In(DocumentJson.Write(saved)).Select(doubt => doubt.Code), doubt => doubt.Code)
            .Select(doubt => new FormWarning(doubt.Code, doubt.Message)),
    ];

    private static IReadOnlyList<ComparedBlock> Compare(TDocument saved, TDocument typed) =>
        DocumentComparison.Of(saved.Kind, DocumentJson.Write(saved), DocumentJson.Write(typed));

    private TForm? Typed() =>
        Entry.Draft?.FormValues is { } values && JsonNode.Parse(values)?[TypedKey] is { } own ? own.Deserialize<TForm>() : null;

    private async Task<IActionResult> ShowAsync(TDocument document, CancellationToken cancellationToken)
    {
        Seen = Fingerprint(document);
        ReadOnlyReason = Desk.Refuse(Agent.Id, Entry, ChangeAction, Section.Blocks)?.Message;
        Head(Section.Title);
        SecurityHeaders.LetRestore(HttpContext);
        if (ReadOnlyReason is null)
        {
            ViewData.SkipTo(("rubrique", "Formulaire"), ("barre", "Enregistrer"));
        }

        await PrepareAsync(cancellationToken);
        return Page();
    }
}
