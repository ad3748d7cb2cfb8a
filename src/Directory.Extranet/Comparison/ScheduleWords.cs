using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>Opening hours day by day, closures date by date, as sentences.</summary>
internal static class ScheduleWords
{
    private static readonly IsoDayOfWeek[] Days = [.. Weekdays.All.Enumerate()];

    public static IReadOnlyList<ComparedGroup> Of(Comparing comparing, byte[]? before, byte[]? after)
    {
        var (was, will) = (BlockWords.Read<OpeningSchedule>(before), BlockWords.Read<OpeningSchedule>(after));
        // The whole year first, then the seasons as the calendar has them.
        var conditions = Periods(was).Concat(Periods(will)).Select(OpeningSummary.Condition).Distinct()
            .OrderBy(condition => condition.Length > 0).ThenBy(condition => condition, StringComparer.Ordinal).ToList();
        return
        [
            .. conditions.Select(condition => Week(condition, was, will)),
            comparing.List(
                "Fermetures et horaires exceptionnels", Exceptions(was, comparing.Told), Exceptions(will, comparing.Told),
                isOrdered: false),
            comparing.List("Textes à vérifier", Unread(was), Unread(will), isOrdered: false),
            new ComparedGroup(
                "Jours fériés et remarque",
                [
                    new ComparedRow("Jours fériés", Holidays(was, will), Holidays(will, was)), 
                    comparing.Text("Remarque", was?.Comment, will?.Comment),
                ]),
        ];
    }

    /// <summary>The whole in a sentence, closures included.</summary>
    public static string Sentence(OpeningSchedule schedule) => string.Join(" ; ", Exceptions(schedule, null).Select(said => said.Text)
        .Prepend(OpeningSummary.Of(schedule)).Append(schedule.Comment).Where(part => !string.IsNullOrEmpty(part)));

    private static ComparedGroup Week(string condition, OpeningSchedule? before, OpeningSchedule? after) => new(
        condition.Length == 0 ? "Horaires habituels" : "Horaires " + condition,
        [.. Days.SelectMany(day => Day(condition, day, before, after))])
    {
        IsTable = true,
    };

    // The hours of a day, and on a line of its own what is remarked of them.
    private static IEnumerable<ComparedRow> Day(string condition, IsoDayOfWeek day, OpeningSchedule? before, OpeningSchedule? after)
    {
        var name = Capital(FrenchText.Day(day));
        yield return new ComparedRow(name, Hours(before, condition, day), Hours(after, condition, day));
        if ((Remarks(before, condition, day), Remarks(after, condition, day)) is var (was, will) && (was ?? will) is not null)
        {
            yield return new ComparedRow($"{name}, remarque", was, will);
        }
    }

    private static string? Remarks(OpeningSchedule? schedule, string condition, IsoDayOfWeek day)
    {
        var notes = Periods(schedule).Where(period => OpeningSummary.Condition(period) == condition && period.Days.Contains(day))
            .Select(period => period.Note).OfType<string>().Distinct().ToList();
        return notes.Count == 0 ? null : string.Join(" ; ", notes);
    }

    private static string? Hours(OpeningSchedule? schedule, string condition, IsoDayOfWeek day)
    {
        var periods = Periods(schedule).Where(period => OpeningSummary.Condition(period) == condition).ToList();
        if (periods.Count == 0)
        {
            return null;
        }

        var hours = OpeningSummary.OfDay(periods, day);
        // Only hours of the whole year make the other days closed.
        return hours.Length > 0 ? hours : condition.Length == 0 ? "fermé" : null;
    }

    private static IReadOnlyList<RegularPeriod> Periods(OpeningSchedule? schedule) => schedule?.Regular ?? [];

    private static IEnumerable<Said> Exceptions(OpeningSchedule? schedule, ClosureMessages? told) => (schedule?.Exceptional ?? [])
        .OrderBy(period => period.From).ThenBy(period => period.To)
        .Select(period =>
        {
            var slots = period.Slots.Select(slot =>
                $"de {FrenchText.Time(slot.Opens)} à {FrenchText.Time(slot.Closes)}{(slot.ClosesNextDay ? " le lendemain" : "")}{(slot.ByAppointment ? " sur rendez-vous" : "")}");
            var days = period.Days == Weekdays.All ? "" : $", {OpeningSummary.Days(period.Days)}";
            var message = told?.Of(period) is { } level ? $" ({level})" : "";
            var key = $"{period.From} {period.To} {period.Days}";
            return period.IsClosed
                ? new Said(
                    key, "Fermeture",
                    $"Fermeture {FrenchText.Range(period.From, period.To)}{days}{(string.IsNullOrEmpty(period.Reason) ? "" : $" : {period.Reason}")}{message}")
                : new Said(
                    key, "Horaires exceptionnels",
                    $"{Capital(FrenchText.Range(period.From, period.To))}{days} : {string.Join(" et ", slots)}{(string.IsNullOrEmpty(period.Reason) ? "" : $" ({period.Reason})")}{message}");
        });

    private static IEnumerable<Said> Unread(OpeningSchedule? schedule) =>
        (schedule?.Unread ?? []).Select(unread => new Said(unread.Text, Capital(OpeningSummary.Days(unread.Days)), unread.Text));

    // What no schedule said is no news where the other says that nobody knows.
    private static string? Holidays(OpeningSchedule? schedule, OpeningSchedule? other) => schedule?.PublicHolidays switch
    {
        null => null,
        PublicHolidayPolicy.Unconfirmed when other is null => null,
        PublicHolidayPolicy.Closed => "fermé",
        PublicHolidayPolicy.AsUsual => "mêmes horaires que les autres jours",
        _ => "à confirmer",
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
