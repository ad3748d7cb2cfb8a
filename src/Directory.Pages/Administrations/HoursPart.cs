using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Administrations;

/// <summary>The hours of the coming week, day by day, and what closes or changes in the weeks after.</summary>
internal static class HoursPart
{
    private const int Week = 7;

    // As far ahead as people plan; and as many lines as they read.
    private const int DaysAhead = 90;
    private const int MaxComing = 6;

    public static void Write(HtmlWriter html, Reader reader)
    {
        var schedule = reader.Administration.OpeningHours?.ToSchedule();
        if (schedule is null or { IsEmpty: true })
        {
            return;
        }

        html.Write($"<section><h{reader.Context.Part}>Horaires</h{reader.Context.Part}>");
        if (schedule.IsClosedToPublic)
        {
            html.Write($"<p>{OpeningLabels.ClosedToPublic}</p></section>");
            return;
        }

        var days = OpeningCalendar.Days(schedule, reader.Calendar, reader.Today, DaysAhead, reader.Context.Schools);
        html.Write($"<table class=\"guichet__week\"><caption class=\"fr-sr-only\">Sept jours à partir d'aujourd'hui</caption><tbody>");
        foreach (var day in days.Take(Week))
        {
            html.Write($"<tr><th scope=\"row\">{Capital(FrenchText.Day(day.Date.DayOfWeek))} {FrenchText.DayAndMonth(day.Date)}");
            html.Write($"{(day.Date == reader.Today ? ", aujourd'hui" : "")}</th><td>{Hours(day)}");
            if (day.Reason is { } reason && reason != Hours(day))
            {
                html.Write($"<span class=\"guichet__reason\">{reason}</span>");
            }

            html.Write($"</td></tr>");
        }

        html.Write($"</tbody></table>");
        if (!string.IsNullOrEmpty(schedule.Comment))
        {
            html.Write($"<p class=\"guichet__comment\">{schedule.Comment}</p>");
        }

        Coming(html, days);
        html.Write($"</section>");
    }

    // « Du 24 au 26 décembre 2026 : fermé exceptionnellement (inventaire) »: days in a row for which the same is said are one line.
    private static void Coming(HtmlWriter html, IReadOnlyList<OpeningDay> days)
    {
        var lines = new List<(OpeningDay First, LocalDate Last)>();
        foreach (var day in days.Where(day => day is { IsKnown: true, Reason: not null }))
        {
            if (lines.Count > 0 && lines[^1].Last == day.Date.PlusDays(-1) && lines[^1].First.Reason == day.Reason
                && lines[^1].First.Slots.SequenceEqual(day.Slots))
            {
                lines[^1] = lines[^1] with { Last = day.Date };
            }
            else
            {
                lines.Add((day, day.Date));
            }
        }

        if (lines.Count == 0)
        {
            return;
        }

        html.Write($"<p class=\"guichet__coming\">À noter</p><ul>");
        foreach (var (day, last) in lines.Take(MaxComing))
        {
            html.Write($"<li>{Capital(FrenchText.Range(day.Date, last))} : {char.ToLowerInvariant(day.Reason![0])}{day.Reason[1..]}");
            html.Write($"{(day.Slots.Count > 0 ? $", {Hours(day)}" : "")}</li>");
        }

        html.Write($"</ul>");
    }

    private static string Hours(OpeningDay day) => day switch
    {
        { Slots.Count: > 0 } => string.Join(", ", day.Slots.Select(Slot)),
        { IsKnown: false } => "non connus",
        _ => "fermé",
    };

    // Times are not cut at the end of a line.
    private static string Slot(TimeSlot slot) => Times(slot).Replace(' ', '\u00A0') + (slot.ByAppointment ? " sur rendez-vous" : "");

    private static string Times(TimeSlot slot) => slot is { Opens.Minutes: 0, Closes.Minutes: ClockTime.MinutesPerDay }
        ? "24 h sur 24"
        : $"{FrenchText.Time(slot.Opens)} – {FrenchText.Time(slot.Closes)}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
