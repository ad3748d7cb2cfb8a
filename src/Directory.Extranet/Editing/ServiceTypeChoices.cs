using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Editing;

/// <summary>The published kinds of counter, by label, to choose from: some two hundred.</summary>
public sealed class ServiceTypeChoices(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<Choice>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // ix_entries_service_types
        return await connection.QueryAsync(
            """
            select v.document ->> 'code', e.name from entries e join entry_versions v on v.sequence = e.sequence
            where e.kind = 'service_type' and not e.is_removed order by e.name, e.id
            """,
            row => new Choice(row.GetString(0), row.GetString(1)), cancellationToken);
    }

    /// <summary>The choices with one that a document holds and that is not published: it is not lost by opening a form.</summary>
    public static IEnumerable<Choice> With(IReadOnlyList<Choice> choices, string? held) =>
        string.IsNullOrEmpty(held) || choices.Any(choice => choice.Value == held) ? choices : choices.Append(new Choice(held, held));
}
