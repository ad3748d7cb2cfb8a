using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A page that begins a new entry: it asks what is needed to know whose it is, makes the draft, and the sections follow.</summary>
public abstract class CreationPageModel(Drafts drafts, TimeProvider clock) : PageModel
{
    /// <summary>« Créer un message ».</summary>
    public abstract string Title { get; }

    protected Provenance Here => new() { Source = Sources.Local.Code, VerifiedAt = clock.GetCurrentInstant() };

    [NonHandler] // see EntryPageModel
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context) =>
        ViewData.Head(Title, new("Mes fiches", "/extranet/fiches"), new(Title));

    /// <summary>Keeps the draft and goes to its first section; shows the page again with the mistakes, or with why it may not be.</summary>
    /// <param name="document">What was typed so far.</param>
    /// <param name="fields">Where mistakes of the document are shown, by block; those of other blocks are for the sections.</param>
    /// <param name="cancellationToken">Gives up; nothing is then kept.</param>
    protected async Task<IActionResult> CreateAsync(
        EntryDocument document, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        foreach (var error in DocumentValidation.Validate(document))
        {
            if (fields.TryGetValue(error.Path.Split('.', '[')[0], out var field))
            {
                ModelState.AddModelError(field, error.Message);
            }
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var entryId = Guid.CreateVersion7();
        var outcome = await drafts.SaveAsync(
            Agent.From(User).Id, new DraftInput { EntryId = entryId, BaseVersion = 0, Document = document }, cancellationToken);
        if (outcome.Refusal is { } refusal)
        {
            // What was typed stays: something narrower may be theirs.
            ModelState.AddModelError("", refusal.Message);
            var page = Page();
            page.StatusCode = StatusCodes.Status403Forbidden;
            return page;
        }

        TempData.Say("Fiche créée, en brouillon. Complétez ses rubriques, puis envoyez-la.");
        return LocalRedirect(Sections.Of(document.Kind)[0].PathOf(entryId));
    }
}
