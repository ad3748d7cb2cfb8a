using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.ChangeRequests.Effects;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>The lists of requests that a person works from.</summary>
public enum ChangeRequestTab
{
    /// <summary>Submitted by others, to be decided; those to be published soonest first.</summary>
    ToApprove,

    /// <summary>Published urgently by others, to be reviewed; those due soonest first.</summary>
    UrgentToReview,

    /// <summary>One's own that are not over: drafts, to correct, waiting, scheduled, urgent; the last changed first.</summary>
    Mine,

    /// <summary>One's own that others decided on, or that came out; the last changed first.</summary>
    MineDecided,

    /// <summary>Decided or over, of the entries that the person may see; the last changed first.</summary>
    Done,
}

/// <summary>A line of a list of requests.</summary>
/// <param name="Request">The request.</param>
/// <param name="EntryName">The entry's name, as published or, for a new one, as proposed.</param>
/// <param name="AuthorName">Its author.</param>
public sealed record ChangeRequestLine(ChangeRequest Request, string EntryName, string AuthorName)
{
    /// <summary>How many requests of the same gesture, this one included, wait for approval like it; 0 when it does not.</summary>
    public long Together { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Total">How many lines the whole list has.</param>
/// <param name="Lines">Those of the page.</param>
public sealed record ChangeRequestPage(long Total, IReadOnlyList<ChangeRequestLine> Lines);

/// <summary>Which requests of a list are wanted.</summary>
public sealed record ChangeRequestFilter
{
    /// <summary>Part of the entry's or of the author's name, in whatever case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>A block that they change; null for all.</summary>
    public string? Block { get; init; }

    /// <summary>What they would do; null for all.</summary>
    public ChangeOperation? Operation { get; init; }

    /// <summary>The gesture that they were made by; null for all.</summary>
    public Guid? ActionId { get; init; }

    /// <summary>When they last changed, at the earliest; null for ever.</summary>
    public Instant? Since { get; init; }

    /// <summary>Whether they go by the urgent path; null for all.</summary>
    public bool? IsUrgent { get; init; }
}

/// <summary>Two documents as canonical JSON; null for nothing.</summary>
public sealed record DocumentChange(byte[]? Before, byte[]? After);

/// <summary>A request with all that its page shows.</summary>
/// <param name="Line">The request and the names in it.</param>
/// <param name="Base">The version that it started from; null for a new entry.</param>
/// <param name="Current">What is published now; null for a new entry.</param>
/// <param name="Conflicts">What its author must choose before it can be published.</param>
/// <param name="Events">Its steps, oldest first.</param>
public sealed record ChangeRequestDetail(
    ChangeRequestLine Line, EntryState? Base, EntryState? Current, IReadOnlyList<BlockConflict> Conflicts,
    IReadOnlyList<ChangeRequestEvent> Events)
{
    /// <summary>What it touches and whom, as decisions look at it.</summary>
    public required Touched Touched { get; init; }

    /// <summary>Why its author could not ask for it today, in French; null when they could, or when it is over.</summary>
    public string? LostByAuthor { get; init; }

    /// <summary>Names of those who had a part in it, by account.</summary>
    public required IReadOnlyDictionary<Guid, string> People { get; init; }

    /// <summary>What it changes: in what is published now or, once it is over, in what was.</summary>
    public required DocumentChange Change { get; init; }
}

/// <summary>Reads requests for pages: never one that the reader's grants do not cover.</summary>
public sealed class ChangeRequestLists(NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options)
{
    /// <summary>The most lines on a page.</summary>
    public const int MaxPageSize = 100;

    // ix_change_requests_action
    private const string Together =
        """
        case when r.state = 'submitted' then (select count(*) from change_requests o
            where o.action_id = r.action_id and o.author_id = r.author_id and o.state = 'submitted') else 0 end
        """;

    /// <param name="account">Who reads.</param>
    /// <param name="tab">Which list.</param>
    /// <param name="offset">Lines to pass over, from 0.</param>
    /// <param name="limit">Lines wanted, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="filter">Which of them; null for all.</param>
    public async Task<ChangeRequestPage> ReadAsync(
        Guid account, ChangeRequestTab tab, int offset, int limit, CancellationToken cancellationToken, ChangeRequestFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MaxPageSize));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var parameters = new List<object?> { account };
        var covered = Covered(grants, account, tab, parameters);
        await RefreshAsync(connection, tab, covered, cancellationToken);
        var source = Source(filter?.Text);
        var where = $"{States(tab)} and {covered}" + Where(filter ?? new ChangeRequestFilter(), parameters);
        var total = await connection.ScalarAsync<long>($"select count(*) from {source} where {where}", cancellationToken, [.. parameters]);
        var order = tab switch
        {
            ChangeRequestTab.ToApprove => "coalesce(r.effective_at, r.submitted_at), r.id",
            ChangeRequestTab.UrgentToReview => "r.review_due_at, r.id",
            _ => "r.updated_at desc, r.id",
        };
        // The requests of the page first: what is read of each is large.
        var lines = await connection.QueryAsync(
            $"""
            select {ChangeRequestStore.Columns}, e.name, a.name, {Together}
            from (select r.id from {source} where {where} order by {order} offset {parameters.Bind(offset)} limit {parameters.Bind(limit)}) page
                join change_requests r on r.id = page.id
                join change_request_entries e on e.request_id = r.id join accounts a on a.id = r.author_id
            order by {order}
            """,
            ReadLine, cancellationToken, [.. parameters]);
        return new ChangeRequestPage(total, lines);
    }

    /// <summary>How many requests whole lists have, together.</summary>
    public async Task<long> CountAsync(Guid account, IReadOnlyList<ChangeRequestTab> tabs, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var parameters = new List<object?> { account };
        var counts = new List<string>();
        foreach (var tab in tabs)
        {
            var covered = Covered(grants, account, tab, parameters);
            await RefreshAsync(connection, tab, covered, cancellationToken);
            counts.Add($"(select count(*) from {Source(null)} where {States(tab)} and {covered})");
        }

        return await connection.ScalarAsync<long>("select " + string.Join(" + ", counts), cancellationToken, [.. parameters]);
    }

    /// <summary>One's own request about an entry that waits for approval or for its date, the last sent; null when there is none.</summary>
    public async Task<ChangeRequest?> FindWaitingAsync(Guid account, Guid entryId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await ChangeRequestStore.FindWaitingAsync(connection, entryId, account, cancellationToken);
    }

    /// <summary>One request with its past; null when there is none or its reader may not see its entry.</summary>
    public async Task<ChangeRequestDetail?> FindAsync(Guid account, Guid requestId, CancellationToken cancellationToken)
    {
        await using var work = await ChangeWork.BeginAsync(dataSource, clock, options, cancellationToken);
        var found = await work.Connection.QueryAsync(
            $"""
            select {ChangeRequestStore.Columns}, e.name, a.name, {Together} from change_requests r
                join change_request_entries e on e.request_id = r.id join accounts a on a.id = r.author_id
            where r.id = $1
            """,
            ReadLine, cancellationToken, requestId);
        if (found is not [var line])
        {
            return null;
        }

        var request = line.Request;
        var touched = await work.ReadTouchedAsync(request, cancellationToken);
        if (request.AuthorId != account && await work.RefuseAsync(account, EntryAction.View, touched, null, cancellationToken) is not null)
        {
            return null;
        }

        // A draft is its author's alone until it is submitted.
        if (request.State is ChangeRequestState.Draft && request.AuthorId != account)
        {
            return null;
        }

        var isOpen =
            request.State is ChangeRequestState.Draft
                or ChangeRequestState.Returned
                or ChangeRequestState.Submitted
                or ChangeRequestState.Approved;
        var events = await ChangeRequestStore.ReadEventsAsync(work.Connection, requestId, cancellationToken);
        Guid?[] people = [request.AuthorId, request.ApproverId, request.ReviewerId, .. events.Select(step => step.AccountId)];
        var names = await work.Connection.QueryAsync(
            "select id, name from accounts where id = any($1)",
            row => KeyValuePair.Create(row.GetGuid(0), row.GetString(1)),
            cancellationToken,
            (object)people.OfType<Guid>().Distinct().ToArray());
        var basis = await EntryReader.ReadVersionAsync(work.Connection, request.EntryId, request.BaseVersion, cancellationToken);
        var current = await EntryReader.ReadCurrentAsync(work.Connection, request.EntryId, cancellationToken);
        return new ChangeRequestDetail(
            line, basis, current, isOpen ? (await RequestPublishing.PreviewAsync(work, request, cancellationToken)).Conflicts : [],
            events)
        {
            Touched = touched,
            LostByAuthor = request.State is ChangeRequestState.Submitted or ChangeRequestState.Approved
                ? await Standings.FindLostByAuthorAsync(work, request, touched, cancellationToken)
                : null,
            People = names.ToDictionary(),
            Change = request.PublishedVersion is { } version
                ? new DocumentChange(
                    (await EntryReader.ReadVersionAsync(work.Connection, request.EntryId, version - 1, cancellationToken))?.Document,
                    (await EntryReader.ReadVersionAsync(work.Connection, request.EntryId, version, cancellationToken))?.Document)
                : !isOpen ? new DocumentChange(basis?.Document, request.Proposed)
                : new DocumentChange(
                    current?.Document,
                    request is { Operation: ChangeOperation.Change, Proposed: { } proposed } && current?.Document is { } published
                        ? DocumentMerge.Outcome(basis?.Document, published, proposed)
                        : request.Proposed),
        };
    }

    private static string Where(ChangeRequestFilter filter, List<object?> parameters)
    {
        var where = "";
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = parameters.Bind(filter.Text.Trim());
            where += $" and (strpos(lower(e.name), lower({text})) > 0 or strpos(lower(a.name), lower({text})) > 0)";
        }

        if (filter.Block is { } block)
        {
            where += $" and r.blocks @> {parameters.Bind(new[] { block })} and r.operation = 'change'";
        }

        if (filter.ActionId is { } action)
        {
            where += $" and r.action_id = {parameters.Bind(action)}"; // ix_change_requests_action
        }

        if (filter.Since is { } since)
        {
            where += $" and r.updated_at >= {parameters.Bind(since)}";
        }

        if (filter.IsUrgent is { } isUrgent)
        {
            where += $" and {(isUrgent ? "" : "not ")}r.path = 'urgent'";
        }

        if (filter.Operation is { } operation)
        {
            where += $" and r.operation = {parameters.Bind(SnakeCase.Of(operation.ToString()))}";
        }

        return where;
    }

    /// <summary>
    /// The condition that the entry of a request <c>r</c> is covered, from the same said of an entry <c>e</c>. Entries that are published
    /// are found by their own indexes, which leave out those that are removed; only those that are not yet are looked for in what is
    /// proposed.
    /// </summary>
    private static string Within(string covered) => covered == GrantPredicate.Everything
        ? covered
        : $"""
           (r.entry_id in (select e.id from entries e where not e.is_removed and {covered}) or r.entry_id in (
               select e.id from entries e where e.is_removed and {covered}) or r.operation = 'create' and exists (
               select from change_request_entries e where e.request_id = r.id and {covered}))
           """;

    // With a text to find, the names of entries <c>e</c> and of authors <c>a</c> are looked at too.
    private static string Source(string? text) => string.IsNullOrWhiteSpace(text)
        ? "change_requests r"
        : "change_requests r join change_request_entries e on e.request_id = r.id join accounts a on a.id = r.author_id";

    private static string States(ChangeRequestTab tab) => tab switch
    {
        ChangeRequestTab.ToApprove => "r.state = 'submitted' and r.author_id <> $1", // ix_change_requests_to_approve
        ChangeRequestTab.UrgentToReview => "r.state = 'published_urgently' and r.author_id <> $1",
        ChangeRequestTab.Mine => // ix_change_requests_author
            "r.state in ('draft', 'returned', 'submitted', 'approved', 'published_urgently', 'confirmed') and r.author_id = $1",
        ChangeRequestTab.MineDecided => // ix_change_requests_author
            "r.state in ('published', 'rejected', 'superseded', 'reverted', 'expired') and r.author_id = $1",
        _ => "r.state in ('published', 'rejected', 'withdrawn', 'superseded', 'reverted', 'expired')", // ix_change_requests_done
    };

    private static Task RefreshAsync(NpgsqlConnection connection, ChangeRequestTab tab, string covered, CancellationToken cancellationToken) =>
        tab is ChangeRequestTab.ToApprove && covered != GrantPredicate.Everything
            ? EffectStore.RefreshAsync(connection, cancellationToken)
            : Task.CompletedTask;

    private string Covered(IReadOnlyList<AccessGrant> grants, Guid account, ChangeRequestTab tab, List<object?> parameters)
    {
        if (tab is ChangeRequestTab.Mine or ChangeRequestTab.MineDecided)
        {
            return GrantPredicate.Everything; // one's own, whatever one may do today
        }

        var action = tab switch
        {
            ChangeRequestTab.ToApprove => EntryAction.Approve,
            ChangeRequestTab.UrgentToReview => EntryAction.ConfirmUrgent,
            _ => EntryAction.View,
        };
        return Covered(grants, account, action, clock.GetCurrentInstant(), parameters);
    }

    /// <summary>The condition that the person may do this to a request <c>r</c>.</summary>
    internal static string Covered(IReadOnlyList<AccessGrant> grants, Guid account, EntryAction action, Instant now, List<object?> parameters) =>
        GrantPredicate.BuildForRequests(grants, account, action, now, "r", "e", Within, parameters);

    private static ChangeRequestLine ReadLine(System.Data.Common.DbDataReader row) => new(
        ChangeRequestStore.Read(row), row.GetString(ChangeRequestStore.ColumnCount), row.GetString(ChangeRequestStore.ColumnCount + 1))
    {
        Together = row.GetInt64(ChangeRequestStore.ColumnCount + 2),
    };
}
