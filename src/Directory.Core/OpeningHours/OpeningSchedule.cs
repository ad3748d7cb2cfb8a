using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// The opening hours (« horaires d'ouverture ») of a counter or a phone line: rules in local time, from which
/// <see cref="OpeningCalendar"/> computes days and states once the territory is known.
/// </summary>
/// <remarks>
/// Immutable and compared by value, lists in their order included. Where a document has no schedule (null), or an
/// <see cref="IsEmpty">empty</see> one, its hours are unknown; that is never read as « always closed ».
/// The record is named after the schedule because the namespace already has the name of the concept.
/// </remarks>
[JsonConverter(typeof(OpeningScheduleJsonConverter))]
public sealed record OpeningSchedule
{
    /// <summary>The most regular periods, exceptional periods and unread texts, each, that a valid schedule may have.</summary>
    public const int MaxPeriods = 200;

    /// <summary>The most characters in a comment, a note or an unread text.</summary>
    public const int MaxTextLength = 2000;

    /// <summary>The most characters in the purpose of a slot.</summary>
    public const int MaxPurposeLength = 200;

    // Arrays of our own: the caller cannot change them later, and the calendar reads them without interface calls.
    private readonly RegularPeriod[] _regular = [];
    private readonly UnreadText[] _unread = [];
    private readonly ExceptionalPeriod[] _exceptional = [];

    /// <summary>A schedule without rules.</summary>
    public OpeningSchedule()
    {
    }

    private OpeningSchedule(RegularPeriod[] regular, UnreadText[] unread, ExceptionalPeriod[] exceptional)
    {
        (_regular, _unread, _exceptional) = (regular, unread, exceptional);
        (HasNights, MaxSlotsOfDay) = Measure();
    }

    /// <summary>The slots that come back every week.</summary>
    public IReadOnlyList<RegularPeriod> Regular
    {
        get => _regular;
        init
        {
            _regular = Copy(value);
            (HasNights, MaxSlotsOfDay) = Measure();
        }
    }

    /// <summary>The texts that make some days unknown.</summary>
    public IReadOnlyList<UnreadText> Unread
    {
        get => _unread;
        init => _unread = Copy(value);
    }

    /// <summary>The dates on which other hours hold; how they override each other is for <see cref="ExceptionalPeriod"/> to say.</summary>
    public IReadOnlyList<ExceptionalPeriod> Exceptional
    {
        get => _exceptional;
        init
        {
            _exceptional = Copy(value);
            (HasNights, MaxSlotsOfDay) = Measure();
        }
    }

    /// <summary>A remark on the whole, in French, shown with the hours; it never changes what is computed.</summary>
    public string? Comment { get; init; }

    /// <summary>What happens on public holidays.</summary>
    public PublicHolidayPolicy PublicHolidays { get; init; }

    /// <summary>
    /// Whether nobody is ever received (« fermé au public »): known to be closed, where no slot would mean unknown. Such a schedule
    /// has no slot and no unread text; exceptional periods may open it.
    /// </summary>
    public bool IsClosedToPublic { get; init; }

    /// <summary>
    /// Whether nothing is said: no slot, exception or unread text, nor closed to the public. The hours are then unknown, comment or not.
    /// </summary>
    [JsonIgnore]
    public bool IsEmpty => !HasRegularHours && _exceptional.Length == 0;

    /// <summary>Whether anything is said of ordinary days; where it is not, only exceptional days are known.</summary>
    internal bool HasRegularHours => _regular.Length > 0 || _unread.Length > 0 || IsClosedToPublic;

    internal ReadOnlySpan<RegularPeriod> RegularSpan => _regular;

    internal ReadOnlySpan<UnreadText> UnreadSpan => _unread;

    /// <summary>Whether some slot goes past midnight, so that each day must look at the one before.</summary>
    internal bool HasNights { get; private init; }

    /// <summary>No day has more slots than this.</summary>
    internal int MaxSlotsOfDay { get; private init; }

    /// <summary>A number for each purpose of the schedule, the same for the same words; 0 for none.</summary>
    internal int PurposeNumber(string? purpose)
    {
        if (purpose is null)
        {
            return 0;
        }

        var number = 1;
        while (_regular[number - 1].Purpose != purpose)
        {
            number++;
        }

        return number;
    }

    /// <summary>The words of a number; null for 0.</summary>
    internal string? PurposeOf(int number) => number == 0 ? null : _regular[number - 1].Purpose;

    /// <summary>The exceptional period that decides the date; null where none covers it.</summary>
    internal ExceptionalPeriod? ExceptionOn(LocalDate date)
    {
        ExceptionalPeriod? found = null;
        foreach (var period in _exceptional)
        {
            if (period.Covers(date) && (found is null || period.Overrides(found)))
            {
                found = period;
            }
        }

        return found;
    }

    /// <summary>Takes arrays that nobody else holds, without copying them: a schedule is made for each answer.</summary>
    internal static OpeningSchedule Owning(
        RegularPeriod[] regular, UnreadText[] unread, ExceptionalPeriod[] exceptional, PublicHolidayPolicy policy, bool isClosedToPublic,
        string? comment) =>
        new(regular, unread, exceptional) { PublicHolidays = policy, IsClosedToPublic = isClosedToPublic, Comment = comment };

    /// <summary>What makes this schedule unfit to be published; empty when it is valid.</summary>
    public IReadOnlyList<ScheduleError> Validate() => ScheduleValidation.Check(this);

    /// <summary>Whether all values are the same, lists in the same order.</summary>
    public bool Equals(OpeningSchedule? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && PublicHolidays == other.PublicHolidays
            && IsClosedToPublic == other.IsClosedToPublic
            && Comment == other.Comment
            && Regular.SequenceEqual(other.Regular)
            && Unread.SequenceEqual(other.Unread)
            && Exceptional.SequenceEqual(other.Exceptional));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(PublicHolidays);
        hash.Add(IsClosedToPublic);
        hash.Add(Comment);
        foreach (var period in Regular)
        {
            hash.Add(period);
        }

        foreach (var text in Unread)
        {
            hash.Add(text);
        }

        foreach (var period in Exceptional)
        {
            hash.Add(period);
        }

        return hash.ToHashCode();
    }

    // Asked for each day of a calendar, so found once.
    private (bool HasNights, int MaxSlotsOfDay) Measure()
    {
        var (hasNights, most) = (false, _regular.Length);
        foreach (var period in _regular)
        {
            hasNights |= period.ClosesNextDay;
        }

        foreach (var period in _exceptional)
        {
            most = Math.Max(most, period.SlotSpan.Length);
            foreach (var slot in period.SlotSpan)
            {
                hasNights |= slot.ClosesNextDay;
            }
        }

        return (hasNights, most);
    }

    private static T[] Copy<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return [.. items];
    }
}
