using System.Text.RegularExpressions;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Which titles tell of a case of someone's, wherever they stand. The mark-up says it for <c>Situation</c> and <c>Cas</c> only, and shows
/// as such what are mere titles (« Coût » beside « Démarche ») and ends (« Votre demande est refusée »).
/// </summary>
internal static partial class CaseTitles
{
    // Chapters that share so many titles of their own tell the same of one case after the other.
    private const int SharedTitles = 2;

    /// <summary>A tab that is a title.</summary>
    public static bool IsHeading(string title) => DocumentPhrases.IsTitle(title) || Heading().IsMatch(title);

    /// <summary>How the démarche ends: nobody chooses that.</summary>
    public static bool IsOutcome(string title) => Outcome().IsMatch(title);

    /// <summary>Outside France, where no counter of the directory is.</summary>
    public static bool IsAbroad(string title) => Abroad().IsMatch(title);

    /// <summary>The way of those who do it online.</summary>
    public static bool IsOnline(string title) => Online().IsMatch(title);

    /// <summary>A place within France: who answers there is a local body, whatever the source calls it.</summary>
    public static bool IsPlace(string title) => Place().IsMatch(title);

    /// <summary>The chapters among some elements that tell of a case each.</summary>
    public static IReadOnlySet<FicheElement> ChaptersOfCases(IReadOnlyList<FicheElement> elements)
    {
        var chapters = elements.Where(element => element.Name is "Chapitre" or "SousChapitre")
            .Select(element => (Element: element, Title: element.Title(), Inner: TitlesIn(element)))
            .Where(chapter => chapter.Title is not null)
            .ToList();
        var repeated = chapters.Where(chapter => chapter.Inner.Count >= SharedTitles
                && chapters.Exists(other => other.Element != chapter.Element && other.Inner.Count(chapter.Inner.Contains) >= SharedTitles))
            .Select(chapter => chapter.Element)
            .ToHashSet();
        return chapters.Where(chapter => !IsGeneric(chapter.Title!)
                && (repeated.Count > 0 ? repeated.Contains(chapter.Element) || repeated.Count * 2 >= chapters.Count
                    : (Case().IsMatch(chapter.Title!) || chapter.Element.Child("Condition") is not null) && HasSubstance(chapter.Element)))
            .Select(chapter => chapter.Element)
            .ToHashSet();
    }

    private static bool IsGeneric(string title) => Heading().IsMatch(title) || Outcome().IsMatch(title) || Generic().IsMatch(title)
        || DocumentPhrases.IsTitle(title) || ChapterTitles.IsAppeal(title) || ChapterTitles.IsCost(title) || ChapterTitles.IsDelay(title);

    private static HashSet<string> TitlesIn(FicheElement chapter) =>
        chapter.Children("SousChapitre").Select(inner => inner.Title()).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);

    // Something to bring, somewhere to go, something to pay.
    private static bool HasSubstance(FicheElement chapter) =>
        chapter.Descendants("OuSAdresser").Any() || chapter.Descendants("ServiceEnLigne").Any() || chapter.Descendants("Liste").Any()
            || chapter.Descendants("Valeur").Any();

    [GeneratedRegex(
        @"^(coûts?|tarifs?|délais?|montants?|démarches?|procédure|conditions?|principe|définition|durée|formalités|documents|pièces|versement|recours|renseignements|où s'adresser|comment faire|de quoi s'agit-il|qui est concerné) ?\??\z",
        Options)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^(votre |la |le |une )?(demande|dossier|candidature|déclaration|titre|permis|projet)( est| a été)? (acceptée?|refusée?|rejetée?|accordée?|incomplet|complet|irrecevable)"
        + @"|^(décision|réponse|avis) (favorable|défavorable|négative|positive|d['e ])|^(accord|acceptation|refus|rejet|opposition|sursis|silence|absence de réponse)\b"
        + @"|^(si|en cas de|en l'absence de|dans) .{0,30}\b(refus|rejet|accord|réponse|silence|désaccord|contestation|litige)\b|^si le préfet",
        Options)]
    private static partial Regex Outcome();

    [GeneratedRegex(
        @"\b[àa] l'étranger\b|^hors de france|\bconsula(t|ire)|^(perte|vol)? ?(dans|en) (un |une )?(autre pays|europe)", Options)]
    private static partial Regex Abroad();

    [GeneratedRegex(@"^(en ligne|par internet|via internet)\b", Options)]
    private static partial Regex Online();

    [GeneratedRegex(
        @"^([àa] (paris|marseille|lyon|mayotte|la réunion|wallis|saint-|lille)|en (guyane|île-de-france|corse|polynésie|nouvelle-calédonie|martinique|guadeloupe|alsace|moselle)|outre-mer|autre (département|région)|dans un dom|paris\z|île-de-france)|\([0-9]{2,3}[ab]?\)\z",
        Options)]
    private static partial Regex Place();

    [GeneratedRegex(
        @"^(si (vous|votre|le|la|l'|l’|un|une|les)\b|vous (êtes|avez|n'êtes|n'avez|habitez|vivez|résidez|faites|allez|étiez|travaillez|souhaitez|voulez|achetez|vendez|percevez|touchez|venez|y vivez)\b"
        + @"|conjoint|époux|épouse|partenaire|parents? |père|mère |enfants? (de|d'|mineur|majeur|étranger|français)|ascendant|descendant|étrang(er|ère)s?\b|européens?\b|citoyens? |réfugié|apatride|victime"
        + @"|anciens? combattant|titulaires? |jeunes? (majeur|étranger|pouvant|français|de )|(à|a) l'étranger|en france|en outre-mer|en métropole|dans un (dom|autre|pays)|dans une |en europe|hors (de |d'|ue)"
        + @"|(premi|1re|1ère|1\^re)\w* (demande|inscription|délivrance)|renouvellement\b|pour (un|une|les|le) |un tiers |par (un|une) (tiers|personne|proche)|inscription datant|né(e|\(e\))? |à (wallis|paris|mayotte|la réunion|saint)|en (nouvelle|polynésie|guyane|alsace|corse)"
        + @"|cas général|autres? cas\b|autre situation|particuliers?\z|professionnels?\z|salariés?\b|non-?salariés?|travailleurs? |fonctionnaires?\b|retraités?\b|étudiants?\b|mineurs?\b|majeurs?\b|locataires?\b|propriétaires?\b|bénéficiaires? d)",
        Options)]
    private static partial Regex Case();

    [GeneratedRegex(
        @"^(de quoi|qui |quels?|quelles?|quand|où|comment|pourquoi|combien|dans quels?|faut-il|peut-on|durée|date|personnes concernées|bénéficiaires\z|contenu|fonctionnement|effets?|conséquences|sanctions?|obligations?|droits|suivi|instruction|décision|délivrance|remise|retrait|paiement|fabrication|demande\b|inscription\z|dépôt|âge|salariés concernés|travaux|véhicules concernés|logements? concerné)",
        Options)]
    private static partial Regex Generic();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
}
