namespace PublicDirectory.Core.Territories;

/// <summary>Finds the commune that a person means, whichever way they write it.</summary>
public static class CommuneSearch
{
    /// <summary>The communes of today that a text may mean, best first.</summary>
    /// <param name="territories">Where to look.</param>
    /// <param name="text">
    /// A name or its beginning, whatever its accents, hyphens or « St », followed or not by its département or postal code
    /// (<c>Saint-Denis (93)</c>, <c>saint denis 93200</c>); a postal code; an INSEE code, former ones included.
    /// </param>
    /// <param name="first">The most that are wanted.</param>
    public static IReadOnlyList<Commune> Find(TerritoryIndex territories, string text, int first)
    {
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (IsCode(trimmed))
        {
            return OfCode(territories, trimmed.ToUpperInvariant(), first);
        }

        // More than wanted, since parts of one commune are one. « Lyon 3 » is a name; « Saint-Denis 93 » is a name and its place.
        var named = Current(territories, territories.FindByName(trimmed, first * 2)).Take(first).ToList();
        return named.Count == 0 && Split(trimmed) is ({ } name, { } place)
            ? [.. Current(territories, territories.FindByName(name, 500)).Where(commune => Stands(commune, place)).Take(first)]
            : named;
    }

    /// <summary>
    /// The one commune that a text names whole: by its code, by its full name, or by a postal code of its own. Null where none does, or
    /// several do: <see cref="Find"/> then says which.
    /// </summary>
    public static Commune? One(TerritoryIndex territories, string text)
    {
        var found = Find(territories, text, 50);
        if (found.Count <= 1 || IsCode(text.Trim()))
        {
            return found.Count == 1 ? found[0] : null;
        }

        string[] names = [PlaceName.Fold(text), PlaceName.Fold(Split(text.Trim()).Name)];
        var whole = found.Where(commune => names.Contains(PlaceName.Fold(commune.Name))).ToList();
        return whole.Count == 1 ? whole[0] : null;
    }

    private static bool IsCode(string text) =>
        text.Length == 5 && (text.All(char.IsAsciiDigit) || InseeCode.TryParse(text.ToUpperInvariant(), out _));

    // A code may be one commune's INSEE code and another's postal code: people mostly know the latter.
    private static IReadOnlyList<Commune> OfCode(TerritoryIndex territories, string code, int first)
    {
        IEnumerable<Commune> served = territories.CommunesOfPostalCode(code);
        return [.. (territories.CurrentCommune(code) is { } own ? served.Append(own) : served).Distinct().Take(first)];
    }

    private static IEnumerable<Commune> Current(TerritoryIndex territories, IEnumerable<Commune> found) =>
        found.Select(commune => commune.IsStanding ? commune : territories.CurrentCommune(commune.Code)!).Distinct();

    // « Saint-Denis (93) », « Saint-Denis 93200 »: the name, and what is after it.
    private static (string Name, string? Place) Split(string text)
    {
        var end = text.TrimEnd(')', ' ');
        var start = end.LastIndexOfAny([' ', '(']) + 1;
        var last = end[start..].ToUpperInvariant();
        var isPlace = start > 0 && last.Length is 2 or 3 or 5 && char.IsAsciiDigit(last[0])
            && last.All(c => char.IsAsciiDigit(c) || c is 'A' or 'B');
        return isPlace ? (end[..start].TrimEnd('(', ' '), last) : (text, null);
    }

    private static bool Stands(Commune commune, string place) =>
        place.Length == 5 ? commune.PostalCodes.Contains(place) || commune.Code.Value == place : commune.DepartementCode == place;
}
