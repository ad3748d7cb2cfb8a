using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>The hours of one date, once every rule is applied.</summary>
public sealed record OpeningDay
{
    /// <summary>The date, in the counter's local calendar.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>
    /// The slots in order; they never overlap, and slots of the same kind that touch are one. Empty: closed, where
    /// <see cref="IsKnown"/>. Where it is not, these are the usual slots of that day, to be shown with the reason.
    /// </summary>
    public required IReadOnlyList<TimeSlot> Slots { get; init; }

    /// <summary>The name of the public holiday, in French; null on ordinary days.</summary>
    public string? PublicHoliday { get; init; }

    /// <summary>Why nobody can tell; null where the slots are certain.</summary>
    public HoursDoubt? Doubt { get; init; }

    /// <summary>Whether the slots are certain. False: nobody should be told open or closed on that date.</summary>
    public bool IsKnown => Doubt is null;

    /// <summary>Why the day is unknown or unusual, in French; null on an ordinary known day.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether all values are the same, slots in the same order.</summary>
    public bool Equals(OpeningDay? other) =>
        other is not null
        && Date == other.Date
        && Doubt == other.Doubt
        && PublicHoliday == other.PublicHoliday
        && Reason == other.Reason
        && Slots.SequenceEqual(other.Slots);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Date, Doubt, PublicHoliday, Reason, Slots.Count);
}

/// <summary>Why the hours of a date are unknown.</summary>
public enum HoursDoubt
{
    /// <summary>Nothing was said about hours.</summary>
    NoHours,

    /// <summary>Where the counter stands is not known, and so neither its clock nor its public holidays.</summary>
    NoPlace,

    /// <summary>A text that was not read speaks of the date.</summary>
    TextNotRead,

    /// <summary>Nobody said whether the usual slots hold on this public holiday.</summary>
    HolidayUnconfirmed,

    /// <summary>The slots depend on school holidays that are not known for the date.</summary>
    SchoolHolidaysUnknown,

    /// <summary>There are exceptional periods only, and the date is in none of them.</summary>
    ExceptionsOnly,
}
