using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// Which of its kind in the month a weekday is: the first, the third, the last. Counted from the start (1 to 5) or from
/// the end (-1, the last, to -5); a set of both kinds holds where either does. The default value is every one.
/// </summary>
public readonly record struct MonthOrdinals
{
    // Bits 0 to 4 are 1 to 5, bits 5 to 9 are -1 to -5. No bit: no condition.
    private readonly short _bits;

    private MonthOrdinals(int bits) => _bits = (short)bits;

    /// <summary>No condition.</summary>
    public static MonthOrdinals Every => default;

    /// <summary>Whether there is no condition.</summary>
    public bool IsEvery => _bits == 0;

    /// <summary>The set as ten bits, for storage.</summary>
    internal int Bits => _bits;

    /// <summary>A set of ordinals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An ordinal is not 1 to 5 or -1 to -5.</exception>
    public static MonthOrdinals Of(params ReadOnlySpan<int> ordinals)
    {
        var bits = 0;
        foreach (var ordinal in ordinals)
        {
            bits |= IsOrdinal(ordinal)
                ? Bit(ordinal)
                : throw new ArgumentOutOfRangeException(nameof(ordinals), ordinal, "An ordinal is 1 to 5 or -1 to -5.");
        }

        return new(bits);
    }

    /// <summary>Whether the number is one that <see cref="Of"/> takes.</summary>
    public static bool IsOrdinal(int ordinal) => ordinal is >= 1 and <= 5 or >= -5 and <= -1;

    /// <summary>Whether the date is one of these among the dates of its weekday in its month.</summary>
    public bool Covers(LocalDate date)
    {
        if (IsEvery)
        {
            return true;
        }

        var fromStart = (date.Day - 1) / 7;
        var fromEnd = (date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day) / 7;
        return (_bits & ((1 << fromStart) | (1 << (fromEnd + 5)))) != 0;
    }

    /// <summary>The ordinals, 1 to 5 and then -1 to -5; none where there is no condition.</summary>
    public IEnumerable<int> Enumerate()
    {
        for (var bit = 0; bit < 10; bit++)
        {
            if ((_bits & (1 << bit)) != 0)
            {
                yield return bit < 5 ? bit + 1 : 4 - bit;
            }
        }
    }

    /// <summary>The ordinal that the set leaves out, where it has all others of that kind and no other; else null.</summary>
    internal int? AllButOne()
    {
        for (var ordinal = 1; ordinal <= 5; ordinal++)
        {
            if (_bits == (0x1F & ~Bit(ordinal)))
            {
                return ordinal;
            }

            if (_bits == (0x3E0 & ~Bit(-ordinal)))
            {
                return -ordinal;
            }
        }

        return null;
    }

    /// <summary>All ordinals counted like this one but itself.</summary>
    internal static MonthOrdinals AllBut(int ordinal) => new((ordinal > 0 ? 0x1F : 0x3E0) & ~Bit(ordinal));

    internal static MonthOrdinals FromBits(int bits) => new(bits & 0x3FF);

    private static int Bit(int ordinal) => 1 << (ordinal > 0 ? ordinal - 1 : 4 - ordinal);
}
