using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>The tabs of « Mes fiches ».</summary>
public enum EntryTab
{
    /// <summary>Every entry that the person's grants cover.</summary>
    All,

    /// <summary>With a draft of the person's own.</summary>
    Drafts,

    /// <summary>With a request that waits for approval.</summary>
    Submitted,

    /// <summary>With a request given back to the person.</summary>
    ToCorrect,

    /// <summary>Not checked for a year, or never.</summary>
    ToConfirm,

    /// <summary>Published urgently and not reviewed.</summary>
    Urgent,
}

/// <summary>Which entries are wanted.</summary>
public sealed record EntryListFilter
{
    /// <summary>The tab.</summary>
    public EntryTab Tab { get; init; }

    /// <summary>Part of the name, in whatever case; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>A service type's code; null for all.</summary>
    public string? ServiceType { get; init; }
}

/// <summary>A line of « Mes fiches ».</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version published.</param>
/// <param name="ChangedAt">When its content last changed.</param>
/// <param name="VerifiedAt">When someone last checked it; null for never.</param>
/// <param name="States">Of the requests under way, the person's own drafts among them.</param>
public sealed record EntryLine(
    Guid EntryId, EntryKind Kind, string Name, int Version, Instant ChangedAt, Instant? VerifiedAt, IReadOnlyList<ChangeRequestState> States);

/// <summary>A page of entries.</summary>
/// <param name="Total">How many the whole list has.</param>
/// <param name="Lines">Those of the page, by name.</param>
public sealed record EntryPage(long Total, IReadOnlyList<EntryLine> Lines);

/// <summary>« Mes fiches »: entries as their editors see them, filtered in SQL by their grants.</summary>
public sealed class EntryLists(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>The most lines on a page.</summary>
    public const int MaxPageSize = 100;

    /// <summary>After how long unchecked an entry is to be confirmed.</summary>
    public static readonly Duration ReviewPeriod = Duration.FromDays(365);

    /// <param name="account">Who reads.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="offset">Lines to pass over, from 0.</param>
    /// <param name="limit">Lines wanted, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EntryPage> ReadAsync(
        Guid account, EntryListFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, MaxPageSize));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var parameters = new List<object?> { account };
        var where = GrantPredicate.Build(grants, account, EntryAction.View, [], now, "e", parameters)
            + Where(filter, now, parameters);
        var total = await connection.ScalarAsync<long>(
            $"select count(*) from entries e where $1::uuid is not null and not e.is_removed and {where}", cancellationToken, [.. parameters]);
        var lines = await connection.QueryAsync(
            $"""
            select e.id, e.kind, e.name, e.version, e.changed_at, e.verified_at, array(
                select r.state from change_requests r where r.entry_id = e.id and (
                    r.state in ('submitted', 'approved', 'published_urgently')
                    or (r.author_id = $1 and r.state in ('draft', 'returned'))) order by r.created_at)
            from entries e where not e.is_removed and {where}
            order by e.name, e.id offset {parameters.Bind(offset)} limit {parameters.Bind(limit)}
            """,
            row => new EntryLine(
                row.GetGuid(0), EntryKinds.Parse(row.GetString(1)), row.GetString(2), row.GetInt32(3), row.At(4)!.Value, row.At(5),
                [.. row.GetFieldValue<string[]>(6).Select(ChangeRequestMoves.ParseState)]),
            cancellationToken,
            [.. parameters]);
        return new EntryPage(total, lines);
    }

    private static string Where(EntryListFilter filter, Instant now, List<object?> parameters)
    {
        var where = filter.Tab switch
        {
            EntryTab.All => "",
            EntryTab.Drafts => With("r.state = 'draft' and r.author_id = $1"),
            EntryTab.Submitted => With("r.state = 'submitted'"),
            EntryTab.ToCorrect => With("r.state = 'returned' and r.author_id = $1"),
            EntryTab.ToConfirm => $" and coalesce(e.verified_at, '-infinity') < {parameters.Bind(now - ReviewPeriod)}",
            EntryTab.Urgent => With("r.state = 'published_urgently'"),
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };
        if (!string.IsNullOrWhiteSpace(filter.Name))
        {
            where += $" and strpos(lower(e.name), lower({parameters.Bind(filter.Name.Trim())})) > 0";
        }

        if (filter.ServiceType is { } type)
        {
            where += $" and e.types && {parameters.Bind(new[] { type })}"; // ix_entries_types
        }

        return where;
    }

    private static string With(string requests) => $" and e.id in (select r.entry_id from change_requests r where {requests})";
}
