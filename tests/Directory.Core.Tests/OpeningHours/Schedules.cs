using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>Short ways to write schedules in tests: <c>Slot("lu-ve", "09:00-12:00")</c>.</summary>
internal static class Schedules
{
    private static readonly string[] Names = ["lu", "ma", "me", "je", "ve", "sa", "di"];

    public static Weekdays Days(string text)
    {
        var days = Weekdays.None;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            days |= Weekdays.Range(Day(ends[0]), Day(ends[^1]));
        }

        return days;
    }

    public static RegularPeriod Slot(string days, string times, bool byAppointment = false, string? note = null) => new()
    {
        Days = Days(days),
        Opens = ClockTime.Parse(times[..5]),
        Closes = ClockTime.Parse(times[6..]),
        ByAppointment = byAppointment,
        Note = note,
    };

    public static UnreadText Unread(string days, string text) => new() { Days = Days(days), Text = text };

    public static OpeningSchedule Of(params RegularPeriod[] periods) => new() { Regular = periods };

    /// <summary>Monday to Friday, 9 to 12 and 14 to 17.</summary>
    public static OpeningSchedule Office => Of(Slot("lu-ve", "09:00-12:00"), Slot("lu-ve", "14:00-17:00"));

    private static IsoDayOfWeek Day(string name) => (IsoDayOfWeek)(Array.IndexOf(Names, name) + 1);
}
