using System.Globalization;

namespace PublicDirectory.Core.Territories;

/// <summary>What a pasted list of places says.</summary>
/// <param name="Codes">The codes, in order, each once.</param>
/// <param name="Errors">One sentence for each line that could not be read: « Ligne 3 : … ».</param>
public sealed record ReadPlaces(IReadOnlyList<string> Codes, IReadOnlyList<string> Errors);

/// <summary>
/// Reads lists of communes, départements or régions as people paste them: codes or names or both, one to a line or between commas,
/// semicolons or tabs; codes alone also between spaces. Writes them as « 69266 Villeurbanne ».
/// </summary>
public static class PlaceList
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <param name="territories">The places that there are.</param>
    /// <param name="text">The list; null for none.</param>
    /// <param name="known">Codes to be taken as they are, whatever became of them: those that the document has already.</param>
    public static ReadPlaces ReadCommunes(TerritoryIndex territories, string? text, IReadOnlySet<string> known) =>
        Read(text, known, piece => Commune(territories, piece), word => InseeCode.TryParse(word, out _));

    /// <inheritdoc cref="ReadCommunes"/>
    public static ReadPlaces ReadDepartements(TerritoryIndex territories, string? text, IReadOnlySet<string> known) => Read(
        text, known, piece => Named(piece, territories.Departements.Select(place => (place.Code, place.Name)), "département"),
        word => territories.FindDepartement(word) is not null);

    /// <inheritdoc cref="ReadCommunes"/>
    public static ReadPlaces ReadRegions(TerritoryIndex territories, string? text, IReadOnlySet<string> known) => Read(
        text, known, piece => Named(piece, territories.Regions.Select(place => (place.Code, place.Name)), "région"),
        word => territories.FindRegion(word) is not null);

    /// <summary>« 69266 Villeurbanne », one to a line; a code alone where nobody knows it.</summary>
    public static string Write(IEnumerable<string> codes, Func<string, string?> name) =>
        string.Join('\n', codes.Select(code => name(code) is { } known ? $"{code} {known}" : code));

    private static ReadPlaces Read(
        string? text, IReadOnlySet<string> known, Func<string, (string? Code, string? Error)> read, Func<string, bool> isCode)
    {
        var (codes, errors) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        var number = 0;
        foreach (var line in (text ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            foreach (var piece in Pieces(line, isCode))
            {
                if (known.Contains(piece.Split(' ')[0]))
                {
                    codes.Add(piece.Split(' ')[0]);
                    continue;
                }

                var (code, error) = read(piece);
                if (code is not null)
                {
                    codes.Add(code);
                }
                else
                {
                    errors.Add(string.Create(CultureInfo.InvariantCulture, $"Ligne {number} : {error}"));
                }
            }
        }

        return new ReadPlaces([.. codes], errors);
    }

    private static IEnumerable<string> Pieces(string line, Func<string, bool> isCode) =>
        line.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(piece =>
        {
            var words = piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return words.Length > 1 && words.All(isCode) ? words : [string.Join(' ', words)];
        });

    private static (string? Code, string? Error) Commune(TerritoryIndex territories, string piece)
    {
        var (code, name) =
            (piece.Split(' ')[0].ToUpperInvariant(), piece.Contains(' ', StringComparison.Ordinal)
                ? piece[(piece.IndexOf(' ', StringComparison.Ordinal) + 1)..]
                : "");
        if (InseeCode.TryParse(code, out var parsed))
        {
            if (territories.CurrentCommune(parsed) is not { } commune)
            {
                return (null, territories.CommunesOfPostalCode(code) is { Count: > 0 } served
                    ? $"{code} est un code postal. Saisissez le code Insee : {Proposed(served)}."
                    : $"{code} n'est le code Insee d'aucune commune.");
            }

            var isSame =
                name.Length == 0
                    || Folded(name) == Folded(commune.Name)
                    || territories.FindCommune(parsed) is { } itself && Folded(name) == Folded(itself.Name);
            return isSame ? (commune.Code.Value, null) : (null, $"{code} est le code Insee de {commune.Name}, pas de {name}.");
        }

        if (CommuneSearch.One(territories, piece) is { } named)
        {
            return (named.Code.Value, null);
        }

        var found = CommuneSearch.Find(territories, piece, 3);
        return (null, found.Count == 0
            ? $"aucune commune ne s'appelle « {piece} »."
            : $"« {piece} » peut être {Proposed(found)}. Saisissez le code Insee.");
    }

    private static (string? Code, string? Error) Named(string piece, IEnumerable<(string Code, string Name)> places, string what)
    {
        var folded = Folded(piece);
        foreach (var (code, name) in places)
        {
            if (folded == Folded(name)
                || string.Equals(piece, code, StringComparison.OrdinalIgnoreCase)
                || folded == Folded($"{code} {name}"))
            {
                return (code, null);
            }
        }

        return (null, $"« {piece} » n'est ni le code ni le nom d'un{(what == "région" ? "e" : "")} {what}.");
    }

    private static string Proposed(IEnumerable<Commune> communes) =>
        string.Join(" ou ", communes.Take(3).Select(commune => $"{commune.Code} ({commune.Name})"));

    private static string Folded(string name) => PlaceName.Fold(name);
}
