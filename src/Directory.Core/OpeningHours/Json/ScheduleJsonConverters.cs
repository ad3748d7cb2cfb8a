using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Json;

// Written by hand so that the stored form never depends on the options of whoever serialises: camelCase names, nulls
// and empty lists left out, and names that this version does not know skipped, for a node that runs one release behind.

/// <summary>The JSON form of <see cref="OpeningSchedule"/>.</summary>
internal sealed class OpeningScheduleJsonConverter : JsonConverter<OpeningSchedule>
{
    public override OpeningSchedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ScheduleJson.ExpectObject(ref reader);
        var schedule = new OpeningSchedule();
        while (ScheduleJson.NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "regular":
                    schedule = schedule with { Regular = ScheduleJson.ReadList<RegularPeriod>(ref reader, options) };
                    break;
                case "unread":
                    schedule = schedule with { Unread = ScheduleJson.ReadList<UnreadText>(ref reader, options) };
                    break;
                case "exceptional":
                    schedule = schedule with { Exceptional = ScheduleJson.ReadList<ExceptionalPeriod>(ref reader, options) };
                    break;
                case "comment":
                    schedule = schedule with { Comment = ScheduleJson.ReadText(ref reader) };
                    break;
                case "publicHolidays":
                    schedule = schedule with { PublicHolidays = ReadPolicy(ref reader) };
                    break;
                case "closedToPublic":
                    schedule = schedule with { IsClosedToPublic = ScheduleJson.ReadFlag(ref reader, name) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return schedule;
    }

    public override void Write(Utf8JsonWriter writer, OpeningSchedule value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        ScheduleJson.WriteList(writer, "regular", value.Regular, options);
        ScheduleJson.WriteList(writer, "unread", value.Unread, options);
        ScheduleJson.WriteList(writer, "exceptional", value.Exceptional, options);
        ScheduleJson.WriteText(writer, "comment", value.Comment);
        writer.WriteString("publicHolidays", value.PublicHolidays switch
        {
            PublicHolidayPolicy.Closed => "CLOSED",
            PublicHolidayPolicy.AsUsual => "AS_USUAL",
            _ => "UNCONFIRMED",
        });
        ScheduleJson.WriteFlag(writer, "closedToPublic", value.IsClosedToPublic);
        writer.WriteEndObject();
    }

    private static PublicHolidayPolicy ReadPolicy(ref Utf8JsonReader reader) => ScheduleJson.ReadText(ref reader) switch
    {
        null or "UNCONFIRMED" => PublicHolidayPolicy.Unconfirmed,
        "CLOSED" => PublicHolidayPolicy.Closed,
        "AS_USUAL" => PublicHolidayPolicy.AsUsual,
        _ => throw new JsonException("A policy for public holidays was expected: UNCONFIRMED, CLOSED or AS_USUAL."),
    };
}

/// <summary>The JSON form of <see cref="RegularPeriod"/>.</summary>
internal sealed class RegularPeriodJsonConverter : JsonConverter<RegularPeriod>
{
    private static readonly ClockTimeJsonConverter Times = new();
    private static readonly WeekdaysJsonConverter WeekdaySets = new();

    public override RegularPeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ScheduleJson.ExpectObject(ref reader);
        (Weekdays? days, ClockTime? opens, ClockTime? closes) = (null, null, null);
        (LocalDate? from, LocalDate? to, var byAppointment, string? note) = (null, null, false, null);
        (var closesNextDay, Recurrence? recurrence, string? purpose) = (false, null, null);
        while (ScheduleJson.NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "days":
                    days = WeekdaySets.Read(ref reader, typeof(Weekdays), options);
                    break;
                case "opens":
                    opens = Times.Read(ref reader, typeof(ClockTime), options);
                    break;
                case "closes":
                    closes = Times.Read(ref reader, typeof(ClockTime), options);
                    break;
                case "from":
                    from = ScheduleJson.ReadDate(ref reader);
                    break;
                case "to":
                    to = ScheduleJson.ReadDate(ref reader);
                    break;
                case "byAppointment":
                    byAppointment = ScheduleJson.ReadFlag(ref reader, name);
                    break;
                case "closesNextDay":
                    closesNextDay = ScheduleJson.ReadFlag(ref reader, name);
                    break;
                case "recurrence":
                    recurrence = RecurrenceJson.Read(ref reader);
                    break;
                case "purpose":
                    purpose = ScheduleJson.ReadText(ref reader);
                    break;
                case "note":
                    note = ScheduleJson.ReadText(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new RegularPeriod
        {
            Days = days ?? throw ScheduleJson.Missing("days"),
            Opens = opens ?? throw ScheduleJson.Missing("opens"),
            Closes = closes ?? throw ScheduleJson.Missing("closes"),
            From = from,
            To = to,
            ClosesNextDay = closesNextDay,
            Recurrence = recurrence,
            ByAppointment = byAppointment,
            Purpose = purpose,
            Note = note,
        };
    }

    public override void Write(Utf8JsonWriter writer, RegularPeriod value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("days");
        WeekdaySets.Write(writer, value.Days, options);
        writer.WriteString("opens", value.Opens.ToString());
        writer.WriteString("closes", value.Closes.ToString());
        ScheduleJson.WriteFlag(writer, "closesNextDay", value.ClosesNextDay);
        ScheduleJson.WriteDate(writer, "from", value.From);
        ScheduleJson.WriteDate(writer, "to", value.To);
        if (value.Recurrence is { } recurrence)
        {
            writer.WritePropertyName("recurrence");
            RecurrenceJson.Write(writer, recurrence);
        }

        writer.WriteBoolean("byAppointment", value.ByAppointment);
        ScheduleJson.WriteText(writer, "purpose", value.Purpose);
        ScheduleJson.WriteText(writer, "note", value.Note);
        writer.WriteEndObject();
    }
}

/// <summary>The JSON form of <see cref="UnreadText"/>.</summary>
internal sealed class UnreadTextJsonConverter : JsonConverter<UnreadText>
{
    private static readonly WeekdaysJsonConverter WeekdaySets = new();

    public override UnreadText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ScheduleJson.ExpectObject(ref reader);
        (Weekdays? days, string? text, Recurrence? recurrence) = (null, null, null);
        while (ScheduleJson.NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "days":
                    days = WeekdaySets.Read(ref reader, typeof(Weekdays), options);
                    break;
                case "text":
                    text = ScheduleJson.ReadText(ref reader);
                    break;
                case "recurrence":
                    recurrence = RecurrenceJson.Read(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new UnreadText
        {
            Days = days ?? throw ScheduleJson.Missing("days"),
            Text = text ?? throw ScheduleJson.Missing("text"),
            Recurrence = recurrence,
        };
    }

    public override void Write(Utf8JsonWriter writer, UnreadText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("days");
        WeekdaySets.Write(writer, value.Days, options);
        writer.WriteString("text", value.Text);
        if (value.Recurrence is { } recurrence)
        {
            writer.WritePropertyName("recurrence");
            RecurrenceJson.Write(writer, recurrence);
        }

        writer.WriteEndObject();
    }
}

/// <summary>The steps that the converters of this file share.</summary>
internal static class ScheduleJson
{
    public static void ExpectObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }
    }

    public static void ExpectArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An array was expected.");
        }
    }

    public static bool ReadFlag(ref Utf8JsonReader reader, string name) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False
            ? reader.GetBoolean()
            : throw new JsonException($"True or false was expected for \"{name}\".");

    public static void WriteFlag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }

    /// <summary>Moves to the value of the next property; false at the end of the object.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? name)
    {
        reader.Read();
        name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : null;
        return name is not null && reader.Read();
    }

    public static List<T> ReadList<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : class
    {
        var items = JsonSerializer.Deserialize<List<T>>(ref reader, options) ?? [];
        return items.Any(item => item is null) ? throw new JsonException("A list holds null.") : items;
    }

    public static string? ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Null
            ? reader.GetString()
            : throw new JsonException("A string was expected.");

    public static LocalDate? ReadDate(ref Utf8JsonReader reader)
    {
        if (ReadText(ref reader) is not { } text)
        {
            return null;
        }

        var result = LocalDatePattern.Iso.Parse(text);
        return result.Success ? result.Value : throw new JsonException("A date of the form \"2026-07-14\" was expected.");
    }

    public static void WriteList<T>(
        Utf8JsonWriter writer, string name, IReadOnlyList<T> items, JsonSerializerOptions options)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            JsonSerializer.Serialize(writer, item, options);
        }

        writer.WriteEndArray();
    }

    public static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    public static void WriteDate(Utf8JsonWriter writer, string name, LocalDate? date)
    {
        if (date is { } value)
        {
            writer.WriteString(name, LocalDatePattern.Iso.Format(value));
        }
    }

    public static JsonException Missing(string name) => new($"\"{name}\" is missing.");
}
