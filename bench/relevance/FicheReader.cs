using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>Reads DILA's fiches (schema 3.3), for the bench only.</summary>
internal static class FicheReader
{
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly HashSet<string> Bodies = ["Introduction", "Texte", "ListeSituations", "Chapitre", "Avertissement", "SousTitre"];
    private static readonly HashSet<string> Breaks =
        ["Paragraphe", "Titre", "Item", "Cellule", "Chapitre", "SousChapitre", "Cas", "Situation"];

    public static IEnumerable<Fiche> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "vosdroits-*.zip").Order(StringComparer.Ordinal))
        {
            using var archive = ZipFile.OpenRead(path);
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
                yield return Read(XElement.Load(reader), Path.GetFileName(path).Split('-')[1]);
            }
        }
    }

    private static Fiche Read(XElement root, string audience)
    {
        var texts = new List<SearchText>();
        Add(SearchField.Summary, (string?)root.Element(Dc + "description"));
        foreach (var label in root.Elements("FilDAriane").Elements("Niveau").Skip(1).Where(
            level => (string?)level.Attribute("ID") != (string?)root.Attribute("ID"))
            .Concat(root.Elements("Theme").Elements("Titre"))
            .Concat(root.Elements("SousThemePere"))
            .Select(element => element.Value)
            .Append((string?)root.Element(Dc + "subject"))
            .Distinct())
        {
            Add(SearchField.Keyword, label);
        }

        var bodies = root.Elements().Where(element => Bodies.Contains(element.Name.LocalName)).ToList();
        foreach (var body in bodies)
        {
            var paragraph = new StringBuilder();
            Walk(body, paragraph, texts, isHeading: false);
            Flush(paragraph, texts, isHeading: false);
        }

        var abbreviations = root.Elements("Abreviation")
            .Select(
                item => (
                    Clean((string?)item.Element("Titre") ?? ""), Clean(
                        string.Join(' ', item.Elements("Texte").Select(text => text.Value)))))
            .Where(item => item.Item1.Length > 0 && item.Item2.Length > 0)
            .ToList();
        return new Fiche
        {
            Id = (string)root.Attribute("ID")!,
            Audience = audience,
            Type = (string?)root.Attribute("type") ?? "",
            Title = Clean((string?)root.Element(Dc + "title") ?? (string?)root.Element("Titre") ?? ""),
            Texts = texts,
            Links = [.. bodies.DescendantsAndSelf("LienInterne")
                .Select(link => (Clean(link.Value), (string?)link.Attribute("LienPublication") ?? ""))],
            Abbreviations = abbreviations,
        };

        void Add(SearchField field, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                texts.Add(new SearchText(field, Clean(text)));
            }
        }
    }

    private static void Walk(XElement element, StringBuilder paragraph, List<SearchText> texts, bool isHeading)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
            {
                paragraph.Append(text.Value);
            }
            else if (node is XElement child)
            {
                var breaks = Breaks.Contains(child.Name.LocalName);
                if (breaks)
                {
                    Flush(paragraph, texts, isHeading);
                }

                var isTitle = child.Name.LocalName == "Titre";
                Walk(child, paragraph, texts, isTitle || (isHeading && !breaks));
                if (breaks)
                {
                    Flush(paragraph, texts, isTitle || isHeading);
                }
            }
        }
    }

    private static void Flush(StringBuilder paragraph, List<SearchText> texts, bool isHeading)
    {
        var text = Clean(paragraph.ToString());
        paragraph.Clear();
        if (text.Length > 0)
        {
            texts.Add(new SearchText(isHeading ? SearchField.Heading : SearchField.Body, text));
        }
    }

    private static string Clean(string text) => string.Join(' ', text.Replace("**", "", StringComparison.Ordinal)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
