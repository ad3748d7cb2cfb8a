namespace PublicDirectory.Core.Habilitations;

/// <summary>
/// Whose password alone is not enough to sign in: holders of a right by which what the public reads changes without a second person, or
/// is decided by them; and of the right to give such rights.
/// </summary>
public static class RightsOfTwoProofs
{
    /// <summary>Whether holding this right takes a second factor.</summary>
    public static bool Needs(AccessRight right) =>
        Enum.GetValues<EntryAction>().Any(action => IsWorthTwoProofs(action) && ActionRule.Of(action).Rights.Contains(right));

    private static bool IsWorthTwoProofs(EntryAction action) => action switch
    {
        // A version of its own: the public reads that the content was checked.
        EntryAction.ConfirmContent => true,
        EntryAction.PublishUrgently or EntryAction.EndUrgent => true,
        EntryAction.Approve or EntryAction.Return or EntryAction.Reject or EntryAction.ConfirmUrgent or EntryAction.RevertUrgent => true,
        EntryAction.Administer => true,
        // Nothing of these is public before a second person has agreed.
        EntryAction.View or EntryAction.Propose or EntryAction.Withdraw or EntryAction.Create or EntryAction.Remove
            or EntryAction.BringBack or EntryAction.HandleReports or EntryAction.Orient => false,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
