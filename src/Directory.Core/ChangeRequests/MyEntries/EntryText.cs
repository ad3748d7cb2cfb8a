using Npgsql;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Search.Analysis;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.ChangeRequests.MyEntries;

/// <summary>What a text looks for among entries: each of these must fit.</summary>
/// <param name="Things">Words, and places, which are one thing however many words they have.</param>
internal sealed record EntryText(IReadOnlyList<SoughtThing> Things)
{
    private const int MaxThings = 8;
    private const int MaxNear = 3;

    /// <summary>Reads places as searches do; a word that no entry has may be a commune's name with a mistake in it.</summary>
    public static async Task<EntryText> ReadAsync(
        NpgsqlConnection connection, TerritoryIndex territories, string text, CancellationToken cancellationToken)
    {
        var places = PlaceReader.Read(territories, text, isQuery: true).Where(place => place.IsCertain).ToList();
        var rest = places.OrderByDescending(place => place.Start)
            .Aggregate(text, (left, place) => left.Remove(place.Start, place.End - place.Start).Insert(place.Start, " "));
        // « préfecture du rhône »: small words say nothing, unless there are no others.
        var words = Words(rest);
        var telling = words.FindAll(word => !StopWords.Contains(word));
        words = telling.Count > 0 || places.Count > 0 ? telling : words;
        var inNames = (await connection.QueryAsync(
            "select w.word, c.code from communes c join unnest($1::text[]) w (word) on c.search_text like '%' || w.word || '%'",
            row => (Word: row.GetString(0), Code: row.GetString(1)), cancellationToken, (object)words.ToArray()))
            .ToLookup(name => name.Word, name => name.Code);
        var unknown = (await connection.QueryAsync(
            """
            select w.word from unnest($1::text[]) w (word)
            where not exists (select from entries e where e.search_text like '%' || w.word || '%')
            """, // ix_entries_search_text
            row => row.GetString(0), cancellationToken, (object)words.Where(word => !inNames.Contains(word)).ToArray())).ToHashSet();
        return new EntryText([
            .. places.Select(place => new SoughtThing(
                Words(PlaceName.Fold(text[place.Start..place.End])), [.. place.Communes.SelectMany(commune => Codes(territories, commune))],
                place.Departement?.Code)),
            .. words.Select(word => new SoughtThing(
                [word],
                unknown.Contains(word)
                    ? [.. NearCommunes.Find(territories, word, MaxNear).SelectMany(commune => Codes(territories, commune))]
                    : [.. inNames[word]],
                null)),
        ]);
    }

    private static List<string> Words(string text) =>
        [.. TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxThings)];

    // A city is also each of its arrondissements.
    private static IEnumerable<string> Codes(TerritoryIndex territories, Commune commune) =>
        territories.PartsOf(commune.Code).Select(part => part.Code.Value).Prepend(commune.Code.Value);
}

/// <summary>A word or a place that is looked for: an entry has all the words, or stands there.</summary>
/// <param name="Words">Folded, so without signs that LIKE knows; at least one.</param>
/// <param name="Communes">The codes of where it may stand.</param>
/// <param name="Departement">The code of the département where it may stand; null for none.</param>
internal sealed record SoughtThing(IReadOnlyList<string> Words, string[] Communes, string? Departement);
