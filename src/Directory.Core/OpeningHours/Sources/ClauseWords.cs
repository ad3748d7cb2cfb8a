using System.Text.RegularExpressions;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>The words that <see cref="ClauseReader"/> knows, folded.</summary>
internal sealed partial class ClauseReader
{
    private const string D = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?";
    private const string M = "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
    private const string T = @"(?:[0-9]{1,2} ?(?:heures?|h) ?(?:[0-5][0-9](?! ?(?:h|[0-9])))?|[0-9]{1,2}:[0-9]{2})";
    private const string N =
        "(?:1ere?s?|1ers?|1e|[2-5](?:emes?|es?|nds?|nde)|avant derniers?|derniers?|premiers?|deuxiemes?|seconds?|troisiemes?|quatriemes?|cinquiemes?)";
    private const string HalfWord = "(?:(?:au |le |du )?matins?|(?:l'|les |l' ?)?apres midis?)";
    private const string Holidays = "(?:vacances|conges) scolaires?";

    // Where the name of a service ends: at the next word about days, times or opening.
    private const string NotWhen =
        $@"(?!(?:le|les|du|des|au|chaque|tous les) {D}\b|{D}\b|(?:du|de|a partir de|des|entre|a|jusqu'a) [0-9]|(?:le |les |du )?{N} {D}|[0-9]+ ?h|uniquement\b|exclusivement\b|seulement\b|egalement\b|sur rendez|sans rendez|avec rendez|pendant\b|durant\b|hors\b|sauf\b|en {M}|le matin\b|matin\b|l'apres midi\b|apres midi\b|les autres jours|tous les jours|ouvert|ferme|toute l'annee|semaines? |les semaines|accueil|au [0-9]|au mois|vacances|jusqu|en semaine|une? |quelques|certain|selon|puis\b)";

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\G(?:[ ,;:()/*""\n]+|et\b|mais\b|puis\b|ainsi que\b|soit\b)*", Options, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(
        $@"^(?:le |la |les |l')?(?:services?|bureaux?|guichets?|pole|cellule|secretariat) (?:de |du |des |d'|de la |de l')(?:{NotWhen}(?>[a-z'/,()]+)(?: |$))+$", Options, 1000)]
    private static partial Regex Label();

    // « permanence des élus », « permanence état civil », « le maire ».
    [GeneratedRegex(
        $@"\G(?:une |la )?(?<who>permanences? (?:d'accueil )?(?=(?:assuree )?(?:du|de|des|d'|par|pour|le maire|etat civil|maire|avec)\b ?|d')(?:(?!de m\b|de mme\b|de monsieur\b|les? (?!maire|elus|adjoints)){NotWhen}(?>[a-z0-9'/]+)(?:, (?=du |de |des |d')| |(?=[,)]|$)))+)", Options, 1000)]
    private static partial Regex Permanence();

    [GeneratedRegex(
        $@"\G(?:avec|aupres) (?<who>(?:du maire|des elus|le maire|les elus|un elu|les adjoints|le maire (?:et|ou) (?:les|ses) adjoints))\b|\Gpour (?<who>(?!(?!la |l'|le |les )[a-z]+er\b|tout|chaque|connaitre|obtenir|prendre|les autres|le reste|des raisons)(?:{NotWhen}(?>[a-z'/]+)(?:, (?!{D}|ferm|ouv)| |(?=[,;:)(]|$)))+)", Options, 1000)]
    private static partial Regex For();

    [GeneratedRegex(
        $@"\G(?:(?:pendant|durant|lors d) ?(?:es |les |des )?)?(?:petites vacances(?: scolaires)?|{Holidays} (?:d'|de |des? )(?:ete|noel|paques|fevrier|la toussaint|printemps|hiver)[a-z ]*)", Options, 1000)]
    private static partial Regex SchoolPart();

    [GeneratedRegex(
        $@"\G(?:(?<out>hors|en dehors d(?:e|es)|hormis|sauf(?: pendant)?|excepte(?: pendant)?) )?(?:(?:pendant|durant|en|lors de|lors des|au cours des|pour) )?(?:toutes? )?(?:la (?:duree|periode) )?(?:les |des |toutes les |tous les )?(?:periodes? )?(?:des |de )?(?:{Holidays}|(?<terms>periodes? scolaires?)(?! de [a-z]))(?! (?:de |d'|des )[a-z])", Options, 1000)]
    private static partial Regex School();

    [GeneratedRegex(
        $@"\G(?:annuelle |estivale |exceptionnelle )?(?:du |de ?|entre le )(?:{D} )?(?<from>1er|[0-9]{{1,2}})(?: (?<fromMonth>{M}))?(?: (?<fromYear>20[0-9]{{2}}))? (?:au|jusqu'au|et le) (?:{D} )?(?<to>1er|[0-9]{{1,2}}) (?<toMonth>{M})(?: (?<toYear>20[0-9]{{2}}))?(?: inclus| compris)?", Options, 1000)]
    private static partial Regex Dates();

    [GeneratedRegex(
        $@"\G(?:(?<out>sauf|hors|hormis|excepte) )?(?:(?:en|au mois d[e']|aux mois d[e']|pendant les mois d[e']|en mois d[e']|durant les mois d[e']|pour les mois d[e']) ?)?(?:d')?(?<month>{M})(?:(?: ?[,/] ?| et (?:en |d')?| )(?:en |d')?(?<month>{M}))*(?! 20[0-9][0-9])", Options, 1000)]
    private static partial Regex InMonths();

    [GeneratedRegex(
        @"\G(?:annuelle )?(?:(?:en|pendant|durant|pour) (?:la |l'|les )?(?:periode )?(?:estivale|ete|(?:les )?(?:conges|vacances) d'ete)(?: de (?:fin|mi|debut) [a-z]+ a (?:fin|mi|debut) [a-z]+)?|l'ete|de (?:mi|fin|debut) juillet a (?:mi|fin|debut) (?:aout|septembre)|de (?:mi|fin|debut) juin a (?:mi|fin|debut) septembre)", Options, 1000)]
    private static partial Regex Summer();

    [GeneratedRegex(
        @"\G(?:(?:entre|pendant|durant) )?(?:les )?(?:noel et (?:le )?(?:jour de l'an|nouvel an)|(?:vacances|conges|fetes) de (?:noel|fin d'annee))", Options, 1000)]
    private static partial Regex Christmas();

    [GeneratedRegex(@"\G(?:les |des |en |de )?semaines? (?:(?<odd>impaires?)|paires?)\b", Options, 1000)]
    private static partial Regex Parity();

    [GeneratedRegex(
        $@"\G(?:tous les |le |les |chaque |des |du )?(?<nth>{N})(?:(?: ?, ?| et | )(?:le |les )?(?<nth>{N}))* (?<day>{D})(?: (?<half>{HalfWord}))? ?(?:du|de chaque|de tous les) mois", Options, 1000)]
    private static partial Regex Nth();

    [GeneratedRegex(@"\Gtous les jours(?: de la semaine| ouvrables)?", Options, 1000)]
    private static partial Regex EveryDay();

    [GeneratedRegex(
        $@"\G(?:tous )?(?:du |le |les |des |au |chaque )?{D}(?: {HalfWord}(?! de [0-9]))?(?:(?: ?, ?(?:et )?| et | au | ou | a | ?/ ?| )(?:tous )?(?:du |le |les |des |au )?{D}(?: {HalfWord}(?! de [0-9]))?)*(?: toute la journee)?(?: inclus)?", Options, 1000)]
    private static partial Regex DayList();

    [GeneratedRegex($@"(?<to>(?<= )au |(?<= )a )?(?<article>(?:le|les|du|des) )?(?<day>{D})(?: (?<half>{HalfWord}))?", Options, 1000)]
    private static partial Regex ListItem();

    [GeneratedRegex(
        @"\G(?:toute? (?:les? |l')?|tous les )?(?:le matin|matin(?:ee)?s?|les matins|les apres midis?|l' ?apres midi|apres midis?)\b",
        Options, 1000)]
    private static partial Regex Half();

    [GeneratedRegex($@"\G[ ,:]*(?:de )?{T} ?(?:a|/|,)", Options, 1000)]
    private static partial Regex TimesFollow();

    [GeneratedRegex($@"\G(?:de |entre |des )?(?<a>{T}) ?(?:a |et (?!de )|jusqu'a |/ ?|au )?(?<b>{T})", Options, 1000)]
    private static partial Regex Interval();

    [GeneratedRegex($@"\Gjusqu'(?:a|au) (?<a>{T})", Options, 1000)]
    private static partial Regex Until();

    [GeneratedRegex($@"\G(?:a partir de|a compter de|des) (?<a>{T})", Options, 1000)]
    private static partial Regex Since();

    [GeneratedRegex($@"\Ga (?<a>{T})", Options, 1000)]
    private static partial Regex At();

    [GeneratedRegex(
        @"\G(?:pour (?:connaitre|obtenir|avoir|verifier) [a-z' ]*horaires[a-z' ]*?(?= pendant| de juillet| du (?:lundi|mardi|mercredi|jeudi|vendredi|samedi)| en (?:juillet|aout)| estiva|$)(?: pour)?(?: les)?,? ?|contacter (?:l'accueil|la mairie|le service) pour (?:connaitre|obtenir|avoir|verifier)? ?(?:les |l')?(?:horaires|ouverture|dates)(?: d'ouverture)?(?: du service)?(?: pour les mois)?)", Options, 1000)]
    private static partial Regex Refers();

    [GeneratedRegex(@"\G(?:uniquement|exclusivement|seulement)\b", Options, 1000)]
    private static partial Regex Only();

    [GeneratedRegex(
        @"\G(?:(?:ouvert |accueil )?(?:avec ou )?sans rendez vous|(?:accueil |en acces |acces )?libre (?:ou )?(?:sur|sans|avec) rendez vous|(?:il est )?possible (?:egalement )?(?:sur|sans|avec) rendez vous|(?:sur|avec) rendez vous (?:egalement|possible|de preference|en priorite|aussi)\b|de preference (?:sur|avec) rendez vous|(?:un )?rendez vous (?:est )?possibles?|contacter (?:la mairie|l'accueil) pour (?:convenir d'un|obtenir un|avoir un|prendre) rendez vous(?= en dehors)|possibilite (?:d'accueil |de |d'avoir |de prendre |de prise de )+(?:un |sur )?rendez vous|(?:prise de rendez vous|rendez vous) possible)(?: (?:en dehors|pendant) (?:de |des )?(?:ces |cette )?(?:horaires?|plages?|tranches?|heures?)(?: horaires?)?(?: d'ouvertures?)?)?", Options, 1000)]
    private static partial Regex PossibleAppointment();

    [GeneratedRegex(
        @"\G(?:(?:sur|sous|avec|par) rendez vous(?: obligatoire| prealable)?(?<beside> en dehors (?:de |des )(?:ces |cette )?(?:horaires?|plages?|tranches?|heures?)(?: horaires?)?(?: d'ouvertures?)?)?|(?<ask>telephoner pour convenir d'un rendez vous avant de se rendre sur place))", Options, 1000)]
    private static partial Regex Appointment();

    [GeneratedRegex("(?:,? (?:et|ou|mais))+$", Options | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Conjunction();

    [GeneratedRegex("^[ (]*et sur rendez vous", Options, 1000)]
    private static partial Regex AndByAppointment();

    // No word of who, when or only: is that the only way to be received?
    [GeneratedRegex("^[ (]*sur rendez vous[ ).]*$", Options, 1000)]
    private static partial Regex BareAppointment();

    [GeneratedRegex(@"\G(?:egalement|aussi)\b", Options, 1000)]
    private static partial Regex Also();

    [GeneratedRegex(@"\G(?:pour )?(?:les )?autres jours(?: de la semaine)?", Options, 1000)]
    private static partial Regex OtherDays();

    [GeneratedRegex(@"\G(?:ou )?par (?:telephone|courriel|mail|internet)\b", Options, 1000)]
    private static partial Regex ByPhone();

    [GeneratedRegex(
        @"\G(?:l'|un )?(?:(?:accueil|permanence|contact|reception) telephoniques?|par telephone|(?:horaires? (?:d'ouverture )?du )?standard(?: telephonique)?)\b(?: (?:est )?(?:assuree?|ouverte?|joignable)e?)?", Options, 1000)]
    private static partial Regex Phone();

    // Another desk of the same house, with a name: its hours say nothing of the counter's own.
    [GeneratedRegex(
        $@"\G(?:l'|la |le |les |un |une )?(?:agence postale(?: communale)?|borne(?: interactive)?|(?:l')?espace (?:en )?(?:numerique|libre service|multimedia|public numerique)(?: en libre service)?(?: (?:ou )?accompagne)?|echange de billets|point numerique|bibliotheque|mediatheque|(?:accueil d(?:u|es) )?(?:services?|guichets?|bureaux?) (?:(?:de |du |des |d'|de la |de l')(?={NotWhen})|(?=passeports?|cartes? |etrangers?|urbanisme|etat civil|permis|social))(?:{NotWhen}(?!(?:est|sont|ouvre|recoit|accessibles?|disponibles?)\b)(?>[a-z'/]+)(?:[ ,]+|(?![ ,a-z'/])))+)(?: ?(?:est|sont)\b)? ?(?:accessibles?|disponibles?|aux (?:memes )?(?:horaires|heures)(?: d'ouverture)?(?: que ceux)?(?: de la mairie)?)?(?: (?:t?24h?/24|7j?/7))*", Options, 1000)]
    private static partial Regex OtherDesk();

    [GeneratedRegex(
        @"\G(?:(?:est|sont|sera|reste) )?(?:ferme(?:e|s|es)?|fermeture|pas d'(?:accueil|ouverture))\b(?: (?:au public|du public|de l'accueil|de la mairie|physique))*", Options, 1000)]
    private static partial Regex ClosedVerb();

    [GeneratedRegex(
        @"\G(?:(?:est|sont|sera|reste) )?(?:ouvert(?:e|s|es)?|ouvertures?|nocturne|en nocturne)\b(?: (?:au|du) public)?", Options, 1000)]
    private static partial Regex OpenVerb();

    [GeneratedRegex(@"\G(?:sauf|hormis|excepte|a l'exception d(?:u|es))\b", Options, 1000)]
    private static partial Regex Exception();

    [GeneratedRegex(
        @"\G(?:(?:au|par telephone au|tel\.? ?:?|en appelant le) )(?:[0-9]{2}[ .]?){4}[0-9]{2}|\Gau (?:n° )?[0-9]{4}\b", Options, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(
        $@"\G(?:(?:l'|un |les |d')?(?:accueils?|mairie|reception|antenne|agence|secretariat|bureaux|horaires?|consultations?|permanences?|visites?)(?: (?:physiques?|du public|au public|general|de la mairie|d'ouverture|de l'accueil|et telephoniques?))*|la mairie|le secretariat|ce point d'accueil|(?:de|en) m(?:ai|oi)rie|est|sont|sera|physique|toute l'annee|toute la journee|en continu|sans interruption|en journee continue|le public|au public|du public|inclus|a prendre (?:sur|en|aupres|par|exclusivement) .*|en vous connectant .*|en contactant l'accueil|en appelant .*|prenez rendez vous (?:depuis|sur|en ligne).*|aupres (?:de l'accueil|du secretariat|de la mairie)|contacter l'accueil (?:pour (?:obtenir|prendre|avoir) (?:un )?rendez vous|avant de se deplacer)|se renseigner en mairie)(?=[ ,;:()\n]|$)", Options, 1000)]
    private static partial Regex Filler();

    [GeneratedRegex(
        $@"\b(?:tous les jours|autres jours|chaque jour|veilles?|(?:la|en|une|de la) semaine|jours (?:im)?pairs)\b", Options, 1000)]
    private static partial Regex AnyDay();

    [GeneratedRegex($@"\b(?<a>{D})(?: au (?<b>{D}))?\b", Options, 1000)]
    private static partial Regex DayOrRange();

    [GeneratedRegex("^(?<hour>[0-9]{1,2}) ?(?:heures?|h|:) ?(?<minute>[0-9]{2})?$", Options, 1000)]
    private static partial Regex HourAndMinute();
}
