using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Modify)]
internal sealed class NouveauMessageModel(Drafts drafts, TimeProvider clock, ServiceTypeChoices types) : CreationPageModel(drafts, clock)
{
    [BindProperty]
    public string? Level { get; set; } = nameof(NoticeLevel.Info);

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Departement { get; set; }

    [BindProperty]
    public string? ServiceType { get; set; }

    public override string Title => "Créer un message";

    public IReadOnlyList<Choice> TypeChoices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => TypeChoices = await types.ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        TypeChoices = await types.ReadAsync(cancellationToken);
        var departement = Typed.Line(Departement, null)?.ToUpperInvariant();
        var document = new NoticeDocument
        {
            Level = Enum.TryParse<NoticeLevel>(Level, out var level) ? level : (NoticeLevel)(-1),
            Title = Typed.Line(Name, null) ?? "",
            Concerns = new NoticeTargets
            {
                WholeCountry = departement is null,
                Departements = departement is null ? [] : [departement],
                ServiceTypes = string.IsNullOrEmpty(ServiceType) ? [] : [ServiceType],
            },
            Provenance = Here,
        };
        return await CreateAsync(
            document,
            new Dictionary<string, string> { ["level"] = nameof(Level), ["title"] = nameof(Name), ["concerns"] = nameof(Departement) },
            cancellationToken);
    }
}
