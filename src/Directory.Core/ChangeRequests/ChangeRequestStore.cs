using System.Data.Common;
using System.Text;
using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>Rows of <c>change_requests</c> and their events.</summary>
internal static class ChangeRequestStore
{
    public const string Columns =
        """
        r.id, r.action_id, r.entry_id, r.kind, r.operation, r.path, r.state, r.revision, r.base_version, r.proposed, r.form_values,
        r.blocks, r.author_id, r.message, r.reason, r.created_at, r.updated_at, r.submitted_at, r.approver_id, r.decided_at,
        r.effective_at, r.expires_at, r.ends_at, r.published_at, r.published_version, r.reviewer_id, r.reviewed_at, r.review_due_at,
        r.escalated_at, r.reminded_at, r.ended_at, r.end_unknown, r.asked_at, r.urgent_since, r.end_moves
        """;

    /// <summary>How many columns <see cref="Columns"/> has; what a statement adds comes after.</summary>
    public const int ColumnCount = 35;

    public static async Task<ChangeRequest?> FindAsync(
        NpgsqlConnection connection, Guid id, bool forUpdate, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            $"select {Columns} from change_requests r where r.id = $1{(forUpdate ? " for update" : "")}", Read, cancellationToken, id))
        .SingleOrDefault();

    public static async Task<ChangeRequest?> FindDraftAsync(
        NpgsqlConnection connection, Guid entryId, Guid authorId, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            $"""
            select {Columns} from change_requests r
            where r.entry_id = $1 and r.author_id = $2 and r.state = 'draft' for update
            """, // uq_change_requests_draft
            Read, cancellationToken, entryId, authorId)).SingleOrDefault();

    /// <summary>
    /// What an author has to work on for an entry: the draft or, without one, the last request given back. Locks nothing.
    /// </summary>
    public static async Task<ChangeRequest?> FindOwnAsync(
        NpgsqlConnection connection, Guid entryId, Guid authorId, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            $"""
            select {Columns} from change_requests r
            where r.entry_id = $1 and r.author_id = $2 and r.state in ('draft', 'returned')
            order by r.state, r.updated_at desc limit 1
            """, // ix_change_requests_entry; 'draft' sorts before 'returned'
            Read, cancellationToken, entryId, authorId)).SingleOrDefault();

    /// <summary>An author's request about an entry that waits for approval or for its date, the last sent; locks nothing.</summary>
    public static async Task<ChangeRequest?> FindWaitingAsync(
        NpgsqlConnection connection, Guid entryId, Guid authorId, CancellationToken cancellationToken) =>
        (await connection.QueryAsync(
            $"""
            select {Columns} from change_requests r
            where r.entry_id = $1 and r.author_id = $2 and r.state in ('submitted', 'approved') order by r.submitted_at desc limit 1
            """, // ix_change_requests_entry
            Read, cancellationToken, entryId, authorId)).SingleOrDefault();

    /// <summary>
    /// Requests of the same author that a draft contains: it was begun while they waited, and changes all that they change. Locks them.
    /// </summary>
    public static Task<List<ChangeRequest>> FindContainedAsync(
        NpgsqlConnection connection, ChangeRequest draft, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            $"""
            select {Columns} from change_requests r
            where r.entry_id = $1 and r.author_id = $2 and r.id <> $3 and r.state = 'submitted' and r.operation = 'change'
                and r.path = 'standard' and r.effective_at is null and r.ends_at is null and r.submitted_at <= $4 and r.blocks <@ $5
            order by r.id for update
            """, // ix_change_requests_entry
            Read, cancellationToken, draft.EntryId, draft.AuthorId, draft.Id, draft.CreatedAt, draft.Blocks.ToArray());

    public static Task<List<ChangeRequest>> FindAllAsync(
        NpgsqlConnection connection, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            $"select {Columns} from change_requests r where r.id = any($1) order by array_position($1, r.id)",
            Read, cancellationToken, ids.ToArray());

    /// <returns>False when the author has a draft of the entry already.</returns>
    public static async Task<bool> InsertAsync(NpgsqlConnection connection, ChangeRequest request, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(
            """
            insert into change_requests (id, action_id, entry_id, kind, operation, path, author_id, created_at, state, revision, base_version,
                proposed, form_values, blocks, message, reason, updated_at, submitted_at, approver_id, decided_at,
                effective_at, expires_at, ends_at, published_at, published_version, reviewer_id, reviewed_at, review_due_at,
                escalated_at, reminded_at, ended_at, end_unknown, asked_at, urgent_since, end_moves)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb, $14, $15, $16, $17, $18, $19, $20, $21,
                $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35)
            on conflict (entry_id, author_id) where state = 'draft' do nothing
            """,
            cancellationToken,
            [
                request.Id, request.ActionId, request.EntryId, request.Kind.Code(), SnakeCase.Of(request.Operation.ToString()),
                request.IsUrgent ? "urgent" : "standard", request.AuthorId, request.CreatedAt, .. Changing(request),
            ]) == 1;

    public static Task UpdateAsync(NpgsqlConnection connection, ChangeRequest request, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            """
            update change_requests set
                state = $2, revision = $3, base_version = $4, proposed = $5::jsonb, form_values = $6::jsonb, blocks = $7,
                message = $8, reason = $9, updated_at = $10, submitted_at = $11, approver_id = $12, decided_at = $13,
                effective_at = $14, expires_at = $15, ends_at = $16, published_at = $17, published_version = $18, reviewer_id
                = $19, reviewed_at = $20, review_due_at = $21, escalated_at = $22, reminded_at = $23, ended_at = $24, end_unknown = $25, asked_at = $26,
                urgent_since = $27, end_moves = $28
            where id = $1
            """,
            cancellationToken,
            [request.Id, .. Changing(request)]);

    public static Task AddEventAsync(
        NpgsqlConnection connection, Guid requestId, ChangeRequestEvent step, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            """
            insert into change_request_events (request_id, account_id, move, from_state, to_state, comment, block_comments)
            values ($1, $2, $3, $4, $5, $6, $7::jsonb)
            """,
            cancellationToken,
            requestId, step.AccountId, step.Move, step.From?.Code(), step.To.Code(), step.Comment,
            step.BlockComments.Count == 0 ? null : JsonSerializer.Serialize(step.BlockComments));

    public static Task<List<ChangeRequestEvent>> ReadEventsAsync(
        NpgsqlConnection connection, Guid requestId, CancellationToken cancellationToken) =>
        connection.QueryAsync(
            """
            select at, account_id, move, from_state, to_state, comment, block_comments::text from change_request_events
            where request_id = $1 order by id
            """, // ix_change_request_events_request
            row => new ChangeRequestEvent(
                row.At(0)!.Value, row.Id(1), row.GetString(2), row.Text(3) is { } from ? ChangeRequestMoves.ParseState(from) : null,
                ChangeRequestMoves.ParseState(row.GetString(4)), row.Text(5),
                row.Text(6) is { } comments ? JsonSerializer.Deserialize<Dictionary<string, string>>(comments)! : []),
            cancellationToken,
            requestId);

    public static ChangeRequest Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        ActionId = row.GetGuid(1),
        EntryId = row.GetGuid(2),
        Kind = EntryKinds.Parse(row.GetString(3)),
        Operation = Enum.Parse<ChangeOperation>(row.GetString(4), ignoreCase: true),
        IsUrgent = row.GetString(5) == "urgent",
        State = ChangeRequestMoves.ParseState(row.GetString(6)),
        Revision = row.GetInt32(7),
        BaseVersion = row.GetInt32(8),
        Proposed = row.IsDBNull(9) ? null : CanonicalJson.Of(row.GetFieldValue<byte[]>(9)),
        FormValues = row.Text(10),
        Blocks = row.GetFieldValue<string[]>(11),
        AuthorId = row.GetGuid(12),
        Message = row.Text(13),
        Reason = row.Text(14),
        CreatedAt = row.At(15)!.Value,
        UpdatedAt = row.At(16)!.Value,
        SubmittedAt = row.At(17),
        ApproverId = row.Id(18),
        DecidedAt = row.At(19),
        EffectiveAt = row.At(20),
        ExpiresAt = row.At(21),
        EndsAt = row.At(22),
        PublishedAt = row.At(23),
        PublishedVersion = row.IsDBNull(24) ? null : row.GetInt32(24),
        ReviewerId = row.Id(25),
        ReviewedAt = row.At(26),
        ReviewDueAt = row.At(27),
        EscalatedAt = row.At(28),
        RemindedAt = row.At(29),
        EndedAt = row.At(30),
        IsEndUnknown = row.GetBoolean(31),
        AskedAt = row.At(32),
        UrgentSince = row.At(33),
        EndMoves = row.GetInt16(34),
    };

    // What may change, in the order of the statements above.
    private static object?[] Changing(ChangeRequest request) =>
    [
        request.State.Code(), request.Revision, request.BaseVersion,
        request.Proposed is null ? null : Encoding.UTF8.GetString(request.Proposed), request.FormValues, request.Blocks.ToArray(),
        request.Message, request.Reason, request.UpdatedAt, request.SubmittedAt, request.ApproverId, request.DecidedAt,
        request.EffectiveAt, request.ExpiresAt, request.EndsAt, request.PublishedAt, request.PublishedVersion, request.ReviewerId,
        request.ReviewedAt, request.ReviewDueAt, request.EscalatedAt, request.RemindedAt, request.EndedAt, request.IsEndUnknown,
        request.AskedAt,
        request.UrgentSince, request.EndMoves,
    ];
}
