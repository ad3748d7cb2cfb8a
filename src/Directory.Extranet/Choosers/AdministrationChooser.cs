using System.Data.Common;
using Npgsql;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>A published administration, by words of its name or by a postal code.</summary>
public sealed class AdministrationChooser(NpgsqlDataSource database, Territories territories) : IChooser
{
    public string Source => "administrations";

    public string NothingFound => "Aucune administration ne correspond à";

    public string SeveralFound => "Plusieurs administrations correspondent à";

    public async Task<IReadOnlyList<Choice>> FindAsync(string text, int first, CancellationToken cancellationToken)
    {
        var index = await territories.ReadAsync(cancellationToken);
        var words = FoldedWords.Of(text);
        if (words.Count == 0)
        {
            return [];
        }

        // Folding leaves letters and digits only, so that a word is never read as an operator.
        var asked = string.Join(" & ", words.Select(word => word + ":*"));
        var places = words is [{ Length: 5 } code] && code.All(char.IsAsciiDigit)
            ? CommuneSearch.Find(index, code, 100).Select(commune => commune.Code.Value).ToArray()
            : [];
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        // ix_entries_name_words, ix_entries_commune
        return await connection.QueryAsync(
            """
            select id, name, commune_code from entries
            where kind = 'administration' and not is_removed
                and (to_tsvector('simple'::regconfig, fold_name(name)) @@ to_tsquery('simple', $1) or commune_code = any($2))
            order by length(name), name, id limit $3
            """,
            row => Choice(index, row),
            cancellationToken, asked, places, first);
    }

    public async Task<Choice?> FindByCodeAsync(string code, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(code, out var id))
        {
            return null;
        }

        var index = await territories.ReadAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync(
            "select id, name, commune_code from entries where id = $1 and kind = 'administration' and not is_removed",
            row => Choice(index, row),
            cancellationToken, id)).SingleOrDefault();
    }

    private static Choice Choice(TerritoryIndex index, DbDataReader row) => new(
        row.GetGuid(0).ToString(),
        row.GetString(1),
        index.CurrentCommune(row.Text(2)) is { } commune ? CommuneChooser.Label(commune) : null);
}
