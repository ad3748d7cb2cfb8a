using System.Collections.Frozen;

namespace PublicDirectory.Core.Documents;

/// <summary>What the blocks of documents are called for people, in French, as titles of sections.</summary>
public static class BlockNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["accessibility"] = "Accessibilité",
        ["acronym"] = "Sigle",
        ["addresses"] = "Adresse",
        ["audiences"] = "Publics",
        ["channels"] = "Contacts",
        ["code"] = "Code",
        ["commune"] = "Commune",
        ["competences"] = "Zone de compétence",
        ["contacts"] = "Contacts nationaux",
        ["cost"] = "Coût",
        ["delay"] = "Délai",
        ["description"] = "Description",
        ["externalIds"] = "Identifiants",
        ["forms"] = "Formulaires",
        ["handledBy"] = "Services qui la traitent",
        ["keywords"] = "Mots-clés",
        ["label"] = "Nom",
        ["lifeEvents"] = "Événements de vie",
        ["mission"] = "Missions",
        ["name"] = "Nom",
        ["notices"] = "Informations au public",
        ["onlineServices"] = "Services en ligne",
        ["openingHours"] = "Horaires",
        ["parent"] = "Rattachement",
        ["passages"] = "Texte",
        ["peakTimes"] = "Affluence",
        ["related"] = "Démarches liées",
        ["requiredDocuments"] = "Documents à fournir",
        ["responsible"] = "Service responsable",
        ["situations"] = "Situations",
        ["steps"] = "Étapes",
        ["summary"] = "Résumé",
        ["themes"] = "Thèmes",
        ["title"] = "Titre",
        ["types"] = "Nature du service",
        ["url"] = "Adresse de la page",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The French name of a block, without article; the block's own name where it has none.</summary>
    public static string Of(string block) => Names.GetValueOrDefault(block, block);

    /// <summary>Whether it is a block of some kind of document.</summary>
    public static bool IsKnown(string block) => Names.ContainsKey(block);
}
