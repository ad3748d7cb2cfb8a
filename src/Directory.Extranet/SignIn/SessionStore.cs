using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>A session that goes on, as a ticket finds it.</summary>
internal sealed record LiveSession(
    Guid Id, Guid AccountId, string Name, string Mail, Instant AuthenticatedAt, Instant ConfirmedAt, Instant LastSeenAt,
    IReadOnlyList<string> Methods, string? Level, bool MustHaveSecondFactor);

/// <summary>
/// Sessions in the database: what every node knows at once. Each that is opened, confirmed or closed by someone is noted with it.
/// </summary>
internal sealed class SessionStore(
    IDbContextFactory<DirectoryContext> contexts, SignInJournal journal, TimeProvider clock, IOptions<SignInOptions> options)
{
    private static readonly Duration SeenEvery = Duration.FromMinutes(1);

    // Long enough to tell someone who asks why they were signed out.
    private static readonly Duration KeptAfter = Duration.FromDays(7);

    /// <summary>
    /// The session of a ticket; null when there is none, it is over, or its account was shut. One read (uq_sessions_ticket).
    /// </summary>
    public async Task<LiveSession?> FindAsync(string ticket, CancellationToken cancellationToken)
    {
        var (now, hash) = (Now, Hash(ticket));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var holders = SecondFactorRule.Holders(context, options.Value.SecondFactorRights(), now);
        var found = await (
            from session in GoingOn(context, now)
            join account in context.Accounts() on session.AccountId equals account.Id
            where session.TicketHash == hash && account.DisabledAt == null
            select new LiveSession(
                session.Id, account.Id, account.Name, account.Mail, session.AuthenticatedAt, session.ConfirmedAt, session.LastSeenAt,
                session.Methods, session.Level, holders.Contains(account.Id))).SingleOrDefaultAsync(cancellationToken);
        if (found is not null && found.LastSeenAt + SeenEvery <= now)
        {
            await context.Sessions().Where(session => session.Id == found.Id && session.LastSeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, now), cancellationToken);
        }

        return found;
    }

    /// <summary>Opens a session.</summary>
    /// <param name="of">Makes it, with this id, this hash of its ticket, from now until then.</param>
    /// <param name="replaced">The session that this browser had; null for none.</param>
    /// <param name="cancellationToken">Opens none.</param>
    /// <returns>Its ticket, which is kept nowhere.</returns>
    public async Task<string> OpenAsync(
        Func<Guid, byte[], Instant, Instant, Session> of, Guid? replaced, CancellationToken cancellationToken)
    {
        var (ticket, now) = (NewTicket(), Now);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (replaced is { } old)
        {
            await EndAsync(context.Sessions().Where(session => session.Id == old), SessionEnds.Replaced, cancellationToken);
        }

        var session = of(Guid.CreateVersion7(), Hash(ticket), now, now + Duration.FromTimeSpan(options.Value.SessionTime));
        context.Sessions().Add(session);
        await context.SaveChangesAsync(cancellationToken);
        await NoteAsync(context, session.AccountId, session.AccountId, "account.signed_in", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ticket;
    }

    /// <summary>Gives a session another ticket: the former one no longer opens anything.</summary>
    /// <param name="id">The session; nothing happens to one that is over.</param>
    /// <param name="methods">How its agent proved who they are, in all.</param>
    /// <param name="provenAt">When they last did, if that is why.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    /// <returns>The new ticket; null when the session is over.</returns>
    public async Task<string?> ChangeTicketAsync(Guid id, string[] methods, Instant? provenAt, CancellationToken cancellationToken)
    {
        var ticket = NewTicket();
        var hash = Hash(ticket);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var changed = await context.Sessions().Where(session => session.Id == id && session.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.TicketHash, hash).SetProperty(session => session.Methods, methods)
                .SetProperty(session => session.ConfirmedAt, session => provenAt ?? session.ConfirmedAt),
            cancellationToken);
        if (changed == 0)
        {
            return null;
        }

        if (provenAt is not null)
        {
            var owner =
                await context.Sessions()
                    .Where(session => session.Id == id)
                    .Select(session => session.AccountId)
                    .SingleAsync(cancellationToken);
            await NoteAsync(context, owner, owner, "account.confirmed", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return ticket;
    }

    /// <summary>Ends one session of an account; false when there was none to end.</summary>
    public async Task<bool> EndAsync(Guid id, Guid account, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var ended =
            await EndAsync(
                context.Sessions().Where(session => session.Id == id && session.AccountId == account), reason, cancellationToken);
        await NoteEndAsync(context, account, ended, reason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended == 1;
    }

    /// <summary>Ends all sessions of an account but one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndOthersAsync(Guid account, Guid? except, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var ended = await SessionEnds.EndAllAsync(context, account, reason, Now, except, cancellationToken);
        await NoteEndAsync(context, account, ended, reason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    /// <summary>Ends what a provider says is over: one of its sessions, or all of a person's (null).</summary>
    public async Task EndOfProviderAsync(
        string provider, string? sid, Guid? account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var those = context.Sessions().Where(session => session.Provider == provider && session.EndedAt == null
            && (sid == null || session.ProviderSid == sid) && (account == null || session.AccountId == account));
        var owners = await those.Select(session => session.AccountId).Distinct().ToListAsync(cancellationToken);
        await EndAsync(those, SessionEnds.Provider, cancellationToken);
        foreach (var owner in owners)
        {
            await NoteAsync(context, null, owner, "account.signed_out_by_provider", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The sessions of an account that go on, the last seen first (ix_sessions_account).</summary>
    public async Task<IReadOnlyList<Session>> ReadAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await GoingOn(context, Now)
            .Where(session => session.AccountId == account)
            .OrderByDescending(session => session.LastSeenAt)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The provider's id token of a session, encrypted as it was given.</summary>
    public async Task<byte[]?> FindIdTokenAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Sessions()
            .Where(session => session.Id == id)
            .Select(session => session.IdToken)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Deletes the sessions that have been over for a week, whatever ended them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var (idle, old) = (Now - Duration.FromTimeSpan(options.Value.IdleTime) - KeptAfter, Now - KeptAfter);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // ix_sessions_last_seen: nothing is seen after its end.
        return await context.Sessions().Where(session => session.LastSeenAt < old
            && (session.LastSeenAt < idle || session.EndsAt < old || session.EndedAt < old)).ExecuteDeleteAsync(cancellationToken);
    }

    private Instant Now => clock.GetCurrentInstant();

    // In SQL what Recency says: nothing that bears a date to come.
    private IQueryable<Session> GoingOn(DirectoryContext context, Instant now)
    {
        var (idle, soon, last) = (
            now - Duration.FromTimeSpan(options.Value.IdleTime), now
                + Recency.Skew, now + Duration.FromTimeSpan(options.Value.SessionTime) + Recency.Skew);
        return context.Sessions().Where(session => session.EndedAt == null && session.EndsAt > now && session.EndsAt <= last
            && session.LastSeenAt > idle && session.LastSeenAt <= soon);
    }

    private Task<int> EndAsync(IQueryable<Session> sessions, string reason, CancellationToken cancellationToken)
    {
        var now = Now;
        return sessions.Where(session => session.EndedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.EndedAt, now).SetProperty(session => session.EndReason, reason), cancellationToken);
    }

    // What ends with a password, a factor or an account is told with those.
    private Task NoteEndAsync(DirectoryContext context, Guid account, int ended, string reason, CancellationToken cancellationToken)
    {
        var action = ended == 0 ? null
            : reason == SessionEnds.SignedOut ? "account.signed_out"
            : reason == SessionEnds.Closed ? "account.session_closed"
            : null;
        return action is null ? Task.CompletedTask : NoteAsync(context, account, account, action, cancellationToken);
    }

    private Task NoteAsync(DirectoryContext context, Guid? by, Guid account, string action, CancellationToken cancellationToken) =>
        journal.WriteAsync((NpgsqlConnection)context.Database.GetDbConnection(), by, account, action, null, cancellationToken);

    private static string NewTicket() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] Hash(string ticket) => SHA256.HashData(Encoding.ASCII.GetBytes(ticket));
}
