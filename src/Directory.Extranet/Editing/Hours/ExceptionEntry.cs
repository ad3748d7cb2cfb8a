using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>
/// One line of « Fermetures et horaires exceptionnels »: the exceptional periods of the same dates and reason, with the notice that
/// announces them; or a notice alone.
/// </summary>
public sealed record ExceptionEntry(IReadOnlyList<ExceptionalPeriod> Periods, Notice? Notice)
{
    /// <summary>How long before its first day a message is shown, unless another date is given.</summary>
    public const int DaysShownBefore = 15;

    /// <summary>What the line is called in its address: the same as long as nobody changes it.</summary>
    public string Key => DocumentBlocks.Fingerprint(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Periods,
        Notice = Notice is null ? null : $"{Notice.Title}|{Notice.Body}|{Notice.From}|{Notice.Until}|{Notice.SuspendsReception}",
    }));

    public LocalDate? From => Periods.Count > 0 ? Periods[0].From : null;

    public LocalDate? To => Periods.Count > 0 ? Periods[0].To : null;

    /// <summary>From and to which day it is shown; null for the ends that an information alone does not have.</summary>
    public (LocalDate? From, LocalDate? To) DatesIn(DateTimeZone zone) => Periods.Count > 0
        ? (From, To)
        : (Notice?.From?.InZone(zone).Date, Notice?.Until?.Minus(Duration.Epsilon).InZone(zone).Date);

    public string? Reason => Periods.Count > 0 ? Periods[0].Reason : null;

    public bool IsClosure => Periods.Count > 0 && IsClosed(Periods);

    /// <summary>« Fermeture exceptionnelle », « Horaires différents », « Information à afficher ».</summary>
    public string Kind => Periods.Count == 0 ? "Information à afficher" : IsClosure ? "Fermeture exceptionnelle" : "Horaires différents";

    /// <summary>All lines of a document, in its order; notices that announce none of the dates last.</summary>
    public static IReadOnlyList<ExceptionEntry> Of(AdministrationDocument document)
    {
        var groups = new List<List<ExceptionalPeriod>>();
        foreach (var period in document.OpeningHours?.Exceptional ?? [])
        {
            var group = groups.Find(group => group[0].From == period.From && group[0].To == period.To && group[0].Reason == period.Reason
                && !group.Exists(other => other.Days.Overlaps(period.Days)));
            if (group is null)
            {
                groups.Add([period]);
            }
            else
            {
                group.Add(period);
            }
        }

        var notices = document.Notices.ToList();
        var entries = new List<ExceptionEntry>();
        foreach (var group in groups)
        {
            var notice = notices.Find(notice => !notice.SuspendsReception && group[0].Reason is not null
                && notice.Title == TitleOf(group) && notice.Body == group[0].Reason);
            if (notice is not null)
            {
                notices.Remove(notice);
            }

            entries.Add(new(group, notice));
        }

        return [.. entries, .. notices.Select(notice => new ExceptionEntry([], notice))];
    }

    /// <summary>The document with a line in the place of another.</summary>
    /// <param name="document">As it is.</param>
    /// <param name="before">The line to take away; null for none.</param>
    /// <param name="after">The line to put; null for none.</param>
    public static AdministrationDocument Replace(AdministrationDocument document, ExceptionEntry? before, ExceptionEntry? after)
    {
        List<ExceptionalPeriod> periods = [.. document.OpeningHours?.Exceptional ?? []];
        List<Notice> notices = [.. document.Notices];
        var place = before?.Periods is [var first, ..] ? periods.IndexOf(first) : periods.Count;
        foreach (var period in before?.Periods ?? [])
        {
            periods.Remove(period);
        }

        periods.InsertRange(Math.Clamp(place, 0, periods.Count), after?.Periods ?? []);
        var noticePlace = before?.Notice is { } old ? notices.IndexOf(old) : notices.Count;
        if (before?.Notice is { } gone)
        {
            notices.Remove(gone);
        }

        if (after?.Notice is { } announced)
        {
            notices.Insert(Math.Clamp(noticePlace, 0, notices.Count), announced);
        }

        var schedule = (document.OpeningHours ?? new OpeningSchedule()) with { Exceptional = periods };
        return document with
        {
            OpeningHours = document.OpeningHours is null && periods.Count == 0 ? null : schedule,
            Notices = notices,
        };
    }

    /// <summary>The title of the notice that announces these dates: « Fermeture exceptionnelle du 8 au 10 mars 2027 ».</summary>
    public static string TitleOf(IReadOnlyList<ExceptionalPeriod> periods) =>
        $"{(IsClosed(periods) ? "Fermeture exceptionnelle" : "Horaires différents")} {When(periods[0].From, periods[0].To)}";

    /// <summary>« le 8 mars 2027 », « du 8 au 10 mars 2027 ».</summary>
    public static string When(LocalDate from, LocalDate to) =>
        from == to ? $"le {FrenchText.Date(from)}"
        : from.Year != to.Year ? $"du {FrenchText.Date(from)} au {FrenchText.Date(to)}"
        : from.Month != to.Month ? $"du {FrenchText.DayAndMonth(from)} au {FrenchText.Date(to)}"
        : $"du {from.Day}{(from.Day == 1 ? "er" : "")} au {FrenchText.Date(to)}";

    /// <summary>The weekdays that the dates have, Monday first.</summary>
    public static Weekdays DaysBetween(LocalDate from, LocalDate to) => Enumerable.Range(
        0, Math.Clamp(Period.DaysBetween(from, to) + 1, 0, 7))
        .Aggregate(Weekdays.None, (days, day) => days | Weekdays.Of(from.PlusDays(day).DayOfWeek));

    private static bool IsClosed(IReadOnlyList<ExceptionalPeriod> periods) =>
        periods.All(period => period.IsClosed)
        && (DaysBetween(periods[0].From, periods[0].To) & ~periods.Aggregate(Weekdays.None, (days, period) => days | period.Days)).IsEmpty;
}
