using System.Security.Cryptography;
using Npgsql;

namespace PublicDirectory.Core.IssueReports;

/// <summary>
/// Where the public's reports are dropped. Its login may drop one, by one function of the database, and read none of what
/// people wrote (migration 0045).
/// </summary>
/// <param name="database">A login of <c>directory_reader</c>; the caller disposes it.</param>
public sealed class IssueReportBox(NpgsqlDataSource database)
{
    // Someone waits: better to say that it failed than to hang.
    private const int TimeoutSeconds = 5;

    // Letters and digits that nobody takes for one another.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const string Report = "select report_issue($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// <summary>
    /// Keeps a report. One of the same entry, code and block that is still open takes it in.
    /// </summary>
    /// <returns>The reference, that of the open report where there is one; null where the entry is not published (any more).</returns>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<string?> DropAsync(IssueReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var command = database.CreateCommand(Report);
        command.CommandTimeout = TimeoutSeconds;
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(report.At.ToDateTimeOffset()) });
        command.Parameters.Add(new() { Value = NewReference() });
        command.Parameters.Add(new() { Value = report.EntryId });
        command.Parameters.Add(new() { Value = NameOf(report.Code) });
        command.Parameters.Add(Text(report.Block));
        command.Parameters.Add(Text(report.Message));
        command.Parameters.Add(Text(report.Email));
        command.Parameters.Add(new() { Value = report.At.ToDateTimeUtc() });
        command.Parameters.Add(new() { Value = report.AnswerBy.ToDateTimeUtc() });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>How a code is written in the database.</summary>
    public static string NameOf(IssueCode code) => code switch
    {
        IssueCode.Wrong => "wrong",
        IssueCode.Outdated => "outdated",
        IssueCode.ClosedForGood => "closed_for_good",
        IssueCode.Unreachable => "unreachable",
        IssueCode.Missing => "missing",
        IssueCode.WrongInterlocutor => "wrong_interlocutor",
        _ => "other",
    };

    // Short enough to be read out on the phone: « SIG-7K3M-9QXD ».
    private static string NewReference() => $"SIG-{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";

    private static NpgsqlParameter Text(string? text) =>
        new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
