using System.Text.Json.Serialization;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// One slot that comes back every week: on some days, from one time to another, within a season if it has one.
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
    /// The first minute closed again, later on the same day than <see cref="Opens"/>; 24:00 for the end of the day.
    /// </summary>
    public required ClockTime Closes { get; init; }

    /// <summary>The first day of the season, included; null: since ever.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day of the season, included; null: until further notice.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Whether usagers are received in this slot only with an appointment.</summary>
    public bool ByAppointment { get; init; }

    /// <summary>
    /// Something to know about the slot, in French, shown with it. It never changes what is computed: a text that
    /// could is an <see cref="UnreadText"/>. At most <see cref="OpeningSchedule.MaxTextLength"/> characters.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>Whether the slot falls on this date: its weekday is there and the season covers it.</summary>
    public bool FallsOn(LocalDate date) => Days.Contains(date.DayOfWeek) && IsInSeason(date);

    /// <summary>Whether the season covers this date; always, without a season.</summary>
    internal bool IsInSeason(LocalDate date) =>
        (From is not { } from || date >= from) && (To is not { } to || date <= to);
}
