using Npgsql;
using PublicDirectory.Core.Accounts;

namespace PublicDirectory.Extranet.Forms;

/// <summary>Where a form led.</summary>
/// <param name="Location">The address; null while it is still being dealt with.</param>
/// <param name="Notice">The message shown there; null for none.</param>
internal sealed record Outcome(string? Location, string? Notice);

/// <summary>The forms that were sent, by their tokens; kept for a day, shared by all nodes.</summary>
internal sealed class SubmissionStore(NpgsqlDataSource database, TimeProvider clock)
{
    // A node that dies while dealing with a form leaves its row without an end; another attempt may then take it over.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <returns>Null for the first one; else where the first one led, waiting for it when need be.</returns>
    public async Task<Outcome?> BeginAsync(Guid token, Guid account, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            if (await TakeAsync(token, account, cancellationToken))
            {
                return null;
            }

            var outcome = await FindAsync(token, account, cancellationToken);
            if (outcome?.Location is not null || clock.GetElapsedTime(start) > Patience)
            {
                return outcome ?? new Outcome(null, null);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public async Task EndAsync(Guid token, Outcome outcome, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("update form_submissions set location = $2, notice = $3 where token = $1");
        command.Parameters.Add(new() { Value = token });
        command.Parameters.Add(new() { Value = outcome.Location ?? "/" });
        command.Parameters.Add(new() { Value = (object?)outcome.Notice ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>It had no effect: it may be sent again.</summary>
    public async Task ForgetAsync(Guid token, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("delete from form_submissions where token = $1");
        command.Parameters.Add(new() { Value = token });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> TakeAsync(Guid token, Guid account, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            with forgotten as (delete from form_submissions where started_at < $4)
            insert into form_submissions (token, account_id, started_at) values ($1, $2, $3)
            on conflict (token) do update set started_at = excluded.started_at
                where form_submissions.location is null and (form_submissions.started_at < $5 or form_submissions.started_at > $6)
                    and form_submissions.account_id = excluded.account_id
            returning token
            """); // ix_form_submissions_started_at
        var now = clock.GetUtcNow();
        command.Parameters.Add(new() { Value = token });
        command.Parameters.Add(new() { Value = account });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = (now - KeptFor).UtcDateTime });
        command.Parameters.Add(new() { Value = (now - GivenUpAfter).UtcDateTime });
        command.Parameters.Add(new() { Value = (now + Recency.Skew.ToTimeSpan()).UtcDateTime });
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task<Outcome?> FindAsync(Guid token, Guid account, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select location, notice from form_submissions where token = $1 and account_id = $2");
        command.Parameters.Add(new() { Value = token });
        command.Parameters.Add(new() { Value = account });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Outcome(reader.IsDBNull(0) ? null : reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1))
            : null;
    }
}
