using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// Dates on which the regular hours do not hold: closed, or other slots. It replaces everything regular on its days,
/// texts that were not read included.
/// </summary>
/// <remarks>
/// <para>Where several cover a date the most specific decides: the one of the fewest days from first to last; among equals
/// the one that begins last; among those the last in the list.</para>
/// <para>On a public holiday, slots given for that very date alone hold; slots of a longer range follow the schedule's
/// policy, as regular slots do, since a summer's hours do not say that 14 July is one of them.</para>
/// </remarks>
[JsonConverter(typeof(ExceptionalPeriodJsonConverter))]
public sealed record ExceptionalPeriod
{
    private readonly ExceptionalSlot[] _slots = [];

    /// <summary>The first day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last day, included.</summary>
    public required LocalDate To { get; init; }

    /// <summary>The weekdays concerned within the dates; all by default.</summary>
    public Weekdays Days { get; init; } = Weekdays.All;

    /// <summary>The slots of each of these days; none: closed.</summary>
    public IReadOnlyList<ExceptionalSlot> Slots
    {
        get => _slots;
        init => _slots = [.. value];
    }

    /// <summary>Why, in French, shown to usagers; at most <see cref="OpeningSchedule.MaxTextLength"/> characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether nobody is received.</summary>
    public bool IsClosed => _slots.Length == 0;

    internal ReadOnlySpan<ExceptionalSlot> SlotSpan => _slots;

    /// <summary>Whether the period is about this date.</summary>
    public bool Covers(LocalDate date) => date >= From && date <= To && Days.Contains(date.DayOfWeek);

    /// <summary>Whether this period decides rather than another, earlier in the list, that covers the same date.</summary>
    public bool Overrides(ExceptionalPeriod earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var (days, others) = (Period.DaysBetween(From, To), Period.DaysBetween(earlier.From, earlier.To));
        return days < others || (days == others && From >= earlier.From);
    }

    /// <summary>Whether all values are the same, slots in the same order.</summary>
    public bool Equals(ExceptionalPeriod? other) =>
        other is not null
        && From == other.From
        && To == other.To
        && Days == other.Days
        && Reason == other.Reason
        && _slots.AsSpan().SequenceEqual(other._slots);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Days, Reason, _slots.Length);
}

/// <summary>A slot of an exceptional day.</summary>
/// <param name="Opens">The first minute open.</param>
/// <param name="Closes">The first minute closed again; 24:00 for the end of the day.</param>
/// <param name="ByAppointment">Whether an appointment is needed.</param>
/// <param name="ClosesNextDay">Whether <paramref name="Closes"/> is on the day after.</param>
public readonly record struct ExceptionalSlot(
    ClockTime Opens, ClockTime Closes, bool ByAppointment = false, bool ClosesNextDay = false);
