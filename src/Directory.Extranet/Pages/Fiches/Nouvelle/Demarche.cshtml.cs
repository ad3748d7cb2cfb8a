using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Modify)]
internal sealed class NouvelleDemarcheModel(Drafts drafts, TimeProvider clock, ServiceTypeChoices types) : CreationPageModel(drafts, clock)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Audiences { get; set; } = [];

    [BindProperty]
    public string? HandledBy { get; set; }

    public override string Title => "Créer une démarche";

    public IReadOnlyList<Choice> TypeChoices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => TypeChoices = await types.ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        TypeChoices = await types.ReadAsync(cancellationToken);
        var document = new DemarcheDocument
        {
            Title = Typed.Line(Name, null) ?? "",
            Audiences =
                [.. Audiences.Select(text => Enum.TryParse<Audience>(text, out var audience) ? audience : (Audience)(-1)).Distinct()],
            HandledBy = string.IsNullOrEmpty(HandledBy) ? [] : [HandledBy],
            Provenance = Here,
        };
        return await CreateAsync(
            document,
            new Dictionary<string, string> { ["title"] = nameof(Name), ["audiences"] = nameof(Audiences), ["handledBy"] = nameof(
                HandledBy) },
            cancellationToken);
    }
}
