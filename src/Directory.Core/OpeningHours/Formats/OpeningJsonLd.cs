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

/// <summary>Opening hours as search engines read them in a page: an office in schema.org's JSON-LD.</summary>
/// <remarks>
/// <para>Source: schema.org, <c>openingHoursSpecification</c> and <c>specialOpeningHoursSpecification</c>. Only hours of every
/// week are of the first kind; what falls by a rule, and every day that is not as its weekday says, is given date by date
/// in the second, for the days asked.</para>
/// <para>Closed is said as there, opening and closing at 00:00, of weekdays too. Not known cannot be said, and no hours would mean closed:
/// weekdays with a text that was not read are left out, and so is a date that is not known. The hours of its weekday then end the day
/// before and begin again the day after.</para>
/// </remarks>
public static class OpeningJsonLd
{
    private static readonly string[] DayNames =
        ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>A JSON-LD object: the office's name and the two lists.</summary>
    /// <param name="schedule">The rules; null or empty gives empty lists.</param>
    /// <param name="territory">The place.</param>
    /// <param name="name">The office's name.</param>
    /// <param name="from">The first date to look at.</param>
    /// <param name="count">How many dates, 0 to <see cref="OpeningCalendar.MaxDays"/>.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static string Write(
        OpeningSchedule? schedule, TerritorialCalendar territory, string name, LocalDate from, int count, SchoolCalendar? schools = null)
    {
        ArgumentNullException.ThrowIfNull(territory);
        var days = schedule is { IsEmpty: false } ? OpeningCalendar.Days(schedule, territory, from, count, schools) : [];
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer =
            new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) }))
        {
            var weekly = Weekly(schedule);
            var unknown = days.Where(day => !day.IsKnown).Select(day => day.Date).ToList();
            writer.WriteStartObject();
            writer.WriteString("@context", "https://schema.org");
            writer.WriteString("@type", "GovernmentOffice");
            writer.WriteString("name", name);
            writer.WriteStartArray("openingHoursSpecification");
            var said = weekly.Concat(Closed(schedule)).ToList();
            foreach (var period in said.SelectMany(period => Without(unknown, period)))
            {
                WriteWeekly(writer, period);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("specialOpeningHoursSpecification");
            var usual = new OpeningSchedule { Regular = weekly, PublicHolidays = PublicHolidayPolicy.AsUsual };
            foreach (var day in days.Where(day => day.IsKnown && !IsForSome(day)).Select(ForAnyone))
            {
                var expected = said.Exists(period => IsOn(period, day.Date)) ? OpeningCalendar.Day(usual, territory, day.Date).Slots : null;
                if (expected is null || !day.Slots.SequenceEqual(expected))
                {
                    WriteSpecial(writer, day);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // There is no word for a slot for a service or a public: it is not the office's opening, and a day that has no other is not closed
    // either.
    private static bool IsForSome(OpeningDay day) => day.Slots.Count > 0 && day.Slots.All(slot => slot.Purpose is not null);

    private static OpeningDay ForAnyone(OpeningDay day) =>
        day.Slots.Any(slot => slot.Purpose is not null) ? day with { Slots = [.. day.Slots.Where(slot => slot.Purpose is null)] } : day;

    private static List<RegularPeriod> Weekly(OpeningSchedule? schedule)
    {
        var unread = (schedule?.Unread ?? []).Aggregate(Weekdays.None, (days, text) => days | text.Days);
        return [.. (schedule?.Regular ?? [])
            .Where(period => period is { Recurrence: null, Purpose: null })
            .Select(period => period with { Days = period.Days & ~unread })
            .Where(period => !period.Days.IsEmpty)];
    }

    // Days of the week of which nothing else is said: closed, where the others have hours.
    private static IEnumerable<RegularPeriod> Closed(OpeningSchedule? schedule)
    {
        var said = (schedule?.Regular ?? []).Select(period => period.Days).Concat((schedule?.Unread ?? []).Select(text => text.Days))
            .Aggregate(Weekdays.None, (days, more) => days | more);
        if (schedule is { HasRegularHours: true } && said != Weekdays.All)
        {
            yield return new RegularPeriod { Days = Weekdays.All & ~said, Opens = ClockTime.Midnight, Closes = ClockTime.Midnight };
        }
    }

    private static bool IsOn(RegularPeriod period, LocalDate date) =>
        period.Days.Contains(date.DayOfWeek) && !(date < period.From) && !(date > period.To);

    // The period as it is, and the days of it that have a date not known in stretches around each.
    private static IEnumerable<RegularPeriod> Without(List<LocalDate> unknown, RegularPeriod period)
    {
        var torn = unknown.Where(date => IsOn(period, date)).ToLookup(date => date.DayOfWeek);
        var whole = period.Days & ~torn.Aggregate(Weekdays.None, (days, dates) => days | Weekdays.Of(dates.Key));
        if (!whole.IsEmpty)
        {
            yield return period with { Days = whole };
        }

        foreach (var dates in torn)
        {
            var from = period.From;
            foreach (var date in dates.Order())
            {
                if (!(date.PlusDays(-1) < from))
                {
                    yield return period with { Days = Weekdays.Of(dates.Key), From = from, To = date.PlusDays(-1) };
                }

                from = date.PlusDays(1);
            }

            if (!(from > period.To))
            {
                yield return period with { Days = Weekdays.Of(dates.Key), From = from };
            }
        }
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

    private static void WriteSpecial(Utf8JsonWriter writer, OpeningDay day)
    {
        if (day.Slots.Count == 0)
        {
            Begin(writer);
            WriteTimes(writer, ClockTime.Midnight, ClockTime.Midnight, day.Reason);
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
