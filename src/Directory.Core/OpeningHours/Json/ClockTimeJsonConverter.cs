using System.Text.Json;
using System.Text.Json.Serialization;

namespace PublicDirectory.Core.OpeningHours.Json;

/// <summary>A time as the string <c>"HH:mm"</c>.</summary>
internal sealed class ClockTimeJsonConverter : JsonConverter<ClockTime>
{
    public override ClockTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ClockTime.TryParseStrict(reader.GetString(), out var time)
            ? time
            : throw new JsonException("A time of the form \"HH:mm\" between 00:00 and 24:00 was expected.");

    public override void Write(Utf8JsonWriter writer, ClockTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
