using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using PublicDirectory.Core.OpeningHours.Json;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// A time as read on the wall clock of the counter, to the minute, from 00:00 to 24:00 included.
/// 24:00 is the end of the day and only makes sense as a closing time; it differs from 00:00.
/// </summary>
/// <remarks>
/// <c>NodaTime.LocalTime</c> and <c>TimeOnly</c> stop at 23:59:59.999…, so a counter that closes at
/// midnight would need a convention there; here it has a value. The default value is 00:00.
/// </remarks>
[JsonConverter(typeof(ClockTimeJsonConverter))]
public readonly record struct ClockTime : IComparable<ClockTime>
{
    /// <summary>The number of minutes in a day, and the value of <see cref="EndOfDay"/>.</summary>
    public const int MinutesPerDay = 24 * 60;

    private readonly short _minutes;

    /// <summary>A time of day.</summary>
    /// <param name="minutes">Minutes since midnight, 0 to 1440 included.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minutes"/> is out of these bounds.</exception>
    public ClockTime(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MinutesPerDay);
        _minutes = (short)minutes;
    }

    /// <summary>A time of day from its hour (0 to 24) and minute (0 to 59; only 0 with hour 24).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of these bounds.</exception>
    public ClockTime(int hour, int minute)
        : this(hour is < 0 or > 24 || minute is < 0 or > 59 ? -1 : (hour * 60) + minute)
    {
    }

    /// <summary>00:00, the start of the day.</summary>
    public static ClockTime Midnight => default;

    /// <summary>24:00, the end of the day.</summary>
    public static ClockTime EndOfDay => new(MinutesPerDay);

    /// <summary>Minutes since midnight, 0 to 1440.</summary>
    public int Minutes => _minutes;

    /// <summary>0 to 24.</summary>
    public int Hour => _minutes / 60;

    /// <summary>0 to 59.</summary>
    public int Minute => _minutes % 60;

    /// <summary>Whether <paramref name="left"/> is before <paramref name="right"/>.</summary>
    public static bool operator <(ClockTime left, ClockTime right) => left._minutes < right._minutes;

    /// <summary>Whether <paramref name="left"/> is after <paramref name="right"/>.</summary>
    public static bool operator >(ClockTime left, ClockTime right) => left._minutes > right._minutes;

    /// <summary>Whether <paramref name="left"/> is before or the same as <paramref name="right"/>.</summary>
    public static bool operator <=(ClockTime left, ClockTime right) => left._minutes <= right._minutes;

    /// <summary>Whether <paramref name="left"/> is after or the same as <paramref name="right"/>.</summary>
    public static bool operator >=(ClockTime left, ClockTime right) => left._minutes >= right._minutes;

    /// <summary>Reads exactly <c>HH:mm</c>, from <c>00:00</c> to <c>24:00</c>.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is anything else.</exception>
    public static ClockTime Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParseStrict(text, out var time)
            ? time
            : throw new FormatException($"'{text}' is not a time of the form HH:mm between 00:00 and 24:00.");
    }

    /// <summary>Reads exactly <c>HH:mm</c>: the form of our own documents and inputs.</summary>
    /// <returns>False, and 00:00, for anything else.</returns>
    public static bool TryParseStrict([NotNullWhen(true)] string? text, out ClockTime time)
    {
        time = default;
        return text is { Length: 5 } && TryRead(text, out time);
    }

    /// <summary>
    /// Reads <c>H:mm</c>, <c>HH:mm</c>, <c>H:mm:ss</c> or <c>HH:mm:ss</c>, spaces around allowed: the forms met in
    /// sources. Seconds must be 00, since a slot is held to the minute and nothing here rounds.
    /// </summary>
    /// <returns>False, and 00:00, for anything else.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ClockTime time)
    {
        time = default;
        if (text is null)
        {
            return false;
        }

        var rest = text.AsSpan().Trim();
        if (rest.Length >= 7 && rest.EndsWith(":00", StringComparison.Ordinal))
        {
            rest = rest[..^3];
        }

        return TryRead(rest, out time);
    }

    /// <inheritdoc/>
    public int CompareTo(ClockTime other) => _minutes.CompareTo(other._minutes);

    /// <summary>The form <c>HH:mm</c>, <c>24:00</c> included.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}");

    private static bool TryRead(ReadOnlySpan<char> text, out ClockTime time)
    {
        time = default;
        var hourDigits = text.Length - 3;
        if (hourDigits is not (1 or 2) || text[hourDigits] != ':')
        {
            return false;
        }

        var hour = 0;
        foreach (var digit in text[..hourDigits])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            hour = (hour * 10) + (digit - '0');
        }

        var (tens, units) = (text[^2], text[^1]);
        if (!char.IsAsciiDigit(tens) || !char.IsAsciiDigit(units) || tens > '5')
        {
            return false;
        }

        var minutes = (hour * 60) + ((tens - '0') * 10) + (units - '0');
        if (minutes > MinutesPerDay)
        {
            return false;
        }

        time = new ClockTime(minutes);
        return true;
    }
}
