using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Urgent;

/// <summary>One entry of an urgent action, as its reader sees it.</summary>
/// <param name="Request">The request.</param>
/// <param name="EntryName">The entry's name.</param>
/// <param name="MayReview">Whether the reader may confirm or revert it; what exactly is for the use case to decide.</param>
/// <param name="Sequence">The last place in the log that the request has.</param>
public sealed record UrgentActionLine(ChangeRequest Request, string EntryName, bool MayReview, long Sequence)
{
    /// <summary>Whether it is still shown to the public.</summary>
    public bool IsRunning => Request.State is ChangeRequestState.PublishedUrgently or ChangeRequestState.Confirmed;
}

/// <summary>What was published urgently by one action.</summary>
/// <param name="Id">The action.</param>
/// <param name="AuthorName">Who published it.</param>
/// <param name="ReviewerName">Who confirmed or reverted some of it; null for nobody yet.</param>
/// <param name="Lines">The entries that the reader may see, by name; at least one.</param>
public sealed record UrgentAction(Guid Id, string AuthorName, string? ReviewerName, IReadOnlyList<UrgentActionLine> Lines)
{
    /// <summary>The request that speaks for all of the action: one that is still shown, where any is.</summary>
    public ChangeRequest First => (Lines.FirstOrDefault(line => line.IsRunning) ?? Lines[0]).Request;
}

/// <summary>An urgent action that the public reads now.</summary>
/// <param name="Id">The action.</param>
/// <param name="EntryName">The first of its entries that the reader may see, by name.</param>
/// <param name="Departement">The code of the département of that entry; null where it stands nowhere.</param>
/// <param name="Entries">How many of its entries they may see.</param>
/// <param name="EndsAt">When the first of them ends.</param>
/// <param name="IsOwn">Whether the reader published it.</param>
public sealed record RunningUrgency(Guid Id, string EntryName, string? Departement, long Entries, Instant EndsAt, bool IsOwn);

/// <summary>Reads urgent actions for pages: only what the reader's grants cover.</summary>
public sealed class UrgentActions(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Null when there is none such, or the reader may see nothing of it.</summary>
    public async Task<UrgentAction?> FindAsync(Guid account, Guid actionId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var now = clock.GetCurrentInstant();
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var parameters = new List<object?> { account, actionId };
        var view = GrantPredicate.Build(grants, account, EntryAction.View, now, "e", parameters);
        var review =
            GrantPredicate.BuildForRequests(grants, account, EntryAction.ConfirmUrgent, now, "r", "e", condition => condition, parameters);
        var found = await connection.QueryAsync(
            $"""
            select {ChangeRequestStore.Columns}, e.name, r.author_id <> $1 and {review}, a.name, b.name,
                (select max(v.sequence) from entry_versions v where v.entry_id = r.entry_id and v.change_request_id = r.id)
            from change_requests r join change_request_entries e on e.request_id = r.id join accounts a on a.id = r.author_id
                left join accounts b on b.id = r.reviewer_id
            where r.action_id = $2 and r.path = 'urgent' and (r.author_id = $1 or {view}) order by e.name, r.id
            """, // ix_change_requests_action, uq_entry_versions_entry_version
            row => (
                Line: new UrgentActionLine(
                    ChangeRequestStore.Read(row), row.GetString(ChangeRequestStore.ColumnCount),
                    row.GetBoolean(ChangeRequestStore.ColumnCount + 1),
                    row.GetInt64(ChangeRequestStore.ColumnCount + 4)),
                Author: row.GetString(ChangeRequestStore.ColumnCount + 2),
                Reviewer: row.Text(ChangeRequestStore.ColumnCount + 3)),
            cancellationToken,
            [.. parameters]);
        return found.Count == 0
            ? null
            : new UrgentAction(
                actionId, found[0].Author, found.Select(item => item.Reviewer).FirstOrDefault(name => name is not null),
                [.. found.Select(item => item.Line)]);
    }

    /// <summary>Those that run among the entries that the reader may see: their own first, then those that end soonest.</summary>
    /// <param name="account">Who reads.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="on">The entries that they run on; null for all.</param>
    public async Task<IReadOnlyList<RunningUrgency>> ReadRunningAsync(
        Guid account, int limit, CancellationToken cancellationToken, IReadOnlyCollection<Guid>? on = null)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var parameters = new List<object?> { account };
        var view = GrantPredicate.Build(grants, account, EntryAction.View, clock.GetCurrentInstant(), "e", parameters);
        return await connection.QueryAsync(
            $"""
            select r.action_id, min(e.name), (array_agg(e.departement_code order by e.name))[1], count(*), min(r.ends_at),
                bool_or(r.author_id = $1) as is_own
            from change_requests r join change_request_entries e on e.request_id = r.id
            where r.state in ('published_urgently', 'confirmed') and r.path = 'urgent' and (r.author_id = $1 or {view})
                {(on is null ? "" : $"and r.entry_id = any({parameters.Bind(on.ToArray())})")}
            group by r.action_id order by is_own desc, min(r.ends_at), r.action_id limit {parameters.Bind(limit)}
            """, // ix_change_requests_states
            row => new RunningUrgency(
                row.GetGuid(0), row.GetString(1), row.Text(2), row.GetInt64(3), row.At(4)!.Value, row.GetBoolean(5)),
            cancellationToken,
            [.. parameters]);
    }

    /// <summary>
    /// The document before a request was published and the one that it made, as canonical JSON; only for a request that was read above.
    /// </summary>
    public async Task<(byte[]? Before, byte[]? Made)> ReadDocumentsAsync(ChangeRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var made = await EntryReader.ReadVersionAsync(connection, request.EntryId, request.PublishedVersion!.Value, cancellationToken);
        var before = await EntryReader.ReadVersionAsync(connection, request.EntryId, request.PublishedVersion.Value - 1, cancellationToken);
        return (before?.Document, made?.Document);
    }
}
