using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>Who may decide on a request, and how long that takes as a rule.</summary>
public sealed class Approvers(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>Fewer decisions than this say nothing of what is usual.</summary>
    public const int MinDecisions = 5;

    private const int MaxDecisions = 200;

    private static readonly Duration Recent = Duration.FromDays(90);
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    /// <summary>
    /// Names of those whose grants cover the request, its author left out, by name. Whether the reader may know is for the page to ask.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadNamesAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var touched = await work.ReadTouchedAsync(request, cancellationToken);
        var approvers = await ChangeRequestMails.HoldersAsync(work, touched, AccessRight.Approve, EntryAction.Approve, cancellationToken);
        approvers.Remove(request.AuthorId);
        return await work.Connection.QueryAsync(
            "select name from accounts where id = any($1) order by name, id", row => row.GetString(0), cancellationToken,
            (object)approvers.ToArray());
    }

    /// <summary>
    /// The median time from sending to decision over the last 200 decisions of three months, Saturdays and Sundays left out; null when
    /// there were fewer than <see cref="MinDecisions"/>.
    /// </summary>
    public async Task<Duration?> MeasureDelayAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var delays = await connection.QueryAsync(
            """
            select submitted_at, decided_at from change_requests
            where path = 'standard' and submitted_at is not null and decided_at > $1 order by decided_at desc limit $2
            """, // ix_change_requests_decided
            row => WorkingTime(row.At(0)!.Value, row.At(1)!.Value),
            cancellationToken,
            now - Recent, MaxDecisions);
        return delays.Count < MinDecisions ? null : delays.Order().ElementAt(delays.Count / 2);
    }

    /// <summary>The time between two moments without what of it is a Saturday or a Sunday in Paris.</summary>
    internal static Duration WorkingTime(Instant from, Instant to)
    {
        var sum = Duration.Zero;
        for (var at = from; at < to;)
        {
            var day = at.InZone(Paris).Date;
            var end = Instant.Min(to, day.PlusDays(1).AtStartOfDayInZone(Paris).ToInstant());
            sum += day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? Duration.Zero : end - at;
            at = end;
        }

        return sum;
    }
}
