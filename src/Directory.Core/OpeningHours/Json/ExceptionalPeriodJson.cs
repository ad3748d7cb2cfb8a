using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Json;

/// <summary>
/// The JSON form of <see cref="ExceptionalPeriod"/>: <c>{"from": "2026-12-24", "to": "2026-12-24", "slots": [{"opens":
/// "09:00", "closes": "12:00"}], "reason": "Veille de Noël"}</c>; without slots, closed.
/// </summary>
internal sealed class ExceptionalPeriodJsonConverter : JsonConverter<ExceptionalPeriod>
{
    private static readonly ClockTimeJsonConverter Times = new();
    private static readonly WeekdaysJsonConverter WeekdaySets = new();

    public override ExceptionalPeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ScheduleJson.ExpectObject(ref reader);
        (LocalDate? from, LocalDate? to, var days, string? reason) = (null, null, Weekdays.All, null);
        List<ExceptionalSlot> slots = [];
        while (ScheduleJson.NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "from":
                    from = ScheduleJson.ReadDate(ref reader);
                    break;
                case "to":
                    to = ScheduleJson.ReadDate(ref reader);
                    break;
                case "days":
                    days = WeekdaySets.Read(ref reader, typeof(Weekdays), options);
                    break;
                case "slots":
                    slots = ReadSlots(ref reader, options);
                    break;
                case "reason":
                    reason = ScheduleJson.ReadText(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new ExceptionalPeriod
        {
            From = from ?? throw ScheduleJson.Missing("from"),
            To = to ?? throw ScheduleJson.Missing("to"),
            Days = days,
            Slots = slots,
            Reason = reason,
        };
    }

    public override void Write(Utf8JsonWriter writer, ExceptionalPeriod value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        ScheduleJson.WriteDate(writer, "from", value.From);
        ScheduleJson.WriteDate(writer, "to", value.To);
        if (value.Days != Weekdays.All)
        {
            writer.WritePropertyName("days");
            WeekdaySets.Write(writer, value.Days, options);
        }

        if (!value.IsClosed)
        {
            writer.WriteStartArray("slots");
            foreach (var slot in value.Slots)
            {
                writer.WriteStartObject();
                writer.WriteString("opens", slot.Opens.ToString());
                writer.WriteString("closes", slot.Closes.ToString());
                ScheduleJson.WriteFlag(writer, "closesNextDay", slot.ClosesNextDay);
                ScheduleJson.WriteFlag(writer, "byAppointment", slot.ByAppointment);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        ScheduleJson.WriteText(writer, "reason", value.Reason);
        writer.WriteEndObject();
    }

    private static List<ExceptionalSlot> ReadSlots(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var slots = new List<ExceptionalSlot>();
        ScheduleJson.ExpectArray(ref reader);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ScheduleJson.ExpectObject(ref reader);
            (ClockTime? opens, ClockTime? closes, var byAppointment, var closesNextDay) = (null, null, false, false);
            while (ScheduleJson.NextProperty(ref reader, out var name))
            {
                switch (name)
                {
                    case "opens":
                        opens = Times.Read(ref reader, typeof(ClockTime), options);
                        break;
                    case "closes":
                        closes = Times.Read(ref reader, typeof(ClockTime), options);
                        break;
                    case "byAppointment":
                        byAppointment = ScheduleJson.ReadFlag(ref reader, name);
                        break;
                    case "closesNextDay":
                        closesNextDay = ScheduleJson.ReadFlag(ref reader, name);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            slots.Add(new(
                opens ?? throw ScheduleJson.Missing("opens"),
                closes ?? throw ScheduleJson.Missing("closes"),
                byAppointment,
                closesNextDay));
        }

        return slots;
    }
}
