using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Says a whole schedule in one French sentence, as a person would on the phone.</summary>
public static class OpeningSummary
{
    /// <summary>
    /// « Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; le samedi de 9 h à 12 h sur rendez-vous ». Seasons and
    /// texts that could not be read are said too; notes and the comment are not. Without rules: « Horaires non connus ».
    /// </summary>
    public static string Of(OpeningSchedule? schedule)
    {
        if (schedule is null or { IsEmpty: true })
        {
            return OpeningLabels.NotKnown;
        }

        var parts = new List<string>();

        // Hours of the whole year first, then the seasons in the order of the calendar.
        foreach (var season in schedule.Regular
            .GroupBy(period => (period.From, period.To))
            .OrderBy(season => season.Key.From ?? LocalDate.MinIsoValue)
            .ThenBy(season => season.Key.To ?? LocalDate.MaxIsoValue)
            .OrderBy(season => season.Key != (null, null)))
        {
            var hours = string.Join(" ; ", DayGroups(season));
            if (hours.Length > 0)
            {
                parts.Add(Season(season.Key.From, season.Key.To) is { } dates ? $"{dates} : {hours}" : hours);
            }
        }

        if (schedule.Regular.Count > 0)
        {
            AddHolidays(parts, schedule.PublicHolidays);
        }

        foreach (var unread in schedule.Unread)
        {
            var text = OpeningLabels.Quoted(unread.Text);
            parts.Add(unread.Days == Weekdays.All ? $"à vérifier : {text}" : $"{Days(unread.Days)} : {text}");
        }

        var sentence = string.Join(" ; ", parts);
        return sentence.Length == 0 ? OpeningLabels.NotKnown : char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    // « du lundi au vendredi de 9 h à 12 h », one for each set of days with the same hours, by first day.
    private static IEnumerable<string> DayGroups(IEnumerable<RegularPeriod> periods)
    {
        var byHours = new List<(Weekdays Days, string Hours)>();
        foreach (var day in Weekdays.All.Enumerate())
        {
            TimeSlot[] slots =
            [
                .. periods.Where(period => period.Days.Contains(day))
                    .Select(period => new TimeSlot(period.Opens, period.Closes, period.ByAppointment)),
            ];
            var hours = Hours(DayRules.Join(slots));
            if (hours.Length == 0)
            {
                continue;
            }

            var same = byHours.FindIndex(group => group.Hours == hours);
            if (same < 0)
            {
                byHours.Add((Weekdays.Of(day), hours));
            }
            else
            {
                byHours[same] = (byHours[same].Days | Weekdays.Of(day), hours);
            }
        }

        return byHours.Select(group => $"{Days(group.Days)} {group.Hours}");
    }

    private static string Hours(TimeSlot[] slots)
    {
        var free = And([.. slots.Where(slot => !slot.ByAppointment).Select(Slot)]);
        var byAppointment = And([.. slots.Where(slot => slot.ByAppointment).Select(Slot)]);
        return (free.Length, byAppointment.Length) switch
        {
            (_, 0) => free,
            (0, _) when slots.Length == 1 => $"{byAppointment} sur rendez-vous",
            (0, _) => $"sur rendez-vous {byAppointment}",
            _ => $"{free}, et sur rendez-vous {byAppointment}",
        };
    }

    private static string Slot(TimeSlot slot)
    {
        if (slot.Opens == ClockTime.Midnight && slot.Closes == ClockTime.EndOfDay)
        {
            return "24 h sur 24";
        }

        var opens = slot.Opens == ClockTime.Midnight ? "0 h" : FrenchText.Time(slot.Opens);
        return $"de {opens} à {FrenchText.Time(slot.Closes)}";
    }

    // Three days in a row or more are a range; fewer are named one by one.
    private static string Days(Weekdays days)
    {
        if (days == Weekdays.All)
        {
            return "tous les jours";
        }

        var names = new List<string>();
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

            if (last - day >= 2)
            {
                names.Add($"du {FrenchText.Day(day)} au {FrenchText.Day(last)}");
                day = last;
            }
            else
            {
                names.Add($"le {FrenchText.Day(day)}");
            }
        }

        return And([.. names]);
    }

    private static string? Season(LocalDate? from, LocalDate? to) => (from, to) switch
    {
        (null, null) => null,
        ({ } start, null) => $"à partir du {FrenchText.Date(start)}",
        (null, { } end) => $"jusqu'au {FrenchText.Date(end)}",
        ({ } start, { } end) when start == end => $"le {FrenchText.Date(start)}",
        ({ } start, { } end) when start.Year == end.Year =>
            $"du {FrenchText.DayAndMonth(start)} au {FrenchText.Date(end)}",
        ({ } start, { } end) => $"du {FrenchText.Date(start)} au {FrenchText.Date(end)}",
    };

    private static void AddHolidays(List<string> parts, PublicHolidayPolicy policy)
    {
        switch (policy)
        {
            case PublicHolidayPolicy.Closed:
                parts.Add("fermé les jours fériés");
                break;
            case PublicHolidayPolicy.AsUsual:
                parts.Add("mêmes horaires les jours fériés");
                break;
        }
    }

    private static string And(string[] items) => items.Length < 2
        ? string.Concat(items)
        : $"{string.Join(", ", items[..^1])} et {items[^1]}";
}
