using NodaTime;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Something in hours that is allowed and rarely meant.</summary>
/// <param name="Code">A stable code, one of the constants below.</param>
/// <param name="Message">A sentence in French for whoever typed the hours.</param>
public sealed record ScheduleWarning(string Code, string Message)
{
    /// <summary>A day is open for more than twelve hours.</summary>
    public const string LongDay = "LONG_DAY";

    /// <summary>No day is ever open, and nobody said that it is closed to the public.</summary>
    public const string NoOpenDay = "NO_OPEN_DAY";

    /// <summary>Half as much again, or half as much, as what is published.</summary>
    public const string FarFromPublished = "FAR_FROM_PUBLISHED";

    private const int LongDayMinutes = 12 * 60;

    // A year of whole weeks sees every season and every odd and even week.
    private const int DaysCompared = 52 * 7;

    /// <summary>What is odd about hours as they would be.</summary>
    /// <param name="proposed">As they would be.</param>
    /// <param name="published">As they are; null where nothing is.</param>
    /// <param name="from">The day from which a year of both is compared.</param>
    public static IReadOnlyList<ScheduleWarning> Of(OpeningSchedule proposed, OpeningSchedule? published, LocalDate from)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        var warnings = new List<ScheduleWarning>();
        foreach (var day in Weekdays.All.Enumerate())
        {
            if (LongestDay(proposed, day, from) is > LongDayMinutes and var minutes)
            {
                warnings.Add(
                    new(LongDay, $"{Capital(FrenchText.Day(day))} : {Length(minutes)} d'ouverture. Vérifiez les heures : une journée dépasse rarement 12 h."));
            }
        }

        if (proposed.Regular.Count == 0 && proposed.Unread.Count == 0)
        {
            warnings.Add(new(NoOpenDay, "Aucun jour n'est ouvert : le public lira « Fermé au public »."));
        }

        var (before, after) = (Minutes(published, from), Minutes(proposed, from));
        if (before > 0 && after > 0 && Math.Abs(after - before) * 2 > before)
        {
            warnings.Add(new(
                FarFromPublished,
                $"Ces horaires ouvrent {Length(after / 52)} par semaine en moyenne, contre {Length(before / 52)} dans la version publiée : plus de 50 % d'écart."));
        }

        return warnings;
    }

    private static int LongestDay(OpeningSchedule schedule, IsoDayOfWeek day, LocalDate from)
    {
        var most = 0;
        for (var date = from.PlusDays(-1).Next(day); date < from.PlusDays(DaysCompared); date = date.PlusWeeks(1))
        {
            most = Math.Max(most, MinutesOn(schedule, date));
        }

        return most;
    }

    private static int Minutes(OpeningSchedule? schedule, LocalDate from) => schedule is null
        ? 0
        : Enumerable.Range(0, DaysCompared).Sum(day => MinutesOn(schedule, from.PlusDays(day)));

    private static int MinutesOn(OpeningSchedule schedule, LocalDate date) => schedule.Regular
        .Where(period => period.FallsOn(date))
        .Sum(period => period.Closes.Minutes - period.Opens.Minutes + (period.ClosesNextDay ? ClockTime.MinutesPerDay : 0));

    private static string Length(int minutes) => minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60:00}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
