using System.Collections.Frozen;

namespace PublicDirectory.Core.Documents;

/// <summary>What the blocks of documents are called for people, in French.</summary>
public static class BlockNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["accessibility"] = "accessibilité",
        ["acronym"] = "sigle",
        ["addresses"] = "adresses",
        ["audiences"] = "publics",
        ["channels"] = "moyens de contact",
        ["code"] = "code",
        ["commune"] = "commune",
        ["competences"] = "communes desservies",
        ["contacts"] = "contacts nationaux",
        ["cost"] = "coût",
        ["delay"] = "délai",
        ["description"] = "description",
        ["externalIds"] = "identifiants",
        ["forms"] = "formulaires",
        ["handledBy"] = "services qui la traitent",
        ["keywords"] = "mots-clés",
        ["label"] = "intitulé",
        ["lifeEvents"] = "événements de vie",
        ["mission"] = "mission",
        ["name"] = "nom",
        ["notices"] = "messages",
        ["onlineServices"] = "services en ligne",
        ["openingHours"] = "horaires",
        ["parent"] = "rattachement",
        ["passages"] = "texte",
        ["peakTimes"] = "affluence",
        ["related"] = "démarches liées",
        ["requiredDocuments"] = "documents à fournir",
        ["responsible"] = "service responsable",
        ["situations"] = "situations",
        ["steps"] = "étapes",
        ["summary"] = "résumé",
        ["themes"] = "thèmes",
        ["title"] = "titre",
        ["types"] = "types de service",
        ["url"] = "adresse de la page",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The French name of a block, without article; the block's own name where it has none.</summary>
    public static string InFrench(string block) => Names.GetValueOrDefault(block, block);
}
