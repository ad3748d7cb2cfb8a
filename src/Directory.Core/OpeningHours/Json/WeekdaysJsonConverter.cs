using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Json;

/// <summary>A set of days as an array of names, Monday first: <c>["MONDAY", "SATURDAY"]</c>.</summary>
internal sealed class WeekdaysJsonConverter : JsonConverter<Weekdays>
{
    private static readonly string[] Names =
        ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

    public override Weekdays Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An array of weekdays was expected.");
        }

        var days = Weekdays.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var index = reader.TokenType == JsonTokenType.String ? Array.IndexOf(Names, reader.GetString()) : -1;
            if (index < 0)
            {
                throw new JsonException($"A weekday was expected: one of {string.Join(", ", Names)}.");
            }

            days |= Weekdays.Of((IsoDayOfWeek)(index + 1));
        }

        return days;
    }

    public override void Write(Utf8JsonWriter writer, Weekdays value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var day in value.Enumerate())
        {
            writer.WriteStringValue(Names[(int)day - 1]);
        }

        writer.WriteEndArray();
    }
}
