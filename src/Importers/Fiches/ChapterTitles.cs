using System.Text.RegularExpressions;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>What a chapter is about, by its title: the fiches' own mark-up says it for a few dozen chapters only.</summary>
internal static partial class ChapterTitles
{
    public static bool IsCost(string title) => Cost().IsMatch(title);

    public static bool IsDelay(string title) => Delay().IsMatch(title) && !DelayToAct().IsMatch(title);

    /// <summary>About contesting a decision: whom one turns to there does not handle the démarche.</summary>
    public static bool IsAppeal(string title) => Appeal().IsMatch(title);

    /// <summary>About who, what and why, not about what to do.</summary>
    public static bool Explains(string title) => Explanation().IsMatch(title);

    /// <summary>The stage of a chapter that says what to do; null for one that explains.</summary>
    public static DemarcheStage? StageOf(string title) =>
        Appeal().IsMatch(title) || Close().IsMatch(title) ? DemarcheStage.Close
        : Follow().IsMatch(title) ? DemarcheStage.Follow
        : Signal().IsMatch(title) ? DemarcheStage.Signal
        : Build().IsMatch(title) ? DemarcheStage.Build
        : null;

    [GeneratedRegex(@"^(coûts?|tarifs?|prix|frais)\b|^combien\b.*\bcoût|^montant (des frais|du timbre|des droits)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Cost();

    [GeneratedRegex(
        @"^(de quoi|qui |conditions?|personnes|bénéficiaires|définition|principe|procédures visées|quels? (cas|véhicules|travaux)|durée|montant|calcul|responsabilité|caractéristiques|ressources|plafond|âge)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Explanation();

    [GeneratedRegex(@"^(dans quel )?délais?\b", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Delay();

    [GeneratedRegex(@"rétractation|recours|prescription|préavis|carence|pour (agir|contester|faire|déclarer|demander|déposer)|de conservation",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex DelayToAct();

    [GeneratedRegex(@"^(voies? de )?recours\b|^contest|^litiges?\b|^en cas de (litige|refus|contestation|désaccord)|^réclamation",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Appeal();

    [GeneratedRegex(
        @"^(remise|retrait|récupération|réception|délivrance)\b|^(durée de )?validité|^renouvellement\b|^refus\b|^fin (de|du)\b|^versement|^attribution et versement",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Close();

    [GeneratedRegex(
        @"^(suivi|publication|célébration|enquête|entretien|audition|étude|instruction|examen|traitement|étude|réponse|décision|paiement|coûts?|tarifs?|prix|délais?|fabrication)\b|^comment est (traitée|instruite|examinée)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Follow();

    [GeneratedRegex(
        @"^(signal|prévenir|informer|avertir|alerter|que faire dans l'urgence|changement de situation|en cas de changement)|^déclaration de (perte|vol|sinistre|changement)|^déclarer (la|le|un|une) (perte|vol|changement)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Signal();

    [GeneratedRegex(
        @"^(convention|information de l|lettre|vous allez faire|un tiers fera|transmission|enregistrement|démarches?|demandes?|formalités|procédure|inscription|déclaration|dépôt|saisine|formulaires?|pièces?|documents? à|justificatifs?)\b"
        + @"|^(faire|déposer|constituer|remplir|présenter) |^(où|comment|auprès de qui|quand)\b.*\b(transmettre|marier|voter|demande|démarche|s'adresser|inscri|déclar|dépos|faire|obtenir|bénéficier|saisir|procéder)"
        + @"|^où s'adresser|^comment (faire|procéder|l'obtenir|en bénéficier|le saisir|s'inscrire)|^constitution du dossier|^composition du dossier",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Build();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
