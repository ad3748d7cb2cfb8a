using Npgsql;
using PublicDirectory.Core.ChangeRequests.Effects;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What a second person decides on a submitted request. Never its author: the domain refuses, and so does the database.</summary>
public sealed class Approvals(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>The most requests that are approved by one gesture.</summary>
    public const int MaxTogether = 100;

    /// <summary>
    /// Approves: publishes in the same transaction or, where a later date was asked for, schedules. In conflict with what was
    /// published since, nothing happens: give it back to its author.
    /// </summary>
    /// <param name="account">The second person.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="revision">The revision that the page showed: nobody approves what they have not seen.</param>
    /// <param name="cancellationToken">Gives up; nothing has then happened.</param>
    public async Task<ChangeOutcome> ApproveAsync(Guid account, Guid requestId, int revision, CancellationToken cancellationToken) =>
        (await ApproveAsync(account, [(requestId, revision)], cancellationToken))[0];

    /// <summary>
    /// Approves several by one gesture: each by its own rights and checks, those that fail stay as they are. Their author is told once.
    /// </summary>
    /// <param name="account">The second person.</param>
    /// <param name="requests">The requests, each with the revision that the page showed; at most <see cref="MaxTogether"/>.</param>
    /// <param name="cancellationToken">Gives up; nothing has then happened.</param>
    /// <returns>An outcome for each, in the same order.</returns>
    public async Task<IReadOnlyList<ChangeOutcome>> ApproveAsync(
        Guid account, IReadOnlyList<(Guid Id, int Revision)> requests, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requests.Count, MaxTogether);
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        foreach (var (id, _) in requests.OrderBy(request => request.Id))
        {
            await work.LockAsync(id, cancellationToken); // all of them before anything is published
        }

        var outcomes = new List<ChangeOutcome>();
        var decided = new List<(ChangeRequest Request, Touched Touched)>();
        foreach (var (id, revision) in requests)
        {
            var (outcome, touched) = await ApproveAsync(work, account, id, revision, cancellationToken);
            outcomes.Add(outcome);
            if (touched is not null)
            {
                decided.Add((outcome.Request, touched));
                await work.SettleAsync(cancellationToken); // the next may be about the same entry
            }
        }

        foreach (var told in decided.GroupBy(item => (item.Request.AuthorId, item.Request.State, item.Request.EffectiveAt)))
        {
            var (request, touched) = told.First();
            await ChangeRequestMails.DecidedAsync(work, request, touched, null, cancellationToken, others: told.Count() - 1);
        }

        await work.CommitAsync(cancellationToken);
        return outcomes;
    }

    // What was done comes with what it touched; what was not, or had been done before, without.
    private static async Task<(ChangeOutcome Outcome, Touched? Touched)> ApproveAsync(
        ChangeWork work, Guid account, Guid requestId, int revision, CancellationToken cancellationToken)
    {
        var (request, touched, refused) = await OpenAsync(work, account, requestId, revision, EntryAction.Approve, cancellationToken);
        if (refused is not null)
        {
            return (refused, null);
        }

        var approved = request! with { ApproverId = account, DecidedAt = work.Now };
        ChangeRequest after;
        if (request.EffectiveAt > work.Now)
        {
            var preview = await RequestPublishing.PreviewAsync(work, request, cancellationToken);
            if (preview.Conflicts.Count > 0 || preview.Errors.Count > 0)
            {
                return (new ChangeOutcome { Conflicts = preview.Conflicts, Errors = preview.Errors }, null);
            }

            after = await work.MoveAsync(
                request, approved, preview.IsPointless ? ChangeRequestMove.Supersede : ChangeRequestMove.Schedule, account,
                cancellationToken);
        }
        else
        {
            var published = await RequestPublishing.PublishAsync(work, request, account, cancellationToken);
            if (published.Conflicts.Count > 0 || published.Errors.Count > 0)
            {
                return (new ChangeOutcome { Conflicts = published.Conflicts, Errors = published.Errors }, null);
            }

            after = published.IsPointless
                ? await work.MoveAsync(request, approved, ChangeRequestMove.Supersede, account, cancellationToken)
                : await work.MoveAsync(
                    request,
                    approved with { PublishedAt = work.Now, PublishedVersion = published.Version },
                    ChangeRequestMove.Publish, account, cancellationToken);
        }

        return (ChangeOutcome.Done(after), touched);
    }

    /// <summary>Gives the request back to its author.</summary>
    /// <param name="account">The second person.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="revision">The revision that the page showed.</param>
    /// <param name="comment">What to correct: 1 to 4,000 characters.</param>
    /// <param name="blockComments">More on single blocks, by block; each at most 4,000 characters, at most 50.</param>
    /// <param name="cancellationToken">Gives up; nothing has then happened.</param>
    public Task<ChangeOutcome> ReturnAsync(
        Guid account, Guid requestId, int revision, string comment, IReadOnlyDictionary<string, string> blockComments,
        CancellationToken cancellationToken) =>
        DecideAsync(
            account, requestId, revision, comment, blockComments, EntryAction.Return, ChangeRequestMove.Return,
            "Expliquez ce qu'il faut corriger.", cancellationToken);

    /// <summary>Refuses the request, for good.</summary>
    /// <param name="account">The second person.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="revision">The revision that the page showed.</param>
    /// <param name="reason">Why: 1 to 4,000 characters.</param>
    /// <param name="cancellationToken">Gives up; nothing has then happened.</param>
    public Task<ChangeOutcome> RejectAsync(Guid account, Guid requestId, int revision, string reason, CancellationToken cancellationToken) =>
        DecideAsync(
            account, requestId, revision, reason, new Dictionary<string, string>(), EntryAction.Reject, ChangeRequestMove.Reject,
            "Expliquez pourquoi vous refusez.", cancellationToken);

    private async Task<ChangeOutcome> DecideAsync(
        Guid account, Guid requestId, int revision, string comment, IReadOnlyDictionary<string, string> blockComments,
        EntryAction action, ChangeRequestMove move, string whenEmpty, CancellationToken cancellationToken)
    {
        if (Texts.Check("comment", comment, whenEmpty) is { } error)
        {
            return ChangeOutcome.Invalid(error);
        }

        if (blockComments.Count > 50 || blockComments.Values.Any(text => text.Length > Drafts.MaxTextLength))
        {
            return ChangeOutcome.Invalid(new FieldError("blockComments", "TOO_LONG", "Ces commentaires sont trop longs."));
        }

        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var (request, touched, refused) = await OpenAsync(work, account, requestId, revision, action, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var decided = await work.MoveAsync(
            request, request! with { ApproverId = account, DecidedAt = work.Now }, move, account, cancellationToken, comment.Trim(),
            blockComments);
        await ChangeRequestMails.DecidedAsync(work, decided, touched!, comment, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ChangeOutcome.Done(decided);
    }

    private static async Task<(ChangeRequest? Request, Touched? Touched, ChangeOutcome? Refused)> OpenAsync(
        ChangeWork work, Guid account, Guid requestId, int revision, EntryAction action, CancellationToken cancellationToken)
    {
        if (await work.LockAsync(requestId, cancellationToken) is not { } request)
        {
            return (null, null, ChangeOutcome.Missing("Cette demande n'existe pas."));
        }

        // The same form sent twice: the first has been through.
        if (request.ApproverId == account && Leads(action, request.State))
        {
            return (null, null, ChangeOutcome.Done(request) with { IsRepeat = true });
        }

        var touched = await work.ReadTouchedAsync(request, cancellationToken);
        var refusal = await work.RefuseAsync(account, action, touched, request, cancellationToken);
        if (refusal is null && action is EntryAction.Approve && TouchedReader.MayHaveEffects(touched.Blocks))
        {
            // Once nothing else can be published in between: what it does to others depends on it.
            await work.TakePublishingLockAsync(RequestPublishing.Context(work, request, account), cancellationToken);
            touched = await work.ReadTouchedAsync(request, cancellationToken);
            refusal = await work.RefuseAsync(account, action, touched, request, cancellationToken);
        }

        if (refusal is not null)
        {
            return (null, null, ChangeOutcome.Refused(refusal));
        }

        return request.Revision == revision
            ? (request, touched, null)
            : (null, null, ChangeOutcome.Refused(ChangeOutcome.Outdated, "Cette demande a changé depuis que vous l'avez ouverte.") with { Current = request });
    }

    private static bool Leads(EntryAction action, ChangeRequestState state) => action switch
    {
        EntryAction.Approve => state is ChangeRequestState.Published or ChangeRequestState.Approved or ChangeRequestState.Superseded,
        EntryAction.Return => state is ChangeRequestState.Returned,
        _ => state is ChangeRequestState.Rejected,
    };
}

/// <summary>The check of a text that a person must give.</summary>
internal static class Texts
{
    public static FieldError? Check(string path, string? text, string whenEmpty) =>
        string.IsNullOrWhiteSpace(text) ? new FieldError(path, "REQUIRED", whenEmpty)
        : text.Length > Drafts.MaxTextLength ? new FieldError(path, "TOO_LONG", $"Saisissez au plus {Drafts.MaxTextLength} caractères.")
        : null;
}
