using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>What a second person makes of something published urgently. Never its author.</summary>
public sealed class UrgentReviews(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>Finds all of these right, or none: they stay until their ends, and the log says who saw them.</summary>
    /// <param name="account">The second person.</param>
    /// <param name="requestIds">Requests of one action.</param>
    /// <param name="cancellationToken">Gives up; nothing has then happened.</param>
    public async Task<ChangeOutcome> ConfirmAsync(Guid account, IReadOnlyCollection<Guid> requestIds, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (opened, refused) =
            await UrgentPublications.OpenAllAsync(work, account, requestIds, EntryAction.ConfirmUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var confirmed = new List<ChangeRequest>();
        foreach (var (request, _) in opened)
        {
            confirmed.Add(await ConfirmAsync(work, request, account, ChangeRequestMove.Confirm, cancellationToken));
        }

        await ChangeRequestMails.DecidedAsync(work, confirmed[0], opened[0].Touched, null, cancellationToken, confirmed.Count - 1);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(confirmed);
    }

    /// <summary>Has seen it, and begins a draft of their own to put it right by the standard path.</summary>
    /// <returns>The urgent request, then the draft.</returns>
    public async Task<ChangeOutcome> CorrectAsync(Guid account, Guid requestId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (request, touched, refused) =
            await UrgentPublications.OpenAsync(work, account, requestId, EntryAction.ConfirmUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var draft = await ChangeRequestStore.FindDraftAsync(work.Connection, request!.EntryId, account, cancellationToken);
        if (await work.RefuseAsync(account, EntryAction.Propose, touched!, draft, cancellationToken) is { } refusal)
        {
            return ChangeOutcome.Refused(refusal);
        }

        var confirmed = await ConfirmAsync(work, request, account, ChangeRequestMove.Correct, cancellationToken);
        if (draft is null)
        {
            var current = await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken);
            if (current?.Document is null)
            {
                return ChangeOutcome.Refused("ENTRY_REMOVED", "Cette fiche a été retirée depuis.");
            }

            draft = await work.MoveAsync(
                null,
                new ChangeRequest
                {
                    Id = Guid.CreateVersion7(),
                    ActionId = request.ActionId,
                    EntryId = request.EntryId,
                    Kind = request.Kind,
                    Operation = ChangeOperation.Change,
                    State = ChangeRequestState.Draft,
                    BaseVersion = current.Version,
                    Proposed = current.Document,
                    AuthorId = account,
                    CreatedAt = work.Now,
                    UpdatedAt = work.Now,
                },
                ChangeRequestMove.Save, account, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(confirmed, draft);
    }

    /// <summary>Takes all of these back, or none: the previous content returns at once.</summary>
    /// <param name="account">The second person.</param>
    /// <param name="requestIds">Requests of one action.</param>
    /// <param name="reason">Why: 1 to 4,000 characters.</param>
    /// <param name="cancellationToken">Gives up; nothing has then happened.</param>
    public async Task<ChangeOutcome> RevertAsync(
        Guid account, IReadOnlyCollection<Guid> requestIds, string reason, CancellationToken cancellationToken)
    {
        if (Texts.Check("reason", reason, "Expliquez pourquoi vous annulez cette publication.") is { } error)
        {
            return ChangeOutcome.Invalid(error);
        }

        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (opened, refused) =
            await UrgentPublications.OpenAllAsync(work, account, requestIds, EntryAction.RevertUrgent, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var reverted = new List<ChangeRequest>();
        foreach (var (request, touched) in opened)
        {
            if (await RequestPublishing.ReturnAsync(work, request, account, reason.Trim(), cancellationToken) is ReturnOutcome.Impossible)
            {
                return ChangeOutcome.Refused(
                    "CANNOT_RETURN", $"La fiche « {touched.Entry.Name} » a trop changé depuis : corrigez-la par une nouvelle demande.");
            }

            reverted.Add(await work.MoveAsync(
                request,
                request with { ReviewerId = account, ReviewedAt = work.Now, EndedAt = work.Now },
                ChangeRequestMove.Revert, account, cancellationToken, reason.Trim()));
        }

        await ChangeRequestMails.DecidedAsync(work, reverted[0], opened[0].Touched, reason, cancellationToken, reverted.Count - 1);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(reverted);
    }

    private static async Task<ChangeRequest> ConfirmAsync(
        ChangeWork work, ChangeRequest request, Guid account, ChangeRequestMove move, CancellationToken cancellationToken)
    {
        var context = RequestPublishing.Context(work, request, account);
        await work.TakePublishingLockAsync(context, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken);
        if (current?.Document is { } document && move is ChangeRequestMove.Confirm)
        {
            // Only what is there: a block that the urgent change emptied has nothing to be checked.
            var blocks = DocumentBlocks.Of(document);
            await RequestPublishing.CheckAsync(work, current, [.. request.Blocks.Where(blocks.ContainsKey)], context, cancellationToken);
        }

        return await work.MoveAsync(
            request, request with { ReviewerId = account, ReviewedAt = work.Now }, move, account, cancellationToken);
    }
}
