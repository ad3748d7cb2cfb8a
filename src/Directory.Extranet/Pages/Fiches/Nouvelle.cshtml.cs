using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime.Extensions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>« Créer une fiche »: what tells who may, and what it is; the sections follow.</summary>
[RequiresRight(AccessRight.Modify)]
internal sealed class NouvelleModel(Drafts drafts, TimeProvider clock, CommuneChooser communes, ServiceTypeChooser types) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public Chosen Type { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Chosen Commune { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await LookUpAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string? geste, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (geste is not null && ChooserTagHelper.Searched(geste) is { } field)
        {
            return LocalRedirect(QueryHelpers.AddQueryString("/extranet/fiches/nouvelle", new Dictionary<string, string?>
            {
                [nameof(Name)] = Name,
                ["Type.Text"] = Type.Text,
                ["Type.For"] = Type.For,
                ["Type.Code"] = Type.Code,
                ["Commune.Text"] = Commune.Text,
                ["Commune.For"] = Commune.For,
                ["Commune.Code"] = Commune.Code,
            }) + "#" + field);
        }

        await LookUpAsync(cancellationToken);
        var name = Typed.Line(Name, null);
        Require(nameof(Name), name is null ? "Saisissez le nom de ce service, tel que le public le connaît." : null);
        Require(nameof(Type), types.Problem(Type) ?? (Type.Code is null ? "Indiquez la nature du service, par exemple « mairie »." : null));
        Require(
            nameof(Commune), communes.Problem(Commune) ?? (Commune.Code is null ? "Indiquez la commune où se trouve ce service." : null));
        if (name?.Length > AdministrationValidator.MaxNameLength)
        {
            Require(nameof(Name), $"Saisissez au plus {AdministrationValidator.MaxNameLength} caractères.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var entryId = Guid.CreateVersion7();
        var outcome = await drafts.SaveAsync(
            Agent.From(User).Id,
            new DraftInput
            {
                EntryId = entryId,
                BaseVersion = 0,
                Document = new AdministrationDocument
                {
                    Name = name!,
                    Types = [Type.Code!],
                    Commune = InseeCode.Parse(Commune.Code!),
                    Provenance = new Provenance { Source = Sources.Local.Code, VerifiedAt = clock.GetCurrentInstant() },
                },
            },
            cancellationToken);
        if (outcome.Refusal is { } refusal)
        {
            // What was typed stays: another commune or another type may be theirs.
            ModelState.AddModelError("", refusal.Message);
            var page = Page();
            page.StatusCode = StatusCodes.Status403Forbidden;
            return page;
        }

        TempData.Say("Fiche créée, en brouillon. Complétez ses rubriques, puis envoyez-la.");
        return LocalRedirect(Sections.Identity.PathOf(entryId));
    }

    private async Task LookUpAsync(CancellationToken cancellationToken)
    {
        ViewData.Head("Créer une fiche", new("Mes fiches", "/extranet/fiches"), new("Créer une fiche"));
        await types.ResolveAsync(Type, null, cancellationToken);
        await communes.ResolveAsync(Commune, null, cancellationToken);
    }

    private void Require(string field, string? message)
    {
        if (message is not null)
        {
            ModelState.AddModelError(field, message);
        }
    }
}
