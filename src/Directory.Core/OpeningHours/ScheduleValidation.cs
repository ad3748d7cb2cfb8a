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

        if (schedule.IsClosedToPublic && schedule.Regular.Count + schedule.Unread.Count > 0)
        {
            errors.Add(new("closedToPublic", ScheduleError.ClosedWithSlots, "Un accueil fermé au public n'a pas d'horaires habituels."));
        }

        var tooManyPeriods = CheckCount(errors, "regular", schedule.Regular.Count);
        var tooManyTexts = CheckCount(errors, "unread", schedule.Unread.Count);
        var tooManyExceptions = CheckCount(errors, "exceptional", schedule.Exceptional.Count);
        if (tooManyPeriods || tooManyTexts || tooManyExceptions)
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
            if (unread.Recurrence is { } recurrence)
            {
                CheckRecurrence(errors, path + ".recurrence", recurrence);
            }
        }

        for (var i = 0; i < schedule.Exceptional.Count; i++)
        {
            CheckException(errors, At("exceptional", i), schedule.Exceptional, i);
        }

        SlotOverlaps.Check(errors, schedule.Regular);
        return errors;
    }

    internal static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

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
        CheckText(errors, path + ".purpose", period.Purpose, OpeningSchedule.MaxPurposeLength);
        CheckTimes(errors, path, period.Opens, period.Closes, period.ClosesNextDay);
        CheckDates(errors, path, period.From, period.To);
        if (period.Recurrence is { } recurrence)
        {
            CheckRecurrence(errors, path + ".recurrence", recurrence);
        }
    }

    private static void CheckTimes(List<ScheduleError> errors, string path, ClockTime opens, ClockTime closes, bool closesNextDay)
    {
        if (closesNextDay && closes > opens)
        {
            errors.Add(new(
                path + ".closes",
                ScheduleError.LongerThanADay,
                $"Un créneau dure au plus 24 heures : de {opens} à {closes} le lendemain, il en dure davantage."));
        }
        else if (!closesNextDay && closes <= opens)
        {
            errors.Add(new(
                path + ".closes",
                ScheduleError.ClosesBeforeOpens,
                $"L'heure de fermeture ({closes}) doit suivre l'heure d'ouverture ({opens})."));
        }
    }

    private static void CheckDates(List<ScheduleError> errors, string path, LocalDate? from, LocalDate? to)
    {
        if (from > to)
        {
            errors.Add(new(path + ".to", ScheduleError.EndsBeforeItBegins, "La date de fin doit suivre la date de début."));
        }
    }

    private static void CheckRecurrence(List<ScheduleError> errors, string path, Recurrence recurrence)
    {
        if (recurrence.IsEmpty || !Enum.IsDefined(recurrence.Weeks) || !Enum.IsDefined(recurrence.SchoolHolidays))
        {
            errors.Add(new(path, ScheduleError.EmptyRecurrence, "Précisez quelles semaines, quels jours du mois ou quelle saison."));
        }

        if (recurrence.Seasons.Count > Recurrence.MaxSeasons)
        {
            errors.Add(new(path + ".seasons", ScheduleError.TooMany, $"Indiquez au plus {Recurrence.MaxSeasons} saisons."));
        }
    }

    private static void CheckException(
        List<ScheduleError> errors, string path, IReadOnlyList<ExceptionalPeriod> periods, int index)
    {
        var period = periods[index];
        CheckDays(errors, path, period.Days);
        CheckText(errors, path + ".reason", period.Reason);
        CheckDates(errors, path, period.From, period.To);
        CheckYear(errors, path + ".from", period.From);
        CheckYear(errors, path + ".to", period.To);
        if (CheckCount(errors, path + ".slots", period.Slots.Count))
        {
            return;
        }

        for (var i = 0; i < period.Slots.Count; i++)
        {
            var slot = period.Slots[i];
            CheckTimes(errors, At(path + ".slots", i), slot.Opens, slot.Closes, slot.ClosesNextDay);
        }

        SlotOverlaps.CheckDay(errors, path, period.Slots);
        for (var earlier = 0; earlier < index; earlier++)
        {
            var other = periods[earlier];
            if (other.From == period.From && other.To == period.To && other.Days.Overlaps(period.Days))
            {
                errors.Add(new(path, ScheduleError.SameDatesTwice, "Deux lignes donnent des horaires exceptionnels aux mêmes dates."));
            }
        }
    }

    private static void CheckYear(List<ScheduleError> errors, string path, LocalDate date)
    {
        if (date.Year is < 1990 or > 2199)
        {
            errors.Add(new(path, ScheduleError.DateOutOfRange, $"L'année {date.Year} n'est pas possible : vérifiez la date."));
        }
    }

    private static void CheckDays(List<ScheduleError> errors, string path, Weekdays days)
    {
        if (days.IsEmpty)
        {
            errors.Add(new(path + ".days", ScheduleError.NoDay, "Choisissez au moins un jour."));
        }
    }

    private static void CheckText(List<ScheduleError> errors, string path, string? text, int maxLength = OpeningSchedule.MaxTextLength)
    {
        if (text is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add(new(path, ScheduleError.TextEmpty, "Saisissez un texte."));
        }
        else if (text.Length > maxLength)
        {
            errors.Add(new(
                path,
                ScheduleError.TextTooLong,
                $"Le texte compte {text.Length} caractères ; {maxLength} au plus."));
        }
    }
}
