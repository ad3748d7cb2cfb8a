using Npgsql;
using PublicDirectory.Core.Journal;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Notes who signed in and what was done to accounts, in the journal of the directory.</summary>
internal sealed class SignInJournal(NpgsqlDataSource database)
{
    /// <param name="by">Who did it; null when it is not known or the program itself.</param>
    /// <param name="account">To which account.</param>
    /// <param name="action">What: <c>account.signed_in</c>.</param>
    /// <param name="cancellationToken">Writes nothing.</param>
    public async Task WriteAsync(Guid? by, Guid account, string action, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await JournalLog.WriteAsync(
            connection,
            new JournalEntry(by, action, "account", account),
            cancellationToken);
    }
}
