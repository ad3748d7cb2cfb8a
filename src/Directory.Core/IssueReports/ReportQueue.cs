using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.IssueReports;

/// <summary>The lists of reports.</summary>
public enum ReportTab
{
    /// <summary>Open, and not put off.</summary>
    ToDo,

    /// <summary>Open, put off until a day that has not come.</summary>
    Waiting,

    /// <summary>Settled; the last first.</summary>
    Done,
}

/// <summary>Which reports of a list are wanted.</summary>
public sealed record ReportFilter
{
    /// <summary>Part of the entry's name, or a reference; null for all.</summary>
    public string? Text { get; init; }

    /// <summary><c>high</c> or <c>normal</c>; null for both.</summary>
    public string? Severity { get; init; }

    /// <summary><c>public</c>, <c>agent</c> or <c>import</c>; null for all.</summary>
    public string? Origin { get; init; }

    /// <summary>Only those whose promised day is over.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Only the reader's own.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Only those of one entry.</summary>
    public Guid? EntryId { get; init; }
}

/// <summary>A line of the queue.</summary>
/// <param name="Report">The report.</param>
/// <param name="EntryName">Of the entry.</param>
/// <param name="Kind">Of the entry.</param>
/// <param name="OwnerName">Who deals with it; null for nobody.</param>
public sealed record ReportLine(KeptReport Report, string EntryName, EntryKind Kind, string? OwnerName);

/// <summary>A page of a list.</summary>
/// <param name="Total">How many lines the whole list has.</param>
/// <param name="Lines">Those of the page.</param>
public sealed record ReportList(long Total, IReadOnlyList<ReportLine> Lines);

/// <summary>A step in the life of a report.</summary>
/// <param name="At">When.</param>
/// <param name="By">By whom; null for nobody with an account.</param>
/// <param name="Step">What.</param>
/// <param name="Comment">What the agent wrote.</param>
/// <param name="Detail">To whom, until when, into which, as what.</param>
public sealed record ReportStep(Instant At, string? By, string Step, string? Comment, string? Detail);

/// <summary>A report with all that its page shows.</summary>
/// <param name="Line">The report.</param>
/// <param name="Facts">Its entry, as decisions look at it.</param>
/// <param name="Current">What is published of the entry; without document where it was removed.</param>
/// <param name="Words">What people wrote, without addresses and numbers; the last first.</param>
/// <param name="WordCount">How many wrote something.</param>
/// <param name="Steps">Its steps, oldest first.</param>
public sealed record ReportDetail(
    ReportLine Line, EntryFacts Facts, EntryState? Current, IReadOnlyList<string> Words, long WordCount, IReadOnlyList<ReportStep> Steps);

/// <summary>Reads what is reported, as far as the reader's grants reach (<see cref="EntryAction.HandleReports"/>).</summary>
public sealed partial class ReportQueue(NpgsqlDataSource dataSource, IDbContextFactory<DirectoryContext> contexts, TimeProvider clock)
{
    /// <summary>The most lines on a page.</summary>
    public const int MaxPageSize = 100;

    /// <summary>How many of people's messages a page shows.</summary>
    public const int MostWords = 50;

    private const string Source = "issue_reports r join entries e on e.id = r.entry_id left join accounts a on a.id = r.owner_id";

    // The days of the people who deal with them.
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    private Instant Now => clock.GetCurrentInstant();

    /// <param name="account">Who reads.</param>
    /// <param name="tab">Which list.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="offset">Lines to pass over, from 0.</param>
    /// <param name="limit">Lines wanted, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReportList> ReadAsync(
        Guid account, ReportTab tab, ReportFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MaxPageSize));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var parameters = new List<object?>();
        var where = await WhereAsync(connection, account, tab, filter, parameters, cancellationToken);
        var total = await connection.ScalarAsync<long>($"select count(*) from {Source} where {where}", cancellationToken, [.. parameters]);
        var order = tab is ReportTab.Done
            ? "r.resolved_at desc, r.id"
            : "r.severity, r.answer_due_at nulls last, r.created_at, r.id"; // « high » comes before « normal »
        var rows = await connection.QueryAsync(
            $"select r.id, e.name, e.kind, a.name from {Source} where {where} order by {order} offset {parameters.Bind(offset)} limit {parameters.Bind(limit)}",
            row => (Id: row.GetGuid(0), Name: row.GetString(1), Kind: EntryKinds.Parse(row.GetString(2)), Owner: row.Text(3)),
            cancellationToken, [.. parameters]);
        var ids = rows.ConvertAll(row => row.Id);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var reports = await context.Reports().Where(report => ids.Contains(report.Id)).ToDictionaryAsync(report => report.Id, cancellationToken);
        return new ReportList(total, [.. rows.Select(row => new ReportLine(reports[row.Id], row.Name, row.Kind, row.Owner))]);
    }

    /// <summary>How many a list has.</summary>
    public async Task<long> CountAsync(Guid account, ReportTab tab, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var parameters = new List<object?>();
        var where = await WhereAsync(connection, account, tab, new ReportFilter(), parameters, cancellationToken);
        return await connection.ScalarAsync<long>($"select count(*) from {Source} where {where}", cancellationToken, [.. parameters]);
    }

    /// <summary>A report with all that its page shows; null where there is none such that the person may see the entry of.</summary>
    public async Task<ReportDetail?> FindAsync(Guid account, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = context.Connection();
        if (await context.Reports().SingleOrDefaultAsync(report => report.Id == id, cancellationToken) is not { } report
            || await GrantStore.ReadFactsAsync(connection, report.EntryId, cancellationToken) is not { } facts)
        {
            return null;
        }

        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        if (!Habilitation.Decide(grants, account, EntryAction.View, new Touched(facts), null, Now).IsAllowed)
        {
            return null;
        }

        var owner = await connection.ScalarAsync<string>("select name from accounts where id = $1", cancellationToken, report.OwnerId);
        var words = await connection.QueryAsync(
            $"select message from issue_statements where report_id = $1 and message is not null order by created_at desc limit {MostWords}",
            row => Anonymous(row.GetString(0)), cancellationToken, id);
        var count = await connection.ScalarAsync<long>(
            "select count(*) from issue_statements where report_id = $1 and message is not null", cancellationToken, id);
        var steps = await connection.QueryAsync(
            """
            select s.at, a.name, s.step, s.comment, coalesce(o.name, s.detail) from issue_report_steps s
                left join accounts a on a.id = s.account_id
                left join accounts o on s.step = 'assigned' and o.id::text = s.detail
            where s.report_id = $1 order by s.id
            """,
            ReadStep, cancellationToken, id);
        return new ReportDetail(
            new ReportLine(report, facts.Name, facts.Kind, owner), facts,
            await EntryReader.ReadCurrentAsync(connection, report.EntryId, cancellationToken), words, count, steps);
    }

    /// <summary>Who may deal with the reports of an entry, by name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OwnersAsync(EntryFacts facts, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var held = await GrantStore.ReadHoldersAsync(connection, AccessRight.Modify, cancellationToken);
        var able = held.Where(grant => Habilitation.Decide(
            [grant], grant.AccountId, EntryAction.HandleReports, new Touched(facts), null, Now).IsAllowed).Select(grant => grant.AccountId);
        return await connection.QueryAsync(
            "select id, name from accounts where id = any($1) order by name, id", row => (row.GetGuid(0), row.GetString(1)), cancellationToken,
            able.Distinct().ToArray());
    }

    /// <summary>What someone wrote, without what would tell who they are: addresses, numbers.</summary>
    public static string Anonymous(string words) => Numbers().Replace(Mails().Replace(words, "[adresse]"), "[numéro]");

    private async Task<string> WhereAsync(
        NpgsqlConnection connection, Guid account, ReportTab tab, ReportFilter filter, List<object?> parameters,
        CancellationToken cancellationToken)
    {
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var today = parameters.Bind(Now.InZone(Paris).Date.ToDateOnly());
        var conditions = new List<string>
        {
            tab switch
            {
                ReportTab.ToDo => $"r.resolved_at is null and (r.postponed_until is null or r.postponed_until <= {today})",
                ReportTab.Waiting => $"r.resolved_at is null and r.postponed_until > {today}",
                _ => $"r.resolved_at is not null and {today}::date is not null",
            },
            GrantPredicate.Build(grants, account, EntryAction.HandleReports, Now, "e", parameters),
        };
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            conditions.Add($"(e.name ilike {parameters.Bind(SqlText.Containing(filter.Text))} or r.reference = {parameters.Bind(filter.Text.Trim().ToUpperInvariant())})");
        }

        if (filter.Severity is { } severity)
        {
            conditions.Add($"r.severity = {parameters.Bind(severity)}");
        }

        if (filter.Origin is { } origin)
        {
            conditions.Add($"r.origin = {parameters.Bind(origin)}");
        }

        if (filter.IsOverdue)
        {
            conditions.Add($"r.answer_due_at < {parameters.Bind(Now)}");
        }

        if (filter.IsOwn)
        {
            conditions.Add($"r.owner_id = {parameters.Bind(account)}");
        }

        if (filter.EntryId is { } entry)
        {
            conditions.Add($"r.entry_id = {parameters.Bind(entry)}");
        }

        return string.Join(" and ", conditions);
    }

    private static ReportStep ReadStep(DbDataReader row) => new(row.At(0)!.Value, row.Text(1), row.GetString(2), row.Text(3), row.Text(4));

    [GeneratedRegex(@"[^\s@<>]{1,64}@[^\s@<>]{1,255}", RegexOptions.NonBacktracking)]
    private static partial Regex Mails();

    // Telephones, files and the like; hours and short numbers of streets stay.
    [GeneratedRegex(@"\+?[0-9](?:[ .\-]?[0-9]){7,}", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
