using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.Core.OpeningHours.Formats;

/// <summary>Days as an iCalendar file, to be put beside one's own appointments.</summary>
/// <remarks>
/// RFC 5545. Slots are events in UTC instants (form 2 of §3.3.5), so that no definition of a time zone is needed; days that
/// are closed out of turn or not known are events of the whole day that block nobody's time (TRANSP:TRANSPARENT).
/// </remarks>
public static class OpeningICalendar
{
    private const int MaxLineBytes = 75;

    private static readonly InstantPattern UtcPattern = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>Writes days, as <see cref="OpeningCalendar.Days"/> gives them.</summary>
    /// <param name="days">The days, at most <see cref="OpeningCalendar.MaxDays"/>.</param>
    /// <param name="territory">Where they are.</param>
    /// <param name="name">What is open, shown with each event.</param>
    /// <param name="id">What identifies it for ever, part of each event's UID: the id of the administration.</param>
    /// <param name="now">When the file is made.</param>
    public static string Write(
        IReadOnlyList<OpeningDay> days, TerritorialCalendar territory, string name, string id, Instant now)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(territory);
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Directory//Horaires//FR");
        Line(file, $"X-WR-CALNAME:{Escape(name)}");
        foreach (var day in days)
        {
            if (!day.IsKnown || (day.Slots.Count == 0 && day.Reason is not null))
            {
                WriteDay(file, day, name, id, now);
            }
            else
            {
                foreach (var slot in day.Slots)
                {
                    WriteSlot(file, day, slot, territory.TimeZone, name, id, now);
                }
            }
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static void WriteDay(StringBuilder file, OpeningDay day, string name, string id, Instant now)
    {
        Begin(file, $"{DatePattern.Format(day.Date)}-{id}", now);
        Line(file, $"DTSTART;VALUE=DATE:{DatePattern.Format(day.Date)}");
        Line(file, $"DTEND;VALUE=DATE:{DatePattern.Format(day.Date.PlusDays(1))}");
        Line(file, $"SUMMARY:{Escape($"{name} : {(day.IsKnown ? "fermé" : "à vérifier")}")}");
        End(file, day.Reason);
    }

    private static void WriteSlot(
        StringBuilder file, OpeningDay day, TimeSlot slot, DateTimeZone zone, string name, string id, Instant now)
    {
        var number = 0;
        foreach (var interval in OpenInterval.Of(slot, day.Date, zone))
        {
            var part = number++ == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
            Begin(file, $"{DatePattern.Format(day.Date)}-{slot.Opens.Hour:00}{slot.Opens.Minute:00}{part}-{id}", now);
            Line(file, $"DTSTART:{UtcPattern.Format(interval.Start)}");
            Line(file, $"DTEND:{UtcPattern.Format(interval.End)}");
            Line(file, $"SUMMARY:{Escape($"{name} : ouvert{(slot.ByAppointment ? " sur rendez-vous" : "")}")}");
            End(file, day.Reason);
        }
    }

    private static void Begin(StringBuilder file, string uid, Instant now)
    {
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{Escape(uid)}");
        Line(file, $"DTSTAMP:{UtcPattern.Format(now)}");
    }

    private static void End(StringBuilder file, string? reason)
    {
        if (reason is not null)
        {
            Line(file, $"DESCRIPTION:{Escape(reason)}");
        }

        Line(file, "TRANSP:TRANSPARENT");
        Line(file, "END:VEVENT");
    }

    // §3.3.11: backslash, semicolon, comma and line break are written with a backslash; other control characters may not be there.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    // §3.1: lines end with CRLF and have at most 75 bytes; a longer one goes on after CRLF and a space, between characters.
    private static void Line(StringBuilder file, string content)
    {
        var bytes = 0;
        foreach (var rune in content.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxLineBytes)
            {
                file.Append("\r\n ");
                bytes = 1;
            }

            file.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
