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
            comparing.List("Fermetures et horaires exceptionnels", Exceptions(was), Exceptions(will), isOrdered: false),
            comparing.List("Textes à vérifier", Unread(was), Unread(will), isOrdered: false),
            new ComparedGroup(
                "Jours fériés et remarque",
                [new ComparedRow("Jours fériés", Holidays(was), Holidays(will)), comparing.Text("Remarque", was?.Comment, will?.Comment)]),
        ];
    }

    /// <summary>The whole in a sentence, closures included.</summary>
    public static string Sentence(OpeningSchedule schedule) => string.Join(" ; ", Exceptions(schedule).Select(said => said.Text)
        .Prepend(OpeningSummary.Of(schedule)).Append(schedule.Comment).Where(part => !string.IsNullOrEmpty(part)));

    private static ComparedGroup Week(string condition, OpeningSchedule? before, OpeningSchedule? after) => new(
        condition.Length == 0 ? "Horaires habituels" : "Horaires " + condition,
        [.. Days.Select(day => new ComparedRow(Capital(FrenchText.Day(day)), Day(before, condition, day), Day(after, condition, day)))])
    {
        IsTable = true,
    };

    private static string? Day(OpeningSchedule? schedule, string condition, IsoDayOfWeek day)
    {
        var periods = Periods(schedule).Where(period => OpeningSummary.Condition(period) == condition).ToList();
        if (periods.Count == 0)
        {
            return null;
        }

        var notes = periods.Where(period => period.Days.Contains(day)).Select(period => period.Note).OfType<string>().Distinct().ToList();
        var hours = OpeningSummary.OfDay(periods, day);
        // Only hours of the whole year make the other days closed.
        return hours.Length == 0 ? (condition.Length == 0 ? "fermé" : null)
            : notes.Count == 0 ? hours
            : $"{hours} ({string.Join(" ; ", notes)})";
    }

    private static IReadOnlyList<RegularPeriod> Periods(OpeningSchedule? schedule) => schedule?.Regular ?? [];

    private static IEnumerable<Said> Exceptions(OpeningSchedule? schedule) => (schedule?.Exceptional ?? [])
        .OrderBy(period => period.From).ThenBy(period => period.To)
        .Select(period =>
        {
            var slots = period.Slots.Select(slot =>
                $"de {FrenchText.Time(slot.Opens)} à {FrenchText.Time(slot.Closes)}{(slot.ClosesNextDay ? " le lendemain" : "")}{(slot.ByAppointment ? " sur rendez-vous" : "")}");
            var days = period.Days == Weekdays.All ? "" : $", {OpeningSummary.Days(period.Days)}";
            var reason = string.IsNullOrEmpty(period.Reason) ? "" : $" ({period.Reason})";
            return new Said(
                $"{period.From} {period.To} {period.Days}",
                period.IsClosed ? "Fermeture" : "Horaires exceptionnels",
                $"{Capital(Dates(period.From, period.To))}{days} : {(period.IsClosed ? "fermé" : string.Join(" et ", slots))}{reason}");
        });

    // « du 8 au 10 mars 2026 »: within a month, its name is said once.
    private static string Dates(LocalDate from, LocalDate to) => from != to && from.Year == to.Year && from.Month == to.Month
        ? $"du {(from.Day == 1 ? "1er" : $"{from.Day}")} au {FrenchText.Date(to)}"
        : OpeningSummary.Dates(from, to)!;

    private static IEnumerable<Said> Unread(OpeningSchedule? schedule) =>
        (schedule?.Unread ?? []).Select(unread => new Said(unread.Text, Capital(OpeningSummary.Days(unread.Days)), unread.Text));

    private static string? Holidays(OpeningSchedule? schedule) => schedule?.PublicHolidays switch
    {
        null => null,
        PublicHolidayPolicy.Closed => "fermé",
        PublicHolidayPolicy.AsUsual => "mêmes horaires que les autres jours",
        _ => "à confirmer",
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
