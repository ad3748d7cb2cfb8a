using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

internal sealed class DupliquerModel(EntryDesk desk, Drafts drafts) : LifePageModel(desk)
{
    public override string Title => "Dupliquer";

    private protected override EntryAction Action => EntryAction.Create;

    private protected override bool IsPossible => Entry.Current is { Document: not null, Kind: EntryKind.Administration };

    private protected override async Task<ChangeOutcome> BeginAsync(CancellationToken cancellationToken)
    {
        var outcome = await drafts.DuplicateAsync(Agent.Id, Entry.EntryId, cancellationToken);
        if (outcome.IsDone)
        {
            TempData.Say("Fiche dupliquée : voici la copie, en brouillon. Corrigez d'abord son nom et son adresse.");
        }

        return outcome;
    }

    private protected override string PathAfter(ChangeRequest draft) => Sections.Identity.PathOf(draft.EntryId);
}
