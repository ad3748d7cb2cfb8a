using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Published entries by their name, to choose from.</summary>
public sealed class EntryFinder(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>How many are proposed at once.</summary>
    public const int Most = 20;

    /// <summary>Those of a kind whose name has all these words, the shortest names first.</summary>
    public Task<IReadOnlyList<Choice>> FindAsync(EntryKind kind, string words, CancellationToken cancellationToken) =>
        ReadAsync(kind, words, "(true)", [], cancellationToken);

    /// <summary>The same among the administrations to which the agent may do something; without words, the first of them.</summary>
    public Task<IReadOnlyList<Choice>> FindAsync(
        string? words, IReadOnlyList<AccessGrant> grants, Guid agent, EntryAction action, CancellationToken cancellationToken)
    {
        var parameters = new List<object?>();
        var condition = GrantPredicate.Build(grants, agent, action, clock.GetCurrentInstant(), "e", parameters);
        return ReadAsync(EntryKind.Administration, words ?? "", condition, parameters, cancellationToken);
    }

    /// <summary>What these entries are called, in their order; an id that is of none is its own name.</summary>
    public async Task<IReadOnlyList<Choice>> NameAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var names = (await connection.QueryAsync(
            "select id, name from entries where id = any($1)", row => (Id: row.GetGuid(0), Name: row.GetString(1)), cancellationToken,
            ids.ToArray()))
            .ToDictionary(row => row.Id, row => row.Name);
        return [.. ids.Select(id => new Choice(id.ToString(), names.GetValueOrDefault(id) ?? id.ToString()))];
    }

    private async Task<IReadOnlyList<Choice>> ReadAsync(
        EntryKind kind, string words, string condition, List<object?> parameters, CancellationToken cancellationToken)
    {
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(6))
        {
            condition += $" and strpos(lower(e.name), lower({parameters.Bind(word)})) > 0";
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            $"""
            select e.id, e.name, e.departement_code from entries e
            where e.kind = {parameters.Bind(kind.Code())} and not e.is_removed and {condition}
            order by length(e.name), e.name, e.id limit {Most}
            """,
            row => new Choice(row.GetGuid(0).ToString(), row.GetString(1), row.Text(2) is { } code ? $"Département {code}" : null),
            cancellationToken, [.. parameters]);
    }
}
