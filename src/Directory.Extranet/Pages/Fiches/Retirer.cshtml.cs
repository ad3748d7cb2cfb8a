using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

internal sealed class RetirerModel(EntryDesk desk, Drafts drafts, EntryRelations relations) : LifePageModel(desk)
{
    public override string Title => "Retirer";

    /// <summary>The entries whose parent it is: how many, and the first of them.</summary>
    public (long Count, IReadOnlyList<EntryName> Names) Children { get; private set; }

    private protected override EntryAction Action => EntryAction.Remove;

    private protected override bool IsPossible => Entry.Current is { Document: not null };

    private protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        Children = await relations.ReadChildrenAsync(Entry.EntryId, 10, cancellationToken);

    private protected override Task<ChangeOutcome> BeginAsync(CancellationToken cancellationToken) =>
        drafts.DraftRemovalAsync(Agent.Id, Entry.EntryId, cancellationToken);
}
