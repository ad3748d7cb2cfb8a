using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What entries of a set have in common with one of them.</summary>
public enum EntrySetKind
{
    /// <summary>The same address.</summary>
    Site,

    /// <summary>The same administration above them.</summary>
    Parent,

    /// <summary>A service type.</summary>
    ServiceType,
}

/// <summary>Entries that one action may be about together.</summary>
/// <param name="Kind">What they have in common.</param>
/// <param name="ServiceType">Of <see cref="EntrySetKind.ServiceType"/>, its code; else null.</param>
/// <param name="Name">The administration above them, or the label of the service type; null for a site.</param>
/// <param name="Count">How many the person may act upon.</param>
public sealed record EntrySet(EntrySetKind Kind, string? ServiceType, string? Name, long Count);

/// <summary>An entry among several to act upon.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Name">Its name.</param>
/// <param name="City">Where it stands; null when its address does not say.</param>
/// <param name="Version">The version now published.</param>
/// <param name="Document">What it says.</param>
public sealed record ChosenEntry(Guid EntryId, string Name, string? City, int Version, AdministrationDocument Document);

/// <summary>Finds the administrations that one action is about, never one that the person may not act upon.</summary>
public sealed class EntrySets(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>The blocks that a closure changes.</summary>
    public static readonly IReadOnlyList<string> ClosureBlocks = ["notices", "openingHours"];

    // The first physical address, as one text.
    private const string Site =
        """
        (select lower(concat_ws('|', a -> 'lines', a ->> 'postalCode')) from jsonb_array_elements(v.document -> 'addresses') a
            where a ->> 'kind' = 'PHYSICAL' limit 1)
        """;

    /// <summary>Those of these entries that the person may act upon, by name.</summary>
    public Task<IReadOnlyList<ChosenEntry>> ReadAsync(
        Guid account, IReadOnlyCollection<Guid> ids, EntryAction action, CancellationToken cancellationToken) =>
        ReadAsync(account, action, parameters => $"e.id = any({parameters.Bind(ids.ToArray())})", ids.Count, cancellationToken);

    /// <summary>The entries of a set, by name.</summary>
    /// <param name="account">Who acts.</param>
    /// <param name="entryId">The entry that the set was offered for.</param>
    /// <param name="set">As <see cref="OfferAsync"/> gave it.</param>
    /// <param name="action">What they would do.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<ChosenEntry>> ReadAsync(
        Guid account, Guid entryId, EntrySet set, EntryAction action, int limit, CancellationToken cancellationToken) =>
        ReadAsync(account, action, parameters => Condition(set.Kind, set.ServiceType, entryId, parameters), limit, cancellationToken);

    /// <summary>The sets of more than one entry around this one, smallest notion first.</summary>
    public async Task<IReadOnlyList<EntrySet>> OfferAsync(
        Guid account, Guid entryId, EntryAction action, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var around = await connection.QueryAsync(
            """
            select e.types, p.name from entries e left join entries p on p.id = e.parent_id where e.id = $1 and not e.is_removed
            """,
            row => (Types: row.GetFieldValue<string[]>(0), Parent: row.Text(1)), cancellationToken, entryId);
        if (around is not [var entry])
        {
            return [];
        }

        var sets = new List<EntrySet> { new(EntrySetKind.Site, null, null, 0) };
        if (entry.Parent is not null)
        {
            sets.Add(new EntrySet(EntrySetKind.Parent, null, entry.Parent, 0));
        }

        foreach (var type in entry.Types)
        {
            var label = await connection.ScalarAsync<string>(
                """
                select s.name from entries s join entry_versions v on v.sequence = s.sequence
                where s.kind = 'service_type' and not s.is_removed and v.document ->> 'code' = $1 limit 1
                """,
                cancellationToken,
                type);
            sets.Add(new EntrySet(EntrySetKind.ServiceType, type, label ?? type, 0));
        }

        var offered = new List<EntrySet>();
        foreach (var set in sets)
        {
            var parameters = new List<object?>();
            var (from, where) = await FromAsync(
                connection, account, action, Condition(set.Kind, set.ServiceType, entryId, parameters), parameters, cancellationToken);
            var count = await connection.ScalarAsync<long>($"select count(*) {from} where {where}", cancellationToken, [.. parameters]);
            if (count > 1)
            {
                offered.Add(set with { Count = count });
            }
        }

        return offered;
    }

    private async Task<IReadOnlyList<ChosenEntry>> ReadAsync(
        Guid account, EntryAction action, Func<List<object?>, string> condition, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var parameters = new List<object?>();
        var (from, where) = await FromAsync(connection, account, action, condition(parameters), parameters, cancellationToken);
        return await connection.QueryAsync(
            $"select e.id, e.name, e.version, v.document {from} where {where} order by e.name, e.id limit {parameters.Bind(limit)}",
            row =>
            {
                var document = DocumentJson.ReadAdministration(row.GetFieldValue<byte[]>(3));
                var city = document.Addresses.Select(address => address.City).FirstOrDefault(name => name is not null);
                return new ChosenEntry(row.GetGuid(0), row.GetString(1), city, row.GetInt32(2), document);
            },
            cancellationToken,
            [.. parameters]);
    }

    private async Task<(string From, string Where)> FromAsync(
        NpgsqlConnection connection, Guid account, EntryAction action, string condition, List<object?> parameters,
        CancellationToken cancellationToken)
    {
        var grants = await GrantStore.ReadAsync(connection, account, cancellationToken);
        var allowed = GrantPredicate.Build(
            grants, account, action, clock.GetCurrentInstant(), "e", parameters, ClosureBlocks);
        return (
            "from entries e join entry_versions v on v.sequence = e.sequence",
            $"e.kind = 'administration' and not e.is_removed and {condition} and {allowed}");
    }

    private static string Condition(EntrySetKind kind, string? serviceType, Guid entryId, List<object?> parameters) => kind switch
    {
        // ix_entries_commune: the address is compared within one commune.
        EntrySetKind.Site =>
            $"""
            exists (select from (select e.commune_code, v.document from entries e join entry_versions v on v.sequence = e.sequence
                where e.id = {parameters.Bind(entryId)}) s (commune_code, document)
                where s.commune_code = e.commune_code and {Site} = {Site.Replace("v.document", "s.document", StringComparison.Ordinal)})
            """,
        // ix_entries_parent
        EntrySetKind.Parent => $"e.parent_id = (select s.parent_id from entries s where s.id = {parameters.Bind(entryId)})",
        _ => $"e.types && {parameters.Bind(new[] { serviceType })}", // ix_entries_types
    };
}
