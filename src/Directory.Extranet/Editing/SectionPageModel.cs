using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Comparison;
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
    private const string BeforeField = "__vu";
    private const string Gesture = "geste";
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

    public SectionNotes Notes => new(ReadOnlyReason, Entry.CommentsOn(Section), Meanwhile, Warnings);

    public SectionEnd End => new(Seen, Section.PathOf(Entry.EntryId), Meanwhile.Count > 0, _focus);

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

    /// <summary>What the page needs beside its form: lists to choose from, names.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Entry.Document is not TDocument document)
        {
            return NotFound();
        }

        var typed = Typed();
        Form = typed ?? Read(document);
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
        if (Entry.Document is not TDocument document)
        {
            return NotFound();
        }

        if (Desk.Refuse(Agent.Id, Entry, ChangeAction, Section.Blocks) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        await LookUpAsync(document, Form, cancellationToken);

        // Someone else, or another window of the same agent, has saved this very section since the form was made.
        var now = Fingerprint(document);
        var isOutdated = Request.Form[BeforeField] != now && Request.Form[OverwriteField] != now;
        var changed = CheckForm(document);
        if (isOutdated && ModelState.IsValid && Compare(document, changed) is { Count: > 0 } meanwhile)
        {
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
            var kept =
                await Desk.KeepAsync(
                    Agent.Id, Entry, document, TypedKey, JsonSerializer.Serialize(Form), cancellationToken, blocks: Section.Blocks);
            return this.Answer(kept) ?? LocalRedirect(Section.PathOf(Entry.EntryId) + (focus is null ? "" : "#" + focus));
        }

        var warnings = ModelState.IsValid ? WarnAll(document, changed) : [];
        string[] accepted = [.. Request.Form[AcceptedField].ToString().Split(' ')];
        var isFit = ModelState.IsValid && warnings.All(warning => accepted.Contains(warning.Code));
        var outcome = await Desk.KeepAsync(
            Agent.Id, Entry, isFit ? changed : document, TypedKey, isFit ? null : JsonSerializer.Serialize(Form), cancellationToken,
            isFit ? [.. warnings.Select(warning => warning.Code)] : [], Section.Blocks);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        await ReopenAsync();
        if (!isFit)
        {
            Warnings = warnings;
            var page = (PageResult)await ShowAsync((TDocument)Entry.Document!, cancellationToken);
            Seen = isBehind ? Request.Form[BeforeField].ToString() : Seen;
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }

        if (outcome.Conflicts.Count > 0)
        {
            return LocalRedirect($"/extranet/fiches/{Entry.EntryId}/conflit");
        }

        TempData.Say("Brouillon enregistré.");
        return LocalRedirect(PathAfter(Request.Form["suite"] == "continuer"));
    }

    private EntryAction ChangeAction => Entry.IsNew ? EntryAction.Create : EntryAction.Propose;

    // The document that the form makes; mistakes of the form or, without any, of the document, in ModelState.
    private TDocument CheckForm(TDocument document)
    {
        ModelState.Clear();
        var changed = Write(document, Form);
        if (ModelState.IsValid)
        {
            foreach (var error in DocumentValidation.Validate(changed).Where(error => Concerns(error.Path)))
            {
                ModelState.AddModelError(FieldOf(error.Path), error.Message);
            }
        }

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
        await PrepareAsync(cancellationToken);
        return Page();
    }
}
