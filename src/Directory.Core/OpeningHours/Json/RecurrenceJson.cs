using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Json;

/// <summary>
/// The JSON form of <see cref="Recurrence"/>: <c>{"seasons": [{"from": "07-01", "to": "08-31"}], "ordinals": [1, -1],
/// "weeks": "ODD", "schoolHolidays": "OUTSIDE"}</c>, what is not set left out.
/// </summary>
internal static class RecurrenceJson
{
    public static Recurrence Read(ref Utf8JsonReader reader)
    {
        ScheduleJson.ExpectObject(ref reader);
        var recurrence = new Recurrence();
        while (ScheduleJson.NextProperty(ref reader, out var name))
        {
            recurrence = name switch
            {
                "seasons" => recurrence with { Seasons = ReadSeasons(ref reader) },
                "ordinals" => recurrence with { Ordinals = ReadOrdinals(ref reader) },
                "weeks" => recurrence with
                {
                    Weeks = ScheduleJson.ReadText(ref reader) switch
                    {
                        "ODD" => WeekParity.Odd,
                        "EVEN" => WeekParity.Even,
                        _ => throw new JsonException("Weeks are \"ODD\" or \"EVEN\"."),
                    },
                },
                "schoolHolidays" => recurrence with
                {
                    SchoolHolidays = ScheduleJson.ReadText(ref reader) switch
                    {
                        "DURING" => SchoolHolidayRule.During,
                        "OUTSIDE" => SchoolHolidayRule.Outside,
                        _ => throw new JsonException("A rule about school holidays is \"DURING\" or \"OUTSIDE\"."),
                    },
                },

                // Unlike elsewhere, what is not known is not skipped: a condition passed over would open a closed door.
                _ => throw new JsonException($"\"{name}\" is no condition of a recurrence."),
            };
        }

        return recurrence;
    }

    public static void Write(Utf8JsonWriter writer, Recurrence value)
    {
        writer.WriteStartObject();
        if (value.Seasons.Count > 0)
        {
            writer.WriteStartArray("seasons");
            foreach (var season in value.Seasons)
            {
                writer.WriteStartObject();
                writer.WriteString("from", Format(season.From));
                writer.WriteString("to", Format(season.To));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (!value.Ordinals.IsEvery)
        {
            writer.WriteStartArray("ordinals");
            foreach (var ordinal in value.Ordinals.Enumerate())
            {
                writer.WriteNumberValue(ordinal);
            }

            writer.WriteEndArray();
        }

        ScheduleJson.WriteText(writer, "weeks", value.Weeks switch
        {
            WeekParity.Odd => "ODD",
            WeekParity.Even => "EVEN",
            _ => null,
        });
        ScheduleJson.WriteText(writer, "schoolHolidays", value.SchoolHolidays switch
        {
            SchoolHolidayRule.During => "DURING",
            SchoolHolidayRule.Outside => "OUTSIDE",
            _ => null,
        });
        writer.WriteEndObject();
    }

    /// <summary>A day of every year from <c>MM-DD</c>; null for a day that no year has.</summary>
    internal static AnnualDate? ParseDay(string? text) =>
        text is [>= '0' and <= '9', >= '0' and <= '9', '-', >= '0' and <= '9', >= '0' and <= '9']
        && int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month
        && int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture) is >= 1 and var day
        && day <= DateTime.DaysInMonth(2000, month) // a leap year
            ? new AnnualDate(month, day)
            : null;

    private static string Format(AnnualDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Month:00}-{date.Day:00}");

    private static List<YearlyRange> ReadSeasons(ref Utf8JsonReader reader)
    {
        ScheduleJson.ExpectArray(ref reader);
        var seasons = new List<YearlyRange>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ScheduleJson.ExpectObject(ref reader);
            (AnnualDate? from, AnnualDate? to) = (null, null);
            while (ScheduleJson.NextProperty(ref reader, out var name))
            {
                var day = ParseDay(ScheduleJson.ReadText(ref reader))
                    ?? throw new JsonException("A day of the year of the form \"07-14\" was expected.");
                switch (name)
                {
                    case "from":
                        from = day;
                        break;
                    case "to":
                        to = day;
                        break;
                    default:
                        throw new JsonException($"\"{name}\" is no part of a season.");
                }
            }

            seasons.Add(new(from ?? throw ScheduleJson.Missing("from"), to ?? throw ScheduleJson.Missing("to")));
        }

        return seasons;
    }

    private static MonthOrdinals ReadOrdinals(ref Utf8JsonReader reader)
    {
        ScheduleJson.ExpectArray(ref reader);
        var ordinals = new List<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var ordinal) || !MonthOrdinals.IsOrdinal(ordinal))
            {
                throw new JsonException("Ordinals are 1 to 5 or -1 to -5.");
            }

            ordinals.Add(ordinal);
        }

        return MonthOrdinals.Of([.. ordinals]);
    }
}
