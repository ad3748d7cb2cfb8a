using System.Text.Json.Serialization;

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
    /// <summary>The most regular periods, and the most unread texts, that a valid schedule may have.</summary>
    public const int MaxPeriods = 200;

    /// <summary>The most characters in a comment, a note or an unread text.</summary>
    public const int MaxTextLength = 2000;

    // Arrays of our own: the caller cannot change them later, and the calendar reads them without interface calls.
    private readonly RegularPeriod[] _regular = [];
    private readonly UnreadText[] _unread = [];

    /// <summary>The slots that come back every week.</summary>
    public IReadOnlyList<RegularPeriod> Regular
    {
        get => _regular;
        init => _regular = Copy(value);
    }

    /// <summary>The texts that make some days unknown.</summary>
    public IReadOnlyList<UnreadText> Unread
    {
        get => _unread;
        init => _unread = Copy(value);
    }

    /// <summary>A remark on the whole, in French, shown with the hours; it never changes what is computed.</summary>
    public string? Comment { get; init; }

    /// <summary>What happens on public holidays.</summary>
    public PublicHolidayPolicy PublicHolidays { get; init; }

    /// <summary>Whether there is neither slot nor unread text; the hours are then unknown, comment or not.</summary>
    [JsonIgnore]
    public bool IsEmpty => _regular.Length == 0 && _unread.Length == 0;

    internal ReadOnlySpan<RegularPeriod> RegularSpan => _regular;

    internal ReadOnlySpan<UnreadText> UnreadSpan => _unread;

    /// <summary>What makes this schedule unfit to be published; empty when it is valid.</summary>
    public IReadOnlyList<ScheduleError> Validate() => ScheduleValidation.Check(this);

    /// <summary>Whether all values are the same, lists in the same order.</summary>
    public bool Equals(OpeningSchedule? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && PublicHolidays == other.PublicHolidays
            && Comment == other.Comment
            && Regular.SequenceEqual(other.Regular)
            && Unread.SequenceEqual(other.Unread));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(PublicHolidays);
        hash.Add(Comment);
        foreach (var period in Regular)
        {
            hash.Add(period);
        }

        foreach (var text in Unread)
        {
            hash.Add(text);
        }

        return hash.ToHashCode();
    }

    private static T[] Copy<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return [.. items];
    }
}
