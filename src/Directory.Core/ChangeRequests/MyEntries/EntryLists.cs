using System.Data.Common;
using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests.Effects;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.ChangeRequests.MyEntries;

/// <summary>« Mes fiches »: entries as their editors see them, filtered in SQL by their grants.</summary>
/// <param name="dataSource">As the extranet.</param>
/// <param name="clock">The time.</param>
/// <param name="territories">Reads the territories by which places are told from words.</param>
/// <param name="schools">The school holidays; null where they are not known.</param>
public sealed class EntryLists(
    NpgsqlDataSource dataSource, TimeProvider clock, Func<CancellationToken, Task<TerritoryIndex>> territories, SchoolCalendar? schools = null)
    : IDisposable
{
    /// <summary>The most lines on a page.</summary>
    public const int MaxPageSize = 100;

    /// <summary>After how long unchecked an entry is to be confirmed.</summary>
    public static readonly Duration ReviewPeriod = Duration.FromDays(365);

    private readonly ReceptionIndex _receptions = new(schools);

    /// <summary>A page of the list, each line with its reception of today.</summary>
    /// <param name="account">Who reads.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="offset">Lines to pass over, from 0; past the last page, that one is read.</param>
    /// <param name="limit">Lines wanted, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EntryPage> ReadAsync(
        Guid account, EntryListFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MaxPageSize));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var sql = await BuildAsync(connection, account, filter, cancellationToken);
        var counts = (await connection.QueryAsync(sql.Counts, ReadCounts, cancellationToken, [.. sql.Parameters])).Single();
        var total = counts[filter.Tab];
        if (total == 0)
        {
            return new EntryPage(counts, 0, 0, []);
        }

        offset = (int)Math.Min(offset, (total - 1) / limit * limit); // what was the last page may be no more
        var lines = await connection.QueryAsync(
            sql.Lines(offset, limit, total), ReadLine, cancellationToken, [.. sql.Parameters]);
        return new EntryPage(counts, total, offset, await WithTodayAsync(connection, lines, cancellationToken));
    }

    /// <summary>The whole list, as it comes from the database; without today's receptions.</summary>
    public async IAsyncEnumerable<EntryLine> ReadAllAsync(
        Guid account, EntryListFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var sql = await BuildAsync(connection, account, filter, cancellationToken);
        await foreach (var line in connection.StreamAsync(sql.AllLines(), ReadLine, cancellationToken, [.. sql.Parameters]))
        {
            yield return line;
        }
    }

    /// <summary>These entries, as far as the person may see them and they are published; in the order of their names.</summary>
    public async Task<IReadOnlyList<EntryLine>> FindAsync(
        Guid account, IReadOnlyCollection<Guid> entries, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, ContentConfirmations.MaxEntries);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var sql = await BuildAsync(connection, account, new EntryListFilter(), cancellationToken);
        var lines = await connection.QueryAsync(sql.LinesOf(entries), ReadLine, cancellationToken, [.. sql.Parameters]);
        return await WithTodayAsync(connection, lines, cancellationToken);
    }

    /// <summary>What the person may filter by.</summary>
    public async Task<EntryFacets> ReadFacetsAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        // Who sees a kind of service sees it everywhere; who sees a département, all kinds of service.
        var isWide = grants.Any(grant => grant.IsActiveAt(Now)
            && grant.Perimeter.Kind is PerimeterKind.National or PerimeterKind.ServiceType);
        var parameters = new List<object?>();
        var covered = GrantPredicate.Build(grants, account, EntryAction.View, Now, "e", parameters);
        var departements = await connection.QueryAsync(
            isWide
                ? "select d.code, d.name from departements d order by d.code"
                : $"""
                  select c.code, coalesce(d.name, c.code)
                  from (select distinct e.departement_code as code from entries e where not e.is_removed and {covered}) c
                      left join departements d on d.code = c.code
                  where c.code is not null order by c.code
                  """,
            row => (row.GetString(0), row.GetString(1)), cancellationToken, isWide ? [] : [.. parameters]);
        // ix_entries_service_types
        const string Types =
            """
            select v.document ->> 'code' as code, t.name, t.search_text from entries t join entry_versions v on v.sequence = t.sequence
            where t.kind = 'service_type' and not t.is_removed
            """;
        var types = await connection.QueryAsync(
            isWide
                ? $"select code, name from ({Types}) t order by search_text"
                : $"""
                  select c.code, coalesce(t.name, c.code)
                  from (select distinct unnest(e.types) as code from entries e where not e.is_removed and {covered}) c
                      left join ({Types}) t on t.code = c.code
                  order by coalesce(t.search_text, c.code)
                  """,
            row => (row.GetString(0), row.GetString(1)), cancellationToken, isWide ? [] : [.. parameters]);
        return new EntryFacets(departements, types);
    }

    /// <summary>What waits for the person: the nearest deadline first, then what has none.</summary>
    public async Task<IReadOnlyList<AwaitingWork>> ReadAwaitingAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var parameters = new List<object?> { account };
        var toReview = ChangeRequestLists.Covered(grants, account, EntryAction.ConfirmUrgent, Now, parameters);
        var toApprove = ChangeRequestLists.Covered(grants, account, EntryAction.Approve, Now, parameters);
        var toConfirm = GrantPredicate.Build(grants, account, EntryAction.ConfirmContent, Now, "e", parameters);
        if (toApprove != GrantPredicate.Everything)
        {
            await EffectStore.RefreshAsync(connection, cancellationToken);
        }

        var rows = await connection.QueryAsync(
            $"""
            select 0, count(*), min(r.expires_at) from change_requests r where r.author_id = $1 and r.state = 'returned'
            union all
            select 1, count(*), min(r.review_due_at) from change_requests r
                where r.state = 'published_urgently' and r.author_id <> $1 and {toReview}
            union all
            select 2, count(*), min(least(r.effective_at, r.expires_at)) from change_requests r
                where r.state = 'submitted' and r.author_id <> $1 and {toApprove}
            union all
            select 3, count(*), null from entries e
                where not e.is_removed and (e.verified_at is null or e.verified_at < {parameters.Bind(Now - ReviewPeriod)}) and {toConfirm}
            union all
            select 4, count(*), null from change_requests r where r.author_id = $1 and r.state = 'draft'
            """, // ix_change_requests_author, ix_change_requests_states, ix_entries_verified
            row => new AwaitingWork((AwaitingKind)row.GetInt32(0), row.GetInt64(1), row.At(2)),
            cancellationToken,
            [.. parameters]);
        return [.. rows.Where(work => work.Count > 0).OrderBy(work => work.DueAt ?? Instant.MaxValue).ThenBy(work => work.Kind)];
    }

    /// <summary>Works out what receptions do in the days to come, as far as it is not done: then no reader waits for it.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await _receptions.ReadAsync(connection, ReceptionToday.Open, Now, cancellationToken);
    }

    /// <summary>Frees what is kept in memory.</summary>
    public void Dispose() => _receptions.Dispose();

    private Instant Now => clock.GetCurrentInstant();

    private async Task<EntryListSql> BuildAsync(
        NpgsqlConnection connection, Guid account, EntryListFilter filter, CancellationToken cancellationToken)
    {
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var today = filter.Today is { } wanted ? await _receptions.ReadAsync(connection, wanted, Now, cancellationToken) : null;
        var text = string.IsNullOrWhiteSpace(filter.Text)
            ? null
            : await EntryText.ReadAsync(connection, await territories(cancellationToken), filter.Text, cancellationToken);
        return new EntryListSql(grants, account, filter, text, today, Now);
    }

    private async Task<IReadOnlyList<EntryLine>> WithTodayAsync(
        NpgsqlConnection connection, IReadOnlyList<EntryLine> lines, CancellationToken cancellationToken)
    {
        var shown = lines.Where(line => line.Kind is EntryKind.Administration && line.IsPublished).Select(line => line.EntryId).ToArray();
        var receptions = (await connection.QueryAsync(
            """
            select e.id, v.document -> 'openingHours', v.document -> 'notices'
            from entries e join entry_versions v on v.sequence = e.sequence where e.id = any($1)
            """,
            row => (Id: row.GetGuid(0), Blocks: ReceptionIndex.Parse(
                row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2))),
            cancellationToken,
            (object)shown)).ToDictionary(row => row.Id, row => row.Blocks);
        return [.. lines.Select(
            line => receptions.TryGetValue(line.EntryId, out var blocks) ? line with { Today = Today(line, blocks) } : line)];
    }

    private ReceptionDay Today(EntryLine line, (OpeningSchedule? Hours, IReadOnlyList<Notice> Notices) blocks)
    {
        var territory = TerritorialCalendar.ForInseeCode(line.Commune);
        var date = Now.InZone(territory?.TimeZone ?? DateTimeZone.Utc).Date;
        return ReceptionDay.Of(blocks.Hours, blocks.Notices, territory, date, schools);
    }

    private static Dictionary<EntryTab, long> ReadCounts(DbDataReader row) =>
        Enum.GetValues<EntryTab>().ToDictionary(tab => tab, tab => row.GetInt64((int)tab));

    private static EntryLine ReadLine(DbDataReader row) => new()
    {
        EntryId = row.GetGuid(0),
        Kind = EntryKinds.Parse(row.GetString(1)),
        Name = row.GetString(2),
        Version = row.GetInt32(3),
        IsRemoved = row.GetBoolean(4),
        Types = row.GetFieldValue<string[]>(5),
        Commune = row.Text(6),
        CommuneName = row.Text(7),
        Departement = row.Text(8),
        ChangedAt = row.At(9)!.Value,
        VerifiedAt = row.At(10),
        States = [.. row.GetFieldValue<string[]>(11).Select(ChangeRequestMoves.ParseState)],
        ScheduledAt = row.At(12),
    };
}
