using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What one round of the clock did.</summary>
/// <param name="Published">Scheduled requests published.</param>
/// <param name="Returned">Scheduled requests that could not be: given back to their authors, or to the queue of approvers.</param>
/// <param name="Lapsed">Requests that nobody decided in time.</param>
/// <param name="Ended">Publications whose previous content has returned.</param>
/// <param name="Escalated">Urgent publications that nobody reviewed in time.</param>
/// <param name="Reminded">Urgent publications of which people were reminded.</param>
/// <param name="Asked">Urgent publications of unknown end whose authors were asked whether they still hold.</param>
/// <param name="Failed">Requests at which something broke, left as they were; tried again in the next round.</param>
public sealed record ClockRound(
    int Published, int Returned, int Lapsed, int Ended, int Escalated, int Reminded, int Asked, IReadOnlyDictionary<Guid, Exception> Failed)
{
    /// <summary>Everything done or failed.</summary>
    public int Total => Published + Returned + Lapsed + Ended + Escalated + Reminded + Asked + Failed.Count;
}

/// <summary>
/// Does what falls due without anyone's help: scheduled publications, ends, lapses, escalations, reminders. What is due is
/// written in the requests themselves, so that a restart forgets nothing; each request is locked and moved in a transaction
/// of its own, passing over those that another node has in hand, so that several nodes do each thing once.
/// </summary>
public sealed class ChangeRequestClock(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    private const int MaxPerRound = 500;
    private const string DueToAsk =
        "r.end_unknown and r.asked_at <= $2 and r.ended_at is null and r.state in ('published_urgently', 'confirmed')";

    // In this order: nothing ends unseen and untold; what ends before what begins, so that two requests that follow each
    // other never both hold.
    private static readonly (string Due, ChangeRequestMove Move)[] Work =
    [
        ("r.review_due_at <= $1 and r.escalated_at is null and r.state = 'published_urgently'", ChangeRequestMove.Escalate),
        ("r.ends_at <= $1 and r.ended_at is null and r.state in ('published', 'published_urgently', 'confirmed')", ChangeRequestMove.End),
        ("r.expires_at <= $1 and r.state = 'submitted'", ChangeRequestMove.Lapse),
        ("coalesce(r.effective_at, r.decided_at) <= $1 and r.state = 'approved'", ChangeRequestMove.Publish),
        ("coalesce(r.reminded_at, r.published_at) <= $2 and r.escalated_at is null and r.state = 'published_urgently'", ChangeRequestMove.Remind),
        (DueToAsk, ChangeRequestMove.Ask),
    ];

    /// <summary>Runs rounds until cancelled.</summary>
    /// <param name="report">
    /// Told of each round that did something, and of each that failed (the database is away): then it is tried again.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(Action<ClockRound?, Exception?> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Rounds.RunAsync(
            options.ClockInterval,
            clock,
            async stopping =>
            {
                var round = await RunOnceAsync(stopping);
                if (round.Total > 0)
                {
                    report(round, null);
                }
            },
            failure => report(null, failure),
            cancellationToken);
    }

    /// <summary>Does what is due now.</summary>
    public async Task<ClockRound> RunOnceAsync(CancellationToken cancellationToken)
    {
        var (done, failed) = (new Dictionary<ChangeRequestMove, int>(), new Dictionary<Guid, Exception>());
        foreach (var (due, move) in Work)
        {
            for (var i = 0; i < MaxPerRound; i++)
            {
                var (isDue, did) = await RunOneAsync(due, move, failed, cancellationToken);
                if (!isDue)
                {
                    break;
                }

                if (did is { } what)
                {
                    done[what] = done.GetValueOrDefault(what) + 1;
                }
            }
        }

        return new ClockRound(
            Count(ChangeRequestMove.Publish),
            Count(ChangeRequestMove.Return) + Count(ChangeRequestMove.Requeue) + Count(ChangeRequestMove.Supersede),
            Count(ChangeRequestMove.Lapse),
            Count(ChangeRequestMove.End), Count(ChangeRequestMove.Escalate), Count(ChangeRequestMove.Remind),
            Count(ChangeRequestMove.Ask), failed);

        int Count(ChangeRequestMove move) => done.GetValueOrDefault(move);
    }

    /// <returns>Whether a request was due, and what was done to it; null where it failed.</returns>
    private async Task<(bool IsDue, ChangeRequestMove? Did)> RunOneAsync(
        string due, ChangeRequestMove move, Dictionary<Guid, Exception> failed, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var found = await work.Connection.QueryAsync(
            $"""
            select {ChangeRequestStore.Columns} from change_requests r
            where $1::timestamptz > $2::timestamptz and r.id <> all($3) and {due}
            order by coalesce(r.ends_at, r.effective_at, r.review_due_at), r.id limit 1 for update skip locked
            """, // ix_change_requests_ends, ix_change_requests_open
            ChangeRequestStore.Read, cancellationToken, work.Now, work.Now - Duration.FromTimeSpan(options.RemindEvery),
            failed.Keys.ToArray());
        if (found is not [var request])
        {
            return (false, null);
        }

        try
        {
            var touched = await work.ReadTouchedAsync(request, cancellationToken);
            var did = await DoAsync(work, request, touched, move, cancellationToken);
            await work.CommitAsync(cancellationToken);
            return (true, did);
        }
        catch (Exception e) when (e is PostgresException
            or System.Text.Json.JsonException
            or InvalidOperationException
            or PublicationConflictException
            && !cancellationToken.IsCancellationRequested)
        {
            // One request that cannot be handled holds up no other; a lost connection ends the round instead.
            failed.Add(request.Id, e);
            return (true, null);
        }
    }

    private static async Task<ChangeRequestMove> DoAsync(
        ChangeWork work, ChangeRequest request, Touched touched, ChangeRequestMove move, CancellationToken cancellationToken)
    {
        switch (move)
        {
            case ChangeRequestMove.End:
                await Endings.EndAsync(work, request, touched, null, cancellationToken);
                return move;
            case ChangeRequestMove.Publish:
                return await PublishAsync(work, request, touched, cancellationToken);
            case ChangeRequestMove.Lapse:
                var lapsed = await work.MoveAsync(request, request, move, null, cancellationToken);
                await ChangeRequestMails.DecidedAsync(work, lapsed, touched, "Personne n'en a décidé dans le délai.", cancellationToken);
                return move;
            case ChangeRequestMove.Escalate:
                await ChangeRequestMails.EscalationAsync(work, request, touched, cancellationToken);
                await work.MoveAsync(request, request with { EscalatedAt = work.Now }, move, null, cancellationToken);
                return move;
            case ChangeRequestMove.Ask:
                await AskAsync(work, request, touched, cancellationToken);
                return move;
            default:
                await ChangeRequestMails.ReminderAsync(work, request, touched, cancellationToken);
                await work.MoveAsync(request, request with { RemindedAt = work.Now }, move, null, cancellationToken);
                return move;
        }
    }

    // One mail for an action, however many its entries.
    private static async Task AskAsync(ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken)
    {
        var others = await work.Connection.QueryAsync(
            $"select {ChangeRequestStore.Columns} from change_requests r where r.action_id = $1 and r.id <> $3 and {DueToAsk} order by r.id for update skip locked",
            ChangeRequestStore.Read, cancellationToken, // ix_change_requests_action
            request.ActionId, work.Now - Duration.FromTimeSpan(work.Options.RemindEvery), request.Id);
        await ChangeRequestMails.AskAsync(work, request, touched, others.Count, cancellationToken);
        foreach (var one in others.Prepend(request))
        {
            await work.MoveAsync(one, one with { AskedAt = work.Now }, ChangeRequestMove.Ask, null, cancellationToken);
        }
    }

    private static async Task<ChangeRequestMove> PublishAsync(
        ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken)
    {
        // Nothing else is published in between: what it does to others depends on it.
        await work.TakePublishingLockAsync(RequestPublishing.Context(work, request, request.ApproverId), cancellationToken);
        touched = await work.ReadTouchedAsync(request, cancellationToken);
        if (await Standings.FindLostAsync(work, request, touched, cancellationToken) is { } lost)
        {
            var waiting = await work.MoveAsync(
                request, request with { ApproverId = null, DecidedAt = null }, ChangeRequestMove.Requeue, null, cancellationToken, lost);
            await ChangeRequestMails.RequeuedAsync(work, waiting, request.ApproverId!.Value, touched, lost, cancellationToken);
            return ChangeRequestMove.Requeue;
        }

        var published = await RequestPublishing.PublishAsync(work, request, request.ApproverId, cancellationToken);
        var (move, after, comment) = published switch
        {
            { Version: { } version } =>
                (ChangeRequestMove.Publish, request with { PublishedAt = work.Now, PublishedVersion = version }, null),
            { IsPointless: true } => (ChangeRequestMove.Supersede, request, null),
            { Conflicts: { Count: > 0 } conflicts } => (ChangeRequestMove.Return, request,
                $"À sa date, cette demande contredit une publication plus récente : {string.Join(", ", conflicts.Select(conflict => BlockNames.Of(conflict.Block)))}."),
            _ => (ChangeRequestMove.Return, request, "À sa date, le document n'est pas valide."),
        };
        var moved = await work.MoveAsync(request, after, move, null, cancellationToken, comment);
        await ChangeRequestMails.DecidedAsync(work, moved, touched, comment, cancellationToken);
        return move;
    }
}
