using System.Text.Json;
using System.Text.Json.Nodes;

namespace PublicDirectory.Core.Documents;

/// <summary>
/// JSON whose every text is clean: see <see cref="PlainText"/>. What documents are written through, whatever properties they have.
/// </summary>
public static class PlainJson
{
    private const byte Space = 0x20;

    /// <summary>The same bytes where every text is clean; else the canonical JSON of what remains.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static byte[] Clean(byte[] json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Unclean(json).Count == 0 ? json : CanonicalJson.Of(JsonSerializer.SerializeToElement(Clean(JsonNode.Parse(json))));
    }

    /// <summary>The texts that are not clean, in the order of the document.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static IReadOnlyList<string> Unclean(ReadOnlySpan<byte> json)
    {
        List<string>? found = null;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            // Most texts are a code or plain ASCII: seen without reading them out.
            if (reader.TokenType is JsonTokenType.String
                && (reader.ValueIsEscaped || reader.ValueSpan.ContainsAnyExceptInRange(Space, (byte)'~'))
                && reader.GetString() is { } text && !PlainText.IsClean(text))
            {
                (found ??= []).Add(text);
            }
        }

        return found ?? [];
    }

    /// <summary>Every text of a JSON value.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static IReadOnlyList<string> Texts(ReadOnlySpan<byte> json)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String)
            {
                texts.Add(reader.GetString()!);
            }
        }

        return texts;
    }

    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, Clean(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => PlainText.Clean(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };
}
