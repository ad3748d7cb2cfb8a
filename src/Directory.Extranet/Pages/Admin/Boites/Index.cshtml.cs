using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The boxes that the agent decides on, and opening another.</summary>
[RequiresRight(AccessRight.Administer)]
[RequiresRecentAuthentication(PostsOnly = true)]
internal sealed class BoitesModel(DeskBoxAdministration boxes, GrantChoices choices) : PageModel
{
    private const string Country = "france";

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Its code, or the whole country.</summary>
    [BindProperty]
    public string? Departement { get; set; }

    public IReadOnlyList<AdministeredBox> Boxes { get; private set; } = [];

    public IReadOnlyList<Choice> Places { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Boxes = await boxes.ListAsync(Agent.From(User).Id, cancellationToken);
        Places = [new(Country, "Toute la France"), .. (await choices.ReadAsync([], false, cancellationToken)).Departements];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        var name = Name?.Trim() ?? "";
        if (name.Length is 0 or > DeskBoxAdministration.MaxName)
        {
            ModelState.AddModelError(nameof(Name), $"Donnez un nom à la boîte, de {DeskBoxAdministration.MaxName} caractères au plus.");
        }

        if (!Places.Any(place => place.Value == Departement))
        {
            ModelState.AddModelError(nameof(Departement), "Choisissez le périmètre de la boîte.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var perimeter = Departement == Country ? Perimeter.National : Perimeter.OfDepartement(Departement!);
        var (id, refusal) = await boxes.OpenAsync(Agent.From(User).Id, name, perimeter, cancellationToken);
        if (refusal is not null)
        {
            ModelState.AddModelError(refusal.Code == DeskBoxAdministration.NameTaken ? nameof(Name) : nameof(Departement), refusal.Message);
            return Page();
        }

        TempData.Say("La boîte est ouverte. Ajoutez-lui des membres.");
        return LocalRedirect($"/admin/boites/{id}");
    }
}
