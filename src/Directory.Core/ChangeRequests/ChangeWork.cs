using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.ChangeRequests.Effects;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>
/// One action on change requests: one transaction in which requests are locked, judged, moved, published, told by mail and
/// written in the journal, all of it or nothing. Rows are locked before the publishing lock is taken, always.
/// </summary>
internal sealed class ChangeWork : IAsyncDisposable
{
    private readonly NpgsqlTransaction _transaction;
    private readonly Dictionary<Guid, List<AccessGrant>> _grants = [];
    private readonly Dictionary<AccessRight, ILookup<Guid, AccessGrant>> _holders = [];
    private Publisher? _publisher;

    private ChangeWork(NpgsqlConnection connection, NpgsqlTransaction transaction, Instant now, ChangeRequestOptions options) =>
        (Connection, _transaction, Now, Options) = (connection, transaction, now, options);

    public NpgsqlConnection Connection { get; }

    public Instant Now { get; }

    public ChangeRequestOptions Options { get; }

    public static async Task<ChangeWork> BeginAsync(
        NpgsqlDataSource dataSource, TimeProvider clock, ChangeRequestOptions options, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            // Microseconds, as PostgreSQL keeps them: what is returned is what will be read.
            var now = Instant.FromUnixTimeTicks(clock.GetCurrentInstant().ToUnixTimeTicks() / 10 * 10);
            return new ChangeWork(connection, transaction, now, options);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_publisher is not null)
        {
            await _publisher.CompleteAsync(cancellationToken);
        }

        await _transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Locks the request until the end; null when there is none.</summary>
    public Task<ChangeRequest?> LockAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeRequestStore.FindAsync(Connection, id, forUpdate: true, cancellationToken);

    /// <summary>
    /// Holds back every other save of the author's draft of an entry until the end, also while there is none to lock.
    /// </summary>
    public Task TakeDraftLockAsync(Guid entryId, Guid authorId, CancellationToken cancellationToken) => Connection.ExecuteAsync(
        "select pg_advisory_xact_lock(hashtextextended($1::text || $2::text, 0))", cancellationToken, entryId, authorId);

    public async Task<Refusal?> RefuseAsync(
        Guid account, EntryAction action, Touched touched, ChangeRequest? request, CancellationToken cancellationToken)
    {
        if (!_grants.TryGetValue(account, out var grants))
        {
            _grants[account] = grants = await GrantStore.ReadAsync(Connection, account, cancellationToken);
        }

        return Habilitation.Decide(grants, account, action, touched, request?.Facts, Now).Refusal;
    }

    /// <summary>Those who hold a right somewhere, each with their grants of it; read once.</summary>
    public async Task<ILookup<Guid, AccessGrant>> ReadHoldersAsync(AccessRight right, CancellationToken cancellationToken)
    {
        if (!_holders.TryGetValue(right, out var holders))
        {
            var grants = await GrantStore.ReadHoldersAsync(Connection, right, cancellationToken);
            _holders[right] = holders = grants.ToLookup(grant => grant.AccountId);
        }

        return holders;
    }

    /// <summary>What a request touches, and whom.</summary>
    public Task<Touched> ReadTouchedAsync(ChangeRequest request, CancellationToken cancellationToken) =>
        TouchedReader.ReadAsync(Connection, request, withEffects: true, cancellationToken);

    /// <summary>What of its entry a request touches, for those who write it: whom else is asked when it is to be published.</summary>
    public Task<Touched> ReadTouchedPartAsync(ChangeRequest request, CancellationToken cancellationToken) =>
        TouchedReader.ReadAsync(Connection, request, withEffects: false, cancellationToken);

    /// <summary>
    /// What a form sent before gave; null when it is new, and then remembered once <see cref="RememberAsync"/> is called.
    /// </summary>
    public async Task<ChangeOutcome?> FindRepeatAsync(Guid account, Guid? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return null;
        }

        // Whoever sends the same form at the same moment waits here until the first is through.
        var isNew = await Connection.ExecuteAsync(
            "insert into submissions (account_id, key, request_ids, at) select id, $2, '{}', $3 from accounts where id = $1 on conflict do nothing",
            cancellationToken,
            account, key, Now);
        if (isNew == 1)
        {
            return null;
        }

        var ids = await Connection.ScalarAsync<Guid[]>(
            "select request_ids from submissions where account_id = $1 and key = $2", cancellationToken, account, key);
        return ids is null
            ? null // no such account: the grants will say so
            : ChangeOutcome.Done(await ChangeRequestStore.FindAllAsync(Connection, ids, cancellationToken)) with { IsRepeat = true };
    }

    public async Task RememberAsync(Guid account, Guid? key, IEnumerable<ChangeRequest> requests, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            await Connection.ExecuteAsync(
                "update submissions set request_ids = $3 where account_id = $1 and key = $2",
                cancellationToken,
                account, key, requests.Select(request => request.Id).ToArray());
        }
    }

    /// <summary>Moves a request, keeps it, and leaves the event and the line in the journal.</summary>
    /// <param name="before">As it was; null for a new one.</param>
    /// <param name="after">As it should be; its state, revision and date are set here.</param>
    /// <param name="move">What happens.</param>
    /// <param name="account">Who does it; null for the clock.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    /// <param name="comment">Why.</param>
    /// <param name="blockComments">Why, by block.</param>
    public async Task<ChangeRequest> MoveAsync(
        ChangeRequest? before, ChangeRequest after, ChangeRequestMove move, Guid? account, CancellationToken cancellationToken,
        string? comment = null, IReadOnlyDictionary<string, string>? blockComments = null)
    {
        var to = ChangeRequestMoves.Next(before?.State, move)
            ?? throw new InvalidOperationException($"A request that is {before?.State} cannot {move}: the caller must decide first.");
        var moved = after with { State = to, UpdatedAt = Now, Revision = (before?.Revision ?? 0) + 1 };
        if (before is null)
        {
            if (!await ChangeRequestStore.InsertAsync(Connection, moved, cancellationToken))
            {
                throw new InvalidOperationException("The author has a draft of this entry already: the caller must lock it first.");
            }
        }
        else
        {
            await ChangeRequestStore.UpdateAsync(Connection, moved, cancellationToken);
        }

        // A draft saved twenty times is one step.
        if (move is ChangeRequestMove.Save && before is not null)
        {
            return moved;
        }

        await ChangeRequestStore.AddEventAsync(
            Connection,
            moved.Id,
            new ChangeRequestEvent(
                Now, account, move.Code(), before?.State, to, comment,
                blockComments ?? System.Collections.Frozen.FrozenDictionary<string, string>.Empty),
            cancellationToken);
        await JournalLog.WriteAsync(
            Connection,
            new JournalEntry(account, $"change_request.{move.Code()}", "change_request", moved.Id, new Dictionary<string, string?>
            {
                ["entry"] = moved.EntryId.ToString(),
                ["from"] = before?.State.Code(),
                ["to"] = to.Code(),
            }),
            cancellationToken);
        return moved;
    }

    /// <summary>Appends a version of an entry. Takes the publishing lock first.</summary>
    public async Task PublishAsync(Publication publication, PublicationContext context, CancellationToken cancellationToken)
    {
        await TakePublishingLockAsync(context, cancellationToken);
        await _publisher!.PublishAsync([publication], cancellationToken);
    }

    /// <summary>Holds back every other publication until the end.</summary>
    public async Task TakePublishingLockAsync(PublicationContext context, CancellationToken cancellationToken)
    {
        if (_publisher is null)
        {
            _publisher = await Publisher.BeginAsync(Connection, context, cancellationToken);
        }
        else
        {
            _publisher.Continue(context);
        }
    }

    /// <summary>Brings lists up to what was published so far: the same entry may then be published again in this transaction.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_publisher is not null)
        {
            await _publisher.CompleteAsync(cancellationToken);
            _publisher = null; // the lock stays with the transaction
        }
    }

    public Task MailAsync(IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken) =>
        OutboxWriter.WriteAsync(Connection, mails, Now, Options.Outbox, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
