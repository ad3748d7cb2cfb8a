using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Journal;

/// <summary>A line of the journal as it is read.</summary>
/// <param name="Number">Grows with each line.</param>
/// <param name="At">When.</param>
/// <param name="AccountId">Who; null for the program itself.</param>
/// <param name="Name">Their name today; null for the program itself.</param>
/// <param name="Action">What: <c>change_request.submitted</c>.</param>
/// <param name="ObjectKind">What kind of thing it was done to.</param>
/// <param name="ObjectId">Which one.</param>
/// <param name="Detail">References and codes, as a JSON object.</param>
public sealed record JournalLine(
    long Number, Instant At, Guid? AccountId, string? Name, string Action, string ObjectKind, Guid ObjectId, string Detail)
{
    /// <summary>What people call the object today; null where nothing is called so, and in exports.</summary>
    public string? ObjectName { get; init; }
}

/// <summary>Which lines of the journal are wanted; null wherever it does not matter.</summary>
public sealed record JournalFilter
{
    /// <summary>Part of the name or of the address of who did it, in whatever case.</summary>
    public string? Person { get; init; }

    /// <summary>What was done: <c>account.disabled</c>.</summary>
    public string? Action { get; init; }

    /// <summary>To what.</summary>
    public Guid? ObjectId { get; init; }

    /// <summary>The first moment, included.</summary>
    public Instant? From { get; init; }

    /// <summary>The last moment, excluded.</summary>
    public Instant? To { get; init; }

    // On journal j and accounts a. ix_journal_at, ix_journal_object, ix_journal_action.
    internal string Where(List<object?> parameters)
    {
        var conditions = new List<string>();
        if (From is { } from)
        {
            conditions.Add($"j.at >= {parameters.Bind(from)}");
        }

        if (To is { } to)
        {
            conditions.Add($"j.at < {parameters.Bind(to)}");
        }

        if (!string.IsNullOrWhiteSpace(Person))
        {
            var part = parameters.Bind(SqlText.Containing(Person));
            conditions.Add($"(a.name ilike {part} or a.mail ilike {part})");
        }

        if (Action is not null)
        {
            conditions.Add($"j.action = {parameters.Bind(Action)}");
        }

        if (ObjectId is { } id)
        {
            conditions.Add($"j.object_id = {parameters.Bind(id)}");
        }

        return conditions.Count == 0 ? "true" : string.Join(" and ", conditions);
    }
}
