using Microsoft.AspNetCore.Mvc.Filters;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What is added locally, as typed.</summary>
public sealed record ComplementForm
{
    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? Delay { get; set; }

    /// <summary>Whether the agent says that it takes the national text of version <see cref="Seen"/> into account.</summary>
    public bool Reviewed { get; set; }

    public int? Seen { get; set; }
}

internal sealed class ComplementModel(EntryDesk desk, NationalTexts texts, EntryFinder entries)
    : SectionPageModel<LocalComplementDocument, ComplementForm>(desk)
{
    private readonly EntryDesk _desk = desk;

    public override Section Section => Sections.Complement;

    /// <summary>The text that it completes; null when there is none such.</summary>
    public NationalText? National { get; private set; }

    /// <summary>Whether the national text has changed since the complement was written, or last said to fit it.</summary>
    public bool NeedsReview => National is { } national && Document.NeedsReview(national.Basis.ChangedAt);

    /// <summary>What has changed in it since.</summary>
    public IReadOnlyList<ComparedBlock> NationalChanges { get; private set; } = [];

    /// <summary>The page of its source; null when there is none.</summary>
    public string? NationalUrl { get; private set; }

    /// <summary>Whether the agent's grants let them open the national text here.</summary>
    public bool MayOpenNational { get; private set; }

    /// <summary>« le département 69 », « Mairie - Villeurbanne ».</summary>
    public string Where { get; private set; } = "";

    private LocalComplementDocument Document => (LocalComplementDocument)Entry.Document!;

    [Microsoft.AspNetCore.Mvc.RazorPages.NonHandler] // see EntryPageModel
    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            if (Entry.Document is LocalComplementDocument document)
            {
                National = await texts.FindAsync(document.Demarche, document.Basis.Version, HttpContext.RequestAborted);
            }

            return await next();
        });

    protected override ComplementForm Read(LocalComplementDocument document) =>
        new() { Title = document.Title, Text = document.Text, Delay = document.Delay };

    protected override LocalComplementDocument Write(LocalComplementDocument document, ComplementForm form)
    {
        if (form.Reviewed && form.Seen != National?.Basis.Version)
        {
            ModelState.AddModelError("Form.Reviewed", "Le texte national vient encore de changer : relisez-le, puis cochez de nouveau.");
        }

        return document with
        {
            Title = Typed.Line(form.Title, document.Title) ?? "",
            Text = Typed.Lines(form.Text, document.Text),
            Delay = Typed.Lines(form.Delay, document.Delay),
            Basis =
                form.Reviewed && National is { } national && document.NeedsReview(national.Basis.ChangedAt)
                    ? national.Basis
                    : document.Basis,
        };
    }

    protected override string FieldOf(string path) =>
        path switch { "title" => "Form.Title", "delay" => "Form.Delay", _ => "Form.Text" };

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        NationalUrl = National?.Now is { } text ? DocumentJson.ReadDemarche(text).Url : null;
        MayOpenNational = await _desk.OpenAsync(Agent.Id, Document.Demarche, cancellationToken) is not null;
        NationalChanges =
            NeedsReview && National is { Then: { } then, Now: { } now } ? DocumentComparison.Of(EntryKind.Demarche, then, now) : [];
        Where = Document.Parent is { } parent
            ? (await entries.NameAsync([parent], cancellationToken))[0].Label
            : $"le département {Document.Departement}";
    }
}
