using System.Text.Json;
using System.Text.Json.Serialization;

namespace PublicDirectory.Core.Demarches;

/// <summary>Reads a list of items that documents once held as one text: the text is then the only item.</summary>
internal abstract class TextOrList<T>(Func<string, T> ofText) : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? [ofText(reader.GetString()!)]
            : JsonSerializer.Deserialize<List<T>>(ref reader, options) ?? [];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}
