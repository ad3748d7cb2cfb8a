using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Desk;

/// <summary>The lists of the desk.</summary>
public enum DeskTab
{
    /// <summary>What somebody has to look at, the oldest first.</summary>
    ToDo,

    /// <summary>What the agent has taken, and not ended.</summary>
    Mine,

    /// <summary>What was forwarded.</summary>
    Waiting,

    /// <summary>What is over, the latest first.</summary>
    Done,
}

/// <summary>A line of a list.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Subject">One line.</param>
/// <param name="Excerpt">How the usager's message begins.</param>
/// <param name="Status">See <see cref="ConversationStatus"/>.</param>
/// <param name="Tags">Words of agents.</param>
/// <param name="Assignee">The name of who looks after it; null for nobody.</param>
/// <param name="Box">The box's name.</param>
/// <param name="Sender">The usager's name; null where it is not known.</param>
/// <param name="ReceivedAt">When it came in.</param>
public sealed record DeskLine(
    Guid Id, string Subject, string Excerpt, string Status, IReadOnlyList<string> Tags, string? Assignee, string Box, string? Sender,
    Instant ReceivedAt)
{
    /// <summary>After which the next page begins.</summary>
    public string Cursor => string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt.ToUnixTimeTicks() / 10}-{Id:N}");
}

/// <summary>The conversations that an agent may read: those of their boxes, and no others are loaded.</summary>
public sealed class DeskQueue(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const string Over = "('closed', 'spam')";

    /// <summary>How many there are on a tab.</summary>
    public async Task<long> CountAsync(Guid account, DeskTab tab, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        List<object?> parameters = [await BoxesAsync(connection, account, cancellationToken)];
        return await connection.ScalarAsync<long>(
            $"select count(*) from desk.conversations c where c.box_id = any($1) and {Condition(tab, account, parameters)}", cancellationToken,
            [.. parameters]);
    }

    /// <summary>A page of a tab.</summary>
    /// <param name="account">The agent.</param>
    /// <param name="tab">Which list.</param>
    /// <param name="text">In the subject or a tag, or the usager's whole address; null for all.</param>
    /// <param name="after">The <see cref="DeskLine.Cursor"/> of the last line before; null, or none of ours: the first page.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<DeskLine>> ReadAsync(
        Guid account, DeskTab tab, string? text, string? after, int first, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        List<object?> parameters = [await BoxesAsync(connection, account, cancellationToken)];
        var where = Condition(tab, account, parameters);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var (like, whole) = (parameters.Bind(SqlText.Containing(text)), parameters.Bind(text.Trim()));
            where +=
                $" and (c.subject ilike {like} or {whole} = any(c.tags) or exists (select from desk.usagers w where w.conversation_id = c.id and lower(w.mail) = lower({whole})))";
        }

        var (order, than) = tab is DeskTab.Done ? ("desc", "<") : ("asc", ">");
        if (Read(after) is { } last)
        {
            where += $" and (c.received_at, c.id) {than} ({parameters.Bind(last.At)}, {parameters.Bind(last.Id)})";
        }

        // ix_conversations_queue, ix_messages_conversation
        return await connection.QueryAsync(
            $"""
            select c.id, c.subject, left(m.body, 160), c.status, c.tags, a.name, b.name, u.name, c.received_at
            from (select * from desk.conversations c where c.box_id = any($1) and {where}
                order by c.received_at {order}, c.id {order} limit {parameters.Bind(first)}) c
            join desk.boxes b on b.id = c.box_id
            left join desk.usagers u on u.conversation_id = c.id
            left join accounts a on a.id = c.assignee_id
            left join lateral (select body from desk.messages m where m.conversation_id = c.id and m.thread = 'usager' order by m.at, m.id limit 1) m on true
            order by c.received_at {order}, c.id {order}
            """,
            row => new DeskLine(
                row.GetGuid(0), row.GetString(1), row.Text(2) ?? "", row.GetString(3), (string[])row.GetValue(4), row.Text(5),
                row.GetString(6), row.Text(7), row.At(8)!.Value),
            cancellationToken,
            [.. parameters]);
    }

    /// <summary>What to look at after this one: the next of those to do, else the oldest of them; null when nothing is left.</summary>
    public async Task<Guid?> NextAsync(Guid account, Conversation conversation, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        List<object?> parameters = [await BoxesAsync(connection, account, cancellationToken), conversation.Id, conversation.ReceivedAt];
        return (await connection.QueryAsync(
            $"""
            select c.id from desk.conversations c
            where c.box_id = any($1) and {Condition(DeskTab.ToDo, account, parameters)} and c.id <> $2
            order by (c.received_at, c.id) < ($3, $2), c.received_at, c.id limit 1
            """,
            row => (Guid?)row.GetGuid(0),
            cancellationToken,
            [.. parameters])).FirstOrDefault();
    }

    private static string Condition(DeskTab tab, Guid account, List<object?> parameters) => tab switch
    {
        DeskTab.ToDo => "c.status in ('new', 'open')",
        DeskTab.Mine => $"c.assignee_id = {parameters.Bind(account)} and c.status not in {Over}",
        DeskTab.Waiting => "c.status = 'waiting_interlocutor'",
        _ => $"c.status in {Over}",
    };

    private static (Instant At, Guid Id)? Read(string? cursor) =>
        cursor?.Split('-', 2) is [var ticks, var text] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < 10_000_000_000_000_000 && Guid.TryParseExact(text, "N", out var id)
            ? (Instant.FromUnixTimeTicks(at * 10), id)
            : null;

    private async Task<Guid[]> BoxesAsync(NpgsqlConnection connection, Guid account, CancellationToken cancellationToken) =>
        [.. (await DeskBoxes.OfAsync(connection, account, clock.GetCurrentInstant(), cancellationToken)).Select(box => box.Id)];
}
