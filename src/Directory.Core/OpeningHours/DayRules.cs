using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// What a schedule says about one date. This is the only place where rules meet a date: days, states and changes all
/// start from here, so a new kind of rule is taught once.
/// </summary>
internal readonly ref struct DayRules
{
    // The periods that fall on the date, in the order of the schedule; they may touch or overlap.
    private readonly ReadOnlySpan<TimeSlot> _slots;

    private DayRules(DayKind kind, string? publicHoliday, ReadOnlySpan<TimeSlot> slots)
    {
        Kind = kind;
        PublicHoliday = publicHoliday;
        _slots = slots;
    }

    public DayKind Kind { get; }

    public string? PublicHoliday { get; }

    public bool IsKnown => Kind is DayKind.Ordinary or DayKind.ClosedForHoliday;

    /// <param name="schedule">Not empty.</param>
    /// <param name="territory">Where the counter is.</param>
    /// <param name="date">The date in local time.</param>
    /// <param name="buffer">Room for as many slots as there are regular periods; the result lives in it.</param>
    public static DayRules Of(
        OpeningSchedule schedule, TerritorialCalendar territory, LocalDate date, Span<TimeSlot> buffer)
    {
        var weekday = date.DayOfWeek;
        var count = 0;
        foreach (var period in schedule.RegularSpan)
        {
            if (period.Days.Contains(weekday) && period.Opens < period.Closes && period.IsInSeason(date))
            {
                buffer[count++] = new TimeSlot(period.Opens, period.Closes, period.ByAppointment);
            }
        }

        var holiday = PublicHolidays.NameOn(territory.Holidays, date);
        if (holiday is not null && schedule.PublicHolidays == PublicHolidayPolicy.Closed)
        {
            return new(count == 0 ? DayKind.Ordinary : DayKind.ClosedForHoliday, holiday, []);
        }

        var slots = buffer[..count];
        var isUnread = HasUnread(schedule, weekday);
        if (holiday is not null
            && schedule.PublicHolidays == PublicHolidayPolicy.Unconfirmed
            && (count > 0 || isUnread))
        {
            return new(DayKind.HolidayUnconfirmed, holiday, slots);
        }

        return new(isUnread ? DayKind.Unread : DayKind.Ordinary, holiday, slots);
    }

    /// <summary>The status at a minute of the day, 0 to 1439.</summary>
    public OpenStatus StatusAt(int minute)
    {
        if (!IsKnown)
        {
            return OpenStatus.Unknown;
        }

        var status = OpenStatus.Closed;
        foreach (var slot in _slots)
        {
            if (slot.Opens.Minutes <= minute && minute < slot.Closes.Minutes)
            {
                if (!slot.ByAppointment)
                {
                    return OpenStatus.Open;
                }

                status = OpenStatus.OpenByAppointment;
            }
        }

        return status;
    }

    /// <summary>The first minute from <paramref name="minute"/> on with another status; 1440 when there is none.</summary>
    public int EndOf(OpenStatus status, int minute)
    {
        while (minute < ClockTime.MinutesPerDay && StatusAt(minute) == status)
        {
            minute = NextBoundary(minute);
        }

        return minute;
    }

    /// <summary>The slots in order, the touching ones joined, as if the day were known.</summary>
    public TimeSlot[] Slots() => Join(_slots);

    /// <summary>
    /// The same slots in order and apart: the touching ones of one kind joined, and anyone received where two overlap and
    /// either receives anyone. Slots that do not close after they open are left out.
    /// </summary>
    public static TimeSlot[] Join(ReadOnlySpan<TimeSlot> slotsOfOneDay)
    {
        if (slotsOfOneDay.IsEmpty)
        {
            return [];
        }

        var day = new DayRules(DayKind.Ordinary, null, slotsOfOneDay);
        var slots = new List<TimeSlot>(slotsOfOneDay.Length);
        for (var minute = 0; minute < ClockTime.MinutesPerDay;)
        {
            var status = day.StatusAt(minute);
            var end = day.EndOf(status, minute);
            if (status != OpenStatus.Closed)
            {
                slots.Add(new(new(minute), new(end), status == OpenStatus.OpenByAppointment));
            }

            minute = end;
        }

        return [.. slots];
    }

    private static bool HasUnread(OpeningSchedule schedule, IsoDayOfWeek weekday)
    {
        foreach (var unread in schedule.UnreadSpan)
        {
            if (unread.Days.Contains(weekday))
            {
                return true;
            }
        }

        return false;
    }

    private int NextBoundary(int minute)
    {
        var next = ClockTime.MinutesPerDay;
        foreach (var slot in _slots)
        {
            if (slot.Opens.Minutes > minute)
            {
                next = Math.Min(next, slot.Opens.Minutes);
            }

            if (slot.Closes.Minutes > minute)
            {
                next = Math.Min(next, slot.Closes.Minutes);
            }
        }

        return next;
    }
}

/// <summary>How a date is to be read.</summary>
internal enum DayKind
{
    /// <summary>The slots hold; none: closed.</summary>
    Ordinary,

    /// <summary>The usual slots do not hold: closed.</summary>
    ClosedForHoliday,

    /// <summary>Nobody said whether the usual slots hold on this public holiday.</summary>
    HolidayUnconfirmed,

    /// <summary>A text that was not read speaks of this day.</summary>
    Unread,
}
