using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Modify)]
internal sealed class NouveauServiceTypeModel(Drafts drafts, TimeProvider clock, ServiceTypeChoices types)
    : CreationPageModel(drafts, clock)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public override string Title => "Créer une nature de service";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var code = Typed.Line(Code, null) ?? "";
        if ((await types.ReadAsync(cancellationToken)).Any(type => type.Value == code))
        {
            ModelState.AddModelError(nameof(Code), "Ce code est déjà celui d'une autre nature de service.");
        }

        return await CreateAsync(
            new ServiceTypeDocument { Code = code, Label = Typed.Line(Name, null) ?? "", Provenance = Here },
            new Dictionary<string, string> { ["label"] = nameof(Name), ["code"] = nameof(Code) },
            cancellationToken);
    }
}
