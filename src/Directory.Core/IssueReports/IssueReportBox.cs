using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.IssueReports;

/// <summary>What became of a report.</summary>
/// <param name="Reference">That of the open report of the same thing where there is one; null where nothing was kept.</param>
/// <param name="RetryAt">The caller's share of the day is used up: when to try again.</param>
/// <param name="IsFull">The thing holds all that it can, until somebody deals with it.</param>
/// <remarks>None of the three: the entry is not published (any more).</remarks>
public readonly record struct DroppedReport(string? Reference, Instant? RetryAt, bool IsFull);

/// <summary>Who sends a report: never kept, only told from others for a day.</summary>
/// <param name="Name">A network or a partner.</param>
/// <param name="IsPartner">Whether it is a partner: these have a room of their own.</param>
/// <param name="Share">How many statements of theirs are taken in a day about one thing: beyond, they are refused.</param>
public readonly record struct Reporter(string Name, bool IsPartner, int Share);

/// <summary>
/// Where the public's reports are dropped. Its login may drop one, by one function of the database, and read none of what
/// people wrote (migrations 0045, 0081 and 0105).
/// </summary>
/// <param name="database">A login of <c>directory_role_api</c>; the caller disposes it.</param>
public sealed class IssueReportBox(NpgsqlDataSource database)
{
    // Letters and digits that nobody takes for one another.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const string Report =
        "select reference, retry_at, is_full from report_issue($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// <summary>
    /// Keeps a report. One of the same entry, code and block that is still open takes it in.
    /// </summary>
    /// <param name="report">What is wrong.</param>
    /// <param name="reporter">Who sends it.</param>
    /// <param name="cancellationToken">Keeps nothing.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<DroppedReport> DropAsync(IssueReport report, Reporter reporter, CancellationToken cancellationToken)
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
        command.Parameters.Add(new() { Value = reporter.Name });
        command.Parameters.Add(new() { Value = Math.Max(1, reporter.Share) });
        command.Parameters.Add(new() { Value = reporter.IsPartner });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new DroppedReport(
            await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0),
            await reader.IsDBNullAsync(1, cancellationToken) ? null : Instant.FromDateTimeUtc(reader.GetDateTime(1)),
            reader.GetBoolean(2));
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
    internal static string NewReference() =>
        $"SIG-{RandomNumberGenerator.GetString(Alphabet, 4)}-{RandomNumberGenerator.GetString(Alphabet, 4)}";

    // Of the public: what hides or turns what editors read is cleaned; of a message that is nothing else, nothing is left.
    internal static string? Plain(string? text) =>
        text is null ? null : PlainText.Clean(text) is { } clean && !string.IsNullOrWhiteSpace(clean) ? clean : null;

    private static NpgsqlParameter Text(string? text) =>
        new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
