using System.Globalization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Writes a schedule as rules, in the order in which they must stand for each to replace what it should.</summary>
internal static class OsmWriter
{
    private static readonly string[] DayNames = ["", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    private static readonly string[] MonthNames =
        ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static OsmWriting Write(OpeningSchedule schedule)
    {
        if (!schedule.HasRegularHours)
        {
            return new(null, schedule.IsEmpty
                ? "Il n'y a pas d'horaires."
                : "Seuls des jours exceptionnels sont connus, ce que cette syntaxe ne dit pas.");
        }

        if (Refusal(schedule) is { } refusal)
        {
            return new(null, refusal);
        }

        var text = schedule.IsClosedToPublic ? "off" : Regular(schedule);
        foreach (var unread in schedule.Unread)
        {
            Add(ref text, $"{Days(unread.Days)} unknown \"{Comment(unread.Text)}\"");
        }

        foreach (var period in Ordered(schedule).Where(period => IsBeforeHolidays(period, schedule.PublicHolidays)))
        {
            Add(ref text, Exception(period));
        }

        var allDays = AllDays(schedule);
        Add(ref text, schedule.PublicHolidays switch
        {
            PublicHolidayPolicy.Closed => "PH off",
            PublicHolidayPolicy.Unconfirmed => $"PH {(allDays == Weekdays.All ? "" : Days(allDays) + " ")}unknown \"{OsmText.ToConfirm}\"",
            _ => "",
        });
        foreach (var period in Ordered(schedule).Where(period => !IsBeforeHolidays(period, schedule.PublicHolidays)))
        {
            Add(ref text, Exception(period));
        }

        return text.Length <= OsmText.MaxLength
            ? new(text, null)
            : new(null, $"Le texte compterait {text.Length} caractères ; {OsmText.MaxLength} au plus.");
    }

    private static string? Refusal(OpeningSchedule schedule)
    {
        if (schedule.Unread.Any(unread => unread.Recurrence is not null))
        {
            return "Des horaires à vérifier une partie de l'année seulement ne s'écrivent pas.";
        }

        var outside = Weekdays.None;
        foreach (var period in schedule.Regular)
        {
            if (Stretch.Of(period.Opens, period.Closes, period.ClosesNextDay, period.ByAppointment) is null)
            {
                return "Un créneau ferme avant d'ouvrir.";
            }

            if (period.From is not null && period.Recurrence is { Seasons.Count: > 0 })
            {
                return "Une saison de chaque année ne peut pas aussi avoir des dates.";
            }

            if (period is { From: null, To: not null })
            {
                return "Des horaires qui ont une date de fin mais pas de date de début ne s'écrivent pas dans cette syntaxe.";
            }

            if (period.Recurrence?.Seasons.Any(season => IsLeapDay(season.From) || IsLeapDay(season.To)) == true)
            {
                return "Une saison qui commence ou finit un 29 février n'a pas de sens fixe dans cette syntaxe.";
            }

            outside |= period.Recurrence?.SchoolHolidays == SchoolHolidayRule.Outside ? period.Days : Weekdays.None;
        }

        if (schedule.Regular.Any(period => period.Days.Overlaps(outside)
            && (period.From is not null
                || period.Recurrence is { } rule && !(rule with { SchoolHolidays = SchoolHolidayRule.Ignored }).IsEmpty)))
        {
            return "« Hors vacances scolaires » ne se combine pas avec une autre condition dans cette syntaxe.";
        }

        return schedule.PublicHolidays == PublicHolidayPolicy.Unconfirmed ? RefusalOfDoubt(schedule) : null;

        static bool IsLeapDay(AnnualDate date) => date is { Month: 2, Day: 29 };
    }

    // A holiday that nobody confirmed is unknown where there would be slots, and the rule that says so stands at one place.
    private static string? RefusalOfDoubt(OpeningSchedule schedule)
    {
        var ordered = Ordered(schedule).ToList();
        var slots = ordered.Where(period => IsBeforeHolidays(period, schedule.PublicHolidays)).ToList();
        if (slots.Exists(period => !(period.Days & ~AllDays(schedule)).IsEmpty))
        {
            return "Des horaires exceptionnels d'autres jours de la semaine ne s'écrivent pas tant que les jours fériés sont à confirmer.";
        }

        return slots.Exists(open => ordered.Exists(closed => closed.IsClosed
            && closed.From <= open.To && open.From <= closed.To && closed.Days.Overlaps(open.Days)
            && ordered.IndexOf(closed) < ordered.IndexOf(open)))
            ? "Des horaires exceptionnels pendant une fermeture plus longue ne s'écrivent pas tant que les jours fériés sont à confirmer."
            : null;
    }

    private static Weekdays AllDays(OpeningSchedule schedule) =>
        schedule.Regular.Aggregate(Weekdays.None, (days, period) => days | period.Days)
        | schedule.Unread.Aggregate(Weekdays.None, (days, unread) => days | unread.Days);

    private static string Regular(OpeningSchedule schedule)
    {
        // Appointments first: where both kinds overlap, the later rule, for anyone, holds.
        var groups = new List<(string Selector, string Times, string Comment)>();
        var isPlain = true;
        foreach (var group in schedule.Regular
            .GroupBy(period => (period.From, period.To, period.Recurrence, period.ByAppointment, period.Purpose))
            .OrderByDescending(group => group.Key.Purpose is not null).ThenByDescending(group => group.Key.ByAppointment))
        {
            foreach (var (days, times) in ByTimes(group))
            {
                groups.Add(
                    (Selector(group.Key.From, group.Key.To, group.Key.Recurrence, days), times, Note(
                        group.Key.ByAppointment, group.Key.Purpose)));
            }

            isPlain &= group.Key is { From: null, Recurrence: null };
        }

        // Rules on days of their own may replace each other, which is how such texts mostly look; others must add up.
        isPlain &= !schedule.HasNights && !schedule.Regular.Any(period => period.ByAppointment || period.Purpose is not null);
        var text = string.Join(isPlain ? "; " : ", ", groups.Select(group => $"{group.Selector}{group.Times}{group.Comment}"));
        return SchoolHolidays(schedule, text);
    }

    // « Outside » is said by what replaces it during the holidays.
    private static string SchoolHolidays(OpeningSchedule schedule, string text)
    {
        var outside = schedule.Regular.Where(period => period.Recurrence?.SchoolHolidays == SchoolHolidayRule.Outside)
            .Aggregate(Weekdays.None, (days, period) => days | period.Days);
        if (outside.IsEmpty)
        {
            return text;
        }

        Add(ref text, $"SH {Days(outside)} off");
        var during = schedule.Regular
            .Where(period => period.Days.Overlaps(outside) && period.Recurrence?.SchoolHolidays != SchoolHolidayRule.Outside)
            .Select(period => period with { Days = period.Days & outside, Recurrence = null })
            .GroupBy(period => (period.ByAppointment, period.Purpose))
            .OrderByDescending(group => group.Key.Purpose is not null).ThenByDescending(group => group.Key.ByAppointment);
        foreach (var group in during)
        {
            foreach (var (days, times) in ByTimes(group))
            {
                text += $", SH {Days(days)} {times}{Note(group.Key.ByAppointment, group.Key.Purpose)}";
            }
        }

        return text;
    }

    // Open for a part is neither open nor closed there, and the comment says for whom.
    private static string Note(bool byAppointment, string? purpose = null) =>
        purpose is not null ? $" unknown \"uniquement : {Comment(purpose)}{(byAppointment ? $", {OsmText.Appointment}" : "")}\""
        : byAppointment ? $" open \"{OsmText.Appointment}\"" : "";

    // Days with the same times are one rule.
    private static IEnumerable<(Weekdays Days, string Times)> ByTimes(IEnumerable<RegularPeriod> periods)
    {
        var all = periods.ToList();
        return Weekdays.All.Enumerate()
            .Select(day => (Day: Weekdays.Of(day), Times: string.Join(',', all.Where(period => period.Days.Contains(day))
                .OrderBy(period => period.Opens).Select(period => Times(period.Opens, period.Closes)))))
            .Where(item => item.Times.Length > 0)
            .GroupBy(item => item.Times)
            .Select(group => (group.Aggregate(Weekdays.None, (days, item) => days | item.Day), group.Key));
    }

    private static string Times(ClockTime opens, ClockTime closes) =>
        $"{opens}-{(closes == ClockTime.Midnight ? ClockTime.EndOfDay : closes)}";

    private static string Selector(LocalDate? from, LocalDate? to, Recurrence? rule, Weekdays days)
    {
        string?[] parts =
        [
            from is { } first ? Dates(first, to) : null,
            rule is { Seasons.Count: > 0 } ? string.Join(',', rule.Seasons.Select(Season)) : null,
            rule?.Weeks switch
            {
                WeekParity.Odd => "week 01-53/2",
                WeekParity.Even => "week 02-52/2",
                _ => null,
            },
            rule?.SchoolHolidays == SchoolHolidayRule.During ? "SH" : null,
            rule is { Ordinals.IsEvery: false } ? Days(days, rule.Ordinals) : Days(days),
        ];
        return string.Join(' ', parts.Where(part => part is not null)) + " ";
    }

    private static string Season(YearlyRange season) => season.From == season.To
        ? Day(season.From)
        : $"{Day(season.From)}-{Day(season.To)}";

    private static string Day(AnnualDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{MonthNames[date.Month]} {date.Day:00}");

    private static string Dates(LocalDate from, LocalDate? to) =>
        to is null ? Day(from) + "+" : from == to ? Day(from) : $"{Day(from)}-{Day(to.Value)}";

    private static string Day(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000} {MonthNames[date.Month]} {date.Day:00}");

    private static string Days(Weekdays days, MonthOrdinals ordinals) => string.Join(',', days.Enumerate()
        .Select(
            day =>
                $"{DayNames[(int)day]}[{string.Join(',', ordinals.Enumerate().Select(o => o.ToString(CultureInfo.InvariantCulture)))}]"));

    // Two days or more in a row are a range.
    private static string Days(Weekdays days)
    {
        var parts = new List<string>();
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (!days.Contains(day))
            {
                continue;
            }

            var last = day;
            while (last < IsoDayOfWeek.Sunday && days.Contains(last + 1))
            {
                last++;
            }

            parts.Add(last == day ? DayNames[(int)day] : $"{DayNames[(int)day]}-{DayNames[(int)last]}");
            day = last;
        }

        return string.Join(',', parts);
    }

    // The most specific last, since the last rule wins.
    private static IEnumerable<ExceptionalPeriod> Ordered(OpeningSchedule schedule) => schedule.Exceptional
        .OrderByDescending(period => Period.DaysBetween(period.From, period.To))
        .ThenBy(period => period.From);

    // Slots of a range give way to a public holiday; a closure, or slots for the very day, do not.
    // Where holidays are closed days themselves, a closure may stand before them and keep its place among the ranges.
    private static bool IsBeforeHolidays(ExceptionalPeriod period, PublicHolidayPolicy policy) => policy switch
    {
        PublicHolidayPolicy.Closed => period.From != period.To,
        PublicHolidayPolicy.Unconfirmed => !period.IsClosed && period.From != period.To,
        _ => false,
    };

    private static string Exception(ExceptionalPeriod period)
    {
        var days = period.Days == Weekdays.All ? "" : Days(period.Days) + " ";
        var selector = $"{Dates(period.From, period.To)} {days}";
        if (period.IsClosed)
        {
            return selector + "off" + (period.Reason is { } reason ? $" \"{Comment(reason)}\"" : "");
        }

        return string.Join(", ", period.Slots.GroupBy(slot => slot.ByAppointment).OrderByDescending(group => group.Key)
            .Select(group => selector
                + string.Join(',', group.OrderBy(slot => slot.Opens).Select(slot => Times(slot.Opens, slot.Closes)))
                + Note(group.Key)));
    }

    // A comment cannot hold its own quote.
    private static string Comment(string text) =>
        string.Join(' ', text.Replace('"', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Add(ref string text, string rule)
    {
        if (rule.Length > 0)
        {
            text = text.Length == 0 ? rule : $"{text}; {rule}";
        }
    }
}
