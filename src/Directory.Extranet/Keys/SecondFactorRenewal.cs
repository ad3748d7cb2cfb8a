using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Keys;

/// <summary>
/// Encrypts every second factor under the present secret: <c>renew-keys</c>. People may sign in meanwhile; stopped, it goes on
/// where it was; run again, it finds nothing to do.
/// </summary>
internal sealed class SecondFactorRenewal(NpgsqlDataSource database, SecondFactorKeys keys)
{
    private const int BatchSize = 200;

    /// <param name="report">Told after each batch how many were renewed so far.</param>
    /// <param name="cancellationToken">Stops after a batch.</param>
    /// <returns>How many were renewed, and how many are under a secret that is not known here.</returns>
    public async Task<(int Renewed, int Unknown)> RunAsync(Action<int> report, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (renewed, unknown, last) = (0, 0, Guid.Empty);
        while (true)
        {
            var batch = await connection.QueryAsync(
                """
                select account_id, totp_key from account_credentials
                where account_id > $1 and length(totp_key) > 0 and substring(totp_key from 1 for length($2)) <> $2
                order by account_id limit $3
                """,
                row => (Account: row.GetGuid(0), Made: row.GetFieldValue<byte[]>(1)),
                cancellationToken,
                last, keys.Header, BatchSize);
            if (batch.Count == 0)
            {
                return (renewed, unknown);
            }

            foreach (var (account, made) in batch)
            {
                last = account;
                if (keys.Open(account, made) is not { } key)
                {
                    unknown++;
                    continue;
                }

                // Only what was read: someone may be setting up a new app at this moment.
                renewed += await connection.ExecuteAsync(
                    "update account_credentials set totp_key = $3 where account_id = $1 and totp_key = $2",
                    cancellationToken,
                    account, made, keys.Seal(account, key));
            }

            report(renewed);
        }
    }
}
