using System.Globalization;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>The checks behind <see cref="OpeningSchedule.Validate"/>.</summary>
internal static class ScheduleValidation
{
    public static IReadOnlyList<ScheduleError> Check(OpeningSchedule schedule)
    {
        var errors = new List<ScheduleError>();
        CheckText(errors, "comment", schedule.Comment);
        if (!Enum.IsDefined(schedule.PublicHolidays))
        {
            errors.Add(new("publicHolidays", ScheduleError.UnknownPolicy, "Choisissez une règle pour les jours fériés."));
        }

        var tooManyPeriods = CheckCount(errors, "regular", schedule.Regular.Count);
        var tooManyTexts = CheckCount(errors, "unread", schedule.Unread.Count);
        if (tooManyPeriods || tooManyTexts)
        {
            return errors; // thousands of messages on a list that is refused anyway help nobody
        }

        for (var i = 0; i < schedule.Regular.Count; i++)
        {
            CheckPeriod(errors, At("regular", i), schedule.Regular[i]);
        }

        for (var i = 0; i < schedule.Unread.Count; i++)
        {
            var (path, unread) = (At("unread", i), schedule.Unread[i]);
            CheckDays(errors, path, unread.Days);
            CheckText(errors, path + ".text", unread.Text ?? "");
        }

        CheckOverlaps(errors, schedule.Regular);
        return errors;
    }

    private static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    private static bool CheckCount(List<ScheduleError> errors, string path, int count)
    {
        var tooMany = count > OpeningSchedule.MaxPeriods;
        if (tooMany)
        {
            errors.Add(new(path, ScheduleError.TooMany, $"Indiquez au plus {OpeningSchedule.MaxPeriods} lignes."));
        }

        return tooMany;
    }

    private static void CheckPeriod(List<ScheduleError> errors, string path, RegularPeriod period)
    {
        CheckDays(errors, path, period.Days);
        CheckText(errors, path + ".note", period.Note);
        if (period.Closes <= period.Opens)
        {
            errors.Add(new(
                path + ".closes",
                ScheduleError.ClosesBeforeOpens,
                $"L'heure de fermeture ({period.Closes}) doit suivre l'heure d'ouverture ({period.Opens})."));
        }

        if (period.From > period.To)
        {
            errors.Add(new(path + ".to", ScheduleError.EndsBeforeItBegins, "La date de fin doit suivre la date de début."));
        }
    }

    private static void CheckDays(List<ScheduleError> errors, string path, Weekdays days)
    {
        if (days.IsEmpty)
        {
            errors.Add(new(path + ".days", ScheduleError.NoDay, "Choisissez au moins un jour."));
        }
    }

    private static void CheckText(List<ScheduleError> errors, string path, string? text)
    {
        if (text is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add(new(path, ScheduleError.TextEmpty, "Saisissez un texte."));
        }
        else if (text.Length > OpeningSchedule.MaxTextLength)
        {
            errors.Add(new(
                path,
                ScheduleError.TextTooLong,
                $"Le texte compte {text.Length} caractères ; {OpeningSchedule.MaxTextLength} au plus."));
        }
    }

    // Every pair is compared: at most 200 × 199 / 2, and each overlap is reported once, on the later period.
    private static void CheckOverlaps(List<ScheduleError> errors, IReadOnlyList<RegularPeriod> periods)
    {
        for (var later = 1; later < periods.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Overlap(periods[earlier], periods[later]) is { } day)
                {
                    errors.Add(new(
                        At("regular", later),
                        ScheduleError.Overlap,
                        $"Le {FrenchText.Day(day)}, le créneau {periods[later].Opens}–{periods[later].Closes} "
                        + $"chevauche {periods[earlier].Opens}–{periods[earlier].Closes}."));
                }
            }
        }
    }

    // The first weekday on which the two really meet: a season of three days has not every weekday.
    private static IsoDayOfWeek? Overlap(RegularPeriod one, RegularPeriod other)
    {
        var days = one.Days & other.Days;
        if (days.IsEmpty || one.Opens >= other.Closes || other.Opens >= one.Closes)
        {
            return null;
        }

        var from = Later(one.From, other.From);
        var to = Earlier(one.To, other.To);
        if (from > to)
        {
            return null;
        }

        foreach (var day in days.Enumerate())
        {
            if (from is null || to is null || NextOrSame(from.Value, day) <= to)
            {
                return day;
            }
        }

        return null;
    }

    // By days from the date itself, since the last week of the calendar has no next one.
    private static LocalDate NextOrSame(LocalDate date, IsoDayOfWeek day)
    {
        var days = ((int)day - (int)date.DayOfWeek + 7) % 7;
        return Period.DaysBetween(date, LocalDate.MaxIsoValue) < days ? LocalDate.MaxIsoValue : date.PlusDays(days);
    }

    private static LocalDate? Later(LocalDate? one, LocalDate? other) =>
        one is null || other > one ? other ?? one : one;

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) =>
        one is null || other < one ? other ?? one : one;
}
