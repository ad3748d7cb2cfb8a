using NodaTime;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>Something that a person has begun and that is not over.</summary>
/// <param name="Request">The request.</param>
/// <param name="EntryName">Its entry, as published or, for a new one, as proposed.</param>
/// <param name="IsApprover">Whether they approved it for a later date; else they wrote it.</param>
public sealed record UnderWay(ChangeRequest Request, string EntryName, bool IsApprover)
{
    /// <summary>What it is, in French.</summary>
    public string What => (IsApprover, Request.State) switch
    {
        (true, _) => "Validation donnée pour plus tard",
        (_, ChangeRequestState.Draft) => "Brouillon",
        (_, ChangeRequestState.Returned) => "Demande à corriger",
        (_, ChangeRequestState.Submitted) => "Demande à valider",
        (_, ChangeRequestState.Approved) => "Publication programmée",
        _ => "Publication urgente",
    };

    /// <summary>What becomes of it once the account is shut, in French.</summary>
    public string Then => (IsApprover, Request.State) switch
    {
        (true, _) or (_, ChangeRequestState.Approved) => "À sa date, elle ne sera pas publiée : elle reviendra dans la file des valideurs.",
        (_, ChangeRequestState.Draft) => "Il reste, sans que personne d'autre le voie.",
        (_, ChangeRequestState.Returned) => "Elle reste en attente : personne d'autre ne peut la corriger.",
        (_, ChangeRequestState.Submitted) => "Elle reste dans la file : les valideurs verront que son auteur n'en a plus le droit.",
        _ => "Elle prendra fin à sa date d'elle-même. Un valideur peut l'annuler plus tôt.",
    };

    /// <summary>The moment that matters: its publication or its end; null for none.</summary>
    public Instant? At => Request.IsUrgent ? Request.EndsAt : Request.EffectiveAt;
}

/// <summary>What a person has under way, for those who shut their account.</summary>
public sealed class WorkUnderWay(NpgsqlDataSource dataSource)
{
    /// <summary>The most that are read.</summary>
    public const int Most = 200;

    /// <summary>What they wrote or decided that is not over, what is public or will be first.</summary>
    public async Task<IReadOnlyList<UnderWay>> ReadAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            $"""
            select {ChangeRequestStore.Columns}, e.name, r.author_id <> $1
            from change_requests r join change_request_entries e on e.request_id = r.id
            where (r.author_id = $1 and (r.state in ('draft', 'returned', 'submitted', 'approved')
                    or r.state in ('published_urgently', 'confirmed') and r.ended_at is null))
                or (r.approver_id = $1 and r.state = 'approved')
            order by array_position(array['published_urgently', 'confirmed', 'approved', 'submitted', 'returned', 'draft'], r.state), r.updated_at desc, r.id
            limit {Most}
            """, // ix_change_requests_author, ix_change_requests_open
            row => new UnderWay(
                ChangeRequestStore.Read(row), row.GetString(ChangeRequestStore.ColumnCount),
                row.GetBoolean(ChangeRequestStore.ColumnCount + 1)),
            cancellationToken,
            account);
    }
}
