using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.IssueReports;

/// <summary>What became of a report.</summary>
/// <param name="Reference">That of the open report of the same thing where there is one; null where nothing was kept.</param>
/// <param name="RetryAt">Nothing was kept, since the caller's share is used up, or the report's: when to try again. Null with no reference: the
/// entry is not published (any more).</param>
public readonly record struct DroppedReport(string? Reference, Instant? RetryAt);

/// <summary>
/// Where the public's reports are dropped. Its login may drop one, by one function of the database, and read none of what
/// people wrote (migrations 0045 and 0081).
/// </summary>
/// <param name="database">A login of <c>directory_role_api</c>; the caller disposes it.</param>
public sealed class IssueReportBox(NpgsqlDataSource database)
{
    // Letters and digits that nobody takes for one another.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const string Report = "select reference, retry_at from report_issue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// <summary>
    /// Keeps a report. One of the same entry, code and block that is still open takes it in.
    /// </summary>
    /// <param name="report">What is wrong.</param>
    /// <param name="caller">Who sends it, a network or a partner: never kept, only told from others for a day.</param>
    /// <param name="share">How many statements of theirs are kept in a day about one thing: beyond, they are refused.</param>
    /// <param name="cancellationToken">Keeps nothing.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<DroppedReport> DropAsync(IssueReport report, string caller, int share, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var command = database.CreateCommand(Report);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(report.At.ToDateTimeOffset()) });
        command.Parameters.Add(new() { Value = NewReference() });
        command.Parameters.Add(new() { Value = report.EntryId });
        command.Parameters.Add(new() { Value = NameOf(report.Code) });
        command.Parameters.Add(Text(report.Block));
        command.Parameters.Add(Text(Plain(report.Message)));
        command.Parameters.Add(Text(Plain(report.Email)));
        command.Parameters.Add(new() { Value = report.At.ToDateTimeUtc() });
        command.Parameters.Add(new() { Value = report.AnswerBy.ToDateTimeUtc() });
        command.Parameters.Add(new() { Value = caller });
        command.Parameters.Add(new() { Value = Math.Max(1, share) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new DroppedReport(
            await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0),
            await reader.IsDBNullAsync(1, cancellationToken) ? null : Instant.FromDateTimeUtc(reader.GetDateTime(1)));
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

    // Of the public: what hides or turns what editors read is cleaned; of a message that is nothing else, nothing is left.
    private static string? Plain(string? text) => text is null ? null : PlainText.Clean(text) is { } clean && !string.IsNullOrWhiteSpace(clean) ? clean : null;

    private static NpgsqlParameter Text(string? text) =>
        new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
