using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// What pages that are still open have saved: a page saves again and again while one types, and after « Précédent », from the same form. What
/// it finds in its section that it left there itself is no other's change.
/// </summary>
public sealed class SavedForms(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Whether what the section says now is what this form left there.</summary>
    public async Task<bool> IsOwnAsync(Guid form, Guid agent, string fingerprint, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ScalarAsync<bool>(
            "select exists (select from saved_forms where form_id = $1 and account_id = $2 and $3 = any(fingerprints))",
            cancellationToken,
            form, agent, fingerprint);
    }

    /// <summary>Says that the form comes for the nth time.</summary>
    /// <returns>False when it has come since, from later on: what comes now is out of date.</returns>
    public async Task<bool> ComesAsync(Guid form, Guid agent, int rank, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            insert into saved_forms (form_id, account_id, rank, saved_at) values ($1, $2, $3, $4)
            on conflict (form_id) do update set rank = excluded.rank, saved_at = excluded.saved_at
                where saved_forms.account_id = excluded.account_id and saved_forms.rank <= excluded.rank
            """,
            cancellationToken,
            form, agent, rank, clock.GetUtcNow().UtcDateTime) == 1;
    }

    /// <summary>Says what the form is about to leave: known before it is there, whatever else the same page sends at that moment.</summary>
    public async Task LeavesAsync(Guid form, Guid agent, string fingerprint, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            """
            insert into saved_forms (form_id, account_id, fingerprints, saved_at) values ($1, $2, array[$3], $4)
            on conflict (form_id) do update set saved_at = excluded.saved_at,
                fingerprints = (excluded.fingerprints || saved_forms.fingerprints)[:20]
                where saved_forms.account_id = excluded.account_id
            """,
            cancellationToken,
            form, agent, fingerprint, clock.GetUtcNow().UtcDateTime);
    }
}
