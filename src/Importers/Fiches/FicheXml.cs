using System.Xml;

namespace PublicDirectory.Importers.Fiches;

/// <summary>Reads one file of the fiches: XML without DTD or entities, bounded in size and depth.</summary>
internal static class FicheXml
{
    /// <summary>The most characters of one file: fifty times the largest of the national archives.</summary>
    public const int MaxCharacters = 20_000_000;

    /// <summary>The most levels; the national archives come to 18.</summary>
    public const int MaxDepth = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="isEnough">Asked of the root after each of its elements: the rest is then left unread.</param>
    /// <exception cref="FormatException">Not XML, or beyond the bounds; says where.</exception>
    public static FicheElement Read(Stream content, Func<FicheElement, bool>? isEnough = null)
    {
        // A DOCTYPE may stand there, as in the archives that DILA publishes: it is passed over and never resolved, and a
        // reference to an entity of its own is an error.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            MaxCharactersFromEntities = 1,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = false,
        };
        try
        {
            using var reader = XmlReader.Create(content, settings);
            return Read(reader, isEnough);
        }
        catch (XmlException e)
        {
            throw new FormatException($"Not the XML of a fiche: {e.Message}", e);
        }
    }

    private static FicheElement Read(XmlReader reader, Func<FicheElement, bool>? isEnough)
    {
        var root = new FicheElement("");
        var open = new Stack<FicheElement>([root]);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count > MaxDepth)
                    {
                        throw new FormatException($"Nested deeper than {MaxDepth} levels, in line {((IXmlLineInfo)reader).LineNumber}.");
                    }

                    var element = new FicheElement(reader.LocalName);
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        element.AddAttribute(reader.LocalName, reader.Value);
                    }

                    open.Peek().Add(element);
                    if (!isEmpty)
                    {
                        open.Push(element);
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    if (open.Count == 2 && isEnough?.Invoke(open.Peek()) == true)
                    {
                        return open.Peek();
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open.Peek().Add(reader.Value);
                    break;
            }
        }

        return root.Elements.First();
    }
}
