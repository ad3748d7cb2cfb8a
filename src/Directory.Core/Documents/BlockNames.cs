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
        ["basis"] = "Version du texte national",
        ["body"] = "Détails",
        ["channels"] = "Contacts",
        ["code"] = "Code",
        ["commune"] = "Commune",
        ["competences"] = "Zone de compétence",
        ["concerns"] = "Qui est concerné",
        ["contacts"] = "Autres contacts",
        ["cost"] = "Coût",
        ["delay"] = "Délai",
        ["demarche"] = "Démarche",
        ["departement"] = "Département",
        ["description"] = "Description",
        ["externalIds"] = "Identifiants",
        ["forms"] = "Formulaires",
        ["from"] = "Début de l'affichage",
        ["handledBy"] = "Services qui la traitent",
        ["keywords"] = "Mots-clés",
        ["label"] = "Nom",
        ["level"] = "Niveau",
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
        ["text"] = "Texte local",
        ["themes"] = "Thèmes",
        ["title"] = "Titre",
        ["types"] = "Nature du service",
        ["unread"] = "Textes reçus et non compris",
        ["until"] = "Fin de l'affichage",
        ["url"] = "Adresse de la page",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The French name of a block, without article; the block's own name where it has none.</summary>
    public static string Of(string block) => Names.GetValueOrDefault(block, block);

    /// <summary>Whether it is a block of some kind of document.</summary>
    public static bool IsKnown(string block) => Names.ContainsKey(block);
}
