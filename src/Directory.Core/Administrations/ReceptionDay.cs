using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.Administrations;

/// <summary>
/// The reception of an administration on one date: its hours as the calendar has them (seasons, exceptions, public holidays),
/// without the time for which a notice suspends it.
/// </summary>
/// <param name="Day">What the hours say.</param>
/// <param name="Slots">What remains of them; empty where nobody is received, or nobody can tell.</param>
/// <param name="IsSuspended">Whether a notice suspends the reception for some of the day, or all of it.</param>
public sealed record ReceptionDay(OpeningDay Day, IReadOnlyList<TimeSlot> Slots, bool IsSuspended)
{
    private bool IsSuspendedAllDay { get; init; }

    /// <summary>Whether the day is certain: suspended all day is, whatever the hours.</summary>
    public bool IsKnown => Day.IsKnown || IsSuspendedAllDay;

    /// <summary>Whether someone is received that day, with or without an appointment.</summary>
    public bool IsOpen => IsKnown && Slots.Count > 0;

    /// <summary>« 9 h–12 h, 13 h 30–16 h », « Fermé (férié) », « Accueil suspendu »: a few words.</summary>
    public string Label =>
        IsBecause(OpeningLabels.ExceptionallyClosed) && Slots.Count == 0 ? OpeningLabels.ExceptionallyClosed
        : IsSuspendedAllDay ? Suspended
        : !Day.IsKnown ? Day.PublicHoliday is not null
            ? "Férié, à confirmer"
            : Day.Reason == OpeningLabels.NotKnown ? OpeningLabels.NotKnown : "Horaires à vérifier"
        : Slots.Count > 0 ? OpenLabel
        : Day.Slots.Count > 0 ? Suspended
        : Day.PublicHoliday is not null ? "Fermé (férié)"
        : "Fermé";

    private const string Suspended = "Accueil suspendu";

    private string OpenLabel =>
        (Slots is [{ Opens.Minutes: 0, Closes.Minutes: ClockTime.MinutesPerDay }]
            ? "24 h sur 24"
            : string.Join(", ", Slots.Select(slot => $"{FrenchText.Time(slot.Opens)}–{FrenchText.Time(slot.Closes)}")))
        + (Slots.All(slot => slot.ByAppointment) ? ", sur rendez-vous" : "")
        + (IsBecause(OpeningLabels.ExceptionalHours) ? " (exceptionnel)" : "")
        + (IsSuspended ? " (accueil suspendu une partie du jour)" : "");

    /// <param name="hours">The hours; null where there are none.</param>
    /// <param name="notices">The administration's.</param>
    /// <param name="territory">Its calendar; null where its place is not known.</param>
    /// <param name="date">In its local time.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static ReceptionDay Of(
        OpeningSchedule? hours, IReadOnlyList<Notice> notices, TerritorialCalendar? territory, LocalDate date, SchoolCalendar? schools)
    {
        var day = OpeningCalendar.Day(hours, territory, date, schools);
        var suspensions = notices.Where(notice => notice.SuspendsReception)
            .Select(notice => MinutesOf(notice, territory?.TimeZone ?? DateTimeZone.Utc, date))
            .Where(minutes => minutes.From < minutes.To).ToList();
        if (suspensions.Count == 0)
        {
            return new ReceptionDay(day, day.IsKnown ? day.Slots : [], false);
        }

        IEnumerable<(int From, int To)> whole = [(0, ClockTime.MinutesPerDay)];
        return new ReceptionDay(day, day.IsKnown ? [.. day.Slots.SelectMany(slot => Without(slot, suspensions))] : [], true)
        {
            IsSuspendedAllDay = !Subtract(whole, suspensions).Any(),
        };
    }

    private bool IsBecause(string reason) => Day.Reason?.StartsWith(reason, StringComparison.Ordinal) is true;

    // The minutes of the date, by its wall clock, for which the notice is shown.
    private static (int From, int To) MinutesOf(Notice notice, DateTimeZone zone, LocalDate date) =>
        (notice.From is { } from ? Minute(from, zone, date) : 0,
            notice.Until is { } until ? Minute(until, zone, date) : ClockTime.MinutesPerDay);

    private static int Minute(Instant at, DateTimeZone zone, LocalDate date)
    {
        var local = at.InZone(zone);
        return local.Date < date ? 0 : local.Date > date ? ClockTime.MinutesPerDay : (local.Hour * 60) + local.Minute;
    }

    private static IEnumerable<TimeSlot> Without(TimeSlot slot, List<(int From, int To)> suspensions) =>
        Subtract([(slot.Opens.Minutes, slot.Closes.Minutes)], suspensions)
            .Select(left => slot with { Opens = new ClockTime(left.From), Closes = new ClockTime(left.To) });

    private static IEnumerable<(int From, int To)> Subtract(IEnumerable<(int From, int To)> stretches, List<(int From, int To)> taken) =>
        taken.Aggregate(stretches, (left, hole) => left.SelectMany(stretch => new[]
        {
            (stretch.From, To: Math.Min(stretch.To, hole.From)),
            (From: Math.Max(stretch.From, hole.To), stretch.To),
        }.Where(rest => rest.From < rest.To)));
}
