using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Desk;

/// <summary>Where a team takes in its messages.</summary>
/// <param name="Id">Of the box.</param>
/// <param name="Name">As agents know it; it signs what is forwarded.</param>
public sealed record DeskBox(Guid Id, string Name);

/// <summary>Who reads which box: its members who hold the right to orient for the box's perimeter, or everywhere.</summary>
public sealed class DeskBoxes(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<DeskBox>> OfAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await OfAsync(connection, account, clock.GetCurrentInstant(), cancellationToken);
    }

    /// <summary>Whether anybody works here with messages.</summary>
    public async Task<bool> AreThereAnyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<bool>("select exists (select from desk.boxes)", cancellationToken);
    }

    internal static async Task<IReadOnlyList<DeskBox>> OfAsync(
        NpgsqlConnection connection, Guid account, Instant at, CancellationToken cancellationToken)
    {
        var perimeters = (await GrantStore.ReadAsync(connection, account, cancellationToken))
            .Where(grant => grant.Right == AccessRight.Orient && grant.IsActiveAt(at)).Select(grant => grant.Perimeter)
            .ToLookup(perimeter => perimeter.Kind);
        return await connection.QueryAsync(
            """
            select b.id, b.name from desk.boxes b join desk.box_members m on m.box_id = b.id
            where m.account_id = $1 and ($2 or b.departement_code = any($3) or b.entry_id = any($4)) order by b.name
            """, // ix_box_members_account
            row => new DeskBox(row.GetGuid(0), row.GetString(1)),
            cancellationToken,
            account, perimeters.Contains(PerimeterKind.National),
            perimeters[PerimeterKind.Departement].Select(perimeter => perimeter.Code!).ToArray(),
            perimeters[PerimeterKind.Entry].Select(perimeter => perimeter.EntryId!.Value).ToArray());
    }
}
