namespace PublicDirectory.Core.Territories.Reading;

/// <summary>What the words before a name say of it.</summary>
internal enum PlaceLead : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>That it is the name of a street.</summary>
    Street,

    /// <summary>That it is something else: a thing with an article that no commune has, a country.</summary>
    Other,

    /// <summary>« de »: whatever belongs to it.</summary>
    Of,

    /// <summary>« à », « vers »: a place, or what something is done to.</summary>
    To,

    /// <summary>That someone lives there, or that it has a mairie: a place and nothing else.</summary>
    Place,
}

/// <summary>Reads what leads to a name.</summary>
internal static class PlaceLeads
{
    private const int MaxBetween = 3; // « j'habite maintenant à », « j'habite tout près de »

    // Folded. Words that begin so: « habite », « habitant », « domiciliée ».
    private static readonly string[] Living =
        ["habit", "jhabit", "resid", "demeur", "domicili", "log", "emmenag", "demenag", "install", "originair"];

    private static readonly HashSet<string> LivingWords = ["vis", "vit", "vivre", "vivons", "vivant", "vivent", "viens", "vient", "venons"];

    private static readonly HashSet<string> Belonging = [.. (
        "mairie mairies commune ville prefecture ccas caf cpam msa mdph urssaf impots tresorerie tribunal gendarmerie "
        + "commissariat prudhommes sip sie").Split(' ')];

    private static readonly HashSet<string> Streets =
        ["rue", "avenue", "av", "boulevard", "bd", "place", "quai", "cours", "impasse", "chemin", "route", "allee", "square", "faubourg", "pont",
            "porte", "passage"];

    private static readonly HashSet<string> Determiners = [.. (
        "le la les l au aux du des un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs quel "
        + "quelle quels quelles chaque").Split(' ')];

    // Where one lived, works, was born or only passed by is not where one lives.
    private static readonly HashSet<string> Elsewhere = [.. (
        "habitais habitait habitions habitaient vivais vivait vivions logeais logeait residais residait ancien ancienne travaille "
        + "travaillais travaillait travaillons etudie etudiais ne nee nes nees marie mariee maries mariees vacances vole volee quitte").Split(' ')];

    private static readonly HashSet<string> Beside = ["pas", "plus", "jamais", "pres", "proche", "loin", "cote", "autour"];

    private const int MaxBefore = 5; // « mon ancienne adresse est à »

    private static readonly HashSet<string> Between = [.. (
        "tout actuellement desormais maintenant aujourd hui moi nous pres bien toujours deja la ville commune de d dans a sur "
        + "au").Split(' ')];

    /// <param name="text">The text.</param>
    /// <param name="start">The first word of the name.</param>
    /// <param name="isContracted">Whether the word before is the article of the name: « au Mans », « du Mans ».</param>
    public static PlaceLead Of(PlaceText text, int start, bool isContracted)
    {
        var before = text.At(start - 1);
        if (text.GapBefore(start) is Gap.Break || before.Length == 0)
        {
            return before is "mairie" or "commune" or "ville" or "domicile" ? PlaceLead.Place : PlaceLead.None; // « mairie : Villeurbanne »
        }

        if (before is "en" || Streets.Contains(before))
        {
            return before is "en" ? PlaceLead.Other : PlaceLead.Street;
        }

        if (!isContracted && Determiners.Contains(before) && !char.IsAsciiDigit(text.At(start)[0]))
        {
            return PlaceLead.Other;
        }

        if (Belongs(text, start - 1) || IsLiving(text, start - 1))
        {
            return PlaceLead.Place;
        }

        return before switch
        {
            "a" or "au" or "aux" or "sur" or "vers" => IsLiving(text, start - 2) ? PlaceLead.Place : PlaceLead.To,
            "de" or "d" or "du" or "des" => OfWhat(text, start - 2),
            _ => PlaceLead.None,
        };
    }

    /// <summary>Whether the words before say that someone is not from there, or not any more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first word of the name.</param>
    public static bool IsElsewhere(PlaceText text, int start)
    {
        var isOf = text.At(start - 1) is "de" or "d" or "du" or "des";
        for (var i = start - 1; i >= 0 && i >= start - MaxBefore && text.GapBefore(i + 1) is not Gap.Break; i--)
        {
            var word = text.At(i);
            if (Elsewhere.Contains(word)
                || (i >= start - 2 && Beside.Contains(word))
                || (isOf && word.StartsWith("demenag", StringComparison.Ordinal)))
            {
                return true;
            }

            if (IsLiving(text, i) && !Between.Contains(word))
            {
                return i > 0 && Beside.Contains(text.At(i - 1)); // « plus habiter à »
            }
        }

        return false;
    }

    private static PlaceLead OfWhat(PlaceText text, int place) => text.At(place) switch
    {
        var word when Belongs(text, place) || word is "suis" or "sommes" || IsLiving(text, place) => PlaceLead.Place,
        var word when Streets.Contains(word) => PlaceLead.Street,
        _ => PlaceLead.Of,
    };

    private static bool Belongs(PlaceText text, int place) => Belonging.Contains(text.At(place))
        || (text.At(place - 1), text.At(place)) is ("pole", "emploi") or ("france", "travail") or ("prud", "hommes");

    private static bool IsLiving(PlaceText text, int place)
    {
        for (var i = place; i >= 0 && i > place - MaxBetween; i--)
        {
            var word = text.At(i);
            if (LivingWords.Contains(word) || Array.Exists(Living, beginning => word.StartsWith(beginning, StringComparison.Ordinal)))
            {
                return true;
            }

            if (!Between.Contains(word))
            {
                return false;
            }
        }

        return false;
    }
}
