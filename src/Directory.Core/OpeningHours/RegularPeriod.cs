using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// One slot that comes back every week, or by a rule: on some days, from one time to another, within dates if it has them.
/// A day with a morning and an afternoon is two periods.
/// </summary>
[JsonConverter(typeof(RegularPeriodJsonConverter))]
public sealed record RegularPeriod
{
    /// <summary>The days on which the slot falls; at least one in a valid schedule.</summary>
    public required Weekdays Days { get; init; }

    /// <summary>The first minute open.</summary>
    public required ClockTime Opens { get; init; }

    /// <summary>
    /// The first minute closed again: later than <see cref="Opens"/> on the same day, 24:00 for the end of the day, or on
    /// the day after where <see cref="ClosesNextDay"/>.
    /// </summary>
    public required ClockTime Closes { get; init; }

    /// <summary>
    /// Whether the slot goes past midnight. Said rather than seen in the times, so that 17:00–14:00 stays the mistake that
    /// it mostly is. The hours after midnight belong to the day on which the slot begins: what closes that day closes them.
    /// </summary>
    public bool ClosesNextDay { get; init; }

    /// <summary>The first day of the season, included; null: since ever.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day of the season, included; null: until further notice.</summary>
    public LocalDate? To { get; init; }

    /// <summary>On which of its days the slot falls, where that is not each of them; null for each.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>Whether usagers are received in this slot only with an appointment.</summary>
    public bool ByAppointment { get; init; }

    /// <summary>
    /// The service or public that is received in this slot and nobody else, in French, as the words of who receives: « l'état civil », «
    /// permanence des élus ». Null: whoever comes. At most <see cref="OpeningSchedule.MaxPurposeLength"/> characters.
    /// </summary>
    public string? Purpose { get; init; }

    /// <summary>
    /// Something to know about the slot, in French, shown with it. It never changes what is computed: a text that
    /// could is an <see cref="UnreadText"/>. At most <see cref="OpeningSchedule.MaxTextLength"/> characters.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>
    /// Whether the slot begins on this date: weekday, dates and recurrence allow it. A rule about school holidays is not
    /// looked at: that takes a calendar.
    /// </summary>
    public bool FallsOn(LocalDate date) =>
        Days.Contains(date.DayOfWeek) && IsInSeason(date) && (Recurrence is null || Recurrence.Covers(date));

    /// <summary>Whether the season covers this date; always, without a season.</summary>
    internal bool IsInSeason(LocalDate date) =>
        (From is not { } from || date >= from) && (To is not { } to || date <= to);
}
