using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

internal sealed class RetablirModel(EntryDesk desk, Drafts drafts) : LifePageModel(desk)
{
    public override string Title => "Rétablir";

    private protected override EntryAction Action => EntryAction.BringBack;

    private protected override bool IsPossible => Entry.IsRemoved;

    private protected override Task<ChangeOutcome> BeginAsync(CancellationToken cancellationToken) =>
        drafts.DraftReturnAsync(Agent.Id, Entry.EntryId, cancellationToken);
}
