using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Outbox;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>
/// Notes who signed in and what was done to accounts, in the journal of the directory, and tells the account's owner what they must know.
/// </summary>
internal sealed class SignInJournal(NpgsqlDataSource database, OwnerMails mails, OutboxOptions outbox, TimeProvider clock)
{
    /// <summary>Notes what changes nothing. What does is noted in its own transaction, by the other method.</summary>
    /// <param name="by">Who did it; null when it is not known or the program itself.</param>
    /// <param name="account">To which account.</param>
    /// <param name="action">What: <c>account.entries_exported</c>.</param>
    /// <param name="cancellationToken">Writes nothing.</param>
    public async Task WriteAsync(Guid? by, Guid account, string action, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await WriteAsync(connection, by, account, action, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same, in the transaction of what was done.</summary>
    public async Task WriteAsync(
        NpgsqlConnection connection, Guid? by, Guid account, string action, IReadOnlyDictionary<string, string?>? detail,
        CancellationToken cancellationToken)
    {
        await JournalLog.WriteAsync(connection, new JournalEntry(by, action, "account", account, detail), cancellationToken);
        var now = clock.GetCurrentInstant();
        if (mails.Of(action, account, by, now) is { } mail)
        {
            await OutboxWriter.WriteAsync(connection, [mail], now, outbox, cancellationToken);
        }
    }
}
