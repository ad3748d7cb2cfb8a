using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>The end of a publication that was not for ever: the previous content returns.</summary>
internal static class Endings
{
    /// <param name="work">With the request locked.</param>
    /// <param name="request">Published, and not ended.</param>
    /// <param name="touched">Its entry.</param>
    /// <param name="account">The author who ends it; null for the clock.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    public static async Task<ChangeRequest> EndAsync(
        ChangeWork work, ChangeRequest request, Touched touched, Guid? account, CancellationToken cancellationToken)
    {
        var outcome = await RequestPublishing.ReturnAsync(
            work, request, account, "Fin de la publication : le contenu précédent revient.", cancellationToken);
        if (outcome is ReturnOutcome.Impossible)
        {
            await ChangeRequestMails.NotReturnedAsync(work, request, touched, cancellationToken);
        }

        return await work.MoveAsync(
            request, request with { EndedAt = work.Now }, ChangeRequestMove.End, account, cancellationToken, Comment(outcome));
    }

    /// <summary>What the event says where the content did not simply return; null where it did.</summary>
    public static string? Comment(ReturnOutcome outcome) => outcome switch
    {
        ReturnOutcome.NothingLeft => "Rien à rétablir : le contenu a été remplacé depuis.",
        ReturnOutcome.Impossible => "Le contenu précédent n'a pas pu être rétabli : la fiche est à corriger.",
        _ => null,
    };
}
