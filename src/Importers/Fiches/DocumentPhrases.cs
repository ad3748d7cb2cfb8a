using System.Buffers;
using System.Text.RegularExpressions;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// The words by which a fiche announces what to bring. Told apart from lists of conditions, of what a document must
/// say, and of what someone else hands over.
/// </summary>
internal static partial class DocumentPhrases
{
    private static readonly SearchValues<string> AskingWords = SearchValues.Create(
        [
            "joindre", "fournir", "présenter", "produire", "disposer", "munir", "remettre", "apporter", "munie", "muni ", "doit avoir", "posséder", "détenir", "contenir"
        ], StringComparison.OrdinalIgnoreCase);

    // No sentence that announces anything is longer: the expressions below never read more.
    private const int MaxLength = 1000;

    /// <summary>A title under which lists name documents.</summary>
    public static bool IsTitle(string title) => title.Length <= MaxLength && Title().IsMatch(title) && !OthersDocuments().IsMatch(title);

    /// <summary>A sentence whose list names documents.</summary>
    public static bool Announces(string lead)
    {
        if (lead.Length > MaxLength || IsOther(lead))
        {
            return false;
        }

        return IsTitle(lead.TrimEnd(':', ' ', '\u00a0'))
            || (Following().IsMatch(lead) && Providing().IsMatch(lead))
            || (lead.EndsWith(':') && Noun().IsMatch(lead) && Asking().IsMatch(lead))
            || (lead.EndsWith(':') && (ToProvide().IsMatch(lead) || FileConsists().IsMatch(lead)));
    }

    /// <summary>A sentence whose list names something else, even in a chapter about documents.</summary>
    public static bool IsOther(string lead)
    {
        var start = Start(lead);
        return OtherList().IsMatch(start) || OthersDocuments().IsMatch(start) || Refusal().IsMatch(start);
    }

    /// <summary>One of the list is enough.</summary>
    public static bool IsChoice(string lead) => Choice().IsMatch(lead);

    /// <summary>What an item says that is a place, a way to go or a length of time: such a list names no documents.</summary>
    public static bool IsElse(string item) => Way().IsMatch(item) || Time().IsMatch(item);

    /// <summary>An item that only says when those below it are asked for: « Si vous êtes marié : ».</summary>
    public static bool IsCondition(string item) => Condition().IsMatch(item);

    /// <summary>« Vous n'avez pas à fournir de justificatif »: nothing to bring.</summary>
    public static bool IsRefusal(string item) => Nothing().IsMatch(Start(item));

    /// <summary>A text that tells to do something.</summary>
    public static bool IsInstruction(string? text) => text is not null && Instruction().IsMatch(Start(text));

    /// <summary>Another that may be brought instead of the one before it.</summary>
    public static bool IsAlternative(string item) => item.StartsWith("ou ", StringComparison.OrdinalIgnoreCase)
        || item.StartsWith("soit ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Brought by some only: the first sentence says so, be it in brackets that begin with it.</summary>
    public static bool IsOptional(string label)
    {
        var sentence = OtherBrackets().Replace(Start(label), "");
        var end = sentence.IndexOf(". ", StringComparison.Ordinal);
        return Optional().IsMatch(end < 0 ? sentence : sentence[..end]) || InThatCase().IsMatch(sentence);
    }

    /// <summary>A sentence whose list may be asked for, or not.</summary>
    public static bool IsOnRequest(string lead) => OnRequest().IsMatch(lead);

    /// <summary>True for the original, false for a copy, null where the words don't say.</summary>
    public static bool? IsOriginal(string label)
    {
        var start = Start(label);
        return Original().IsMatch(start) ? true : Copy().IsMatch(start) ? false : null;
    }

    /// <summary>A sentence that asks for originals of all that is named in the chapter.</summary>
    public static bool AreOriginals(string sentence) =>
        sentence.Contains("origina", StringComparison.OrdinalIgnoreCase) && Originals().IsMatch(Start(sentence));

    /// <summary>A sentence that asks for copies of what its list names.</summary>
    public static bool AreCopies(string lead) => Copies().IsMatch(Start(lead));

    /// <summary>A stamp, an amount: neither an original nor a copy.</summary>
    public static bool IsPayment(string label) => Payment().IsMatch(Start(label));

    /// <summary>The document that a sentence asks for by itself; null where it asks for none.</summary>
    public static string? NamedIn(string sentence) =>
        sentence.Length > MaxLength || !sentence.AsSpan().ContainsAny(AskingWords) || Refusal().IsMatch(sentence)
            || sentence.EndsWith(':') || Named().Match(sentence) is not { Success: true } match
            ? null
            : match.Groups["document"].Value;

    /// <summary>How many are asked for; null where nothing is said.</summary>
    public static int? Copies(string label)
    {
        if (Count().Match(label) is not { Success: true } match)
        {
            return null;
        }

        var count = match.Groups["count"].Value;
        return char.IsAsciiDigit(count[0])
            ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)
            : Array.FindIndex(Numbers, number => number.Equals(count, StringComparison.OrdinalIgnoreCase)) + 1;
    }

    private static string Start(string text) => text.Length <= MaxLength ? text : text[..MaxLength];

    private static readonly string[] Numbers = ["une", "deux", "trois", "quatre", "cinq"];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"^(quel(le)?s (sont les )?)?(les )?(pièces?|documents?|justificatifs?|papiers)\b.{0,60}\b(à (fournir|présenter|joindre|produire|remettre|transmettre|apporter|envoyer|déposer|préparer|réunir|rassembler|adresser)|nécessaires?|demandée?s|exigée?s|requis(es)?)\b"
        + @"|^(pièces?|documents?) justificati(ves?|fs?)( [àa] .{0,40})?\z|^justificatifs?\z|^(composition|constitution|contenu) du dossier\z|^dossier à (fournir|constituer)",
        Options,
        1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"\b(documents?|pièces?|justificatifs?|actes|papiers)\b[^.:]{0,70}\bsuivant(e?s)?\b",
        Options,
        1000)]
    private static partial Regex Following();

    [GeneratedRegex(
        @"\b(fourni|présente|joind|joint|joign|produi|remett|transm|adresse|envo|apport|muni|accompagn|annex|dépose|scann|comprend|comprenant|comport|compos|conten|contien|constitu|besoin|prépar|réuni|fournit|disposer|demand|exig|ajout|complét|avec les|doit avoir|doivent avoir|devez avoir)"
        + @"|à l'appui|sur présentation|en possession|avec les (documents|pièces)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Providing();

    [GeneratedRegex(
        @"\b(devez|devrez|faut|faudra|doit|doivent|devra|devront|veuillez|pouvez|pensez à)\b[^.]{0,60}(?<!\b(se|vous|s'y) )\b(fournir|présenter|joindre|produire|remettre|vous munir( de| d')?|se munir( de| d')?|apporter)\b[^.]{0,50}:\z"
        + @"|^vous (remettrez|fournissez|joignez|présentez)\b[^.]{0,50}:\z|^(joignez|fournissez|munissez-vous|apportez|présentez)\b[^.]{0,60}:\z|^fournir également :\z"
        + @"|\b(rendre|présenter|venir|déplacer|remplir|compléter)\b[^.]{0,80}\b(avec|munie?s?( de| d'| des)?)\s*:\z",
        Options,
        1000)]
    private static partial Regex ToProvide();

    [GeneratedRegex(
        @"\b(dossier|demande|formulaire|déclaration|requête|lettre|courrier)\b[^.]{0,80}\b(accompagnée?s?( de| d'| des)?)\b[^.]{0,40}:\z|\bdossier\b[^.]{0,80}\b(composée?( de| d'| des)?|comprend|comprendre|comprenant|comporte|comporter|contient|contenir|contenant)\b[^.]{0,40}:\z",
        Options,
        1000)]
    private static partial Regex FileConsists();

    [GeneratedRegex(
        @"\binformations,? (notamment|comme|personnelles et)|\b(à l'aide|permet|permettent|dispose\b|risque|obtenir :)|\b(délai|coût) (peut|est)\b|\bvous (pouvez|pourrez) (alors |aussi |également )?(obtenir|bénéficier|vous connecter|demander|choisir)"
        + @"|\b(informations?|mentions?|renseignements|conditions?|cas|règles|étapes|points|secteurs|risques|exigences|critères|obligations|données|modalités|adresses?|organismes?|situations?|délais)\s+(suivant|ci-dessous)"
        + @"|\b(mentionn|précis(er|e|ent|ant)\b|indiqu(er|e|ent|ant)\b|indiquant|certifi(er|ant) que|s'engage|consulter|télécharg|vérifi)|\b(attestant|certifiant|prouvant|justifiant|établissant)( que| de| d'| qu')?\s*:?\z",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex OtherList();

    // Handed over by someone else, or kept: not what the usager brings.
    [GeneratedRegex(
        @"\b(l'employeur|le bailleur|le propriétaire|le vendeur|l'assureur|la banque|l'administration|le notaire|l'huissier|la mairie|le professionnel|l'agence|le prêteur|le juge|le greffe|le tribunal|la préfecture|pôle emploi|la caf|l'établissement|le syndic|le médecin|le commerçant|l'organisme|l'entreprise)\b[^.]{0,25}\b(doit|doivent|peut|remet|fournit|délivre|transmet|adresse|communique|vous )"
        + @"|remis(es)? (au|à la|à l'|aux|par) |\bbail\b|(acte|promesse|contrat) de vente|diagnostic technique|à conserver|conservation|communicable|vous (recevrez|recevez|obtenez|obtiendrez|sont|est|seront|sera)\b(?! demandée?s?)|dans (votre|son) espace personnel|espace personnel .{0,40}contient|archives"
        + @"|délivre(nt)?\b|(mis|mettre) à (la |votre )?disposition|affich|\bpou(vez|rrez) (demander|obtenir|recevoir|consulter)\b",
        Options,
        1000)]
    private static partial Regex OthersDocuments();

    [GeneratedRegex(@"\bn'(est|êtes|avez|a|ont|est-il) pas\b|\bne (sont|peuvent|peut|doit|devez|faut)\b|\bdispensée?s?\b|\bsans (formalité|avoir)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\b(l'un|l'une|un|une|un seul|une seule)\s+(des|de ces|parmi|ou plusieurs)\b|\bau choix\b|\bun(e)? (seule? )?(document|pièce|justificatif) parmi\b",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Choice();

    [GeneratedRegex(
        @"^(soit )?(en ligne|par (courrier|internet|téléphone|mail|courriel|correspondance|lettre|voie)|sur (place|internet|le site)|au guichet|directement|auprès |à (la|l'|une?|son|sa|votre) ?(mairie|préfecture|sous-préfecture|tribunal|greffe|consulat|ambassade|guichet|service|caisse|organisme|commissariat|gendarmerie)|au (greffe|tribunal|consulat|service|commissariat|guichet|maire|préfet|procureur|juge|bureau))",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Way();

    [GeneratedRegex(@"^(et |ou )?(si |s'il|en cas |pour (les?|une?|votre|l'|la)\b|vous êtes|vous avez|lorsque|quand|et si |dans le cas)[^:]*[: ]*\z",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Condition();

    [GeneratedRegex(
        @"(?<!\b(ou|et|même),? )\bsi (vous|le|la|l'|les|votre|vos|il|elle|un|une|nécessaire|besoin|l'un|ce|cette|c'est|elles?|ils|son|sa|ses)\b(?! n'êtes pas présent)|(?<!\b(ou|et),? )\bs'ils? (?!y (en )?a)|\béventuellement\b|le cas échéant|\bfacultati|(?<!\b(ou|et),? )\ben cas (de|d')|(?<!\b(ou|et),? )\blorsque\b|\bpour les (personnes?|mineurs?|étrangers?|couples?|époux|enfants?)\b|^sauf si",
        Options,
        1000)]
    private static partial Regex Optional();

    [GeneratedRegex(@"\bsi ce n'est pas le cas\b|\bsi vous vous trouvez dans\b", Options | RegexOptions.NonBacktracking)]
    private static partial Regex InThatCase();

    [GeneratedRegex(
        @"\((?!(si |s'il|le cas|facultat|éventuel|en cas|uniquement|seulement)(?![^)]*(sinon|il faut|il vous|vous pouvez|à défaut)))[^)]*\)", Options, 1000)]
    private static partial Regex OtherBrackets();

    [GeneratedRegex(@"\b(peu(ven)?t|pourr(a|ont))( également| aussi)?( vous| lui| leur)? être (demand|exig)|complémentaires",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex OnRequest();

    [GeneratedRegex(@"^([0-9]+ ?(mois|jours?|ans?|années?|semaines?|heures?|%)|attestant|permettant|justifiant|prouvant)\b",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(originale?s?|originaux)\b", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Original();

    // A « copie intégrale » is an act that the mairie makes out, not a photocopy; copies in brackets come with the original.
    [GeneratedRegex(
        @"^(si [^,:]{0,80}[,:] ?)?((une?|deux|[0-9]|la|le|les|votre|d'une?|simple) )*(photocopies?|copies?(?! intégrale| ou (un )?extrait| exécutoire| certifiée)|scans?|version numérisée)\b|\((une )?(photo)?copie\)",
        Options,
        1000)]
    private static partial Regex Copy();

    [GeneratedRegex(@"\b(originaux|en original|version originale|pièces originales)\b", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Originals();

    [GeneratedRegex(
        @"\b(photocopies?|copies? (?!intégrale)|copie numérique|numérisée?s?|scannée?s?|photographiée?s?)\b.{0,60}\b(documents?|pièces?|justificatifs?)|\b(documents?|pièces?|justificatifs?)\b.{0,40}\b(photographiés|numérisée?s|scannée?s)",
        Options,
        1000)]
    private static partial Regex Copies();

    [GeneratedRegex(
        @"\btimbres? fisca|^[0-9]+ ?€|^carte bancaire|^coût |\b(espèces|chèque|mandat)\b|^règlement|^paiement",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Payment();

    [GeneratedRegex(
        @"^[^.]*\b(n'avez|n'a|n'ont) pas (à|besoin)|^aucun (document|justificatif)|^[^.]*\bn'est pas (nécessaire|demandé|exigé)|\bn'avez rien à|^dans certain(e)?s (cas|situations)|\b(sera|seront) (mis|remis|délivré|envoyé|établi)", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"(^|\n)(vous devez|vous devrez|il faut|adressez|envoyez|contactez|présentez)\b", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"\b(documents?|pièces?|justificatifs?|éléments|dossier)\b", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Noun();

    [GeneratedRegex(
        @"\b(joindre|joignez|fournir|fournissez|présenter|présentez|produire|apporter|remettre|transmettre|envoyer|déposer|se munir|munir|munis?|disposer|accompagnée?s?|composée?|avoir (avec|sur) (soi|lui|vous))\b|\bà (fournir|joindre|présenter|produire|apporter)\b|\bsont (demandée?s|nécessaires|exigée?s|requis)",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Asking();

    // Only what begins with the name of a document, and is asked for in so many words.
    [GeneratedRegex(
        @"\b((?<other>(l'enfant|le mineur|un mineur|le demandeur|la requête|la demande|le dossier)\b[^.]{0,60} doit)|vous devez|vous devrez|il faut|il faudra|il est nécessaire de|veuillez)( alors| également| aussi| obligatoirement| impérativement| simplement)? (avoir( avec lui| sur lui)?|être munie?|posséder|détenir|contenir|joindre|fournir|présenter|produire|disposer|vous munir|remettre|apporter)( alors| également| aussi| obligatoirement)?,? (avec vous |au guichet |à l'appui )?(?<document>(d'|du |de la |de |un |une |le |la |l'|votre |vos |son |sa |ses |leur |leurs |les |des |2 |deux )*(photocopies?|copies?|justificatifs?|certificats?|attestations?|actes? |extraits?|pièces? d|livret|carte (d'|nationale|grise|de)|passeport|formulaire|photos?|photographies|titre de|avis d|relevé|rib\b|contrat|jugement|facture|timbre|code de|devis|procuration|mandat|diplôme|original)[^.:]{0,300})\.?( |\z)"
        + @"|^fournir également (?<document>(un |une |le |la |l'|votre |les )(copie|justificatif|certificat|attestation|acte|livret|jugement|extrait)[^.:]{0,300})\.?( |\z)",
        Options,
        1000)]
    private static partial Regex Named();

    [GeneratedRegex(
        @"^(?<count>[0-9]{1,2}|une|deux|trois|quatre|cinq) (photos?|photographies?|photocopies?|copies?|exemplaires?|timbres?|enveloppes?)\b|\ben (?<count>[0-9]{1,2}|deux|trois|quatre|cinq) exemplaires\b",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Count();
}
