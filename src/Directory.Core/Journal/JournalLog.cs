using System.Data.Common;
using System.Text.Json;
using Npgsql;
using PublicDirectory.Core.Spreadsheets;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>The journal of every action: written to in the transaction of the action, read as a file.</summary>
public static class JournalLog
{
    private const string Select =
        """
        select j.id, j.at, j.account_id, a.name, j.action, j.object_kind, j.object_id, j.detail::text
        from journal j left join accounts a on a.id = j.account_id
        """;

    // What people call the object. A draft is its author's alone.
    private const string ObjectName =
        """
        case l.object_kind
            when 'account' then (select o.name from accounts o where o.id = l.object_id)
            when 'entry' then (select o.name from entries o where o.id = l.object_id)
            when 'box' then (select b.name from desk.boxes b where b.id = l.object_id)
            when 'access_grant' then (select o.name from access_grants g join accounts o on o.id = g.account_id where g.id = l.object_id)
            when 'change_request' then (select o.name from change_request_entries o join change_requests r on r.id = o.request_id
                where r.id = l.object_id and (r.operation <> 'create' or r.state <> 'draft'))
        end
        """;

    /// <summary>Adds a line, kept if the caller's transaction is: the database numbers, dates and chains it.</summary>
    /// <param name="connection">With an open transaction of the caller's.</param>
    /// <param name="entry">What happened.</param>
    /// <param name="cancellationToken">Leaves the transaction to be rolled back.</param>
    public static Task WriteAsync(NpgsqlConnection connection, JournalEntry entry, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            """
            insert into journal (account_id, action, object_kind, object_id, detail)
            values ($1, $2, $3, $4, $5::jsonb)
            """,
            cancellationToken,
            entry.AccountId, entry.Action, entry.ObjectKind, entry.ObjectId,
            JsonSerializer.Serialize(entry.Detail ?? new Dictionary<string, string?>()));

    /// <summary>A page of what happened, the last first.</summary>
    /// <param name="dataSource">A login in <c>directory_role_extranet</c>.</param>
    /// <param name="filter">What is looked for.</param>
    /// <param name="first">How many lines at most.</param>
    /// <param name="skip">How many before them are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines, and how many there are in all.</returns>
    public static async Task<(IReadOnlyList<JournalLine> Lines, long Total)> ReadAsync(
        NpgsqlDataSource dataSource, JournalFilter filter, int first, int skip, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var parameters = new List<object?>();
        var where = filter.Where(parameters);
        var total = await connection.ScalarAsync<long>(
            $"select count(*) from journal j left join accounts a on a.id = j.account_id where {where}", cancellationToken,
            [.. parameters]);
        var lines = await connection.QueryAsync(
            $"""
            select l.*, {ObjectName}
            from ({Select} where {where} order by j.id desc limit {parameters.Bind(first)} offset {parameters.Bind(skip)}) l
                (id, at, account_id, name, action, object_kind, object_id, detail)
            order by l.id desc
            """,
            row => Read(row) with { ObjectName = row.Text(8) }, cancellationToken, [.. parameters]);
        return (lines, total);
    }

    /// <summary>The actions that the journal knows: <c>account.disabled</c>; in the order of the alphabet.</summary>
    public static async Task<IReadOnlyList<string>> ReadActionsAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // From one to the next in ix_journal_action, whatever the number of lines.
        return await connection.QueryAsync(
            """
            with recursive known (action) as (
                (select action from journal order by action limit 1)
                union all select (select j.action from journal j where j.action > known.action order by j.action limit 1)
                from known where known.action is not null)
            select action from known where action is not null
            """,
            row => row.GetString(0), cancellationToken);
    }

    /// <summary>
    /// Writes the lines as CSV (UTF-8 with a byte-order mark, semicolons, CRLF: what French spreadsheets open), oldest first, in
    /// bounded memory.
    /// </summary>
    /// <param name="dataSource">A login in <c>directory_role_extranet</c>.</param>
    /// <param name="filter">What is looked for.</param>
    /// <param name="output">Written to as rows come; left open.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <returns>How many lines, the heading not counted.</returns>
    public static async Task<long> ExportAsync(
        NpgsqlDataSource dataSource, JournalFilter filter, Stream output, CancellationToken cancellationToken)
    {
        var parameters = new List<object?>();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = SqlCommands.Command(
            connection, $"{Select} where {filter.Where(parameters)} order by j.id", [.. parameters]);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await using var table = CsvOutput.ForSpreadsheets(output);
        await table.WriteAsync(["numero", "date", "compte", "nom", "action", "objet", "identifiant", "detail"], cancellationToken);
        var count = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            count++;
            var line = Read(reader);
            await table.WriteAsync(
                [line.Number, line.At, line.AccountId, line.Name, line.Action, line.ObjectKind, line.ObjectId, line.Detail],
                cancellationToken);
        }

        return count;
    }

    private static JournalLine Read(DbDataReader row) => new(
        row.GetInt64(0), row.At(1)!.Value, row.Id(2), row.Text(3), row.GetString(4), row.GetString(5), row.GetGuid(6), row.GetString(7));
}
