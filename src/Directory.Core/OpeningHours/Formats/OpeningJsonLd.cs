using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours.Formats;

/// <summary>Opening hours as search engines read them in a page: a fragment of schema.org's JSON-LD.</summary>
/// <remarks>
/// <para>Source: schema.org, <c>openingHoursSpecification</c> and <c>specialOpeningHoursSpecification</c>. Only hours of every
/// week are of the first kind; what falls by a rule, and every day that is not as its weekday says, is given date by date
/// in the second, for the days asked.</para>
/// <para>Closed is said as there, opening and closing at 00:00. Not known cannot be said: weekdays with a text that was not
/// read are left out, and a date not known has neither opening nor closing time, with the reason in words.</para>
/// </remarks>
public static class OpeningJsonLd
{
    private static readonly string[] DayNames =
        ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>A JSON object with the two lists, to be merged into a description of the place.</summary>
    /// <param name="schedule">The rules; null or empty gives empty lists.</param>
    /// <param name="territory">The place.</param>
    /// <param name="from">The first date to look at.</param>
    /// <param name="count">How many dates, 0 to <see cref="OpeningCalendar.MaxDays"/>.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static string Write(
        OpeningSchedule? schedule, TerritorialCalendar territory, LocalDate from, int count, SchoolCalendar? schools = null)
    {
        ArgumentNullException.ThrowIfNull(territory);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer =
            new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) }))
        {
            var weekly = Weekly(schedule);
            writer.WriteStartObject();
            writer.WriteStartArray("openingHoursSpecification");
            foreach (var period in weekly)
            {
                WriteWeekly(writer, period);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("specialOpeningHoursSpecification");
            if (schedule is { IsEmpty: false })
            {
                var usual = new OpeningSchedule { Regular = weekly, PublicHolidays = PublicHolidayPolicy.AsUsual };
                foreach (var day in OpeningCalendar.Days(schedule, territory, from, count, schools))
                {
                    WriteSpecial(writer, usual, territory, day);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<RegularPeriod> Weekly(OpeningSchedule? schedule)
    {
        var unread = (schedule?.Unread ?? []).Aggregate(Weekdays.None, (days, text) => days | text.Days);
        return [.. (schedule?.Regular ?? [])
            .Where(period => period.Recurrence is null)
            .Select(period => period with { Days = period.Days & ~unread })
            .Where(period => !period.Days.IsEmpty)];
    }

    private static void WriteWeekly(Utf8JsonWriter writer, RegularPeriod period)
    {
        Begin(writer);
        writer.WriteStartArray("dayOfWeek");
        foreach (var day in period.Days.Enumerate())
        {
            writer.WriteStringValue($"https://schema.org/{DayNames[(int)day]}");
        }

        writer.WriteEndArray();
        WriteTimes(writer, period.Opens, period.Closes, period.ByAppointment ? "Sur rendez-vous" : null);
        ScheduleJson.WriteDate(writer, "validFrom", period.From);
        ScheduleJson.WriteDate(writer, "validThrough", period.To);
        writer.WriteEndObject();
    }

    private static void WriteSpecial(Utf8JsonWriter writer, OpeningSchedule usual, TerritorialCalendar territory, OpeningDay day)
    {
        var expected = usual.IsEmpty ? [] : OpeningCalendar.Day(usual, territory, day.Date).Slots;
        if (day.IsKnown && day.Slots.SequenceEqual(expected))
        {
            return;
        }

        if (!day.IsKnown || day.Slots.Count == 0)
        {
            Begin(writer);
            if (day.IsKnown)
            {
                WriteTimes(writer, ClockTime.Midnight, ClockTime.Midnight, day.Reason);
            }
            else
            {
                ScheduleJson.WriteText(writer, "description", day.Reason);
            }

            WriteDate(writer, day.Date);
            return;
        }

        foreach (var slot in day.Slots)
        {
            Begin(writer);
            WriteTimes(writer, slot.Opens, slot.Closes, slot.ByAppointment ? "Sur rendez-vous" : day.Reason);
            WriteDate(writer, day.Date);
        }
    }

    private static void Begin(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", "OpeningHoursSpecification");
    }

    // 24:00 is no time of schema.org; 23:59 is how it says the end of the day.
    private static void WriteTimes(Utf8JsonWriter writer, ClockTime opens, ClockTime closes, string? description)
    {
        writer.WriteString("opens", opens.ToString());
        writer.WriteString("closes", closes == ClockTime.EndOfDay ? "23:59" : closes.ToString());
        ScheduleJson.WriteText(writer, "description", description);
    }

    private static void WriteDate(Utf8JsonWriter writer, LocalDate date)
    {
        writer.WriteString("validFrom", LocalDatePattern.Iso.Format(date));
        writer.WriteString("validThrough", LocalDatePattern.Iso.Format(date));
        writer.WriteEndObject();
    }
}
