using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Counts tries, for all nodes: one after the other for an account, each before it is made.</summary>
internal sealed class SignInDoor(
    IDbContextFactory<DirectoryContext> contexts, SignInOrigin origin, SignInJournal journal, TimeProvider clock,
    IOptions<SignInOptions> options)
{
    private const int MostToldAtOnce = 500;

    private static readonly Duration TellEvery = Duration.FromHours(1);
    private static readonly Duration TellOwnerEvery = Duration.FromDays(1);

    /// <summary>Counts a try. For an account that does not exist the same is done, to no effect.</summary>
    public Task<Door> TakeAsync(Guid account, CancellationToken cancellationToken) => DoAsync(
        account,
        async (context, credentials, tries, now) =>
        {
            var (door, shuts) = new DoorRule(options.Value).Take(credentials, tries, origin.IsBrowserOf(account), now);
            if (shuts && credentials.LockToldAt?.IsRecent(now, TellOwnerEvery) != true)
            {
                credentials.LockToldAt = now;
                await journal.WriteAsync(
                    (NpgsqlConnection)context.Database.GetDbConnection(), null, account, "account.locked", null, cancellationToken);
            }

            return door;
        },
        cancellationToken);

    /// <summary>Notes that the person proved who they are, from where the request comes: they are known there.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="made">How many tries that took.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    public Task SucceedAsync(Guid account, int made, CancellationToken cancellationToken) => DoAsync(
        account,
        (_, credentials, tries, now) =>
        {
            DoorRule.Succeed(credentials, tries, made, now);
            return Task.FromResult(true);
        },
        cancellationToken);

    /// <summary>Writes failures that the journal does not tell yet, one line an account and an hour, however many there are.</summary>
    /// <param name="account">Of that account; null for all.</param>
    /// <param name="cancellationToken">Leaves things as they were.</param>
    public async Task TellFailuresAsync(Guid? account, CancellationToken cancellationToken)
    {
        var now = Now;
        var (before, soon, only) = (now - TellEvery, now + Recency.Skew, account ?? Guid.Empty);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var due = await context.Credentials().FromSql(
                $"""
                select * from account_credentials
                where untold_failures > 0 and (failures_told_at is null or failures_told_at <= {before} or failures_told_at > {soon}) and ({only} = {Guid.Empty} or account_id = {only})
                order by account_id limit {MostToldAtOnce} for update skip locked
                """)
            .AsTracking().ToListAsync(cancellationToken);
        foreach (var one in due)
        {
            await JournalLog.WriteAsync(
                (NpgsqlConnection)context.Database.GetDbConnection(),
                new JournalEntry(null, "account.sign_in_failed", "account", one.AccountId, new Dictionary<string, string?>
                {
                    ["count"] = one.UntoldFailures.ToString(System.Globalization.CultureInfo.InvariantCulture),
                }),
                cancellationToken);
            (one.UntoldFailures, one.FailuresToldAt) = (0, now);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes what no longer counts: failures of more than a day ago, and places where nobody signed in for long.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var (failed, known) = (Now - Duration.FromDays(1), Now - DoorRule.KnownFor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Tries()
            .Where(
                tries => (tries.LastFailedAt == null || tries.LastFailedAt < failed)
                    && (tries.SignedInAt == null || tries.SignedInAt < known))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private Instant Now => clock.GetCurrentInstant();

    // The row of the account is held until the end: tries side by side wait for each other. The same statements run for an account that
    // does not exist, where they find and write nothing.
    private async Task<T> DoAsync<T>(
        Guid account, Func<DirectoryContext, AccountCredentials, SignInTries, Instant, Task<T>> change, CancellationToken cancellationToken)
    {
        var (now, from) = (Now, origin.Of(account));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"insert into account_credentials (account_id, security_stamp) select id, id from accounts where id = {account} on conflict (account_id) do nothing",
            cancellationToken);
        var credentials = await context.Credentials().FromSql($"select * from account_credentials where account_id = {account} for update")
            .SingleOrDefaultAsync(cancellationToken) ?? new AccountCredentials { AccountId = account, SecurityStamp = account };
        var tries = await context.Tries().SingleOrDefaultAsync(one => one.AccountId == account && one.Origin == from, cancellationToken)
            ?? new SignInTries { AccountId = account, Origin = from };
        var result = await change(context, credentials, tries, now);
        await context.Credentials().Where(one => one.AccountId == account).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.FailedAttempts, credentials.FailedAttempts).SetProperty(
                one => one.AttemptsSince, credentials.AttemptsSince)
                .SetProperty(one => one.LockedUntil, credentials.LockedUntil).SetProperty(one => one.LockedFor, credentials.LockedFor)
                .SetProperty(one => one.UntoldFailures, credentials.UntoldFailures).SetProperty(
                    one => one.LockToldAt, credentials.LockToldAt),
            cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into sign_in_tries (account_id, origin, failures, last_failed_at, shut_until, signed_in_at)
            select id, {from}, {tries.Failures}, {tries.LastFailedAt}::timestamptz, {tries.ShutUntil}::timestamptz, {tries.SignedInAt}::timestamptz
            from accounts where id = {account}
            on conflict (account_id, origin) do update set failures = excluded.failures, last_failed_at = excluded.last_failed_at,
                shut_until = excluded.shut_until, signed_in_at = excluded.signed_in_at
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
