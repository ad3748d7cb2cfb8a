using System.Text;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>A pasted text and the pieces that it is made of; spaces are none.</summary>
internal sealed partial class PastedText
{
    private const int MaxQuoted = 80;

    private static readonly (PastedKind Kind, string Name)[] Kinds =
        [.. Enum.GetValues<PastedKind>().Select(kind => (kind, kind.ToString()))];

    private readonly string _plain;
    private readonly List<PastedToken> _tokens = [];

    public PastedText(string text)
    {
        _plain = Plain(text);
        foreach (Match match in Pieces().Matches(_plain))
        {
            if (!match.Groups["Space"].Success)
            {
                _tokens.Add(new(Array.Find(Kinds, each => match.Groups[each.Name].Success).Kind, match.Index, match.Index + match.Length));
            }
        }
    }

    public int Count => _tokens.Count;

    /// <summary>Whether it has words of French hours, which no other syntax has.</summary>
    public bool IsFrench => _tokens.Exists(token => PastedDays.Begins(token.Kind) || token.Kind is PastedKind.Closed);

    public PastedToken this[int at] => _tokens[at];

    /// <summary>Null before the first and after the last.</summary>
    public PastedKind? KindAt(int at) => at >= 0 && at < _tokens.Count ? _tokens[at].Kind : null;

    /// <summary>The characters of a piece.</summary>
    public ReadOnlySpan<char> CharsAt(int at) => _plain.AsSpan(_tokens[at].Start, _tokens[at].Length);

    /// <summary>How many characters stand between a piece and the one before it.</summary>
    public int Gap(int at) => _tokens[at].Start - _tokens[at - 1].End;

    /// <summary>The first piece from there on that says something.</summary>
    public int SkipFillers(int at) => Skip(at, PastedKind.Filler, PastedKind.Article);

    /// <summary>The first piece from there on that is of none of these kinds.</summary>
    public int Skip(int at, params ReadOnlySpan<PastedKind> kinds)
    {
        while (at < _tokens.Count && kinds.Contains(_tokens[at].Kind))
        {
            at++;
        }

        return at;
    }

    /// <summary>The words from one piece to another, for a message.</summary>
    public string Quote(int first, int last)
    {
        var words = string.Join(
            ' ', _plain[_tokens[first].Start.._tokens[last].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .TrimEnd(',', ';', ':', ' ');
        return words.Length <= MaxQuoted ? words : words[..(MaxQuoted - 1)] + "…";
    }

    // Lower case; spaces, apostrophes and hyphens of word processors are plain ones, and what nobody sees is gone.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in PlainText.Clean(text).NormalizeBounded(NormalizationForm.FormKC))
        {
            plain.Append(c switch
            {
                '’' or '‘' or 'ʼ' or '´' or '`' or '′' => '\'',
                '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
                '\n' => '\n',
                _ when char.IsWhiteSpace(c) => ' ',
                _ => char.ToLowerInvariant(c),
            });
        }

        return plain.ToString();
    }

    // The first that fits is taken: longer phrases before the words that they are made of. Whatever fits none is unknown.
    [GeneratedRegex(
        """
          (?<Space>[ ]+)
        | (?<Break>\n|;|\.(?:[ ]|$))
        | (?<AllDays>\b(?:tous[ ]les[ ]jours|7[ ]?j(?:ours?)?[ ]?(?:/|sur)[ ]?7(?:[ ]?j)?)\b)
        | (?<RoundTheClock>\b24[ ]?h?(?:eures)?[ ]?(?:/|sur)[ ]?24(?:[ ]?h)?\b)
        | (?<Weekend>\bweek[ -]?ends?\b)
        | (?<Workdays>\ben[ ]semaine\b)
        | (?<Holidays>\b(?:jours?[ ])?f[ée]ri[ée]s?\b)
        | (?<Day>\b(?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?)\b|\b(?:lun|mar|mer|jeu|ven|sam|dim)\b\.?)
        | (?<Closed>\b(?:ferm[ée]e?s?|fermeture)(?:[ ]au[ ]public)?\b)
        | (?<Free>\b(?:avec[ ](?:ou|et)[ ])?sans[ ](?:rendez[ -]vous|rdv)\b)
        | (?<Appointment>\b(?:(?:uniquement|seulement|exclusivement)[ ])?(?:sur|avec)[ ](?:rendez[ -]vous|rdv)
            (?:[ ](?:uniquement|seulement|exclusivement))?\b)
        | (?<Afternoon>\bapr[èe]s[ -]midi\b)
        | (?<Morning>\bmatin(?:[ée]e)?\b)
        | (?<Except>\b(?:sauf|hors|hormis|except[ée]|à[ ]l'exception)\b)
        | (?<Noon>\bmidi\b)
        | (?<Midnight>\bminuit\b)
        | (?<Filler>\b(?:horaires?|heures[ ]d'ouverture|d'ouverture|ouverte?s?|ouvertures?|(?:l'|d')?accueil|(?:au|du)[ ]public)\b)
        | (?<Filler>\b(?:journée[ ]continue|(?:en[ ])?continu|sans[ ]interruption|non[ -]stop)\b)
        | (?<Filler>\b(?:mairie|secrétariat|guichets?|bureaux?|service)\b)
        | (?<Filler>\b(?:est|sont)\b|[|()\[\]•·"«»])
        | (?<Article>\b(?:de|du|des|d'|tous[ ]les|chaque|les?|la|l')\b)
        | (?<Number>[0-9]+)
        | (?<Hour>h(?:eures?)?\b|h[0-9]{2}\b)
        | (?<To>\b(?:à|a|au|jusqu'(?:à|au))\b|-?>|→)
        | (?<Dash>-)
        | (?<Slash>/)
        | (?<And>\b(?:et|puis|ainsi[ ]que)\b|&|\+)
        | (?<Comma>,)
        | (?<Colon>:)
        | (?<Dot>\.)
        | (?<Unknown>[\p{L}\p{M}']+|.)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, 1000)] // so many groups take long without backtracking
    private static partial Regex Pieces();
}
