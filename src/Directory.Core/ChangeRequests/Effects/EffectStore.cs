using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.Effects;

/// <summary>
/// The effects of submitted requests as rows, for <see cref="GrantPredicate"/>. Nothing has to remember to write them: whoever reads a
/// queue brings up to date those that are missing or whose entries were published since.
/// </summary>
internal static class EffectStore
{
    /// <summary>Brings the effects of all submitted requests up to date.</summary>
    public static async Task RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Read first: what is published while the effects are worked out comes after it, and they are worked out again.
        var asOf = await connection.ScalarAsync<long?>("select max(sequence) from entry_versions", cancellationToken) ?? 0;
        var stale = await connection.QueryAsync(
            $"""
            select {ChangeRequestStore.Columns} from change_requests r left join change_request_reaches x on x.request_id = r.id
            where r.state = 'submitted' and (r.operation <> 'change' or cardinality(r.blocks) = 0 or r.blocks && $1)
                and (x.request_id is null or x.revision <> r.revision
                    or exists (select from entries e where e.id = any(x.looked_at) and e.sequence > x.as_of))
            """, // ix_change_requests_to_approve
            ChangeRequestStore.Read, cancellationToken, (object)EffectsOfChange.Blocks);
        foreach (var request in stale)
        {
            var touched = await TouchedReader.ReadAsync(connection, request, withEffects: true, cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await WriteAsync(connection, request, touched.Effects, asOf, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, ChangeRequest request, IReadOnlyList<Effect> effects, long asOf, CancellationToken cancellationToken)
    {
        // The row is taken first: two readers at once write one after the other.
        await connection.ExecuteAsync(
            """
            insert into change_request_reaches (request_id, revision, looked_at, as_of)
            select r.id, $2, array(
                with recursive up (id) as (
                    select unnest(array[r.entry_id, (r.proposed ->> 'parent')::uuid])
                    union select e.parent_id from entries e join up on e.id = up.id)
                select id from up where id is not null), $3
            from change_requests r where r.id = $1
            on conflict (request_id) do update set revision = excluded.revision, looked_at = excluded.looked_at, as_of = excluded.as_of
            """,
            cancellationToken,
            request.Id, request.Revision, asOf);
        await connection.ExecuteAsync("delete from change_request_effects where request_id = $1", cancellationToken, request.Id);
        foreach (var effect in effects)
        {
            await connection.ExecuteAsync(
                "insert into change_request_effects (request_id, block, types, departement_code, answered_by) values ($1, $2, $3, $4, $5)",
                cancellationToken,
                request.Id, effect.Block, effect.Types.ToArray(), effect.Departement, effect.AnsweredBy.ToArray());
        }
    }
}
