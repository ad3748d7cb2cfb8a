using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.Urgent;

namespace PublicDirectory.Extranet.Pages;

/// <summary>« Quelles fiches ? »: those chosen, or all of a site, under one administration, of one kind.</summary>
internal sealed class UrgenceFichesModel(EntryDesk desk, EntrySets sets, ChangeRequestOptions options) : PageModel
{
    public string Choix { get; private set; } = "";

    public IReadOnlyList<Guid> Chosen { get; private set; } = [];

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid[] fiche, CancellationToken cancellationToken)
    {
        var account = Agent.From(User).Id;
        Chosen = [.. fiche.Distinct().Take(options.MaxUrgentEntries)];
        if (Chosen.Count == 0)
        {
            return LocalRedirect("/extranet/fiches");
        }

        if (await desk.OpenAsync(account, Chosen[0], cancellationToken) is not { } entry)
        {
            return NotFound();
        }

        var offered = await sets.OfferAsync(account, Chosen[0], EntryAction.PublishUrgently, cancellationToken);
        Choices =
        [
            new("", Chosen.Count == 1 ? $"Cette fiche seulement : {entry.Name}" : $"Les fiches choisies ({Chosen.Count})"),
            .. offered.Select(set => new Choice(EntrySetCode.Of(set), Label(set), set.Count > options.MaxUrgentEntries
                ? $"Trop pour une seule publication : {options.MaxUrgentEntries} au plus. Décochez-en ensuite."
                : null)),
        ];
        ViewData.Head("Quelles fiches ? – Publier en urgence", new("Mes fiches", "/extranet/fiches"), new("Publier en urgence"));
        return Page();
    }

    private static string Label(EntrySet set) => set.Kind switch
    {
        EntrySetKind.Site => $"Toutes les fiches de ce site ({set.Count})",
        EntrySetKind.Parent => $"Toutes les fiches rattachées à « {set.Name} » ({set.Count})",
        _ => $"Toutes les fiches de nature « {set.Name} » de votre périmètre ({set.Count})",
    };
}
