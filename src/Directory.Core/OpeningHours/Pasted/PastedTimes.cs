using System.Globalization;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>Times and slots in the pieces of a pasted text.</summary>
internal sealed class PastedTimes(PastedText text)
{
    /// <summary>Reads « 9h-12h », « 9 h 30 à 12 h », « 9/12h » and the like.</summary>
    /// <param name="at">Where it begins; moved behind it when it is read.</param>
    /// <returns>Null where there is no slot, or where it could be read in two ways.</returns>
    public (ClockTime Opens, ClockTime Closes)? ReadSlot(ref int at)
    {
        var next = at;
        if (ReadTime(ref next, isEnd: false, out var opensHasUnit) is not { } opens || !IsBetween(next))
        {
            return null;
        }

        var isSlash = text.KindAt(next) is PastedKind.Slash;
        next++;
        // « 1/12 » alone is a date, « 2026-2027 » are years.
        if ((IsYear(next - 2) && IsYear(next))
            || ReadTime(ref next, isEnd: true, out var closesHasUnit) is not { } closes
            || (isSlash && !(opensHasUnit && closesHasUnit)))
        {
            return null;
        }

        at = next;
        return (opens, TypedTime.EndAfter(opens, closes));
    }

    private bool IsYear(int at) => text.KindAt(at) is PastedKind.Number && text[at].Length == 4 && Number(at) is >= 1900 and <= 2100;

    private ClockTime? ReadTime(ref int at, bool isEnd, out bool hasUnit)
    {
        hasUnit = true;
        switch (text.KindAt(at))
        {
            case PastedKind.Noon:
                at++;
                return new ClockTime(12, 0);
            case PastedKind.Midnight:
                at++;
                return isEnd ? ClockTime.EndOfDay : ClockTime.Midnight;
            case PastedKind.Number when text[at].Length <= 4:
                break;
            default:
                return null;
        }

        var digits = Number(at);
        var isLong = text[at].Length > 2; // 930, 0930
        var (hour, minute) = isLong ? (digits / 100, digits % 100) : (digits, 0);
        at++;
        if (!isLong && text.KindAt(at) is PastedKind.Colon or PastedKind.Dot && AreTogether(at))
        {
            minute = Number(at + 1);
            at += 2;
            if (text.KindAt(at) is PastedKind.Colon && AreTogether(at) && Number(at + 1) == 0)
            {
                at += 2; // 09:00:00
            }
        }
        else if (!isLong && text.KindAt(at) is PastedKind.Hour)
        {
            minute = ReadMinutes(ref at, isEnd);
        }
        else
        {
            hasUnit = isLong;
        }

        // « 1er », « 9h30min », « 2e »: no time, or more than one.
        return minute <= 59 && (hour * 60) + minute <= ClockTime.MinutesPerDay
            && !(at < text.Count && text.Gap(at) == 0 && text.KindAt(at) is PastedKind.Unknown or PastedKind.Number or PastedKind.Hour)
                ? new ClockTime((hour * 60) + minute)
                : null;
    }

    // What follows « h »: « 12h30 », « 12 h 30 »; in « 12h 14h » the hour of another time.
    private int ReadMinutes(ref int at, bool isEnd)
    {
        var hour = text.CharsAt(at);
        at++;
        if (hour is [_, >= '0' and <= '9', _])
        {
            return int.Parse(hour[1..], CultureInfo.InvariantCulture); // « h30 »
        }

        var isNext = text.KindAt(at + 1) is PastedKind.Hour || (text.KindAt(at + 1) is PastedKind.Colon && text.Gap(at + 1) == 0);
        return IsMinutes(at) && !isNext && !(isEnd && IsRange(at)) ? Number(at++) : 0;
    }

    // In « 9h-12h 14-18h » the 14 is an hour; in « 9 h - 12 h 15 - 14 h - 18 h » the 15 is minutes.
    private bool IsRange(int at)
    {
        if (!IsBetween(at + 1) || !IsTime(at + 2) || Number(at) > 24)
        {
            return false;
        }

        var end = at + 3;
        if (text.KindAt(end) is PastedKind.Hour or PastedKind.Colon or PastedKind.Dot)
        {
            end += IsMinutes(end + 1) ? 2 : 1;
        }

        return !(IsBetween(end) && IsTime(end + 1));
    }

    private bool IsTime(int at) => text.KindAt(at) is PastedKind.Number or PastedKind.Noon or PastedKind.Midnight;

    private bool IsBetween(int at) => text.KindAt(at) is PastedKind.To or PastedKind.Dash or PastedKind.Slash;

    // A sign and two digits, without a space.
    private bool AreTogether(int sign) => text.Gap(sign) == 0 && IsMinutes(sign + 1) && text.Gap(sign + 1) == 0;

    private bool IsMinutes(int at) => text.KindAt(at) is PastedKind.Number && text[at].Length == 2;

    private int Number(int at) => int.Parse(text.CharsAt(at), CultureInfo.InvariantCulture);
}
