namespace PublicDirectory.Core.Territories.Reading;

/// <summary>Codes beside names of places: postal codes, and the codes and names of départements.</summary>
internal static class PlaceCodes
{
    // After a number: it counts something, and is no code.
    private static readonly HashSet<string> Units = [.. (
        "euro euros eur ans an annees mois semaine semaines jour jours heure heures h minutes fois km kilometres metres m m2 kg "
        + "enfants enfant personnes personne habitants salaries tours").Split(' ')];

    private static readonly HashSet<string> Months =
        ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];

    // Before a number: it is the number of something else.
    private static readonly HashSet<string> Numbered =
        ["article", "articles", "loi", "cerfa", "formulaire", "annexe", "numero", "n", "no", "dossier", "reference", "facture", "montant", "somme",
            "bp", "cs", "siren", "siret"];

    /// <summary>Whether the word at a place is a number that may be a code: it counts nothing and is not that of something else.</summary>
    public static bool MayBeCode(PlaceText text, int place) =>
        char.IsAsciiDigit(text.At(place).FirstOrDefault('x'))
            && !CountsSomething(text, place)
            && !Numbered.Contains(text.At(place - 1))
            && !IsPartOfNumber(text, place - 1, place)
            && !IsPartOfNumber(text, place + 1, place + 1);

    /// <summary>Whether what follows a number is what it counts.</summary>
    public static bool CountsSomething(PlaceText text, int place) =>
        (Units.Contains(text.At(place + 1)) || (Months.Contains(text.At(place + 1)) && text.At(place).Length <= 2))
            && text.GapBefore(place + 1) is not Gap.Break;

    /// <summary>The postal code at a place; null where there is none.</summary>
    public static string? PostalCode(PlaceText text, int place) =>
        text.At(place) is { Length: 5 } code && code.All(char.IsAsciiDigit) && MayBeCode(text, place) ? code : null;

    /// <summary>The code of a département at a place, as it is written: « 01 », « 2a », « 974 »; null where there is none.</summary>
    public static Departement? Departement(PlaceText text, int place, TerritoryIndex territories) =>
        place < text.Words.Length
            && text.Words[place].Written is { Length: 2 or 3 } code
            && char.IsAsciiDigit(code[0])
            && MayBeCode(text, place)
            ? territories.FindDepartement(code.ToUpperInvariant())
            : null;

    /// <summary>The département whose name stands at a place, with or without « dans le département de »; null where none does.</summary>
    public static (Departement Departement, int End)? NamedDepartement(PlaceText text, int place, PlaceNames names)
    {
        while (text.At(place) is "en" or "dans" or "le" or "la" or "l" or "les" or "departement" or "de" or "du" or "d" or "des")
        {
            place++;
        }

        for (var end = Math.Min(text.Words.Length, place + names.MostWords(text.At(place))); end > place; end--)
        {
            if (names.FindDepartement(text.Name(place, end)) is { } departement)
            {
                return (departement, end);
            }
        }

        return null;
    }

    /// <summary>Whether the postal code of a business may be of a commune: it begins with its département.</summary>
    public static bool Fits(Commune commune, string postalCode) => commune.DepartementCode switch
        {
            "2A" or "2B" => postalCode.StartsWith("20", StringComparison.Ordinal),
            "977" or "978" => postalCode.StartsWith("971", StringComparison.Ordinal),
            var code => postalCode.StartsWith(code, StringComparison.Ordinal),
        };

    private static bool IsPartOfNumber(PlaceText text, int place, int gap) =>
        place >= 0 && place < text.Words.Length && text.Words[place].IsNumber && text.GapBefore(gap) is not Gap.Break
            && text.Words[place].Written.Length < 5;
}
