using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Retention;

/// <summary>Something that is kept for a time only.</summary>
/// <param name="Table">The table that it is in.</param>
/// <param name="Forget">Takes out what is older than <c>$1</c>.</param>
/// <param name="KeptFor">How long it is kept.</param>
public sealed record KeptThing(string Table, string Forget, Duration KeptFor);

/// <summary>
/// Takes out what is kept for a time only when its time is over, whether or not anything new comes. Mails go the same way with the outbox
/// (<see cref="Outbox.OutboxSender.ForgetAsync"/>), the journal with <c>importers journal-cut</c>; the rest is kept for ever.
/// </summary>
public sealed class RetentionClock(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>How often it is looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>The whole table.</summary>
    public static IReadOnlyList<KeptThing> Things { get; } =
    [
        // What was typed and could not be dealt with, encrypted. ix_kept_forms_kept_at
        new("kept_forms", "delete from kept_forms where kept_at < $1", Duration.FromDays(1)),
        // So that a form sent twice has one effect. ix_form_submissions_started_at
        new("form_submissions", "delete from form_submissions where started_at < $1", Duration.FromDays(1)),
        // What a page that is still open has saved. ix_saved_forms_saved_at
        new("saved_forms", "delete from saved_forms where saved_at < $1", Duration.FromDays(1)),
        new("submissions", "delete from submissions where at < $1", Duration.FromDays(7)),
        // Invitations and resets that nobody used.
        new("account_links", "delete from account_links where expires_at < $1", Duration.FromDays(1)),
        new("entry_presence", "delete from entry_presence where seen_at < $1", Duration.FromHours(1)),
        // What the public wrote, with the addresses to answer to. ix_issue_statements_created_at
        new("issue_statements", "delete from issue_statements where created_at < $1", Duration.FromDays(365)),
        // What usagers wrote to the desk, with who they are: so long after the last act on it. ix_conversations_touched
        new("desk.conversations", "delete from desk.conversations where status in ('closed', 'spam') and touched_at < $1", Duration.FromDays(90)),
        // Once the salt is gone, nothing tells who a hash is of. A day is over when the next begins (UTC).
        new("caller_salts", "delete from caller_salts where day < ($1 at time zone 'utc')::date", Duration.Zero),
    ];

    /// <summary>Runs rounds until cancelled.</summary>
    /// <param name="report">
    /// Told of each round that forgot something, and of each that failed (the database is away): then it is tried again.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(Action<int, Exception?> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Rounds.RunAsync(
            Interval,
            clock,
            async stopping =>
            {
                if (await ForgetAsync(stopping) is > 0 and var gone)
                {
                    report(gone, null);
                }
            },
            failure => report(0, failure),
            cancellationToken);
    }

    /// <summary>Takes out what is due, each kind by itself: one that fails is tried again in the next round.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var gone = 0;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var thing in Things)
        {
            gone += await connection.ExecuteAsync(thing.Forget, cancellationToken, now - thing.KeptFor);
        }

        // What was forwarded and nobody came back to is over: from then on its time runs. ix_conversations_touched
        await connection.ExecuteAsync(
            """
            update desk.conversations set status = 'closed', touched_at = $1, revision = revision + 1
            where status = 'waiting_interlocutor' and touched_at < $2
            """,
            cancellationToken,
            now, now - Duration.FromDays(30));

        return gone;
    }
}
