using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Desk;

/// <summary>A box as those see it who decide on its members.</summary>
/// <param name="Id">Of the box.</param>
/// <param name="Name">As agents know it.</param>
/// <param name="Perimeter">Where its members need the right to orient.</param>
/// <param name="Place">The perimeter in French.</param>
/// <param name="Members">How many.</param>
public sealed record AdministeredBox(Guid Id, string Name, Perimeter Perimeter, string Place, long Members);

/// <summary>A member of a box.</summary>
/// <param name="Account">The person's.</param>
/// <param name="Name">Of the person.</param>
/// <param name="Reads">Whether they also hold the right without which nothing is shown.</param>
public sealed record BoxMember(Guid Account, string Name, bool Reads);

/// <summary>
/// Opens boxes and says who is a member: whoever administers all of the box's perimeter, of the accounts that they have to do with. For
/// others there is no such box.
/// </summary>
public sealed class DeskBoxAdministration(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Two boxes of one name are never told apart.</summary>
    public const string NameTaken = "BOX_NAME_TAKEN";

    /// <summary>The longest name.</summary>
    public const int MaxName = 100;

    private static readonly Refusal NoSuchBox = new("NOT_FOUND", "Cette boîte n'existe pas.");

    private static readonly Refusal OwnAccount = new(
        AdministeredAccounts.OwnAccount, "Vous ne pouvez pas vous ajouter à une boîte : une autre personne doit en décider.");

    /// <summary>The boxes within the administrator's perimeter, by name.</summary>
    public async Task<IReadOnlyList<AdministeredBox>> ListAsync(Guid administrator, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var covered = new List<AdministeredBox>();
        foreach (var box in await ReadAsync(connection, null, cancellationToken))
        {
            if (await RefuseAsync(connection, administrator, box.Perimeter, cancellationToken) is null)
            {
                covered.Add(box);
            }
        }

        return covered;
    }

    /// <summary>A box and its members by name; null where it is not the administrator's to decide on.</summary>
    public async Task<(AdministeredBox Box, IReadOnlyList<BoxMember> Members)?> FindAsync(
        Guid administrator, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await CoveredAsync(connection, administrator, id, cancellationToken) is not { } box)
        {
            return null;
        }

        var members = new List<BoxMember>();
        foreach (var (account, name) in await connection.QueryAsync(
            "select a.id, a.name from desk.box_members m join accounts a on a.id = m.account_id where m.box_id = $1 order by a.name, a.id",
            row => (row.GetGuid(0), row.GetString(1)), cancellationToken, id))
        {
            var read = await DeskBoxes.OfAsync(connection, account, clock.GetCurrentInstant(), cancellationToken);
            members.Add(new BoxMember(account, name, read.Any(one => one.Id == id)));
        }

        return (box, members);
    }

    /// <summary>Opens a box.</summary>
    /// <param name="by">Who does; null for the operator of the service.</param>
    /// <param name="name">Not empty, at most <see cref="MaxName"/> characters.</param>
    /// <param name="perimeter">An entry, a département or the country.</param>
    /// <param name="cancellationToken">Opens nothing.</param>
    /// <returns>The box, or why not.</returns>
    public async Task<(Guid Id, Refusal? Refusal)> OpenAsync(
        Guid? by, string name, Perimeter perimeter, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(perimeter.Kind, PerimeterKind.ServiceType);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (by is { } administrator && await RefuseAsync(connection, administrator, perimeter, cancellationToken) is { } refusal)
        {
            return (Guid.Empty, refusal);
        }

        var id = Guid.CreateVersion7();
        var made = await connection.ExecuteAsync(
            """
            insert into desk.boxes (id, name, departement_code, entry_id, created_at) values ($1, $2, $3::text, $4::uuid, $5)
            on conflict (name) do nothing
            """,
            cancellationToken,
            id, name, perimeter.Code, perimeter.EntryId, clock.GetCurrentInstant());
        if (made == 0)
        {
            return (Guid.Empty, new Refusal(NameTaken, "Une boîte porte déjà ce nom : donnez-en un autre."));
        }

        await NoteAsync(connection, by, "opened", id, "of", perimeter.EntryId?.ToString() ?? perimeter.Code, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (id, null);
    }

    /// <summary>Adds a member, who reads once they also hold the right to orient there.</summary>
    /// <returns>Why not; null when it is done, or was.</returns>
    public async Task<Refusal?> AddAsync(Guid? by, Guid id, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (by is { } administrator && await CoveredAsync(connection, administrator, id, cancellationToken) is null)
        {
            return NoSuchBox;
        }

        if (by == account)
        {
            return OwnAccount;
        }

        if (by is { } reader && !await AdministeredAccounts.CanSeeAsync(
            connection, await GrantStore.ReadAsync(connection, reader, cancellationToken), reader, account, clock.GetCurrentInstant(),
            cancellationToken))
        {
            return AdministeredAccounts.NoSuchAccount;
        }

        var added = await connection.ExecuteAsync(
            "insert into desk.box_members (box_id, account_id) values ($1, $2) on conflict do nothing", cancellationToken, id, account);
        return await DoneAsync(connection, transaction, added, by, "member_added", id, account, cancellationToken);
    }

    /// <summary>Takes a member out, who reads no more of the box from then on.</summary>
    /// <returns>Why not; null when it is done, or was.</returns>
    public async Task<Refusal?> RemoveAsync(Guid by, Guid id, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await CoveredAsync(connection, by, id, cancellationToken) is null)
        {
            return NoSuchBox;
        }

        var removed = await connection.ExecuteAsync(
            "delete from desk.box_members where box_id = $1 and account_id = $2", cancellationToken, id, account);
        return await DoneAsync(connection, transaction, removed, by, "member_removed", id, account, cancellationToken);
    }

    private static async Task<Refusal?> DoneAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, int changed, Guid? by, string action, Guid id, Guid account,
        CancellationToken cancellationToken)
    {
        if (changed > 0)
        {
            await NoteAsync(connection, by, action, id, "account", account.ToString(), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static Task NoteAsync(
        NpgsqlConnection connection, Guid? by, string action, Guid id, string key, string? value, CancellationToken cancellationToken) =>
        JournalLog.WriteAsync(
            connection, new JournalEntry(by, "box." + action, "box", id, new Dictionary<string, string?> { [key] = value }),
            cancellationToken);

    private async Task<AdministeredBox?> CoveredAsync(
        NpgsqlConnection connection, Guid administrator, Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, id, cancellationToken)).SingleOrDefault() is { } box
            && await RefuseAsync(connection, administrator, box.Perimeter, cancellationToken) is null
            ? box
            : null;

    private async Task<Refusal?> RefuseAsync(
        NpgsqlConnection connection, Guid administrator, Perimeter perimeter, CancellationToken cancellationToken) =>
        await AdministeredPerimeter.RefuseAsync(
            connection, await GrantStore.ReadAsync(connection, administrator, cancellationToken), administrator, perimeter,
            clock.GetCurrentInstant(), cancellationToken);

    // All of them, or one: there are as many as teams.
    private static Task<List<AdministeredBox>> ReadAsync(NpgsqlConnection connection, Guid? id, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            """
            select b.id, b.name, b.departement_code, b.entry_id, coalesce(d.name, e.name, b.departement_code, 'Toute la France'),
                (select count(*) from desk.box_members m where m.box_id = b.id)
            from desk.boxes b left join departements d on d.code = b.departement_code left join entries e on e.id = b.entry_id
            where $1::uuid is null or b.id = $1 order by b.name
            """,
            row => new AdministeredBox(
                row.GetGuid(0), row.GetString(1),
                row.Id(3) is { } entry ? Perimeter.OfEntry(entry)
                    : row.Text(2) is { } departement ? Perimeter.OfDepartement(departement) : Perimeter.National,
                row.GetString(4), row.GetInt64(5)),
            cancellationToken,
            id);
}
