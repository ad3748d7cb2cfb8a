using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Journal;
using PublicDirectory.Core.Outbox;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Notes who signed in and what was done to accounts, in the journal of the directory, and tells the account's owner what they must know.</summary>
internal sealed class SignInJournal(NpgsqlDataSource database, OwnerMails mails, OutboxOptions outbox, TimeProvider clock)
{
    /// <param name="by">Who did it; null when it is not known or the program itself.</param>
    /// <param name="account">To which account.</param>
    /// <param name="action">What: <c>account.signed_in</c>.</param>
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
        NpgsqlConnection connection, Guid? by, Guid account, string action, IReadOnlyDictionary<string, string?>? detail, CancellationToken cancellationToken)
    {
        await JournalLog.WriteAsync(connection, new JournalEntry(by, action, "account", account, detail), cancellationToken);
        await TellAsync(connection, by, account, action, cancellationToken);
    }

    /// <summary>Tells the owner of what is in the journal already.</summary>
    public async Task TellAsync(Guid? by, Guid account, string action, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await TellAsync(connection, by, account, action, cancellationToken);
    }

    private Instant Now => clock.GetCurrentInstant();

    private async Task TellAsync(NpgsqlConnection connection, Guid? by, Guid account, string action, CancellationToken cancellationToken)
    {
        if (mails.Of(action, account, by, Now) is { } mail)
        {
            await OutboxWriter.WriteAsync(connection, [mail], Now, outbox, cancellationToken);
        }
    }
}
