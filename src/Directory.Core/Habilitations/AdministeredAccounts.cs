using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>
/// The accounts that an administrator has to do with: those that have or had a grant within their perimeter, and those that they invited.
/// For them the others do not exist.
/// </summary>
public sealed class AdministeredAccounts(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Nobody decides on their own account.</summary>
    public const string OwnAccount = "OWN_ACCOUNT";

    /// <summary>Whether the reader has to do with the account.</summary>
    public async Task<bool> CanSeeAsync(Guid reader, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var own = await GrantStore.ReadAsync(connection, reader, cancellationToken);
        return await CanSeeAsync(connection, own, reader, account, Now, cancellationToken);
    }

    /// <summary>The same as a condition on <c>accounts a</c>, in brackets.</summary>
    /// <param name="connection">To read what the reader administers.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="parameters">The statement's positional parameters, to which those of the condition are added.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> ConditionAsync(
        NpgsqlConnection connection, Guid reader, List<object?> parameters, CancellationToken cancellationToken) =>
        AdministeredPerimeter.Accounts(await GrantStore.ReadAsync(connection, reader, cancellationToken), reader, Now, parameters);

    /// <summary>Why the reader may not shut, open or invite again an account; null when they may.</summary>
    /// <remarks>Only whoever administers all that it may do or will do: so nobody locks out people beyond their own perimeter.</remarks>
    public async Task<Refusal?> CheckAsync(Guid reader, Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var own = await GrantStore.ReadAsync(connection, reader, cancellationToken);
        if (!await CanSeeAsync(connection, own, reader, account, Now, cancellationToken))
        {
            return NoSuchAccount;
        }

        if (reader == account)
        {
            return new Refusal(OwnAccount, "C'est votre compte : une autre personne doit en décider.");
        }

        // Those of a disabled account too: opening it gives them again.
        foreach (var grant in await GrantStore.ReadGivenAsync(connection, account, cancellationToken))
        {
            if ((grant.ValidTo is null || Now < grant.ValidTo)
                && await AdministeredPerimeter.RefuseAsync(connection, own, reader, grant.Perimeter, Now, cancellationToken) is not null)
            {
                return new Refusal(
                    Habilitation.GrantMissing,
                    "Cette personne a aussi des habilitations au-delà de ce que vous gérez : une personne qui gère tout son périmètre doit "
                    + "décider de son compte. Vous pouvez retirer celles de votre périmètre.");
            }
        }

        return null;
    }

    internal static readonly Refusal NoSuchAccount = new("NOT_FOUND", "Ce compte n'existe pas.");

    internal static async Task<bool> CanSeeAsync(
        NpgsqlConnection connection, IReadOnlyCollection<AccessGrant> own, Guid reader, Guid account, Instant now,
        CancellationToken cancellationToken)
    {
        List<object?> parameters = [account];
        var condition = AdministeredPerimeter.Accounts(own, reader, now, parameters);
        return await connection.ScalarAsync<bool>(
            $"select exists (select from accounts a where a.id = $1 and {condition})", cancellationToken, [.. parameters]);
    }

    private Instant Now => clock.GetCurrentInstant();
}
