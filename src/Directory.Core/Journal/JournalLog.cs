using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>The journal of every action: written to in the transaction of the action, read as a file.</summary>
public static class JournalLog
{
    /// <summary>Adds a line, kept if the caller's transaction is.</summary>
    /// <param name="connection">With an open transaction of the caller's.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    public static Task WriteAsync(NpgsqlConnection connection, JournalEntry entry, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            """
            insert into journal (at, account_id, action, object_kind, object_id, detail)
            values ($1, $2, $3, $4, $5, $6::jsonb)
            """,
            cancellationToken,
            entry.At, entry.AccountId, entry.Action, entry.ObjectKind, entry.ObjectId,
            JsonSerializer.Serialize(entry.Detail ?? new Dictionary<string, string?>()));

    /// <summary>
    /// Writes the lines of a period as CSV (UTF-8 with a byte-order mark, semicolons, CRLF: what French spreadsheets open),
    /// oldest first, in bounded memory.
    /// </summary>
    /// <param name="dataSource">A login in <c>directory_writer</c>.</param>
    /// <param name="from">The first moment, included.</param>
    /// <param name="to">The last moment, excluded.</param>
    /// <param name="output">Written to as rows come; left open.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <returns>How many lines, the heading not counted.</returns>
    public static async Task<long> ExportAsync(
        NpgsqlDataSource dataSource, Instant from, Instant to, Stream output, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select j.id, j.at, j.account_id::text, a.name, j.action, j.object_kind, j.object_id::text, j.detail::text
            from journal j left join accounts a on a.id = j.account_id
            where j.at >= $1 and j.at < $2 order by j.id
            """,
            connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = from.ToDateTimeUtc() });
        command.Parameters.Add(new() { Value = to.ToDateTimeUtc() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var writer = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync("numero;date;compte;nom;action;objet;identifiant;detail");
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            count++;
            var line = new StringBuilder().Append(reader.GetInt64(0))
                .Append(';').Append(InstantPattern.ExtendedIso.Format(reader.At(1)!.Value));
            for (var column = 2; column < 8; column++)
            {
                line.Append(';').Append(Cell(reader.Text(column) ?? ""));
            }

            await writer.WriteLineAsync(line, cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
        return count;
    }

    // A cell that starts like a formula would be run by a spreadsheet.
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(";\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
