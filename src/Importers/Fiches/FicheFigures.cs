using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Collects what a démarche costs and how long it takes, sentence by sentence, each with its case: those of chapters on cost or delay and,
/// elsewhere, those that say in so many words what is to be paid and when the administration answers.
/// </summary>
internal sealed partial class FicheFigures
{
    private const int MaxLength = 1000;

    // Lines without any of these say nothing of money or time: most lines.
    private static readonly SearchValues<string> Money =
        SearchValues.Create(["€", "euro", "gratuit", "frais", "coût", "tarif"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Waiting = SearchValues.Create(
        ["jour", "semaine", "mois", "heure", " an ", " ans", "année", "silence", "répon", "répond", "prononc", "immédiat", "décision"],
        StringComparison.OrdinalIgnoreCase);

    private readonly List<(DemarcheCost Cost, bool IsPiece)> _costs = [];
    private readonly List<DemarcheDelay> _delays = [];

    /// <summary>What it costs; a stamp to bring counts where nothing else says what the case costs.</summary>
    public IReadOnlyList<DemarcheCost> Costs(SituationTree cases) =>
    [
        .. _costs.Where(
            item => !item.IsPiece || !_costs.Exists(other => !other.IsPiece && cases.Touch(other.Cost.Situation, item.Cost.Situation)))
            .Select(item => item.Cost)
            .DistinctBy(cost => (cost.Text, cost.Situation))
            .Take(DemarcheValidator.MaxFigures),
    ];

    public IReadOnlyList<DemarcheDelay> Delays =>
        [.. _delays.DistinctBy(delay => (delay.Text, delay.Situation)).Take(DemarcheValidator.MaxFigures)];

    /// <summary>A line of a chapter on cost.</summary>
    public void AddCostLine(string line, string? situation)
    {
        foreach (var sentence in Sentences(line))
        {
            if ((Amount().IsMatch(sentence) || Price().IsMatch(sentence)) && !NotAPrice().IsMatch(sentence))
            {
                Add(sentence, situation, isPiece: false);
            }
        }
    }

    /// <summary>A line of a chapter on delay.</summary>
    public void AddDelayLine(string line, string? situation)
    {
        foreach (var sentence in Sentences(line))
        {
            if ((Time().IsMatch(sentence) || (Varying().IsMatch(sentence) && !sentence.Contains(" pas ", StringComparison.Ordinal)))
                && !OfTheUsager().IsMatch(sentence))
            {
                Add(sentence, situation);
            }
        }
    }

    /// <summary>A line of another chapter that tells what to do.</summary>
    public void AddLine(string line, string? situation)
    {
        foreach (var sentence in line.AsSpan().ContainsAny(Money) ? Sentences(line).Where(IsPrice) : [])
        {
            Add(sentence, situation, isPiece: false);
        }

        AddEnd(line, situation);
    }

    /// <summary>A line of a chapter that tells how it ends.</summary>
    public void AddEnd(string line, string? situation)
    {
        foreach (var sentence in line.AsSpan().ContainsAny(Waiting) ? Sentences(line) : [])
        {
            AddSilenceOrAnswer(sentence, situation);
        }
    }

    /// <summary>A document to bring that is a payment: « Timbre fiscal : 30 € ». Counts where nothing else says what it costs.</summary>
    public void AddPiece(string label, string? situation)
    {
        if (label.Length <= MaxLength
            && !label.Contains('+', StringComparison.Ordinal)
            && Amount().IsMatch(label)
            && Stamp().IsMatch(label))
        {
            Add(label, situation, isPiece: true);
        }
    }

    /// <summary>The one amount of a text, those in brackets aside, since they make it up; null where there are several.</summary>
    public static decimal? AmountIn(string text)
    {
        var amounts = Amounts(Brackets().Replace(text, " "));
        if (amounts.Count == 0)
        {
            amounts = Amounts(text);
        }

        return amounts.Count switch
        {
            1 when !Free().IsMatch(text) => amounts[0],
            0 when Free().IsMatch(text) => 0,
            _ => null,
        };
    }

    /// <summary>The one length of time of a text as in ISO 8601, the longer end of a range; null where there are several.</summary>
    public static string? DurationIn(string text)
    {
        // « réduit à 12 mois lorsque vous résidez en France depuis 10 ans »: the second is a condition.
        if (Time().Matches(Conditions().Replace(text, "")) is not { Count: 1 } matches)
        {
            return null;
        }

        var (count, unit) = (matches[0].Groups["count"].Value, matches[0].Groups["unit"].Value.ToLowerInvariant());
        var number = Words.TryGetValue(count.ToLowerInvariant(), out var word) ? word : int.Parse(count, CultureInfo.InvariantCulture);
        return unit[0] switch
        {
            'h' => $"PT{number}H",
            'j' => $"P{number}D",
            's' => $"P{number}W",
            'm' when unit.StartsWith("min", StringComparison.Ordinal) => $"PT{number}M",
            'm' => $"P{number}M",
            _ => $"P{number}Y",
        };
    }

    /// <summary>What a sentence says that silence means; null where it does not.</summary>
    public static SilenceMeaning? SilenceIn(string text) =>
        !Silence().IsMatch(text) || AboutAppeal().IsMatch(text) ? null
        : Refused().IsMatch(text) ? SilenceMeaning.Refused
        : Accepted().IsMatch(text) ? SilenceMeaning.Accepted
        : null;

    private static readonly Dictionary<string, int> Words = new(StringComparer.Ordinal)
    {
        ["un"] = 1, ["une"] = 1, ["deux"] = 2, ["trois"] = 3, ["quatre"] = 4, ["six"] = 6,
    };

    private void AddSilenceOrAnswer(string sentence, string? situation)
    {
        if (SilenceIn(sentence) is not null
            || (Within().IsMatch(sentence)
                && Time().IsMatch(sentence)
                && Answer().IsMatch(sentence)
                && !OfTheUsager().IsMatch(sentence)
                && !AboutAppeal().IsMatch(sentence)))
        {
            Add(sentence, situation);
        }
    }

    private static bool IsPrice(string sentence) => Paying().IsMatch(sentence) && !NotAPrice().IsMatch(sentence) && !AboutMoney().IsMatch(
        sentence)
        && (Amount().IsMatch(sentence) || Free().IsMatch(sentence) || VaryingPrice().IsMatch(sentence));

    private void Add(string sentence, string? situation, bool isPiece)
    {
        var amount = AmountIn(sentence);
        _costs.Add((new DemarcheCost
        {
            Text = sentence,
            Amount = amount,
            Currency = amount is null ? null : "EUR",
            Situation = situation,
        }, isPiece));
    }

    private void Add(string sentence, string? situation) => _delays.Add(new DemarcheDelay
    {
        Text = sentence,
        Duration = DurationIn(sentence),
        Silence = SilenceIn(sentence),
        Situation = situation,
    });

    private static IEnumerable<string> Sentences(string line) => Cut().Split(line)
        .Select(part => part.Trim('-', ' ', '\u00a0'))
        .Where(part => part.Length is > 2 and <= MaxLength);

    private static List<decimal> Amounts(string text) =>
    [
        .. Amount().Matches(text).Select(match => decimal.Parse(
                Spaces().Replace(match.Groups["amount"].Value, "").Replace(',', '.'), CultureInfo.InvariantCulture))
            .Distinct(),
    ];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"(?<=[a-zéè0-9€)»%][.!?])\s+(?=[A-ZÀÉÈÊÎÔ«])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cut();

    [GeneratedRegex(
        @"(?<amount>[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+(,[0-9]{1,2})?|[0-9]+(,[0-9]{1,2})?)[ \u00a0\u202f]?(€|euros?\b)", Options)]
    private static partial Regex Amount();

    [GeneratedRegex(@"[ \u00a0\u202f]", Options)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\([^)]*\)", Options)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b(gratuite?s?|gratuitement|sans frais|aucun(s)? frais)\b", Options)]
    private static partial Regex Free();

    [GeneratedRegex(
        @"\b(gratuite?s?|gratuitement|payante?s?|sans frais|aucun frais)\b|\b(coûte|coût|tarif|prix|montant|frais|droits?)\b.{0,80}\b(est|sont|dépend|varie|fixé|variable|libre)", Options)]
    private static partial Regex Price();

    [GeneratedRegex(@"^le (coût|tarif|prix)\b.{0,60}\b(variable|varie|dépend)", Options)]
    private static partial Regex VaryingPrice();

    [GeneratedRegex(
        @"\b(droits? de timbre|timbres? fisca(l|ux)|payer|paierez|payez|régler|acquitter|coûte|coût|taxe|moyennant|frais (de dossier|d'inscription|d'enregistrement|de greffe)|redevance|tarif|est (entièrement )?gratuite?|sont gratuite?s|gratuitement|sans frais)\b",
        Options)]
    private static partial Regex Paying();

    [GeneratedRegex(
        @"amende|pénalité|majoration|appel (gratuit|local|vers)|coût d'un appel|service (gratuit|\+)|numéro (vert|violet)|risquez|plafond|remboursé|prise en charge|simulateur|évaluer le coût|peine|prison",
        Options)]
    private static partial Regex NotAPrice();

    [GeneratedRegex(
        @"ressources|revenus?\b|salaire|loyer|indemnités?|allocation|aide (de|d'un)|prestation de|pension|cotisation|chiffre d'affaires|abattement|patrimoine|succession|valeur|inférieure?s? à|supérieure?s? à|réduction|crédit d'impôt|employeur",
        Options)]
    private static partial Regex AboutMoney();

    [GeneratedRegex(@"\btimbres? fisca|^[0-9]+ ?€|\bdroit de timbre|^coût |règlement|paiement|chèque", Options)]
    private static partial Regex Stamp();

    [GeneratedRegex(
        @"(([0-9]+|un|une|deux|trois|quatre) (à|et|ou) )?\b(?<count>[0-9]+|une?|deux|trois|quatre|six)[ \u00a0](?<unit>heures?|jours?|semaines?|mois|années?|ans?|minutes?)\b( ouvr(és|ables|é|able))?",
        Options)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(lorsque|si vous|si la|si le|depuis|quand)\b.*", Options)]
    private static partial Regex Conditions();

    [GeneratedRegex(
        @"immédiat|quelques (jours|semaines)|\bvari(e|er|able)\b|dépend|le jour même|sur-le-champ|plusieurs (jours|semaines|mois)",
        Options)]
    private static partial Regex Varying();

    [GeneratedRegex(
        @"\b(vous avez|vous disposez|vous devez|vous pouvez|doit être (retirée?|faite?|déposée?|adressée?|envoyée?|demandée?|récupérée?)|vous aurez|il faut|faites|dans un délai de .{0,40} (pour|à compter|suivant) .{0,30}(retirer|contester|déposer)|est valable|valide|détruit|conserv|moins de|inutile|(elle|il) doit)\b",
        Options)]
    private static partial Regex OfTheUsager();

    [GeneratedRegex(
        @"\bdélai|\bdans les\b|\bsous (un délai|[0-9]+|quelques)|\bau (maximum|plus tard)\b|\ba [0-9]+ (mois|jours|semaines)|\ben (moyenne|général)\b",
        Options)]
    private static partial Regex Within();

    [GeneratedRegex(
        @"\b(répon|instru|statu|délivr|décision|notifi|envoy|envoi|reçoi|recevr|recevez|parvien|parviendr|traite|traité|remis|mis à (votre )?disposition|examin|se prononc|accord|immatricul|disponible|informe)",
        Options)]
    private static partial Regex Answer();

    [GeneratedRegex(
        @"silence|(absence|défaut) de réponse|(pas de|sans|aucune|non-?) ?réponse|n'(a|ont|avez) (toujours )?(pas|rien) (répondu|reçu)|ne (vous )?répond(ent)? pas|ne s'est pas prononcé|absence de décision|n'a pas (été )?(statué|notifié)",
        Options)]
    private static partial Regex Silence();

    [GeneratedRegex(@"\b(refus|rejet|refusée?|rejetée?)", Options)]
    private static partial Regex Refused();

    [GeneratedRegex(
        @"\b(accord|acceptation|acceptée?|accordée?|autorisation|tacite|acquise?|agréée?|agrément|non-opposition|favorable)", Options)]
    private static partial Regex Accepted();

    [GeneratedRegex(@"\brecours\b|contest|tribunal|\bjuge\b|appel\b", Options)]
    private static partial Regex AboutAppeal();
}
