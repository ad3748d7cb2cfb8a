using static PublicDirectory.Core.Habilitations.AccessRight;
using static PublicDirectory.Core.Habilitations.ChangeRequestState;

namespace PublicDirectory.Core.Habilitations;

/// <summary>What someone may ask to do to an entry or to a change request of it.</summary>
public enum EntryAction
{
    /// <summary>See the entry in the extranet, its history and its requests.</summary>
    View,

    /// <summary>Write a draft, and submit it.</summary>
    Propose,

    /// <summary>Take back one's own request.</summary>
    Withdraw,

    /// <summary>Propose a new entry.</summary>
    Create,

    /// <summary>Propose to remove an entry.</summary>
    Remove,

    /// <summary>Propose to bring a removed entry back.</summary>
    BringBack,

    /// <summary>Say that the entry is right as it is.</summary>
    ConfirmContent,

    /// <summary>Publish at once.</summary>
    PublishUrgently,

    /// <summary>Move the end of what one published urgently, or end it now.</summary>
    EndUrgent,

    /// <summary>Approve a request.</summary>
    Approve,

    /// <summary>Give a request back for correction.</summary>
    Return,

    /// <summary>Refuse a request.</summary>
    Reject,

    /// <summary>Confirm what another published urgently.</summary>
    ConfirmUrgent,

    /// <summary>Take back what another published urgently.</summary>
    RevertUrgent,

    /// <summary>Deal with what is reported of an entry.</summary>
    HandleReports,

    /// <summary>Grant and revoke rights.</summary>
    Administer,

    /// <summary>Use the orientation desk.</summary>
    Orient,
}

/// <summary>Who must be asking.</summary>
internal enum RequestParty
{
    Anyone,
    Author,
    SomeoneElse,
}

/// <summary>How much of an entry an action touches.</summary>
internal enum ActionExtent
{
    /// <summary>Nothing that could be harmed: any grant of the right will do, whichever its blocks.</summary>
    Nothing,

    /// <summary>The blocks that are named: each must be covered. Where none is, the whole entry.</summary>
    Blocks,

    /// <summary>Always the whole entry: a grant limited to some blocks is not enough.</summary>
    Whole,
}

/// <summary>What an action takes. The data that <see cref="Habilitation.Decide"/> reads.</summary>
/// <param name="Rights">Any of these; none where being the author is enough.</param>
/// <param name="Extent">How much of the entry it touches.</param>
/// <param name="Party">Who must be asking.</param>
/// <param name="States">Where the request must be; empty for actions that are not about a request.</param>
/// <param name="Name">After « le droit de », in French.</param>
internal sealed record ActionRule(
    AccessRight[] Rights, ActionExtent Extent, RequestParty Party, ChangeRequestState[] States, string Name)
{
    /// <summary>Whether it makes the request public, so that its effects on others must be covered too.</summary>
    public bool AnswersForEffects { get; private init; }

    public static ActionRule Of(EntryAction action) => action switch
    {
        EntryAction.View => new(Enum.GetValues<AccessRight>(), ActionExtent.Nothing, RequestParty.Anyone, [], "consulter les fiches"),
        EntryAction.Propose => new(
            [AccessRight.Propose, Modify], ActionExtent.Blocks, RequestParty.Author, [Draft, Returned], "proposer une modification"),
        EntryAction.Withdraw => new(
            [], ActionExtent.Nothing, RequestParty.Author, [Draft, Submitted, Returned, Approved], "retirer la demande"),
        EntryAction.Create => new([Modify], ActionExtent.Whole, RequestParty.Author, [Draft, Returned], "créer une fiche"),
        EntryAction.Remove => new([Modify], ActionExtent.Whole, RequestParty.Author, [Draft, Returned], "retirer une fiche"),
        EntryAction.BringBack => new([Modify], ActionExtent.Whole, RequestParty.Author, [Draft, Returned], "rétablir une fiche retirée"),
        EntryAction.ConfirmContent => new([Modify], ActionExtent.Whole, RequestParty.Anyone, [], "confirmer qu'une fiche est à jour"),
        // Nothing is published by it: whoever edits some blocks sees what is said of the others.
        EntryAction.HandleReports => new([Modify], ActionExtent.Nothing, RequestParty.Anyone, [], "traiter les alertes d'une fiche"),
        EntryAction.PublishUrgently => new(
            [AccessRight.PublishUrgently], ActionExtent.Blocks, RequestParty.Anyone, [], "publier en urgence"),
        EntryAction.EndUrgent => new(
            [AccessRight.PublishUrgently], ActionExtent.Blocks, RequestParty.Author, [PublishedUrgently, Confirmed], "publier en urgence"),
        EntryAction.Approve => new([AccessRight.Approve], ActionExtent.Blocks, RequestParty.SomeoneElse, [Submitted], "valider")
        {
            AnswersForEffects = true,
        },
        EntryAction.Return => new(
            [AccessRight.Approve], ActionExtent.Blocks, RequestParty.SomeoneElse, [Submitted], "demander une correction"),
        EntryAction.Reject => new([AccessRight.Approve], ActionExtent.Blocks, RequestParty.SomeoneElse, [Submitted], "refuser"),
        EntryAction.ConfirmUrgent => new(
            [AccessRight.Approve], ActionExtent.Blocks, RequestParty.SomeoneElse, [PublishedUrgently], "relire une publication urgente"),
        EntryAction.RevertUrgent => new(
            [AccessRight.Approve], ActionExtent.Blocks, RequestParty.SomeoneElse, [PublishedUrgently, Confirmed],
            "annuler une publication urgente"),
        EntryAction.Administer => new([AccessRight.Administer], ActionExtent.Whole, RequestParty.Anyone, [], "gérer les habilitations"),
        EntryAction.Orient => new([AccessRight.Orient], ActionExtent.Whole, RequestParty.Anyone, [], "orienter les usagers"),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
