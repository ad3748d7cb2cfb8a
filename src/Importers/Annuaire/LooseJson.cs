using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Reads text from whatever stands in its place: a string, a number, nothing (<c>null</c>, <c>""</c> and, from
/// converted XML, <c>{}</c>), or an element with attributes (<c>{"coût": …, "$t": "3936"}</c>).
/// </summary>
internal sealed class LooseTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.HasValueSequence || reader.ValueSpan.Length > 0 ? reader.GetString() : null;
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.StartObject:
                return ReadElement(ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static string? ReadElement(ref Utf8JsonReader reader)
    {
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("$t"u8);
            reader.Read();
            if (isText && reader.TokenType == JsonTokenType.String)
            {
                text = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }
}

/// <summary>A type that the sources sometimes write as a bare text.</summary>
internal interface IFromText<TSelf>
    where TSelf : IFromText<TSelf>
{
    /// <summary>The value that the text alone makes; null where it makes none.</summary>
    static abstract TSelf? FromText(string text);
}

/// <summary>
/// Reads a list from whatever stands in its place: an array (nested ones are flattened), one element without an array,
/// the JSON of either inside a string (the API's form), a bare text, nothing.
/// </summary>
internal sealed class LooseListConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : class, IFromText<T>
{
    private const int MaxNesting = 4;

    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return [];
        }

        var items = new List<T>();
        Add(ref reader, items, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)), 0);
        return items.Count == 0 ? [] : items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Source forms are read, never written.");

    private static void Add(ref Utf8JsonReader reader, List<T> items, JsonTypeInfo<T> type, int nesting)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray when nesting < MaxNesting:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Add(ref reader, items, type, nesting + 1);
                }

                break;
            case JsonTokenType.StartObject:
                if (JsonSerializer.Deserialize(ref reader, type) is { } item)
                {
                    items.Add(item);
                }

                break;
            case JsonTokenType.String:
                AddText(reader.GetString()!.Trim(), items, type, nesting);
                break;
            case JsonTokenType.Null:
                break;
            default:
                throw new JsonException("A list was expected.");
        }
    }

    private static void AddText(string text, List<T> items, JsonTypeInfo<T> type, int nesting)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (text[0] is '[' or '{' && nesting < MaxNesting && TryReadJson(text, type, nesting, out var inner))
        {
            items.AddRange(inner);
        }
        else if (T.FromText(text) is { } item)
        {
            items.Add(item);
        }
    }

    private static bool TryReadJson(
        string text, JsonTypeInfo<T> type, int nesting, [NotNullWhen(true)] out List<T>? items)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            reader.Read();
            items = [];
            Add(ref reader, items, type, nesting + 1);
            return true;
        }
        catch (JsonException)
        {
            items = null;
            return false;
        }
    }
}
