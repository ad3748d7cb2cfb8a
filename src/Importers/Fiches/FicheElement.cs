using System.Text;

namespace PublicDirectory.Importers.Fiches;

/// <summary>An element of a fiche: its name without prefix, its attributes, and in order its texts and elements.</summary>
internal sealed class FicheElement(string name)
{
    private readonly List<(string Name, string Value)> _attributes = [];
    private readonly List<object> _content = [];

    public string Name { get; } = name;

    /// <summary>Texts and elements, in order.</summary>
    public IReadOnlyList<object> Content => _content;

    public IEnumerable<FicheElement> Elements => _content.OfType<FicheElement>();

    /// <summary>The value of an attribute; null where there is none or it is blank.</summary>
    public string? this[string attribute]
    {
        get
        {
            foreach (var (name, value) in _attributes)
            {
                if (name == attribute)
                {
                    return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
                }
            }

            return null;
        }
    }

    public void Add(object content) => _content.Add(content);

    public void AddAttribute(string name, string value) => _attributes.Add((name, value));

    /// <summary>The text of its title; null where it has none.</summary>
    public string? Title() => Child("Titre")?.Text();

    /// <summary>The first child of this name.</summary>
    public FicheElement? Child(string name) => Elements.FirstOrDefault(element => element.Name == name);

    public IEnumerable<FicheElement> Children(string name) => Elements.Where(element => element.Name == name);

    /// <summary>All elements of this name below, in the order of the text; not below those of the name <paramref name="except"/>.</summary>
    public IEnumerable<FicheElement> Descendants(string name, string? except = null)
    {
        foreach (var element in Elements)
        {
            if (element.Name == name)
            {
                yield return element;
            }

            if (element.Name == except)
            {
                continue;
            }

            foreach (var inner in element.Descendants(name, except))
            {
                yield return inner;
            }
        }
    }

    /// <summary>All the text below, on one line; null where there is none.</summary>
    public string? Text()
    {
        var text = new StringBuilder();
        Append(text);
        return FicheText.Line(text.ToString());
    }

    private void Append(StringBuilder text)
    {
        foreach (var item in _content)
        {
            if (item is FicheElement element)
            {
                // Blocks that touch would run their words together.
                var isBlock = element.Name is "Paragraphe" or "Item" or "Cellule" or "Titre";
                text.Append(isBlock ? " " : "");
                element.Append(text);
                text.Append(isBlock ? " " : "");
            }
            else
            {
                text.Append((string)item);
            }
        }
    }
}
