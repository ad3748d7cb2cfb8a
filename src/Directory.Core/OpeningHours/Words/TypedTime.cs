using System.Globalization;
using System.Text.RegularExpressions;

namespace PublicDirectory.Core.OpeningHours.Words;

/// <summary>Times of day as people type them, and as a form shows them again.</summary>
public static partial class TypedTime
{
    internal const string Pattern = @"(?:(?<hour>[0-9]{1,2})(?:\s*(?:h|:|\.|heures?)\s*(?<minute>[0-9][0-9])?)?|(?<word>midi|minuit))";

    /// <summary>
    /// Reads <c>9h</c>, <c>9h30</c>, <c>9 h 30</c>, <c>09:30</c>, <c>9.30</c>, <c>930</c>, <c>0930</c>, <c>9</c>, <c>midi</c>,
    /// <c>minuit</c>: 0 h to 24 h.
    /// </summary>
    /// <param name="text">What was typed; spaces around it and the case of letters do not matter.</param>
    /// <param name="isEnd">Whether it closes a slot: « minuit » is then 24 h, else 0 h.</param>
    /// <param name="time">The time; 00:00 where there is none.</param>
    public static bool TryParse(string? text, bool isEnd, out ClockTime time)
    {
        time = default;
        var match = Whole().Match(text?.Trim().ToLowerInvariant() ?? "");
        return match.Success && TryRead(match, isEnd, out time);
    }

    /// <summary>
    /// « 9 h », « 9 h 30 », « 0 h », « 24 h »: what <see cref="TryParse"/> reads back as the same, at either end of a slot.
    /// </summary>
    public static string Format(ClockTime time) => time.Minute == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour} h {time.Minute:00}");

    /// <summary>When a slot ends: « 18 h – 0 h » ends with the day. From 0 h to 0 h may be the whole day or nothing, and stays.</summary>
    public static ClockTime EndAfter(ClockTime opens, ClockTime closes) =>
        closes == ClockTime.Midnight && opens != ClockTime.Midnight ? ClockTime.EndOfDay : closes;

    internal static bool TryRead(Match match, bool isEnd, out ClockTime time)
    {
        time = default;
        if (match.Groups["word"] is { Success: true } word)
        {
            time = word.Value == "midi" ? new ClockTime(12, 0) : isEnd ? ClockTime.EndOfDay : ClockTime.Midnight;
            return true;
        }

        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (minute > 59 || (hour * 60) + minute > ClockTime.MinutesPerDay)
        {
            return false;
        }

        time = new ClockTime((hour * 60) + minute);
        return true;
    }

    [GeneratedRegex(
        @"^(?:(?<hour>[0-9]{1,2})(?<minute>[0-9][0-9])|" + Pattern + ")$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}
