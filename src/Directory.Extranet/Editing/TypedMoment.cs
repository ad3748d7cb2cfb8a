using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Moments as browsers send them and as people type them (<c>8 mars 2027 à 9 h</c>), in Paris's time.</summary>
internal static class TypedMoment
{
    private const int MaxDateLength = 60;

    private static readonly char[] Marks = [' ', 'T'];
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly LocalDateTimePattern Shown = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>For a field of the type <c>datetime-local</c>.</summary>
    public static string? Show(Instant? at) => at is { } instant ? Shown.Format(instant.InZone(Paris).LocalDateTime) : null;

    /// <summary>On which day of Paris it is.</summary>
    public static LocalDate? DayOf(Instant? at) => at?.InZone(Paris).Date;

    /// <summary>Reads what was typed; what stood there before when it reads the same.</summary>
    /// <returns>Whether it is a moment, or nothing.</returns>
    public static bool TryRead(string? typed, Instant? before, out Instant? at)
    {
        at = before;
        if ((typed ?? "") == (Show(before) ?? ""))
        {
            return true;
        }

        at = string.IsNullOrWhiteSpace(typed) ? null : Read(typed.Trim())?.InZoneLeniently(Paris).ToInstant();
        return at is not null || string.IsNullOrWhiteSpace(typed);
    }

    private static LocalDateTime? Read(string text)
    {
        if (TypedDate.Parse(text) is { } day)
        {
            return day.AtMidnight();
        }

        for (var at = text.IndexOfAny(Marks); at is > 0 and <= MaxDateLength; at = text.IndexOfAny(Marks, at + 1))
        {
            var time = text[(at + 1)..].Trim();
            time = time.StartsWith("à ", StringComparison.Ordinal) ? time[2..] : time;
            // Some browsers send seconds, which nobody chose.
            time = time is [_, _, ':', _, _, ':', '0', '0'] ? time[..5] : time;
            if (TypedDate.Parse(text[..at]) is { } date && TypedTime.TryParse(time, isEnd: false, out var clock)
                && clock != ClockTime.EndOfDay)
            {
                return date.AtMidnight().PlusMinutes(clock.Minutes);
            }
        }

        return null;
    }
}
