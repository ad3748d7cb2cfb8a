using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>
/// Whether what two people agreed upon earlier still has both behind it: each may sign in, and their grants of today let them ask for it
/// and decide it, on what it touches today. Taking a publication back asks nobody.
/// </summary>
internal static class Standings
{
    /// <summary>Why an approved request may not be published on that decision, in French; null when it may.</summary>
    public static async Task<string?> FindLostAsync(ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken) =>
        await FindLostByAuthorAsync(work, request, touched, cancellationToken)
        ?? (await work.RefuseAsync(request.ApproverId!.Value, EntryAction.Approve, touched, null, cancellationToken) is null
            ? null
            : "La personne qui a validé cette demande n'a plus le droit de le faire : une autre personne doit en décider.");

    /// <summary>Why its author could not ask for it today, in French; null when they could.</summary>
    public static async Task<string?> FindLostByAuthorAsync(
        ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken) =>
        await work.RefuseAsync(request.AuthorId, Drafts.Action(request.Operation), touched, null, cancellationToken) is null
            ? null
            : "L'auteur de cette demande n'a plus le droit de la faire : relisez-la avec attention avant d'en décider.";
}
