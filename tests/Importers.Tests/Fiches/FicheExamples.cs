using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;
using PublicDirectory.Importers.Fiches;

namespace PublicDirectory.Importers.Tests.Fiches;

/// <summary>Small files in the form of DILA's fiches, our own words.</summary>
internal static class FicheExamples
{
    public const string Card =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE Publication SYSTEM "../Schemas/Publication.dtd">
        <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F1" type="Fiche d'information" spUrl="https://www.service-public.fr/particuliers/vosdroits/F1">
        <dc:title>**Carte des   jardins</dc:title><dc:description>Pour avoir la carte.</dc:description><dc:date>modified 2020-03-01</dc:date>
        <Audience>Particuliers</Audience><Audience>Associations</Audience>
        <FilDAriane><Niveau ID="Particuliers">Accueil</Niveau><Niveau ID="N1">Loisirs</Niveau><Niveau ID="N2">Jardins</Niveau><Niveau ID="F1">Carte</Niveau></FilDAriane>
        <SousThemePere ID="N3">Plein air</SousThemePere>
        <DossierPere ID="N2"><Titre>Jardins</Titre><SousDossier ID="N2-1"><Titre>Cartes</Titre><Fiche ID="F1">Première carte</Fiche><Fiche ID="F2">Renouvellement</Fiche></SousDossier></DossierPere>
        <ListeSituations affichage="onglet">
          <Situation><Titre>En ville</Titre><Texte>
            <Chapitre><Titre><Paragraphe>Démarche</Paragraphe></Titre>
              <Paragraphe>Allez à la mairie.</Paragraphe>
              <OuSAdresser ID="R9" type="Local personnalisé sur SP"><Titre>Mairie</Titre><PivotLocal>mairie</PivotLocal></OuSAdresser>
              <OuSAdresser ID="R8" type="Local personnalisable"><Titre>Notaire</Titre><PivotLocal>notaire</PivotLocal><RessourceWeb URL="https://notaires.example.fr"/></OuSAdresser>
              <ServiceEnLigne ID="R1" type="Téléservice"><Titre>Demander la carte</Titre><Source ID="R7">Service des jardins</Source></ServiceEnLigne>
              <ServiceEnLigne ID="R2" URL="https://jardins.example.fr/form.pdf" type="Formulaire" numerocerfa="12345*01"><Titre>Demande</Titre></ServiceEnLigne>
            </Chapitre>
            <Chapitre type="pieces"><Titre><Paragraphe>Ce qu'il faut</Paragraphe></Titre>
              <BlocCas affichage="radio">
                <Cas><Titre>Vous avez une serre</Titre><Liste type="puce"><Item><Paragraphe>Plan de la serre</Paragraphe></Item><Item><Paragraphe>2 photos d'identité</Paragraphe></Item></Liste></Cas>
                <Cas><Titre>Vous n'avez pas de serre</Titre><Liste type="puce"><Item><Paragraphe>2 photos d'identité</Paragraphe></Item></Liste></Cas>
              </BlocCas>
              <ASavoir><Titre>À savoir</Titre><Paragraphe>Ne venez pas avec :</Paragraphe><Liste type="puce"><Item><Paragraphe>Une bêche</Paragraphe></Item></Liste></ASavoir>
            </Chapitre>
            <Chapitre><Titre><Paragraphe>Coût</Paragraphe></Titre><Paragraphe><Valeur>12 €</Valeur> .</Paragraphe></Chapitre>
            <Chapitre><Titre><Paragraphe>Recours</Paragraphe></Titre><Paragraphe>Le tribunal tranche.</Paragraphe>
              <OuSAdresser ID="R6" type="Local personnalisé sur SP"><Titre>Tribunal administratif</Titre><PivotLocal>ta</PivotLocal></OuSAdresser></Chapitre>
          </Texte></Situation>
          <Situation><Titre>À la campagne</Titre><Texte>
            <Paragraphe>Vous devez fournir les documents suivants :</Paragraphe>
            <Liste type="puce"><Item><Paragraphe>Justificatif de domicile,</Paragraphe></Item><Item><Paragraphe>Si vous avez un âne :</Paragraphe><Liste type="puce"><Item><Paragraphe>Carnet de santé de l'âne</Paragraphe></Item></Liste></Item></Liste>
            <Paragraphe>La carte mentionne les informations suivantes :</Paragraphe>
            <Liste type="puce"><Item><Paragraphe>Le nom</Paragraphe></Item></Liste>
          </Texte></Situation>
        </ListeSituations>
        <VoirAussi><Dossier ID="N2"><Titre>Jardins</Titre></Dossier><Fiche ID="F2"><Titre>Renouveler</Titre></Fiche><Fiche ID="F99"><Titre>Ailleurs</Titre></Fiche></VoirAussi>
        <Abreviation type="Sigle"><Titre>CJ</Titre><Texte><Paragraphe>Carte des jardins</Paragraphe></Texte></Abreviation>
        <CommentFaireSi ID="F50">Je jardine</CommentFaireSi>
        </Publication>
        """;

    /// <summary>A fiche with nothing but a title.</summary>
    public static string Plain(string id, string title, string audience = "Particuliers", string type = "Fiche Question-réponse") =>
        $"""
        <Publication ID="{id}" type="{type}"><title>{title}</title><date>modified 2020-01-02</date>
        <FilDAriane><Niveau ID="{audience}">Accueil</Niveau></FilDAriane><Texte><Paragraphe>Un texte.</Paragraphe></Texte></Publication>
        """;

    public const string Service =
        """
        <ServiceComplementaire ID="R1" type="Téléservice"><title>Demander la carte</title>
        <FilDAriane><Niveau ID="Particuliers">Accueil</Niveau></FilDAriane><LienWeb URL="https://jardins.example.fr/demande"/></ServiceComplementaire>
        """;

    public const string Dossier =
        """
        <Publication ID="N2" type="Dossier"><title>Jardins et vergers</title>
        <FilDAriane><Niveau ID="Particuliers">Accueil</Niveau></FilDAriane></Publication>
        """;

    /// <summary>The démarche of <see cref="Card"/>, with what it refers to.</summary>
    /// <param name="read">Reads a file from its XML.</param>
    /// <param name="card">Another text of it.</param>
    public static DemarcheDocument MapCard(Func<string, Fiche> read, string card = Card)
    {
        var catalogue = new FicheCatalogue();
        foreach (var text in new[] { Service, Dossier, Plain("F2", "Renouveler"), card })
        {
            catalogue.Add(read(text));
        }

        var fiche = read(card);
        return new FicheMapper(catalogue).Map(
            fiche, fiche.Title!, new IssueReporter(issue => Assert.Fail(issue.Message), null, new RecordPlace(1, 1, 0)));
    }

    /// <summary>A file from its XML.</summary>
    public static Fiche Read(string text) => Fiche.Of(FicheXml.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Fiche!;

    /// <summary>The same file in the form of <see cref="FicheJson"/>, without the blanks that stand between elements.</summary>
    public static string Json(string xml)
    {
        var root = XDocument.Parse(xml).Root!;
        return new JsonObject { ["id"] = root.Attribute("ID")?.Value, ["children"] = new JsonArray(JsonOf(root)) }.ToJsonString();
    }

    private static JsonObject JsonOf(XNode node)
    {
        if (node is not XElement element)
        {
            return new JsonObject { ["type"] = "text", ["text"] = ((XText)node).Value };
        }

        var prefix = element.GetPrefixOfNamespace(element.Name.Namespace);
        var attributes =
            element.Attributes().Select(attribute => KeyValuePair.Create(attribute.Name.LocalName, (JsonNode?)attribute.Value));
        return new JsonObject
        {
            ["type"] = "element",
            ["name"] = string.IsNullOrEmpty(prefix) ? element.Name.LocalName : $"{prefix}:{element.Name.LocalName}",
            ["attributes"] = new JsonObject(attributes),
            ["children"] = new JsonArray([.. element.Nodes().Select(JsonOf)]),
        };
    }

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }
}
