using System.Numerics;
using System.Text.Json.Serialization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>A set of days of the week. The default value is the empty set.</summary>
[JsonConverter(typeof(WeekdaysJsonConverter))]
public readonly record struct Weekdays
{
    // Bit 0 is Monday, bit 6 is Sunday.
    private readonly byte _bits;

    private Weekdays(int bits) => _bits = (byte)bits;

    /// <summary>No day.</summary>
    public static Weekdays None => default;

    /// <summary>Monday alone.</summary>
    public static Weekdays Monday => new(0b000_0001);

    /// <summary>Tuesday alone.</summary>
    public static Weekdays Tuesday => new(0b000_0010);

    /// <summary>Wednesday alone.</summary>
    public static Weekdays Wednesday => new(0b000_0100);

    /// <summary>Thursday alone.</summary>
    public static Weekdays Thursday => new(0b000_1000);

    /// <summary>Friday alone.</summary>
    public static Weekdays Friday => new(0b001_0000);

    /// <summary>Saturday alone.</summary>
    public static Weekdays Saturday => new(0b010_0000);

    /// <summary>Sunday alone.</summary>
    public static Weekdays Sunday => new(0b100_0000);

    /// <summary>Monday to Friday.</summary>
    public static Weekdays MondayToFriday => new(0b001_1111);

    /// <summary>The seven days.</summary>
    public static Weekdays All => new(0b111_1111);

    /// <summary>Whether the set has no day.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>How many days, 0 to 7.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>The days of either set.</summary>
    public static Weekdays operator |(Weekdays left, Weekdays right) => new(left._bits | right._bits);

    /// <summary>The days of both sets.</summary>
    public static Weekdays operator &(Weekdays left, Weekdays right) => new(left._bits & right._bits);

    /// <summary>The days that are not in the set.</summary>
    public static Weekdays operator ~(Weekdays days) => new(~days._bits & 0b111_1111);

    /// <summary>One day alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="day"/> is <see cref="IsoDayOfWeek.None"/>.</exception>
    public static Weekdays Of(IsoDayOfWeek day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((int)day, 1, nameof(day));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)day, 7, nameof(day));
        return new(1 << ((int)day - 1));
    }

    /// <summary>The days from one to another, both included, in the order Monday to Sunday.</summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="to"/> is before <paramref name="from"/>: a range over Sunday night may as well be a mistake of
    /// whoever wrote it, so the caller decides and says it with <c>|</c>.
    /// </exception>
    public static Weekdays Range(IsoDayOfWeek from, IsoDayOfWeek to)
    {
        var days = Of(from) | Of(to);
        if (from > to)
        {
            throw new ArgumentException($"{to} comes before {from} in the week.", nameof(to));
        }

        for (var day = from; day <= to; day++)
        {
            days |= Of(day);
        }

        return days;
    }

    /// <summary>Whether the day is in the set; never true of <see cref="IsoDayOfWeek.None"/>.</summary>
    public bool Contains(IsoDayOfWeek day) => day != IsoDayOfWeek.None && (_bits >> ((int)day - 1) & 1) != 0;

    /// <summary>Whether the two sets share a day.</summary>
    public bool Overlaps(Weekdays other) => (_bits & other._bits) != 0;

    /// <summary>The days of the set, Monday first.</summary>
    public IEnumerable<IsoDayOfWeek> Enumerate()
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (Contains(day))
            {
                yield return day;
            }
        }
    }

    /// <summary>The English names, Monday first: <c>MONDAY, TUESDAY</c>.</summary>
    public override string ToString() => string.Join(", ", Enumerate().Select(day => day.ToString().ToUpperInvariant()));
}
