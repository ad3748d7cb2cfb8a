using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records;

/// <summary>
/// When a reception may be open, in a few numbers: what a filter over the whole country looks at. Hours of every week, as nearly all
/// are, are decided by them alone; others are only ruled out, and their rules, kept here too, decide the rest.
/// </summary>
internal sealed class ReceptionHours
{
    private const int MinuteBits = 11;
    private const int MinuteMask = (1 << MinuteBits) - 1;
    private const int DaysShift = 2 * MinuteBits;

    private static readonly ReceptionHours Never = new([], null, isAsUsualOnHolidays: false);

    // Of each slot: its weekdays, Monday as the lowest bit, then the minutes at which it opens and closes.
    private readonly uint[] _slots;
    private readonly OpeningSchedule? _rules;
    private readonly bool _isAsUsualOnHolidays;

    // The days that exceptions touch, nights included.
    private readonly (LocalDate First, LocalDate Last)? _exceptions;

    private ReceptionHours(uint[] slots, OpeningSchedule? rules, bool isAsUsualOnHolidays)
    {
        (_slots, _rules, _isAsUsualOnHolidays) = (slots, rules, isAsUsualOnHolidays);
        if (rules is { Exceptional.Count: > 0 })
        {
            _exceptions = (rules.Exceptional.Min(period => period.From), rules.Exceptional.Max(period => period.To).PlusDays(1));
        }
    }

    public static ReceptionHours Of(ScheduleView? schedule)
    {
        if (schedule is not { } hours)
        {
            return Never;
        }

        var slots = new List<uint>();
        var isPlain = hours.Unread.Count == 0 && hours.Exceptional.Count == 0;
        foreach (var period in hours.Regular)
        {
            isPlain &= period.IsPlain;
            var days = DayBits.Of(period.Days);
            if (period.ClosesNextDay)
            {
                slots.Add(Slot(days, period.Opens.Minutes, ClockTime.MinutesPerDay));
                slots.Add(Slot(((days << 1) | (days >> 6)) & 0b111_1111, 0, period.Closes.Minutes));
            }
            else
            {
                slots.Add(Slot(days, period.Opens.Minutes, period.Closes.Minutes));
            }
        }

        return new([.. slots], isPlain ? null : hours.ToRules(), hours.PublicHolidays == PublicHolidayPolicy.AsUsual);
    }

    /// <summary>Whether it is surely open, be it by appointment.</summary>
    /// <param name="moment">When, in the place of the reception.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public bool IsOpenAt(LocalMoment moment, SchoolCalendar? schools)
    {
        if (_rules is null)
        {
            // On a public holiday hours of every week hold, or not, or nobody says.
            return (!moment.IsHoliday || _isAsUsualOnHolidays) && MayBeOpenAt(moment);
        }

        var mayBe = (_exceptions is { } days && moment.Date >= days.First && moment.Date <= days.Last) || MayBeOpenAt(moment);
        return mayBe && OpeningCalendar.StatusAt(_rules, moment.Calendar, moment.At, schools) is OpenStatus.Open or OpenStatus.OpenByAppointment;
    }

    private bool MayBeOpenAt(LocalMoment moment)
    {
        var (day, minute) = (moment.DayBit << DaysShift, moment.Minute);
        foreach (var slot in _slots)
        {
            if ((slot & day) != 0 && minute >= ((slot >> MinuteBits) & MinuteMask) && minute < (slot & MinuteMask))
            {
                return true;
            }
        }

        return false;
    }

    private static uint Slot(int days, int opens, int closes) => (uint)((days << DaysShift) | (opens << MinuteBits) | closes);
}

/// <summary>An instant in some place, worked out once for all receptions there.</summary>
internal sealed class LocalMoment
{
    public LocalMoment(Instant at, TerritorialCalendar calendar)
    {
        (At, Calendar) = (at, calendar);
        var local = at.InZone(calendar.TimeZone).LocalDateTime;
        (Date, Minute) = (local.Date, (uint)((local.Hour * 60) + local.Minute));
        DayBit = 1u << ((int)local.DayOfWeek - 1);
        IsHoliday = PublicHolidays.NameOn(calendar.Holidays, local.Date) is not null;
    }

    public Instant At { get; }

    public TerritorialCalendar Calendar { get; }

    public LocalDate Date { get; }

    /// <summary>Of the day, 0 to 1439.</summary>
    public uint Minute { get; }

    /// <summary>The weekday, Monday as the lowest bit.</summary>
    public uint DayBit { get; }

    public bool IsHoliday { get; }
}
