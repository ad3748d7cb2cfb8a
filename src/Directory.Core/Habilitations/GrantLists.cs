using System.Data.Common;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>Which grants a list shows.</summary>
public enum GrantTab
{
    /// <summary>Those that give something now.</summary>
    Active,

    /// <summary>Those whose time has not come.</summary>
    Upcoming,

    /// <summary>Those that give nothing before an administrator above has agreed.</summary>
    ToAgree,

    /// <summary>Those that were taken back, or whose time is over.</summary>
    Ended,

    /// <summary>
    /// Those of the half-yearly review: active, given more than <see cref="GrantLists.UnusedAfter"/> ago to people who did nothing
    /// since, and not kept by a review of the last half-year.
    /// </summary>
    Unused,
}

/// <summary>Orders of a list of grants.</summary>
public enum GrantOrder
{
    /// <summary>By the name of the person.</summary>
    Person,

    /// <summary>By their end; those without end last.</summary>
    End,

    /// <summary>By the last thing that the person did; those who never did anything first.</summary>
    Activity,
}

/// <summary>Which grants are wanted; null wherever it does not matter.</summary>
public sealed record GrantFilter
{
    /// <summary>Of which kind.</summary>
    public GrantTab Tab { get; init; }

    /// <summary>Part of the person's name or address, in whatever case.</summary>
    public string? Person { get; init; }

    /// <summary>The right given.</summary>
    public AccessRight? Right { get; init; }

    /// <summary>The shape of the perimeter.</summary>
    public PerimeterKind? Perimeter { get; init; }

    /// <summary>How they are ordered.</summary>
    public GrantOrder Order { get; init; }

    /// <summary>The other way round.</summary>
    public bool Descending { get; init; }
}

/// <summary>A grant as those who administer it see it.</summary>
/// <param name="Grant">What is given.</param>
/// <param name="Person">To whom.</param>
/// <param name="Mail">Their address.</param>
/// <param name="IsDisabled">They may not sign in.</param>
/// <param name="GrantedBy">By whom; null for the operator of the service.</param>
/// <param name="LastActivityAt">When the person last did something, signing in included; null for never.</param>
public sealed record GrantLine(
    AccessGrant Grant, string Person, string Mail, bool IsDisabled, string? GrantedBy, Instant? LastActivityAt);

/// <summary>Lists of grants for those who administer them, filtered in SQL by what they administer.</summary>
public sealed class GrantLists(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>After so long without anything done, a grant is asked about.</summary>
    public static readonly Duration UnusedAfter = Duration.FromDays(90);

    /// <summary>A grant that was kept is not asked about for so long.</summary>
    public static readonly Duration ReviewEvery = Duration.FromDays(182);

    private static readonly string Active = GrantStore.ActiveAt("$1");

    /// <summary>A page of grants.</summary>
    /// <param name="reader">Who reads: they see what they could give and take back.</param>
    /// <param name="filter">What is looked for.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="skip">How many before them are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The grants, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<GrantLine> Lines, int Total)> ReadAsync(
        Guid reader, GrantFilter filter, int first, int skip, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var own = await GrantStore.ReadAsync(connection, reader, cancellationToken);
        List<object?> parameters = [now];
        // ix_journal_account
        var from =
            $"""
            from {GrantStore.From}
                join accounts a on a.id = g.account_id
                left join accounts giver on giver.id = g.granted_by
                left join lateral (select max(j.at) as at from journal j where j.account_id = g.account_id) activity on true
            where {AdministeredPerimeter.Grants(own, reader, now, parameters)} and {Tab(filter.Tab, now, parameters)} and {Where(filter, parameters)}
            """;
        var total = await connection.ScalarAsync<long>($"select count(*) {from}", cancellationToken, [.. parameters]);
        var way = filter.Descending ? "desc" : "asc";
        var order = filter.Order switch
        {
            GrantOrder.End => $"g.valid_to {way} nulls {(filter.Descending ? "first" : "last")}",
            GrantOrder.Activity => $"activity.at {way} nulls {(filter.Descending ? "last" : "first")}",
            _ => $"a.name {way}",
        };
        var lines = await connection.QueryAsync(
            $"""
            select {GrantStore.Columns}, a.name, a.mail, a.disabled_at is not null, giver.name, activity.at {from}
            order by {order}, a.name, a.id, g.id limit {parameters.Bind(first)} offset {parameters.Bind(skip)}
            """,
            Read, cancellationToken, [.. parameters]);
        return (lines, (int)total);
    }

    /// <summary>One grant, for whom could take it back; null for others.</summary>
    public async Task<GrantLine?> FindAsync(Guid reader, Guid grantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var own = await GrantStore.ReadAsync(connection, reader, cancellationToken);
        List<object?> parameters = [grantId];
        return (await connection.QueryAsync(
            $"""
            select {GrantStore.Columns}, a.name, a.mail, a.disabled_at is not null, giver.name,
                (select max(j.at) from journal j where j.account_id = g.account_id)
            from {GrantStore.From} join accounts a on a.id = g.account_id left join accounts giver on giver.id = g.granted_by
            where g.id = $1 and {AdministeredPerimeter.Grants(own, reader, now, parameters)}
            """,
            Read, cancellationToken, [.. parameters])).SingleOrDefault();
    }

    /// <summary>Entries on which the reader could give rights, by their name or the beginning of one.</summary>
    /// <param name="reader">Who looks.</param>
    /// <param name="name">Part of a name; the id of an entry finds that one.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<(Guid Id, string Name, string? Place)>> FindEntriesAsync(
        Guid reader, string name, int first, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var own = await GrantStore.ReadAsync(connection, reader, cancellationToken);
        List<object?> parameters = [];
        var within = GrantPredicate.Build(own, reader, EntryAction.Administer, now, "e", parameters);
        var wanted = Guid.TryParse(name.Trim(), out var id)
            ? $"e.id = {parameters.Bind(id)}"
            : $"e.name ilike {parameters.Bind(SqlText.Containing(name))}";
        return await connection.QueryAsync(
            $"""
            select e.id, e.name, c.name from entries e left join communes c on c.code = e.commune_code
            where not e.is_removed and {wanted} and {within} order by length(e.name), e.name, e.id limit {parameters.Bind(first)}
            """,
            row => (row.GetGuid(0), row.GetString(1), row.Text(2)), cancellationToken, [.. parameters]);
    }

    private static string Tab(GrantTab tab, Instant now, List<object?> parameters) => tab switch
    {
        GrantTab.Active => Active,
        GrantTab.Upcoming => $"g.revoked_at is null and g.valid_from > $1 and {GrantStore.IsAgreed}",
        // ix_access_grants_to_agree
        GrantTab.ToAgree => $"g.revoked_at is null and not {GrantStore.IsAgreed} and (g.valid_to is null or $1 < g.valid_to)",
        GrantTab.Ended => "(g.revoked_at is not null or g.valid_to <= $1)",
        // ix_journal_object
        _ =>
            $"""
            {Active} and g.granted_at < {parameters.Bind(now - UnusedAfter)} and coalesce(activity.at < {parameters.Bind(now - UnusedAfter)}, true)
            and not exists (select from journal k
                where k.object_id = g.id and k.action = '{GrantAdministration.Kept}' and k.at > {parameters.Bind(now - ReviewEvery)})
            """,
    };

    private static string Where(GrantFilter filter, List<object?> parameters)
    {
        List<string> conditions = [];
        if (!string.IsNullOrWhiteSpace(filter.Person))
        {
            var part = parameters.Bind(SqlText.Containing(filter.Person));
            conditions.Add($"(a.name ilike {part} or a.mail ilike {part})");
        }

        if (filter.Right is { } right)
        {
            conditions.Add($"g.access_right = {parameters.Bind(right.Code())}");
        }

        if (filter.Perimeter is { } kind)
        {
            conditions.Add($"g.perimeter = {parameters.Bind(GrantAdministration.Code(kind))}");
        }

        return conditions.Count == 0 ? "true" : string.Join(" and ", conditions);
    }

    private static GrantLine Read(DbDataReader row) => new(
        GrantStore.Read(row), row.GetString(GrantStore.ColumnCount), row.GetString(GrantStore.ColumnCount + 1),
        row.GetBoolean(GrantStore.ColumnCount + 2), row.Text(GrantStore.ColumnCount + 3), row.At(GrantStore.ColumnCount + 4));
}
