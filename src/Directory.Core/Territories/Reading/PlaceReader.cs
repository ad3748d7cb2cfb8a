namespace PublicDirectory.Core.Territories.Reading;

/// <summary>
/// Which places a text names: the one reader for searches, messages and the lists of the extranet. A name of a commune is one thing,
/// matched whole before its words, the longest first; codes and names of départements beside it tell namesakes apart.
/// </summary>
public sealed class PlaceReader
{
    // A name alone at the end of a message may be a person's: that of a town is more often the town.
    private const int TownPopulation = 2_000;

    // A shorter one alone is as often an acronym: « (Apt) ».
    private const int ShortName = 4;

    // Names of départements that are words of every day.
    private static readonly HashSet<string> Ordinary = ["aube", "cher", "landes", "lot", "manche", "nord", "orne", "somme", "var"];

    private readonly TerritoryIndex _territories;
    private readonly PlaceNames _names;
    private readonly PlaceText _text;
    private readonly bool _isQuery;
    private readonly Action? _onLookup;

    private PlaceReader(TerritoryIndex territories, string text, bool isQuery, Action? onLookup)
    {
        (_territories, _names, _text) = (territories, territories.PlaceNames, new PlaceText(text));
        (_isQuery, _onLookup) = (isQuery, onLookup);
    }

    /// <summary>The places named, in order, apart from each other.</summary>
    /// <param name="territories">Where to look.</param>
    /// <param name="text">What a person wrote.</param>
    /// <param name="isQuery">
    /// Whether it is a few words to look for, where a place is named as such, rather than a message, where something must lead to it.
    /// </param>
    /// <param name="onLookup">Told of each name looked for.</param>
    public static IReadOnlyList<PlaceMention> Read(TerritoryIndex territories, string text, bool isQuery, Action? onLookup = null)
    {
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(text);
        var reader = new PlaceReader(territories, text, isQuery, onLookup);
        var mentions = new List<PlaceMention>();
        for (var i = 0; i < reader._text.Words.Length;)
        {
            i = reader.ReadAt(i, mentions);
        }

        return mentions;
    }

    // Returns the word to go on from.
    private int ReadAt(int i, List<PlaceMention> mentions)
    {
        if (PlaceCodes.PostalCode(_text, i) is { } code)
        {
            return ReadPostalCode(i, code, mentions);
        }

        var (name, departement) = (FindName(i), ReadDepartement(i));
        if (departement is { } longer && longer.End > (name?.End ?? i))
        {
            mentions.Add(Mention(i, longer.End, [], longer.Departement, longer.IsCertain));
            return longer.End;
        }

        if (name is null)
        {
            return i + 1;
        }

        // A name that is no place here has no smaller ones inside: « Chavannes-sur-Reyssouze » is not Reyssouze.
        return ReadName(name, mentions) is var end and > 0 ? end : name.End;
    }

    private int ReadPostalCode(int i, string code, List<PlaceMention> mentions)
    {
        if (FindName(i + 1) is { } name && Fitting(name, code) is { Count: > 0 } named)
        {
            mentions.Add(Mention(i, name.End, WithoutCities(named), null, isCertain: true));
            return name.End;
        }

        var served = _territories.CommunesToChoose(code);
        if (served.Count > 0)
        {
            mentions.Add(Mention(i, i + 1, served, null, isCertain: true));
        }

        return i + 1;
    }

    // Returns the word after it; 0 where it is no place.
    private int ReadName(FoundName name, List<PlaceMention> mentions)
    {
        var lead = PlaceLeads.Of(_text, name.Start, name.IsContracted);
        if (lead is PlaceLead.Street)
        {
            return 0;
        }

        var (communes, end, isQualified) = Qualified(name);
        var homonym = isQualified ? null : _names.FindDepartement(WithoutArticle(name));
        if (homonym is not null && PlaceCodes.Departement(_text, name.End, _territories) == homonym)
        {
            mentions.Add(Mention(name.Start, name.End + 1, [], homonym, isCertain: true)); // « Vienne (86) »
            return name.End + 1;
        }

        if (homonym is not null && IsDepartement(name, lead))
        {
            mentions.Add(Mention(name.Start, end, [], homonym, isCertain: true));
            return end;
        }

        if ((isQualified ? true : IsCertain(name, lead, communes)) is not { } isCertain)
        {
            return 0;
        }

        // « caf de Vienne »: the town, or the département that people write so.
        var isDoubtful = homonym is not null && lead is PlaceLead.Of;
        mentions.Add(
            Mention(
                name.Start, end, communes, homonym, isCertain && (_isQuery || !(isDoubtful || PlaceLeads.IsElsewhere(_text, name.Start)))));
        return end;
    }

    // What is beside the name says which one is meant.
    private (IReadOnlyList<Commune> Communes, int End, bool IsQualified) Qualified(FoundName name)
    {
        if (PlaceCodes.PostalCode(_text, name.End) is { } code && Fitting(name, code) is { Count: > 0 } served
            && !(FindName(name.End + 1) is { } next && Fitting(next, code).Count > 0)) // « Bron, 69100 Villeurbanne »
        {
            return (WithoutCities(served), name.End + 1, true);
        }

        if (PlaceCodes.Departement(_text, name.End, _territories) is { } coded && Of(coded) is { Count: > 0 } there)
        {
            return (there, name.End + 1, true);
        }

        var isApart = _text.GapBefore(name.End) is Gap.Break || _text.At(name.End) is "en" or "dans";
        return isApart
            && PlaceCodes.NamedDepartement(_text, name.End, _names) is var (departement, end)
            && Of(departement) is { Count: > 0 } found
            ? (found, end, true)
            : (name.Communes, name.End, false);

        List<Commune> Of(Departement departement) =>
            [.. name.Communes.Where(commune => commune.DepartementCode == departement.Code)];
    }

    // Null where it is no place.
    private bool? IsCertain(FoundName name, PlaceLead lead, IReadOnlyList<Commune> communes)
    {
        var folded = _text.Name(name.Start, name.End);
        var isOrdinary = OrdinaryNames.Contains(folded);
        var isProper = !isOrdinary || IsCapital(name);
        if (_isQuery)
        {
            return lead switch
            {
                PlaceLead.Other => null,
                PlaceLead.Place => true,
                _ when isOrdinary && WithoutArticle(name).Length <= 2 => null, // « il y a », « en us »
                _ => isProper,
            };
        }

        return lead switch
        {
            PlaceLead.Place => isProper,
            PlaceLead.To when isProper => !isOrdinary,
            PlaceLead.Of when IsCapital(name) => false,
            PlaceLead.None when !isOrdinary && IsAtAnEnd(name) && (IsCapital(name) || !OrdinaryNames.IsTown(folded)) =>
                communes is [{ Population: >= TownPopulation }] && name.IsWhole && folded.Length > ShortName,
            _ => null,
        };
    }

    // « préfecture de la Creuse », « en Mayenne »; but « mairie de La Creuse », « à Mayenne ».
    private bool IsDepartement(FoundName name, PlaceLead lead)
    {
        var before = _text.At(name.Start - 1);
        if (before is "en" or "dans" or "departement")
        {
            return true;
        }

        var hasOwnArticle = WithoutArticle(name).Length < _text.Name(name.Start, name.End).Length;
        var owner = _text.At(name.Start - (name.IsContracted || before is "de" or "d" ? 2 : 1));
        return (name.IsContracted || hasOwnArticle || lead is PlaceLead.Other) && owner is not ("mairie" or "commune" or "ville");
    }

    // A name of a département, or its code.
    private (Departement Departement, int End, bool IsCertain)? ReadDepartement(int i)
    {
        if (PlaceCodes.Departement(_text, i, _territories) is { } coded)
        {
            var isAlone = _text.GapBefore(i) is Gap.Break && _text.GapBefore(i + 1) is Gap.Break && i > 0; // « (93) »
            return isAlone || _isQuery || _text.At(i - 1) is "departement" || (_text.At(i - 1) is "le" && _text.At(i - 2) is "dans")
                ? (coded, i + 1, true)
                : null;
        }

        for (var end = Math.Min(_text.Words.Length, i + _names.MostWords(_text.At(i))); end > i; end--)
        {
            if (_names.FindDepartement(_text.Name(i, end)) is { } departement && IsWhole(i, end))
            {
                // « trop cher », « une somme », « dans le nord »
                var isProper = !Ordinary.Contains(_text.At(i)) || end > i + 1 || (_text.HasCase && _text.Words[i].IsCapital);
                return (departement, end, isProper);
            }
        }

        return null;
    }

    // The longest name that begins at a word: with the article in the word before it, as it is written, then without its own article.
    private FoundName? FindName(int start)
    {
        FoundName? found = null;
        var article = _text.At(start - 1) switch { "au" or "du" => "le", "aux" or "des" => "les", _ => null };
        article = _text.GapBefore(start) is Gap.Space ? article : null;
        var most = Math.Max(_names.MostWords(_text.At(start)), article is null ? 0 : _names.MostWords(article) - 1);
        for (var end = start + 1; end <= Math.Min(_text.Words.Length, start + most); end++)
        {
            if (!IsWhole(start, end))
            {
                continue;
            }

            _onLookup?.Invoke();
            var name = _text.Name(start, end);
            if (article is not null && _names.Find($"{article} {name}", PlaceNames.Fit.Whole) is { Count: > 0 } contracted)
            {
                found = new FoundName(start, end, contracted, IsContracted: true, IsWhole: true);
                continue;
            }

            foreach (var fit in (ReadOnlySpan<PlaceNames.Fit>)[PlaceNames.Fit.Whole, PlaceNames.Fit.WithoutArticle, PlaceNames.Fit.Former])
            {
                if (_names.Find(name, fit) is { Count: > 0 } communes)
                {
                    found = new FoundName(start, end, communes, IsContracted: false, fit is PlaceNames.Fit.Whole);
                    break;
                }
            }
        }

        return found;
    }

    // Not a part of a word with hyphens: « Villenave » is not named in « Villenave-d'Ornan ».
    private bool IsWhole(int start, int end)
    {
        var goesOn = _text.GapBefore(end) is Gap.Hyphen or Gap.Apostrophe && !_text.Words[end].IsNumber;
        var begun = _text.GapBefore(start) is Gap.Hyphen && !_isQuery && !_text.Words[start - 1].IsNumber;
        var elided = _text.GapBefore(start) is Gap.Apostrophe && _text.GapBefore(start - 1) is Gap.Hyphen && !_isQuery;
        return !goesOn && !begun && !elided
            && !(_text.Words[end - 1].IsNumber && end - start > 1 && PlaceCodes.CountsSomething(_text, end - 1)); // « à Lyon 3 jours »
    }

    private bool IsCapital(FoundName name)
    {
        if (!_text.HasCase)
        {
            return false;
        }

        for (var i = name.Start; i < name.End; i++)
        {
            var word = _text.Words[i];
            if (!word.IsCapital && !char.IsAsciiDigit(word.Folded[0]) && (i == name.Start || word.Folded.Length > 5))
            {
                return false;
            }
        }

        return true;
    }

    // Alone between signs, or the last words.
    private bool IsAtAnEnd(FoundName name) => _text.GapBefore(name.End) is Gap.Break
        && (name.End == _text.Words.Length || _text.GapBefore(name.Start) is Gap.Break);

    private ReadOnlySpan<char> WithoutArticle(FoundName name)
    {
        var folded = _text.Name(name.Start, name.End);
        return folded[PlaceName.ArticleLength(folded)..];
    }

    // Those of the name that have the postal code; where it is no commune's, but a business's, those of its département.
    private List<Commune> Fitting(FoundName name, string code) =>
        [.. name.Communes.Where(commune => commune.PostalCodes.Contains(code)
            || (_territories.CommunesOfPostalCode(code).Count == 0 && PlaceCodes.Fits(commune, code)))];

    // Of a city and its own arrondissement, the arrondissement.
    private static List<Commune> WithoutCities(List<Commune> communes) =>
        communes.FindAll(city => !communes.Exists(commune => commune.Parent == city.Code));

    private PlaceMention Mention(int start, int end, IReadOnlyList<Commune> communes, Departement? departement, bool isCertain) =>
        new(_text.Words[start].Start, _text.Words[end - 1].End, communes, departement, isCertain);

    // Words from start to before end.
    private sealed record FoundName(int Start, int End, IReadOnlyList<Commune> Communes, bool IsContracted, bool IsWhole);
}
