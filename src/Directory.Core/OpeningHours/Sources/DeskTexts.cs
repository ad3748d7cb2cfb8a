using System.Text.RegularExpressions;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Sentences about one desk of a house that has several, as préfectures have: « Service Cartes grises : fermé le mercredi ». They say
/// nothing of when the house itself receives, and stay beside its hours as a note.
/// </summary>
/// <remarks>
/// Only by its subject, and only where the rest of the sentence does not come back to the house. « Autres services : du lundi au
/// vendredi » may be what the row is about, unless the text says that the row is the reception's.
/// </remarks>
internal static partial class DeskTexts
{
    /// <summary>Whether the text says that its row has the hours of the reception.</summary>
    /// <param name="text">Folded.</param>
    public static bool SaysRowIsReception(string text) => Reception().IsMatch(text);

    /// <summary>Whether a sentence is about a desk with a name, or only leads to its hours.</summary>
    /// <param name="sentence">Folded.</param>
    /// <param name="isReception">Whether the row is known to be the reception's.</param>
    public static bool IsAboutDesk(string sentence, bool isReception)
    {
        var text = Lead().Replace(sentence, "");
        if (text.Length == 0 || IsOnlyReception().IsMatch(text) || LeadsToPage().IsMatch(text))
        {
            return true;
        }

        return (Desk().IsMatch(text) || (isReception && Others().IsMatch(text))) && !House().IsMatch(text);
    }

    private const string Name =
        @"(?:cartes? (?:grises?|nationales? d'identite)|permis(?: de conduire)?|(?:certificats? d')?immatriculations?|(?:titres? de |droit au )?sejour|(?:ressortissants )?etrangers?|immigration|naturalisations?|nationalite|passeports?|cni|siv|asile|associations|armes|reglementation|usagers de la route|etat civil|urbanisme|titres)\b";

    // Who, and then what of it: a purpose alone (« pour les cartes grises ») is read elsewhere.
    private const string Unit = @"(?:services?|guichets?|bureaux?|pole|cellule|section)\b";

    [GeneratedRegex(@"^(?:[ >=:!*,]|attention\b|nb\b|remarque\b|aux horaires des (?:differents )?services\b)+", RegexOptions.NonBacktracking)]
    private static partial Regex Lead();

    [GeneratedRegex(
        $@"^(?:(?:ouverture|fermeture|accueil(?: (?:physique |telephonique )?(?:du public )?)?) ?(?:du |des |de l'|au |aux |pour (?:le |les |la )?))?(?:(?:le|la|les|l'|du|des) ?)?(?:(?!autres|differents|ces |ce |tous){Unit} (?!(?:est|sont|ferme|ouvert|de la (?:sous )?prefecture|de la mairie|au public|administratifs?|municipaux|suivants)\b)[a-z'(]|{Name}[^.]*?(?::|\b(?:est|sont|ouverts?|fermee?s?|[0-9]+ ?h|accueil|sur rendez vous)\b))",
        RegexOptions.None,
        1000)]
    private static partial Regex Desk();

    [GeneratedRegex("^(?:les |pour les )?autres services\\b", RegexOptions.NonBacktracking)]
    private static partial Regex Others();

    // The house comes back: what is said of it must be read.
    [GeneratedRegex(
        @"\b(?:(?<!en |a |de |par )la (?:sous )?prefecture (?:est|sera|ferme|ouvre)|la mairie\b|tous les services|toute la prefecture|ensemble des services|l'accueil general|le public est|services administratifs|(?<!^|les )autres services|etablissement|horaires ci dessus|autres jours)",
        RegexOptions.None,
        1000)]
    private static partial Regex House();

    [GeneratedRegex(@"(?:^|\. |: |! )(?:(?:les horaires ci dessus sont|ces horaires sont) ceux de l'accueil\b|horaires? (?:d'ouverture )?de l'accueil(?: general)?(?: *[.!]| *$)|attention aux horaires des (?:differents )?services)", RegexOptions.NonBacktracking)]
    private static partial Regex Reception();

    [GeneratedRegex(
        "^(?:les horaires ci dessus sont ceux de l'accueil(?: general)?|horaires? (?:d'ouverture )?de l'accueil(?: general)?)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex IsOnlyReception();

    // « Pour connaître le détail des horaires, veuillez consulter la page … »
    [GeneratedRegex(
        "^(?:pour (?:connaitre |obtenir |avoir )(?:tous )?les (?:details?|horaires) [^:]*(?:consulter|voir)|pour connaitre (?:le detail des horaires|tous les details)|(?:consulter|voir|retrouvez) (?:tous )?les horaires (?:detailles|des services)|horaires detailles (?:sur|a)|(?:: )?avant de vous rendre [^.]*verifiez les eventuelles modifications) ?.*$",
        RegexOptions.NonBacktracking)]
    private static partial Regex LeadsToPage();
}
