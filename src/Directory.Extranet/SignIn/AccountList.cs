using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>An account in the list of accounts.</summary>
internal sealed record ListedAccount(
    Guid Id, string Name, string Mail, bool IsDisabled, bool HasSignedIn, bool HasSecondFactor, int ActiveGrants, Instant? LastSignedInAt);

/// <summary>Accounts for those who manage them.</summary>
internal sealed class AccountList(NpgsqlDataSource database, TimeProvider clock, AdministeredAccounts administered)
{
    public const int PageSize = 25;

    // Never a name or an expression of the reader's.
    private static readonly Dictionary<string, string> Orders = new()
    {
        ["nom"] = "a.name, a.id",
        ["-nom"] = "a.name desc, a.id",
        ["connexion"] = "c.last_signed_in_at nulls first, a.id",
        ["-connexion"] = "c.last_signed_in_at desc nulls last, a.id",
    };

    /// <param name="reader">Who reads: they see the accounts that they have to do with.</param>
    /// <param name="search">Part of a name or an address; null for all.</param>
    /// <param name="sort">A key of the headings; anything else sorts by name.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(IReadOnlyList<ListedAccount> Accounts, int Total)> ReadAsync(
        Guid reader, string? search, string? sort, int page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        List<object?> parameters = [clock.GetCurrentInstant()];
        var like = parameters.Bind(SqlText.Containing(search));
        var where =
            $"(a.name ilike {like} or a.mail ilike {like}) and {await administered.ConditionAsync(connection, reader, parameters, cancellationToken)}";
        var total = await connection.ScalarAsync<long>(
            $"select count(*) from accounts a where {where}", cancellationToken, [.. parameters]);
        var accounts = await connection.QueryAsync(
            $"""
            select a.id, a.name, a.mail, a.disabled_at is not null, c.last_signed_in_at is not null,
                c.totp_key is not null or exists (select from passkeys p where p.account_id = a.id),
                (select count(*)::integer from access_grants g where g.account_id = a.id and {GrantStore.ActiveAt("$1")}),
                c.last_signed_in_at
            from accounts a left join account_credentials c on c.account_id = a.id
            where {where}
            order by {Orders.GetValueOrDefault(sort ?? "", Orders["nom"])} limit {parameters.Bind(PageSize)} offset {parameters.Bind((page - 1) * PageSize)}
            """,
            row => new ListedAccount(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.GetBoolean(5),
                row.GetInt32(6),
                row.At(7)),
            cancellationToken,
            [.. parameters]);
        return (accounts, (int)total);
    }
}
