namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Every element of the format (schema 3.3), and what becomes of it: what the readers of this folder take, and what is left aside with why.
/// A file with an element that is in neither list is of a form that was never looked at.
/// </summary>
internal static class FicheElements
{
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "Introduction", "Texte", "ListeSituations", "Avertissement", "LienExterneCommente",
    };

    private static readonly HashSet<string> Transparent = new(StringComparer.Ordinal)
    {
        "Texte", "Introduction", "ListeSituations", "BlocCas", "FragmentConditionne", "ContenuIllustre", "Contenu", "Commentaire",
    };

    /// <summary>The elements that the readers take, or that only hold such.</summary>
    public static readonly IReadOnlySet<string> Read = new HashSet<string>(Texts.Concat(Transparent), StringComparer.Ordinal)
    {
        "Publication", "ServiceComplementaire", "title", "description", "date", "Audience", "FilDAriane", "Niveau", "DossierPere",
        "SousDossierPere", "SousThemePere", "SousDossier", "Fiche", "Titre", "TitreAlternatif", "Paragraphe", "Liste", "Item", "Tableau",
        "Rangée", "Cellule", "Situation", "Cas", "Chapitre", "SousChapitre", "ASavoir", "ANoter", "Attention", "Rappel", "OuSAdresser",
        "PivotLocal", "RessourceWeb", "ServiceEnLigne", "Source", "LienExterne", "LienInterne", "LienIntra", "MiseEnEvidence", "Valeur",
        "Expression", "Exposant", "Indice", "Citation", "TermeEtranger", "Variable", "CommentFaireSi", "VoirAussi", "QuestionReponse",
        "Abreviation", "NumeroCerfa", "AutreNumero", "LienWeb", "Condition",
    };

    /// <summary>The elements that are left aside, with why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftAside = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["creator"] = "who wrote it: the attribution names DILA",
        ["publisher"] = "the same in every file",
        ["contributor"] = "the same in every file",
        ["format"] = "the same in every file",
        ["type"] = "the kind of file is told by its name and the attribute type",
        ["identifier"] = "the id is an attribute of the root",
        ["language"] = "the same in every file",
        ["coverage"] = "« France entière » in all but eight files",
        ["rights"] = "the licence is that of the source",
        ["subject"] = "repeats the theme, without its id",
        ["relation"] = "repeats the dossier",
        ["source"] = "texts of law by their numbers: nothing that a usager does",
        ["Reference"] = "texts of law: nothing that a usager does",
        ["Complement"] = "what a text of law is about, or a remark on a contact",
        ["SurTitre"] = "repeats the theme or dossier",
        ["Canal"] = "the same in every file",
        ["Cible"] = "a narrower audience in 719 files, which the text tells",
        ["Theme"] = "the path of the fiche names the theme",
        ["SousTheme"] = "the path of the fiche names it",
        ["Dossier"] = "the path of the fiche names it",
        ["Definition"] = "a glossary, the same in every fiche that uses the word",
        ["PourEnSavoirPlus"] = "pages to read elsewhere, nothing that is done there",
        ["Partenaire"] = "a link to a partner's home page",
        ["FicheLiee"] = "the fiche itself names the resource",
        ["ServiceEnLigneAnnexe"] = "annexes of a form, found on its page",
        ["ServiceEnLigneAlternatif"] = "the fiche itself names the other service",
        ["NoticeLiee"] = "the notice of a form, found on its page",
        ["OuSAdresserSupport"] = "technical help of a form: not whom the démarche is done with",
        ["RechercheGuidee"] = "points to a guided search, which is not published",
        ["Problematiques"] = "guided searches are not published",
        ["Problematique"] = "guided searches are not published",
        ["Branche"] = "guided searches are not published",
        ["Aide"] = "guided searches are not published",
        ["SiSelectionne"] = "guided searches are not published",
        ["affecteVrai"] = "guided searches are not published",
        ["affecteFaux"] = "guided searches are not published",
        ["Questionnaire"] = "guided searches are not published",
        ["Question"] = "guided searches are not published",
        ["Choix"] = "guided searches are not published",
        ["IntituleSiSelectionne"] = "guided searches are not published",
        ["estVrai"] = "an answer of a guided search: the text holds without it",
        ["estIndefini"] = "an answer of a guided search: the text holds without it",
        ["ou"] = "joins answers of a guided search",
        ["et"] = "joins answers of a guided search",
        ["Colonne"] = "the width of a column",
        ["Resume"] = "what a table shows, for those who don't see it: its cells are read",
        ["Image"] = "a picture",
        ["Illustration"] = "a picture",
        ["TexteDeRemplacement"] = "of a picture",
        ["Description"] = "of a picture or a questionnaire",
        ["Legende"] = "of a picture",
        ["Credits"] = "of a picture",
    };

    /// <summary>Whether an element of the root is part of the text.</summary>
    public static bool IsText(string name) => Texts.Contains(name);

    /// <summary>The elements within one, those within mere wrappers in their place.</summary>
    public static IEnumerable<FicheElement> Flat(FicheElement parent) => parent.Elements
        .SelectMany(element => Transparent.Contains(element.Name) ? Flat(element) : [element])
        .Where(element => element.Name is not ("Titre" or "Condition"));
}
