using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Lists;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>« Fermer un accueil maintenant »: which one, of those that the agent may publish urgently on.</summary>
[RequiresRight(AccessRight.PublishUrgently)]
internal sealed class UrgenceAccueilModel(EntryLists lists) : PageModel
{
    // More than a telephone shows at once: they are looked for.
    private const int Short = 8;
    private const int Shown = 25;

    public string? Text { get; private set; }

    public EntryPage Entries { get; private set; } = new(new Dictionary<EntryTab, long>(), 0, 0, []);

    public bool IsLong => Entries.Total > Short;

    public string Found => Entries.Total > 0 ? FrenchCounts.Of(Entries.Total, "accueil", "accueils")
        : Text is null ? "Il n'y a aucun accueil dans votre périmètre."
        : $"Aucun accueil ne contient « {Text} ».";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Text = EntryListQuery.Read(Request.Query).Text;
        Entries = await lists.ReadAsync(
            Agent.From(User).Id,
            new EntryListFilter
            {
                Text = Text,
                Kind = EntryKind.Administration,
                Action = EntryAction.PublishUrgently,
                Blocks = EntrySets.ClosureBlocks,
            },
            0, Shown, cancellationToken);
        // One choice is none.
        return Entries is { Total: 1, Lines: [var only] } && Text is null
            ? LocalRedirect($"/extranet/fiches/{only.EntryId}/urgence")
            : Page();
    }
}
