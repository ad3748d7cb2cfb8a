using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Words;

/// <summary>Says a whole schedule in one French sentence, as a person would on the phone.</summary>
public static class OpeningSummary
{
    /// <summary>
    /// « Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h ; le 1er samedi du mois de 9 h à 12 h sur rendez-vous ». Seasons
    /// and texts that could not be read are said too; notes, the comment and exceptional periods, which pass, are not.
    /// Without rules: « Horaires non connus » or, where nobody is ever received, « Fermé au public ».
    /// </summary>
    /// <remarks><see cref="OpeningSummaryReader"/> reads it back: whatever is said here in a new way is taught there.</remarks>
    public static string Of(OpeningSchedule? schedule)
    {
        if (schedule is null or { IsEmpty: true })
        {
            return OpeningLabels.NotKnown;
        }

        if (schedule.IsClosedToPublic)
        {
            return OpeningLabels.ClosedToPublic;
        }

        var parts = new List<string>();

        // Hours of the whole year first, then the seasons in the order of the calendar.
        foreach (var (condition, periods) in ByCondition(schedule.Regular))
        {
            var hours = string.Join(" ; ", DayGroups(periods));
            if (hours.Length > 0)
            {
                parts.Add(condition.Length > 0 ? $"{condition} : {hours}" : hours);
            }
        }

        if (schedule.Regular.Count > 0)
        {
            AddHolidays(parts, schedule.PublicHolidays);
        }

        foreach (var unread in schedule.Unread)
        {
            var text = OpeningLabels.Quoted(unread.Text);
            var condition = Condition(null, null, unread.Recurrence);
            var when =
                unread.Days == Weekdays.All ? condition : condition.Length == 0 ? Days(unread.Days) : $"{condition}, {Days(unread.Days)}";
            parts.Add(when.Length == 0 ? $"à vérifier : {text}" : $"{when} : {text}");
        }

        var sentence = string.Join(" ; ", parts);
        return sentence.Length == 0 ? OpeningLabels.NotKnown : char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    /// <summary>
    /// One weekday of some regular periods: « de 9 h à 12 h et de 14 h à 17 h ; le 1er lundi du mois de 9 h à 18 h ». Empty where none
    /// falls on it. Dates and seasons are not said: see <see cref="Condition(RegularPeriod)"/>.
    /// </summary>
    internal static string OfDay(IEnumerable<RegularPeriod> periods, IsoDayOfWeek day)
    {
        var own = periods.Where(period => period.Days.Contains(day)).Select(period => period with { Days = Weekdays.Of(day) }).ToList();
        var prefix = $"le {FrenchText.Day(day)} ";
        return string.Join(" ; ", DayGroups(own).Select(part =>
            part.StartsWith(prefix, StringComparison.Ordinal) ? part[prefix.Length..] : part));
    }

    private static IEnumerable<(string Condition, List<RegularPeriod> Periods)> ByCondition(IEnumerable<RegularPeriod> periods) => periods
        .GroupBy(period => Condition(period))
        .Select(group => (group.Key, Periods: group.ToList()))
        .OrderBy(group => group.Key.Length > 0)
        .ThenBy(group => group.Periods[0].From ?? LocalDate.MinIsoValue)
        .ThenBy(group => group.Periods[0].To ?? LocalDate.MaxIsoValue)
        .ThenBy(group => group.Key, StringComparer.Ordinal);

    /// <summary>
    /// « chaque année du 1er juillet au 31 août, hors vacances scolaires, uniquement « l'état civil » »; empty for always and anyone.
    /// </summary>
    internal static string Condition(RegularPeriod period)
    {
        var dates = Condition(period.From, period.To, period.Recurrence);
        var purpose =
            period.Purpose is { } words
                ? $"uniquement « {words.Replace(" : ", ", ", StringComparison.Ordinal).Replace(" ; ", ", ", StringComparison.Ordinal)} »"
                : "";
        return dates.Length > 0 && purpose.Length > 0 ? $"{dates}, {purpose}" : dates + purpose;
    }

    private static string Condition(LocalDate? from, LocalDate? to, Recurrence? rule)
    {
        string?[] parts =
        [
            Dates(from, to),
            rule is { Seasons.Count: > 0 } ? "chaque année " + And([.. rule.Seasons.Select(Season)]) : null,
            rule?.Weeks switch
            {
                WeekParity.Odd => "semaines impaires",
                WeekParity.Even => "semaines paires",
                _ => null,
            },
            rule?.SchoolHolidays switch
            {
                SchoolHolidayRule.During => "pendant les vacances scolaires",
                SchoolHolidayRule.Outside => "hors vacances scolaires",
                _ => null,
            },
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static string Season(YearlyRange season) => season.From == season.To
        ? $"le {FrenchText.DayAndMonth(season.From)}"
        : $"du {FrenchText.DayAndMonth(season.From)} au {FrenchText.DayAndMonth(season.To)}";

    // « du lundi au vendredi de 9 h à 12 h », one for each set of days with the same hours, by first day; after the days of
    // every week those of some weeks of the month, each by itself.
    private static IEnumerable<string> DayGroups(List<RegularPeriod> periods)
    {
        var byHours = new List<(Weekdays Days, MonthOrdinals Ordinals, string Hours)>();
        foreach (var ordinals in periods.Select(Ordinals).Distinct().OrderBy(set => set.Bits))
        {
            foreach (var day in Weekdays.All.Enumerate())
            {
                var hours = Hours([.. periods.Where(period => period.Days.Contains(day) && Ordinals(period) == ordinals)]);
                var same = ordinals.IsEvery ? byHours.FindIndex(group => group.Hours == hours) : -1;
                if (same >= 0)
                {
                    byHours[same] = byHours[same] with { Days = byHours[same].Days | Weekdays.Of(day) };
                }
                else if (hours.Length > 0)
                {
                    byHours.Add((Weekdays.Of(day), ordinals, hours));
                }
            }
        }

        return byHours.Select(
            group => $"{(group.Ordinals.IsEvery ? Days(group.Days) : DayOfMonth(group.Days, group.Ordinals))} {group.Hours}");
    }

    private static MonthOrdinals Ordinals(RegularPeriod period) => period.Recurrence?.Ordinals ?? MonthOrdinals.Every;

    // « le 1er et le 3e samedi du mois », « le samedi, sauf le dernier du mois ».
    private static string DayOfMonth(Weekdays day, MonthOrdinals ordinals)
    {
        var name = FrenchText.Day(day.Enumerate().First());
        return ordinals.AllButOne() is { } missing
            ? $"le {name}, sauf le {FrenchText.Ordinal(missing)} du mois,"
            : $"{And([.. ordinals.Enumerate().Select(ordinal => "le " + FrenchText.Ordinal(ordinal))])} {name} du mois";
    }

    private static string Hours(List<RegularPeriod> periods)
    {
        var slots = DayRules.Join([.. periods.Where(period => !period.ClosesNextDay)
            .Select(period => Stretch.Of(period.Opens, period.Closes, false, period.ByAppointment)).OfType<Stretch>()]);
        var nights = periods.Where(period => period.ClosesNextDay).ToList();
        var free =
            And([.. slots.Where(slot => !slot.ByAppointment).Select(Slot), .. nights.Where(night => !night.ByAppointment).Select(Night)]);
        var byAppointment = And(
            [.. slots.Where(slot => slot.ByAppointment).Select(Slot), .. nights.Where(night => night.ByAppointment).Select(Night)]);
        return (free.Length, byAppointment.Length) switch
        {
            (_, 0) => free,
            (0, _) when slots.Length + nights.Count == 1 => $"{byAppointment} sur rendez-vous",
            (0, _) => $"sur rendez-vous {byAppointment}",
            _ => $"{free}, et sur rendez-vous {byAppointment}",
        };
    }

    private static string Night(RegularPeriod period) => $"{Slot(new(period.Opens, period.Closes, false))} le lendemain";

    private static string Slot(TimeSlot slot)
    {
        if (slot.Opens == ClockTime.Midnight && slot.Closes == ClockTime.EndOfDay)
        {
            return "24 h sur 24";
        }

        var opens = slot.Opens == ClockTime.Midnight ? "0 h" : FrenchText.Time(slot.Opens);
        return $"de {opens} à {FrenchText.Time(slot.Closes)}";
    }

    /// <summary>« du lundi au vendredi », « le lundi et le jeudi »: three days in a row or more are a range.</summary>
    internal static string Days(Weekdays days)
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

    /// <summary>« du 8 au 10 mars 2026 », « à partir du 1er mars 2026 »; null for always.</summary>
    internal static string? Dates(LocalDate? from, LocalDate? to) => (from, to) switch
    {
        (null, null) => null,
        ({ } start, null) => $"à partir du {FrenchText.Date(start)}",
        (null, { } end) => $"jusqu'au {FrenchText.Date(end)}",
        // As the sentence is read back: the month each time.
        ({ } start, { } end) when start != end && start.Year == end.Year => $"du {FrenchText.DayAndMonth(start)} au {FrenchText.Date(end)}",
        ({ } start, { } end) => FrenchText.Range(start, end),
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
