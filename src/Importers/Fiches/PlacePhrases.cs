using System.Buffers;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>What titles and sentences say of a place to go to: where it is done, or who helps.</summary>
internal static partial class PlacePhrases
{
    private const int MaxLength = 600;

    // Sentences without any of these name nobody: most of them.
    private static readonly SearchValues<string> Names = SearchValues.Create(
        ["mairie", "préfecture", "tribunal", "caf", "caisse", "msa", "mutualité", "cpam", "pôle emploi", "commissariat", "gendarmerie", "mdph",
            "maison départementale", "consul", "ambassade"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> AppealWords = SearchValues.Create(
        ["tribunal", "juge", "recours", "contest", "faire appel"], StringComparison.OrdinalIgnoreCase);

    private static readonly (Regex Name, string? Type, ContactScope Scope, string? Label)[] Named =
    [
        (Mairie(), "mairie", default, null),
        (SousPrefecture(), "sous_pref", default, null),
        (Prefecture(), "prefecture", default, null),
        (Court(), "tgi", default, null),
        (Caf(), "caf", default, null),
        (Msa(), "msa", default, null),
        (Cpam(), "cpam", default, null),
        (PoleEmploi(), "pole_emploi", default, null),
        (Police(), "commissariat_police", default, null),
        (Gendarmerie(), "gendarmerie", default, null),
        (Mdph(), "maison_handicapees", default, null),
        (Consulate(), null, ContactScope.Abroad, "Ambassade ou consulat français à l'étranger"),
    ];

    /// <summary>A chapter that says where or how to do it.</summary>
    public static bool IsDoing(string title) => Doing().IsMatch(title) && !Later().IsMatch(title);

    /// <summary>A chapter about what comes after, or about something else that may be asked for with it.</summary>
    public static bool IsLater(string title) => Later().IsMatch(title);

    /// <summary>A chapter about what the result is for: what one shows there is not asked for here.</summary>
    public static bool IsAfterwards(string title) => Afterwards().IsMatch(title);

    /// <summary>A chapter or a sentence that tells who informs or helps.</summary>
    public static bool IsHelp(string text) => text.Length <= MaxLength && Help().IsMatch(text);

    /// <summary>A sentence that tells who takes one by the hand, even where it is said how to do it.</summary>
    public static bool IsGuidance(string text) => text.Length <= MaxLength && Guidance().IsMatch(text);

    /// <summary>A sentence that tells where a file goes.</summary>
    public static bool IsDeposit(string text) => text.Length <= MaxLength && Deposit().IsMatch(text);

    /// <summary>A body or line that informs, by its name.</summary>
    public static bool IsHelper(string name) => Helper().IsMatch(name);

    /// <summary>From here on the text is about contesting.</summary>
    public static bool IsAppeal(string sentence) =>
        sentence.Length <= MaxLength && sentence.AsSpan().ContainsAny(AppealWords) && Appeal().IsMatch(sentence);

    /// <summary>Whom a sentence tells to go to: « Vous devez faire la demande auprès de la mairie ».</summary>
    public static IEnumerable<(string? Type, ContactScope Scope, string? Label)> NamedIn(string sentence)
    {
        if (sentence.Length > MaxLength || !sentence.AsSpan()
            .ContainsAny(Names) || !Going().IsMatch(sentence) || Refusal().IsMatch(sentence) || IsHelp(sentence)
            || Conditional().IsMatch(sentence))
        {
            return [];
        }

        return
            from named in Named
            let match = named.Name.Match(sentence)
            where match.Success
            orderby match.Index
            select (named.Type, named.Scope, named.Label);
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(
        @"\boù\b|^comment\b|\bdémarches?\b|\bdemandes?\b|\bdemander\b|\bdépôt\b|\bdéposer\b|\binscri|\bdéclar|^procédure|^formalités|auprès de qui|à qui|s'adresser|\bsaisi(r|e|ne)\b|qui contacter|^faire la|constitution|transmission|transmettre|^lieu d|porter plainte",
        Options)]
    private static partial Regex Doing();

    [GeneratedRegex(
        @"^(retrait|remise|délivrance|récupération|réception|suivi|délais?|(durée de )?validité|coûts?|tarifs?|prix|paiement|versement|perte|vol|changement|en cas (de|d')|fin |sortie|résiliation|annulation|sanctions?|contrôle|fiscalité|impôts?|attestation|droits|obligations|conséquences|effets|dans quel cas|avant de s'inscrire|exceptions?|cumul|récupération|suspension|vérifi|que faire|comment (l'obtenir|obtenir l'attestation)|indemnisation|rémunération)|\bchangement de situation\b|\bà quoi sert",
        Options)]
    private static partial Regex Later();

    [GeneratedRegex(
        @"^(attestation|droits|obligations|dans quels? cas|avant de s'inscrire|exceptions?|sanctions?|conséquences|effets|utilisation|à quoi|retrait|perte|vol\b|en cas de (perte|vol|changement)|changement|contrôle)",
        Options)]
    private static partial Regex Afterwards();

    [GeneratedRegex(
        @"s'informer|vous informer|informations? (complémentaires?|sur|pour|générales)|pour (plus|toute|avoir|obtenir) (d'|des |de )?(plus d')?(informations?|renseignements?)|renseign|être accompagn|faire accompagn|accompagner|se faire aider|être aidé|(obtenir|besoin|trouver) (d'|de l'|une )?aide\b|obtenir de l'aide|conseils? (juridique|gratuit|personnalis)|un conseil\b|un conseiller\b|pour connaître|pour savoir|pour vérifier|qui peut (vous )?aider|en savoir plus|des questions|difficultés pour|écoute|ligne d'|serveur vocal|permanences? (juridique|gratuite)|vous pouvez (consulter|contacter|appeler|vous rapprocher)",
        Options)]
    private static partial Regex Help();

    [GeneratedRegex(
        @"être accompagn|faire accompagn|accompagner|se faire aider|être aidé|obtenir de l'aide|besoin d'aide|points? numériques?|pour connaître (le|les|l')|serveur vocal|difficultés|prendre conseil",
        Options)]
    private static partial Regex Guidance();

    [GeneratedRegex(
        @"\b(dépos|envo|adress|transmet|remet|présent)[a-zé]*\b.{0,80}\b(dossier|demande|formulaire|pièces|documents|déclaration|courrier|à|au|auprès)\b", Options)]
    private static partial Regex Deposit();

    [GeneratedRegex(
        @"^[0-9]{2} ?[0-9]{2}\b|^(allô|allo|info|numéro)\b|\binformations?\b|s'informer|renseignement|serveur vocal|france services|maison de services au public|point d'accès au droit|maison de justice et du droit|service-public|\b3[0-9]{3}\b|conseil conjugal|planning familial|centre d'information|agence (départementale|nationale) (d'|pour l')information|association|médiateur\b|défenseur des droits|espace conseil|point (info|conseil|relais)|\bcidff?\b",
        Options)]
    private static partial Regex Helper();

    [GeneratedRegex(
        @"\b(saisir|saisie|saisissez|auprès du|devant le)\b.{0,40}\b(tribunal|juge)\b|\brecours (gracieux|contentieux|administratif|hiérarchique)|\b(contester|contestation)\b|\bfaire appel\b",
        Options)]
    private static partial Regex Appeal();

    [GeneratedRegex(
        @"\b(auprès (d|de)|adress|présenter|rend(re|ez)|dépos|se fait|faites?|effectu|inscri|envo|transmet|remett|all(er|ez) (à|au|en)|demand|procéder)",
        Options)]
    private static partial Regex Going();

    [GeneratedRegex(
        @"\b(n'est|ne)\b.{0,30}\b(pas|plus)\b|\bsans (passer|vous)|\binutile\b|\bplutôt qu|\bdispens|\bretirer\b|télécharg|\bimprim",
        Options)]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"\b(vous est remis|vous remet|vous envoie|est transmis|sera transmis|transmet ensuite|vous recevr|vous recevez|délivrée? par|convoqu)", Options)]
    private static partial Regex Conditional();

    [GeneratedRegex(@"\b(à|auprès de|en|dans) (la |votre |une |n'importe quelle |chaque )?mairies?\b", Options)]
    private static partial Regex Mairie();

    [GeneratedRegex(@"\b(à|auprès de|en|ou) (la |votre |une |à la )?\(?(ou )?sous-préfecture", Options)]
    private static partial Regex SousPrefecture();

    [GeneratedRegex(@"\b(à|auprès de|en) (la |votre |une )?préfecture\b", Options)]
    private static partial Regex Prefecture();

    [GeneratedRegex(@"\b(au|auprès du|du) (greffe du )?(tribunal judiciaire|tribunal de grande instance)", Options)]
    private static partial Regex Court();

    [GeneratedRegex(@"\b(à|auprès de) (la |votre )(caf\b|caisse d'allocations familiales)", Options)]
    private static partial Regex Caf();

    [GeneratedRegex(@"\b(à|auprès de) (la |votre )(msa\b|mutualité sociale agricole)", Options)]
    private static partial Regex Msa();

    [GeneratedRegex(@"\b(à|auprès de) (la |votre )(cpam\b|caisse primaire)", Options)]
    private static partial Regex Cpam();

    [GeneratedRegex(@"\b(à|auprès de|dans une agence|agence) pôle emploi\b", Options)]
    private static partial Regex PoleEmploi();

    [GeneratedRegex(@"\b(au|dans (un|n'importe quel)|à un) commissariat", Options)]
    private static partial Regex Police();

    [GeneratedRegex(@"\b(à la|à une|brigade de|en) gendarmerie", Options)]
    private static partial Regex Gendarmerie();

    [GeneratedRegex(@"\b(à|auprès de) (la |votre )(mdph\b|maison départementale des personnes handicapées)", Options)]
    private static partial Regex Mdph();

    [GeneratedRegex(@"\b(au|du|votre|le|ou au) (poste )?(consulat|consulaire)|\b(à l'|votre |l')ambassade", Options)]
    private static partial Regex Consulate();
}
