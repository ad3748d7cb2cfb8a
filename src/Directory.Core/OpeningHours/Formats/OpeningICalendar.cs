using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.Core.OpeningHours.Formats;

/// <summary>Days as an iCalendar file, to be put beside one's own appointments.</summary>
/// <remarks>
/// RFC 5545. Slots are events in UTC instants (form 2 of §3.3.5), so that no definition of a time zone is needed; days that
/// are closed out of turn or not known are events of the whole day that block nobody's time (TRANSP:TRANSPARENT). Days that are all closed
/// as usual are one such event, since a file has one component at the least (§3.6).
/// </remarks>
public static class OpeningICalendar
{
    private const int MaxLineBytes = 75;

    // How long a program that subscribes to it may wait before it asks again.
    private const string Refresh = "PT6H";

    private static readonly InstantPattern UtcPattern = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>Writes days, as <see cref="OpeningCalendar.Days"/> gives them.</summary>
    /// <param name="days">The days, at most <see cref="OpeningCalendar.MaxDays"/>.</param>
    /// <param name="territory">Where they are.</param>
    /// <param name="name">What is open, shown with each event.</param>
    /// <param name="id">What identifies it for ever, part of each event's UID: the id of the administration.</param>
    /// <param name="changedAt">When what it says was published, so that the same file stays the same.</param>
    /// <returns>Null where there is no day.</returns>
    public static string? Write(
        IReadOnlyList<OpeningDay> days, TerritorialCalendar territory, string name, string id, Instant changedAt)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(territory);
        if (days.Count == 0)
        {
            return null;
        }

        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//Directory//Horaires//FR");
        Line(file, $"X-WR-CALNAME:{Escape(name)}");
        Line(file, $"REFRESH-INTERVAL;VALUE=DURATION:{Refresh}"); // RFC 7986 §5.7
        Line(file, $"X-PUBLISHED-TTL:{Refresh}"); // the same for older programs
        if (days.All(IsClosedAsUsual))
        {
            WriteDays(file, days[0].Date, days[^1].Date, $"{name} : fermé", null, id, changedAt);
        }

        foreach (var day in days)
        {
            if (!day.IsKnown || (day.Slots.Count == 0 && day.Reason is not null))
            {
                WriteDays(file, day.Date, day.Date, $"{name} : {(day.IsKnown ? "fermé" : "à vérifier")}", day.Reason, id, changedAt);
            }
            else
            {
                foreach (var slot in day.Slots)
                {
                    WriteSlot(file, day, slot, territory.TimeZone, name, id, changedAt);
                }
            }
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static bool IsClosedAsUsual(OpeningDay day) => day is { IsKnown: true, Slots.Count: 0, Reason: null };

    private static void WriteDays(
        StringBuilder file, LocalDate first, LocalDate last, string summary, string? reason, string id, Instant changedAt)
    {
        Begin(file, $"{DatePattern.Format(first)}-{id}", changedAt);
        Line(file, $"DTSTART;VALUE=DATE:{DatePattern.Format(first)}");
        Line(file, $"DTEND;VALUE=DATE:{DatePattern.Format(last.PlusDays(1))}");
        Line(file, $"SUMMARY:{Escape(summary)}");
        End(file, reason);
    }

    private static void WriteSlot(
        StringBuilder file, OpeningDay day, TimeSlot slot, DateTimeZone zone, string name, string id, Instant changedAt)
    {
        var number = 0;
        foreach (var interval in OpenInterval.Of(slot, day.Date, zone))
        {
            var part = number++ == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
            Begin(file, $"{DatePattern.Format(day.Date)}-{slot.Opens.Hour:00}{slot.Opens.Minute:00}{part}-{id}", changedAt);
            Line(file, $"DTSTART:{UtcPattern.Format(interval.Start)}");
            Line(file, $"DTEND:{UtcPattern.Format(interval.End)}");
            Line(
                file,
                $"SUMMARY:{Escape($"{name} : ouvert{(slot.ByAppointment ? " sur rendez-vous" : "")}{(slot.Purpose is { } purpose ? $" ({purpose})" : "")}")}");
            End(file, day.Reason);
        }
    }

    private static void Begin(StringBuilder file, string uid, Instant changedAt)
    {
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{Escape(uid)}");
        Line(file, $"DTSTAMP:{UtcPattern.Format(changedAt)}");
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
