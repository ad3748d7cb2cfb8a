using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>A kind of counter, by its name or its code: a few hundred, read each time.</summary>
public sealed class ServiceTypeChooser(NpgsqlDataSource database) : IChooser
{
    public string Source => "services";

    public string NothingFound => "Aucun service ne correspond à";

    public string SeveralFound => "Plusieurs services correspondent à";

    /// <summary>All service types, by label.</summary>
    public async Task<IReadOnlyList<Choice>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // ix_entries_service_types
        return await connection.QueryAsync(
            """
            select v.document ->> 'code', v.document ->> 'label', v.document ->> 'acronym' from entries e
            join entry_versions v on v.sequence = e.sequence
            where e.kind = 'service_type' and not e.is_removed order by 2
            """,
            row => new Choice(row.GetString(0), row.GetString(1), row.Text(2)),
            cancellationToken);
    }

    public async Task<IReadOnlyList<Choice>> FindAsync(string text, int first, CancellationToken cancellationToken)
    {
        var words = FoldedWords.Of(text);
        return words.Count == 0
            ? []
            : [.. (await ReadAsync(cancellationToken))
                .Where(type => type.Value == text.Trim() || FoldedWords.Begin(words, $"{type.Label} {type.Hint}"))
                .OrderBy(type => type.Label.Length).Take(first)];
    }

    public async Task<Choice?> FindByCodeAsync(string code, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).FirstOrDefault(type => type.Value == code);
}
