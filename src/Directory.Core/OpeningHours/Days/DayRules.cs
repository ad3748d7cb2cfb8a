using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>
/// What a schedule says about one date. This is the only place where rules meet a date: days, states and changes all
/// start from here, so a new kind of rule is taught once.
/// </summary>
internal readonly ref struct DayRules
{
    // The slots that begin on the date, in the order of the schedule; they may touch, overlap, or go past midnight.
    private readonly ReadOnlySpan<Stretch> _slots;

    // What remains after midnight of the slots of the day before, in minutes of this date, and whether it is certain.
    private readonly ReadOnlySpan<Stretch> _night;
    private readonly bool _isNightKnown;

    private DayRules(
        DayKind kind,
        string? publicHoliday,
        ExceptionalPeriod? exception,
        ReadOnlySpan<Stretch> slots,
        ReadOnlySpan<Stretch> night = default,
        bool isNightKnown = true)
    {
        (Kind, PublicHoliday, Exception, _isNightKnown) = (kind, publicHoliday, exception, isNightKnown);
        _slots = slots;
        _night = night;
    }

    public DayKind Kind { get; }

    public string? PublicHoliday { get; }

    /// <summary>The exceptional period that decides the date; null for a regular one.</summary>
    public ExceptionalPeriod? Exception { get; }

    public bool IsKnown => Doubt is null;

    public HoursDoubt? Doubt => Kind switch
    {
        DayKind.HolidayUnconfirmed => HoursDoubt.HolidayUnconfirmed,
        DayKind.Unread => HoursDoubt.TextNotRead,
        DayKind.SchoolsUnknown => HoursDoubt.SchoolHolidaysUnknown,
        DayKind.NothingSaid => HoursDoubt.ExceptionsOnly,
        _ => null,
    };

    /// <summary>How many stretches the buffer of <see cref="Of"/> must hold.</summary>
    public static int Room(OpeningSchedule schedule) => schedule.MaxSlotsOfDay * (schedule.HasNights ? 2 : 1);

    /// <param name="schedule">Not empty.</param>
    /// <param name="place">Where the counter is.</param>
    /// <param name="date">The date in local time.</param>
    /// <param name="buffer">Of <see cref="Room"/> at least; the result lives in it.</param>
    public static DayRules Of(OpeningSchedule schedule, Place place, LocalDate date, Span<Stretch> buffer)
    {
        if (!schedule.HasNights)
        {
            return BeginningOn(schedule, place, date, buffer);
        }

        var day = BeginningOn(schedule, place, date, buffer);
        if (date == LocalDate.MinIsoValue)
        {
            return day;
        }

        var rest = buffer[schedule.MaxSlotsOfDay..];
        var before = BeginningOn(schedule, place, date.PlusDays(-1), rest);
        var count = 0;
        foreach (var slot in before._slots)
        {
            if (slot.Closes > ClockTime.MinutesPerDay)
            {
                rest[count++] = slot with { Opens = 0, Closes = slot.Closes - ClockTime.MinutesPerDay };
            }
        }

        return new(day.Kind, day.PublicHoliday, day.Exception, day._slots, rest[..count], before.IsKnown);
    }

    /// <summary>The status at a minute of the day, 0 to 1439.</summary>
    public OpenStatus StatusAt(int minute) => MomentAt(minute).Status;

    /// <summary>The status at a minute of the day, and for whom.</summary>
    public OpenMoment MomentAt(int minute)
    {
        var day = IsKnown ? Among(_slots, minute) : new(OpenStatus.Unknown);
        if (_night.IsEmpty || day == OpenMoment.ForAnyone)
        {
            return day;
        }

        // Certainly open beats all; else a doubt stays one.
        var night = Among(_night, minute);
        return night.Status == OpenStatus.Closed ? day
            : !_isNightKnown ? new(OpenStatus.Unknown)
            : night.Status == OpenStatus.Open ? night
            : day.Status == OpenStatus.Unknown ? day
            : night;
    }

    /// <summary>The first minute from <paramref name="minute"/> on that is another moment; 1440 when there is none.</summary>
    public int EndOf(OpenMoment moment, int minute)
    {
        while (minute < ClockTime.MinutesPerDay && MomentAt(minute) == moment)
        {
            minute = Math.Min(NextBoundary(_slots, minute), NextBoundary(_night, minute));
        }

        return minute;
    }

    /// <summary>
    /// The slots of the date in order, the touching ones joined, as if it were known; a night is cut at midnight.
    /// </summary>
    public TimeSlot[] Slots(OpeningSchedule schedule) =>
        _night.IsEmpty ? Join(_slots, schedule) : Join([.. _slots, .. _night], schedule);

    /// <summary>
    /// The same slots in order and apart: the touching ones of one kind joined, and anyone received where two overlap and
    /// either receives anyone. What goes past midnight is cut there.
    /// </summary>
    public static TimeSlot[] Join(ReadOnlySpan<Stretch> slotsOfOneDay, OpeningSchedule? schedule = null)
    {
        if (slotsOfOneDay.IsEmpty)
        {
            return [];
        }

        var day = new DayRules(DayKind.Ordinary, null, null, slotsOfOneDay);
        var slots = new List<TimeSlot>(slotsOfOneDay.Length);
        for (var minute = 0; minute < ClockTime.MinutesPerDay;)
        {
            var moment = day.MomentAt(minute);
            var end = day.EndOf(moment, minute);
            if (moment.Status != OpenStatus.Closed)
            {
                slots.Add(new(new(minute), new(end), moment.Status == OpenStatus.OpenByAppointment, schedule?.PurposeOf(moment.Purpose)));
            }

            minute = end;
        }

        return [.. slots];
    }

    private static DayRules BeginningOn(OpeningSchedule schedule, Place place, LocalDate date, Span<Stretch> buffer)
    {
        var holiday = PublicHolidays.NameOn(place.Territory.Holidays, date);
        var exception = schedule.ExceptionOn(date);
        if (exception is not null)
        {
            return Exceptional(schedule.PublicHolidays, exception, holiday, buffer);
        }

        var weekday = date.DayOfWeek;
        var (count, areSchoolsKnown) = (0, true);
        foreach (var period in schedule.RegularSpan)
        {
            if (!period.Days.Contains(weekday)
                || !period.IsInSeason(date)
                || (period.Recurrence is { } recurrence && !Holds(recurrence, place, date, ref areSchoolsKnown)))
            {
                continue;
            }

            if (Stretch.Of(period.Opens, period.Closes, period.ClosesNextDay, period.ByAppointment, schedule.PurposeNumber(period.Purpose)) is { } slot)
            {
                buffer[count++] = slot;
            }
        }

        if (holiday is not null && schedule.PublicHolidays == PublicHolidayPolicy.Closed)
        {
            return new(count == 0 ? DayKind.Ordinary : DayKind.ClosedForHoliday, holiday, null, []);
        }

        var slots = buffer[..count];
        var isUnread = HasUnread(schedule, place, date);
        if (holiday is not null
            && schedule.PublicHolidays == PublicHolidayPolicy.Unconfirmed
            && (count > 0 || isUnread))
        {
            return new(DayKind.HolidayUnconfirmed, holiday, null, slots);
        }

        var kind = isUnread ? DayKind.Unread
            : !areSchoolsKnown ? DayKind.SchoolsUnknown
            : schedule.HasRegularHours ? DayKind.Ordinary
            : DayKind.NothingSaid;
        return new(kind, holiday, null, slots);
    }

    private static DayRules Exceptional(
        PublicHolidayPolicy policy, ExceptionalPeriod exception, string? holiday, Span<Stretch> buffer)
    {
        var count = 0;
        foreach (var slot in exception.SlotSpan)
        {
            if (Stretch.Of(slot.Opens, slot.Closes, slot.ClosesNextDay, slot.ByAppointment) is { } stretch)
            {
                buffer[count++] = stretch;
            }
        }

        if (holiday is not null && count > 0 && exception.From != exception.To && policy != PublicHolidayPolicy.AsUsual)
        {
            return policy == PublicHolidayPolicy.Closed
                ? new(DayKind.ClosedForHoliday, holiday, null, [])
                : new(DayKind.HolidayUnconfirmed, holiday, null, buffer[..count]);
        }

        return new(DayKind.Exceptional, holiday, exception, buffer[..count]);
    }

    // Where the school holidays are not known the slot is kept, to be shown with the doubt.
    private static bool Holds(Recurrence recurrence, Place place, LocalDate date, ref bool areSchoolsKnown)
    {
        if (!recurrence.Covers(date))
        {
            return false;
        }

        if (recurrence.SchoolHolidays == SchoolHolidayRule.Ignored)
        {
            return true;
        }

        var isHoliday = place.IsSchoolHoliday(date);
        areSchoolsKnown &= isHoliday is not null;
        return isHoliday is null || isHoliday == (recurrence.SchoolHolidays == SchoolHolidayRule.During);
    }

    private static bool HasUnread(OpeningSchedule schedule, Place place, LocalDate date)
    {
        foreach (var unread in schedule.UnreadSpan)
        {
            if (MayHold(unread, place, date))
            {
                return true;
            }
        }

        return false;
    }

    // Where the school holidays are not known the text may hold: a doubt is not taken away by another one.
    private static bool MayHold(UnreadText unread, Place place, LocalDate date)
    {
        var areSchoolsKnown = true;
        return unread.Days.Contains(date.DayOfWeek)
            && (unread.Recurrence is not { } recurrence || Holds(recurrence, place, date, ref areSchoolsKnown));
    }

    // Where several hold, the one for most people.
    private static OpenMoment Among(ReadOnlySpan<Stretch> slots, int minute)
    {
        var moment = new OpenMoment(OpenStatus.Closed);
        foreach (var slot in slots)
        {
            if (slot.Opens <= minute && minute < slot.Closes)
            {
                var own = new OpenMoment(slot.ByAppointment ? OpenStatus.OpenByAppointment : OpenStatus.Open, slot.Purpose);
                if (own == OpenMoment.ForAnyone)
                {
                    return own;
                }

                moment = own.Status > moment.Status || (own.Status == moment.Status && own.Purpose < moment.Purpose) ? own : moment;
            }
        }

        return moment;
    }

    private static int NextBoundary(ReadOnlySpan<Stretch> slots, int minute)
    {
        var next = ClockTime.MinutesPerDay;
        foreach (var slot in slots)
        {
            if (slot.Opens > minute)
            {
                next = Math.Min(next, slot.Opens);
            }

            if (slot.Closes > minute)
            {
                next = Math.Min(next, slot.Closes);
            }
        }

        return next;
    }
}

/// <summary>Whether it is open, and for whom.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Purpose">As <see cref="OpeningSchedule.PurposeNumber"/> counts; 0 for whoever comes.</param>
internal readonly record struct OpenMoment(OpenStatus Status, int Purpose = 0)
{
    public static OpenMoment ForAnyone => new(OpenStatus.Open);
}

/// <summary>How a date is to be read.</summary>
internal enum DayKind
{
    /// <summary>The slots hold; none: closed.</summary>
    Ordinary,

    /// <summary>The usual slots do not hold: closed.</summary>
    ClosedForHoliday,

    /// <summary>An exceptional period decides; without slots: closed.</summary>
    Exceptional,

    /// <summary>Nobody said whether the usual slots hold on this public holiday.</summary>
    HolidayUnconfirmed,

    /// <summary>A text that was not read speaks of this day.</summary>
    Unread,

    /// <summary>The slots depend on school holidays that are not known for this day.</summary>
    SchoolsUnknown,

    /// <summary>The schedule has exceptions only, and this day is none of them.</summary>
    NothingSaid,
}
