using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>
/// How long something may be public that no second person has agreed to. It ends 31 days after it was first published at the latest, and
/// its end is made later once at most until a second person has looked.
/// </summary>
/// <remarks>
/// Whoever ends it and begins anew gains nothing: an urgent publication carries on an earlier one of the same entry that nobody reviewed,
/// when both change a same block and the earlier one is in force, or was within the last week. It counts from the first of them; where
/// the earlier one had not come to its own end, a later end is a move. The database holds the bounds too (migration 0090).
/// </remarks>
public static class UrgentBounds
{
    /// <summary>How often the end may be made later without a second person.</summary>
    public const int MaxMoves = 1;

    /// <summary>The longest that something urgent may last, whatever is set; the database says the same.</summary>
    public static readonly Duration MaxDuration = Duration.FromDays(31);

    /// <summary>How long after its end something still counts as carried on.</summary>
    public static readonly Duration Gap = Duration.FromDays(7);

    internal static readonly Refusal NotReviewed = new(
        "NOT_REVIEWED",
        "La fin de cette publication a déjà été repoussée une fois : une seconde personne doit d'abord la relire. Si elle doit durer, envoyez la modification pour validation.");

    /// <summary>What is wrong with an end; null when it is within bounds.</summary>
    /// <param name="endsAt">The end; null for none.</param>
    /// <param name="since">When the public first read it.</param>
    /// <param name="now">When this is asked.</param>
    /// <param name="longest">How long it may last: <see cref="ChangeRequestOptions.MaxUrgentDuration"/>.</param>
    public static FieldError? CheckEnd(Instant? endsAt, Instant since, Instant now, TimeSpan longest) =>
        endsAt is null ? new FieldError("endsAt", "REQUIRED", "Choisissez jusqu'à quand.")
        : endsAt <= now ? new FieldError("endsAt", "PAST", "Choisissez une fin à venir.")
        : endsAt > since + Duration.Min(Duration.FromTimeSpan(longest), MaxDuration) ? new FieldError(
            "endsAt", "TOO_FAR", TooFar(since, now))
        : null;

    /// <summary>A request about to be published, or to get another end, with what it carries on of others.</summary>
    /// <param name="work">The action.</param>
    /// <param name="request">Published already when its end moves.</param>
    /// <param name="endsAt">Its new end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The request; why not, when a second person has to look first.</returns>
    internal static async Task<(ChangeRequest Request, Refusal? Refusal)> CarryOnAsync(
        ChangeWork work, ChangeRequest request, Instant endsAt, CancellationToken cancellationToken)
    {
        var others = await work.Connection.QueryAsync(
            """
            select urgent_since, end_moves, ends_at, ended_at from change_requests
            where entry_id = $1 and path = 'urgent' and blocks && $2 and reviewer_id is null and coalesce(ended_at, 'infinity') > $3 and id <> $4
            """, // ix_change_requests_urgent
            row => (Since: row.At(0)!.Value, Moves: (int)row.GetInt16(1), EndsAt: row.At(2)!.Value, EndedAt: row.At(3)),
            cancellationToken,
            request.EntryId, request.Blocks.ToArray(), work.Now - Gap, request.Id);
        // Those whose own end has come are over: what comes after is told anew, though from the same day on.
        var carried = others.Where(one => one.EndedAt is null || one.EndedAt < one.EndsAt).Select(one => (one.Moves, one.EndsAt)).ToList();
        var isMoved = request.UrgentSince is not null;
        var own = request.ReviewerId is null ? request.EndMoves : 0;
        var isLater = isMoved ? endsAt > request.EndsAt : carried.Exists(one => endsAt > one.EndsAt);
        var moves = carried.Select(one => one.Moves).Append(own).Max() + (isLater ? 1 : 0);
        return (
            request with
            {
                EndsAt = endsAt,
                UrgentSince = request.UrgentSince ?? others.Select(one => one.Since).Append(work.Now).Min(),
                EndMoves = Math.Min(moves, MaxMoves),
            },
            moves > MaxMoves && isLater ? NotReviewed : null);
    }

    private static string TooFar(Instant since, Instant now) =>
        now - since < Duration.FromMinutes(1)
            ? "Une publication urgente dure au plus 31 jours : au-delà, envoyez la modification pour validation."
            : "Une publication urgente dure au plus 31 jours depuis la première : choisissez une fin plus proche, ou envoyez la modification pour validation.";
}
