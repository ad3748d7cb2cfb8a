using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Hours;

namespace PublicDirectory.Core.Published.Indexes;

/// <summary>
/// When the receptions of a segment may be open, in a few numbers side by side: what a filter over the whole country goes through, without
/// touching the records. Hours of every week, as nearly all are, are decided by them alone; others are only ruled out, and their
/// rules, made once, decide the rest.
/// </summary>
internal sealed class ReceptionTable
{
    private const int MinuteBits = 11;
    private const int MinuteMask = (1 << MinuteBits) - 1;
    private const int DaysShift = 2 * MinuteBits;

    // By ordinal: the place of the calendar, the first of the slots, whether public holidays change nothing, and the rules of those that
    // have some.
    private readonly byte[] _places;
    private readonly int[] _starts;
    private readonly bool[] _isAsUsual;
    private readonly Rules?[] _rules;

    // Of each slot: its weekdays, Monday as the lowest bit, then the minutes at which it opens and closes.
    private readonly uint[] _slots;
    private readonly List<TerritorialCalendar?> _calendars = [null];

    public ReceptionTable(AdministrationRecord[] records)
    {
        (_places, _isAsUsual, _rules, _starts) =
            (new byte[records.Length], new bool[records.Length], new Rules?[records.Length], new int[records.Length + 1]);
        var slots = new List<uint>(records.Length * 4);
        for (var ordinal = 0; ordinal < records.Length; ordinal++)
        {
            if (records[ordinal] is { OpeningHours: { } hours, Commune: { } commune })
            {
                _places[ordinal] = PlaceOf(TerritorialCalendar.ForInseeCode(commune.Value));
                _isAsUsual[ordinal] = hours.PublicHolidays == PublicHolidayPolicy.AsUsual;
                _rules[ordinal] = Add(hours, slots) ? null : new Rules(hours.ToRules());
            }

            _starts[ordinal + 1] = slots.Count;
        }

        _slots = [.. slots];
    }

    /// <summary>An instant on the clocks of all calendars, for <see cref="IsOpenAt"/>.</summary>
    public LocalMoment?[] MomentsAt(Instant at) =>
        [.. _calendars.Select(calendar => calendar is null ? null : new LocalMoment(at, calendar))];

    /// <summary>Whether a reception is surely open to all, be it by appointment, unless a notice suspends it.</summary>
    public bool IsOpenAt(int ordinal, LocalMoment?[] moments, SchoolCalendar? schools)
    {
        if (moments[_places[ordinal]] is not { } moment)
        {
            return false;
        }

        if (_rules[ordinal] is not { } rules)
        {
            // On a public holiday hours of every week hold, or not, or nobody says.
            return (!moment.IsHoliday || _isAsUsual[ordinal]) && MayBeOpenAt(ordinal, moment);
        }

        return (rules.HasExceptionOn(moment.Date) || MayBeOpenAt(ordinal, moment))
            && OpeningCalendar.IsOpenToAll(rules.Schedule, moment.Calendar, moment.At, schools);
    }

    private bool MayBeOpenAt(int ordinal, LocalMoment moment)
    {
        var (day, minute) = (moment.DayBit << DaysShift, moment.Minute);
        foreach (var slot in _slots.AsSpan(_starts[ordinal].._starts[ordinal + 1]))
        {
            if ((slot & day) != 0 && minute >= ((slot >> MinuteBits) & MinuteMask) && minute < (slot & MinuteMask))
            {
                return true;
            }
        }

        return false;
    }

    // A few dozen at the most: of each zone of school holidays, and of each territory overseas.
    private byte PlaceOf(TerritorialCalendar? calendar)
    {
        var place = _calendars.IndexOf(calendar);
        if (place < 0)
        {
            place = _calendars.Count;
            _calendars.Add(calendar);
        }

        return (byte)place;
    }

    // True where the slots say all.
    private static bool Add(ScheduleView hours, List<uint> slots)
    {
        var isPlain = hours.Unread.Count == 0 && hours.Exceptional.Count == 0;
        foreach (var period in hours.Regular)
        {
            isPlain &= period.IsPlain && period.Purpose.IsNull;
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

        return isPlain;
    }

    private static uint Slot(int days, int opens, int closes) => (uint)((days << DaysShift) | (opens << MinuteBits) | closes);

    /// <summary>Rules that more than the weekday decides, and the days that their exceptions touch, nights included.</summary>
    private sealed class Rules(OpeningSchedule schedule)
    {
        private readonly (LocalDate First, LocalDate Last)? _exceptions = schedule.Exceptional.Count == 0
            ? null
            : (schedule.Exceptional.Min(period => period.From), schedule.Exceptional.Max(period => period.To).PlusDays(1));

        public OpeningSchedule Schedule => schedule;

        public bool HasExceptionOn(LocalDate date) => _exceptions is { } days && date >= days.First && date <= days.Last;
    }
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
