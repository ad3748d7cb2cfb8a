using System.Data.Common;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Habilitations;

/// <summary>Reads grants, and the facts that decisions look at.</summary>
public static class GrantStore
{
    /// <summary>What <see cref="Read"/> takes, of <see cref="From"/>.</summary>
    internal const string Columns =
        """
        g.id, g.account_id, g.access_right, g.perimeter, g.perimeter_entry_id, g.perimeter_code, g.blocks,
            g.valid_from, g.valid_to, g.granted_by, g.granted_at, g.revoked_at, e.name, d.name, d.name_link,
            (select s.name from entries s join entry_versions v on v.sequence = s.sequence
                where s.kind = 'service_type' and v.document ->> 'code' = g.perimeter_code limit 1),
            g.must_be_agreed and g.agreed_at is null
        """;

    /// <summary>How many columns those are.</summary>
    internal const int ColumnCount = 17;

    internal const string From =
        """
        access_grants g
            left join entries e on e.id = g.perimeter_entry_id
            left join departements d on d.code = g.perimeter_code and g.perimeter = 'departement'
        """;

    private const string Select = $"select {Columns} from {From}";

    /// <summary><see cref="AccessGrant.IsActiveAt"/> as a condition on <c>access_grants g</c>.</summary>
    /// <param name="at">The name of the parameter that says when: <c>$1</c>.</param>
    internal static string ActiveAt(string at) =>
        $"(g.revoked_at is null and g.valid_from <= {at} and (g.valid_to is null or {at} < g.valid_to) and {IsAgreed})";

    /// <summary>The contrary of <see cref="AccessGrant.IsPending"/>.</summary>
    internal const string IsAgreed = "(not g.must_be_agreed or g.agreed_at is not null)";

    /// <summary>The grants of a person that were not taken back; none for an account that is disabled or unknown.</summary>
    public static Task<List<AccessGrant>> ReadAsync(NpgsqlConnection connection, Guid account, CancellationToken cancellationToken) =>
        // ix_access_grants_account
        connection.QueryAsync(
            $"""
            {Select} join accounts a on a.id = g.account_id
            where g.account_id = $1 and g.revoked_at is null and a.disabled_at is null order by g.id
            """,
            Read, cancellationToken, account);

    /// <summary>The same, whether the account is disabled or not: for those who manage it.</summary>
    public static Task<List<AccessGrant>> ReadGivenAsync(NpgsqlConnection connection, Guid account, CancellationToken cancellationToken) =>
        // ix_access_grants_account
        connection.QueryAsync(
            $"{Select} where g.account_id = $1 and g.revoked_at is null order by g.id", Read, cancellationToken, account);

    /// <summary>Every grant that gives this right now or later to people who may sign in: for those who must be told.</summary>
    public static Task<List<AccessGrant>> ReadHoldersAsync(
        NpgsqlConnection connection, AccessRight right, CancellationToken cancellationToken) =>
        // ix_access_grants_right
        connection.QueryAsync(
            $"""
            {Select} join accounts a on a.id = g.account_id
            where g.access_right = $1 and g.revoked_at is null and a.disabled_at is null order by g.account_id
            """,
            Read, cancellationToken, right.Code());

    /// <summary>One grant, taken back or not; null when there is none.</summary>
    public static async Task<AccessGrant?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        (await connection.QueryAsync($"{Select} where g.id = $1", Read, cancellationToken, id)).SingleOrDefault();

    /// <summary>The facts of an entry that is or was published; null when there is none.</summary>
    public static async Task<EntryFacts?> ReadFactsAsync(NpgsqlConnection connection, Guid entryId, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            """
            with recursive up (id) as (
                select parent_id from entries where id = $1
                union select e.parent_id from entries e join up on e.id = up.id)
            select id, kind, name, types, departement_code, array(select id from up where id is not null) from entries where id = $1
            """,
            row => new EntryFacts(
                row.GetGuid(0), EntryKinds.Parse(row.GetString(1)), row.GetString(2), row.GetFieldValue<string[]>(3), row.Text(4),
                row.GetFieldValue<Guid[]>(5)),
            cancellationToken,
            entryId)).SingleOrDefault();

    /// <summary>The facts of an entry that would be made from a document.</summary>
    public static async Task<EntryFacts> ReadFactsAsync(
        NpgsqlConnection connection, Guid entryId, EntryDocument document, CancellationToken cancellationToken)
    {
        var parent = document switch
        {
            AdministrationDocument administration => administration.Parent,
            LocalComplementDocument complement => complement.Parent,
            _ => null,
        };
        var above = parent is { } top ? await ReadFactsAsync(connection, top, cancellationToken) : null;
        IReadOnlyList<Guid> ancestors = parent is { } id ? [id, .. above?.Ancestors ?? []] : [];
        return document switch
        {
            AdministrationDocument one => Facts(one.Name, one.Types, one.Commune?.DepartementCode),
            DemarcheDocument one => Facts(one.Title, one.HandledBy, null),
            ServiceTypeDocument one => Facts(one.Label, [], null),
            NoticeDocument one => Facts(one.Title, one.Concerns.OnlyServiceType, one.Concerns.OnlyDepartement),
            LocalComplementDocument one => Facts(one.Title, [], one.Departement ?? above?.Departement),
            _ => throw new ArgumentOutOfRangeException(nameof(document)),
        };

        EntryFacts Facts(string name, IReadOnlyList<string> types, string? departement) =>
            new(entryId, document.Kind, name, types, departement, ancestors);
    }

    internal static AccessGrant Read(DbDataReader row)
    {
        var perimeter = row.GetString(3) switch
        {
            "entry" => Perimeter.OfEntry(row.GetGuid(4)),
            "departement" => Perimeter.OfDepartement(row.GetString(5)),
            "service_type" => Perimeter.OfServiceType(row.GetString(5)),
            _ => Perimeter.National,
        };
        return new AccessGrant
        {
            Id = row.GetGuid(0),
            AccountId = row.GetGuid(1),
            Right = AccessRights.Parse(row.GetString(2)),
            Perimeter = perimeter,
            PerimeterInFrench = perimeter.Kind switch
            {
                PerimeterKind.Entry => $"pour « {row.Text(12)} » et ce qui en dépend",
                PerimeterKind.Departement => row.Text(13) is { } departement
                    ? $"pour le département {((NameLink)row.GetInt16(14)).WithDe(departement)}"
                    : $"pour le département {perimeter.Code}",
                PerimeterKind.ServiceType => $"pour les services de nature « {row.Text(15) ?? perimeter.Code} »",
                _ => "pour toute la France",
            },
            Blocks = row.IsDBNull(6) ? null : row.GetFieldValue<string[]>(6),
            ValidFrom = row.At(7)!.Value,
            ValidTo = row.At(8),
            GrantedBy = row.Id(9),
            GrantedAt = row.At(10)!.Value,
            RevokedAt = row.At(11),
            IsPending = row.GetBoolean(16),
        };
    }
}
