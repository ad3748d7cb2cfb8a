using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>What a text leaves of the hours beside it.</summary>
/// <param name="Slots">The slots as it leaves them.</param>
internal sealed record NoteReading(IReadOnlyList<RegularPeriod> Slots)
{
    /// <summary>What it puts in doubt; empty where all of it was understood.</summary>
    public List<NoteDoubt> Doubts { get; init; } = [];

    /// <summary>The days that words which were not understood, or do not fit the slots, may be about: the slots are then as they were.</summary>
    public Weekdays Unread { get; init; }

    /// <summary>When the phone is answered.</summary>
    public List<RegularPeriod> Phone { get; init; } = [];

    /// <summary>What holds from a date to a date.</summary>
    public List<ExceptionalPeriod> Exceptional { get; init; } = [];
}

/// <summary>
/// Holds what a clause says against slots. Null wherever words and slots do not fit together, or the words have two readings: then the days
/// that they may be about are not known.
/// </summary>
/// <param name="clause">Understood.</param>
/// <param name="here">The days that are looked at: those of the row, or the days of other rows that the clause names.</param>
/// <param name="slots">The slots of these days.</param>
internal sealed class ClauseMeaning(Clause clause, Weekdays here, IReadOnlyList<RegularPeriod> slots)
{
    private static readonly ClauseHours Unsaid = new();

    // In minutes.
    private const int Slack = 15;

    private readonly List<NoteDoubt> _doubts = [];

    public NoteReading? Apply()
    {
        if (clause.Hours.Concat(clause.Except).Any(hours => !hours.Doubtful.IsEmpty))
        {
            var doubtful = clause.Hours.Aggregate(Weekdays.None, (days, hours) => days | hours.Doubtful) & here;
            if (!doubtful.IsEmpty)
            {
                _doubts.Add(new(doubtful, null));
            }
        }

        return clause.Desk switch
        {
            ClauseDesk.Other => IsOfThisRow ? null : With(slots),
            ClauseDesk.Phone => OfPhone(),
            _ => OfCounter(),
        };
    }

    private NoteReading? OfCounter()
    {
        // « Uniquement le samedi » beside slots of other days contradicts them.
        if (clause is { Only: true, Appointment: ClauseAppointment.None, Purpose: null, HasTimes: false } && !clause.Named.IsEmpty
            && clause.Hours.TrueForAll(hours => hours.Half == DayHalf.Whole) && !(SlotDays & ~clause.Named).IsEmpty && !(clause.Weeks != WeekParity.Every && clause.Hours.Count == 1))
        {
            return null;
        }

        if (clause.Refers || clause.Vague.Count > 0)
        {
            return Vague();
        }

        if (clause.Dates is { } dates)
        {
            return OnDates(dates.From, dates.To);
        }

        if (clause.Appointment == ClauseAppointment.Possible)
        {
            // « sans rendez-vous sauf le lundi », « également l'après-midi sur rendez-vous » beside mornings: at hours that nobody told.
            if (clause.Verb == ClauseVerb.Closed || clause.Except.Count > 0 || clause.Hours.Exists(IsHalfWithoutSlot))
            {
                return null;
            }

            return clause.HasTimes ? AlsoAt() : WithDoubtOn(WithoutSlots());
        }

        if (clause.Verb == ClauseVerb.Closed)
        {
            return clause.Purpose is null && clause.Appointment == ClauseAppointment.None && !clause.Only ? Closed() : null;
        }

        if (clause.Purpose is not null || clause.Appointment == ClauseAppointment.Needed)
        {
            return ForSome();
        }

        return clause.HasTimes ? Times()
            : clause.Opens is not null || clause.Closes is not null ? Edges(clause.Opens, clause.Closes)
            : Open();
    }

    // « Service de l'état civil ouvert uniquement le 1er samedi » in Saturday's row may well be what the row is about.
    private bool IsOfThisRow =>
        (!clause.Named.IsEmpty && (here & ~clause.Named).IsEmpty && (!clause.HasTimes || AreWithinItsTimes))
        || (clause.Named.IsEmpty && (clause.HasTimes ? AreWithinItsTimes : clause.Only && (clause.Weeks != WeekParity.Every || clause.When.Count > 0)));

    private bool AreWithinItsTimes => slots.All(slot => clause.Hours.Exists(hours => hours.Times.Exists(time => time.Opens <= slot.Opens && slot.Closes <= time.Closes)));

    private NoteReading With(IEnumerable<RegularPeriod>? changed) => new([.. changed ?? slots]) { Doubts = _doubts };

    private NoteReading? WithDoubtOn(Weekdays days)
    {
        if (!days.IsEmpty)
        {
            _doubts.Add(new(days, null));
        }

        return With(slots);
    }

    // « pour connaître les horaires pendant les vacances, contacter l'accueil », « fermé du 7 au 25 août ».
    private NoteReading? Vague()
    {
        if (clause.When.Count + clause.Vague.Count == 0 || clause.Except.Count > 0)
        {
            return null;
        }

        var days = clause.Named.IsEmpty ? here : clause.Named & here;
        foreach (var when in clause.When.Concat(clause.Vague))
        {
            _doubts.Add(new(days, when));
        }

        return With(slots);
    }

    private NoteReading? OnDates(LocalDate from, LocalDate to)
    {
        var isPlain = clause is { Purpose: null, Appointment: ClauseAppointment.None, Opens: null, Closes: null, Except.Count: 0, When.Count: 0, Weeks: WeekParity.Every }
            && clause.Hours.TrueForAll(hours => hours.Half == DayHalf.Whole && hours.Nth.IsEvery && hours.Doubtful.IsEmpty);
        if (!isPlain || from.Year < 2000 || (clause.Verb == ClauseVerb.Closed) == clause.HasTimes || clause.Hours.Count > 1)
        {
            _doubts.Add(new(here, new Recurrence { Seasons = [new(new(from.Month, from.Day), new(to.Month, to.Day))] }));
            return With(slots);
        }

        var hours = clause.Hours.FirstOrDefault() ?? Unsaid;
        return new([.. slots])
        {
            Doubts = _doubts,
            Exceptional =
            [
                new ExceptionalPeriod
                {
                    From = from,
                    To = to,
                    Days = hours.Days.IsEmpty ? here : hours.Days & here,
                    Slots = [.. hours.Times.Select(time => new ExceptionalSlot(time.Opens, time.Closes))],
                },
            ],
        };
    }

    private NoteReading? OfPhone()
    {
        if (clause.Verb == ClauseVerb.Closed || clause.Purpose is not null || clause.Vague.Count > 0 || clause.Dates is not null)
        {
            return null;
        }

        var phone = new List<RegularPeriod>();
        var isClear = clause is { When.Count: 0, Except.Count: 0, Weeks: WeekParity.Every, Opens: null, Closes: null, OtherDays: false }
            && clause.Hours.TrueForAll(hours => hours.Times.Count > 0 && hours.Nth.IsEvery && hours.Doubtful.IsEmpty);
        foreach (var hours in isClear ? clause.Hours : [])
        {
            phone.AddRange(hours.Times.Select(time => new RegularPeriod
            {
                Days = !hours.Days.IsEmpty ? hours.Days : here == Weekdays.All && slots.Count > 0 ? SlotDays : here,
                Opens = time.Opens,
                Closes = time.Closes,
            }));
        }

        if (clause.Only)
        {
            return PhoneOnly(phone);
        }

        // At the very times of the slots they may well be the phone's; a clause without any times says nothing that is known.
        var isSame = slots.Any(slot => clause.Hours.Exists(hours => hours.Times.Contains((slot.Opens, slot.Closes))));
        return isSame || (!clause.HasTimes && clause.Opens is null && clause.Closes is null)
            ? null
            : With(slots) with { Phone = phone };
    }

    // The slots of these days, or those within the times, are the phone's: nobody is received.
    private NoteReading? PhoneOnly(List<RegularPeriod> phone)
    {
        if (clause.HasTimes)
        {
            var left = slots.ToList();
            foreach (var hours in clause.Hours)
            {
                var days = hours.Days.IsEmpty ? here : hours.Days & here;
                foreach (var (opens, closes) in hours.Times)
                {
                    if (left.Exists(slot => slot.Days.Overlaps(days) && slot.Opens < closes && opens < slot.Closes && (opens < slot.Opens || slot.Closes < closes)))
                    {
                        return null;
                    }

                    left = [.. left.SelectMany(slot => Cut(slot, new RegularPeriod { Days = days, Opens = opens, Closes = closes }))];
                }
            }

            return With(left) with { Phone = phone };
        }

        var isWhole = clause is { When.Count: 0, Except.Count: 0, Weeks: WeekParity.Every } && clause.Hours.TrueForAll(hours => hours.Nth.IsEvery);
        if (!isWhole || slots.Count == 0)
        {
            return null;
        }

        var (kept, own) = (new List<RegularPeriod>(), new List<RegularPeriod>());
        foreach (var hours in clause.Hours.DefaultIfEmpty(Unsaid))
        {
            if (Inside(hours, null) is not { } box || !SplitHalf(hours.Half, box))
            {
                return null;
            }

            foreach (var slot in slots)
            {
                var isOwn = slot.Days.Overlaps(box.Days) && IsIn(slot, hours.Half);
                (isOwn ? own : kept).Add(slot);
            }
        }

        return own.Count == 0 ? null : With(kept) with { Phone = [.. own.Select(slot => slot with { Note = null })] };
    }

    private NoteReading? Closed()
    {
        if (clause.OtherDays || clause.Also)
        {
            return null;
        }

        if (clause.Closes is not null || clause.Opens is not null)
        {
            return clause.HasTimes || clause.Opens is not null ? null : Edges(null, clause.Closes);
        }

        var isConditional = clause.When.Count > 0 || clause.Weeks != WeekParity.Every;
        if (!isConditional && clause.Hours.TrueForAll(hours => hours.Days.IsEmpty))
        {
            // « Fermé l'après-midi » beside mornings says what the slots say; beside afternoons it contradicts them.
            return clause.Hours is [{ Half: not DayHalf.Whole, Times.Count: 0 } half] && clause.Except.Count == 0
                && slots.Count > 0 && slots.All(slot => HalfOf(slot) is { } own && own != half.Half)
                    ? With(slots)
                    : null;
        }

        IEnumerable<RegularPeriod>? left = slots;
        foreach (var box in Boxes())
        {
            if (box is null)
            {
                return null;
            }

            left = box.Value.Hours.Times.Count > 0
                ? box.Value.Hours.Times.Aggregate(left, (all, time) => all.SelectMany(slot => Cut(slot, box.Value.Box with { Opens = time.Opens, Closes = time.Closes })).ToList())
                : left.SelectMany(slot => IsIn(slot, box.Value.Hours.Half) ? Cut(slot, box.Value.Box) : [slot]).ToList();
        }

        // Slots that are all closed again are a contradiction of the source, not a day off.
        var result = left.ToList();
        return result.Count == 0 && slots.Count > 0 ? null : With(result);
    }

    // « accueil ouvert jusqu'à 17h en août », « fermeture à 16h le vendredi ».
    private NoteReading? Edges(ClockTime? opens, ClockTime? closes)
    {
        if (clause.HasTimes || clause.OtherDays || clause.Hours.Exists(hours => hours.Half != DayHalf.Whole))
        {
            return null;
        }

        IEnumerable<RegularPeriod> left = slots;
        foreach (var box in Boxes())
        {
            if (box is not var (dates, _))
            {
                return null;
            }

            var own = slots.Where(slot => slot.Days.Overlaps(dates.Days)).ToList();
            var isEveryTime = dates.Recurrence is null;
            if (own.Count == 0 || (opens is { } first && !Fits(own, first)) || (closes is { } last && !Fits(own, last))
                || (isEveryTime && clause.Named.IsEmpty && !Says(own, opens, closes)))
            {
                return null;
            }

            left = left.SelectMany(slot => opens is { } from ? Cut(slot, dates with { Opens = ClockTime.Midnight, Closes = from }) : [slot])
                .SelectMany(slot => closes is { } to ? Cut(slot, dates with { Opens = to, Closes = ClockTime.EndOfDay }) : [slot]).ToList();
        }

        return With(left);

        // On each day the edge lies within the hours: one before or after them would make them longer.
        static bool Fits(List<RegularPeriod> own, ClockTime edge) => own.Aggregate(Weekdays.None, (all, slot) => all | slot.Days).Enumerate().All(day =>
            own.Where(slot => slot.Days.Contains(day)).Min(slot => slot.Opens) <= edge && edge <= own.Where(slot => slot.Days.Contains(day)).Max(slot => slot.Closes));

        static bool Says(List<RegularPeriod> own, ClockTime? opens, ClockTime? closes) =>
            (opens is not { } first || own.Min(slot => slot.Opens) == first) && (closes is not { } last || own.Max(slot => slot.Closes) == last);
    }

    // By appointment, or for a service or a public: a part of the slots, or slots more.
    private NoteReading? ForSome()
    {
        if (clause.Also && clause.Appointment == ClauseAppointment.None)
        {
            return WithDoubtOn(WithoutSlots());
        }

        // « Pour les passeports uniquement sur rendez-vous » says nothing of what others need; « sur rendez-vous pour l'état civil » might.
        if (clause is { Purpose: not null, IsLabel: false, OnlyFor: false, Appointment: ClauseAppointment.Needed })
        {
            return clause.Text.IndexOf("pour ", StringComparison.Ordinal) < clause.Text.IndexOf("rendez vous", StringComparison.Ordinal) && clause.Hours.Count == 0
                ? With(slots)
                : null;
        }

        if (clause.OtherDays)
        {
            return WithDoubtOn(~slots.Aggregate(Weekdays.None, (days, slot) => days | slot.Days));
        }

        // « Sur rendez-vous et hors vacances scolaires »: and during them?
        if (clause.Opens is not null || clause.Closes is not null || (clause.HasTimes && clause.When.Count > 0)
            || (clause.Only && clause.Hours.Exists(hours => !hours.Nth.IsEvery)) || clause.When.Exists(when => when.SchoolHolidays == SchoolHolidayRule.Outside || IsSeasonOut(when)))
        {
            return null;
        }

        // Without slots on such days, and without times, it is open at times that nobody told.
        _doubts.AddRange(WithoutSlots() is { IsEmpty: false } missing ? [new NoteDoubt(missing, null)] : []);
        IReadOnlyList<RegularPeriod> changed = slots;
        foreach (var box in Boxes())
        {
            if (box is not var (dates, hours) || (clause.Purpose is not null && dates.Recurrence is { Ordinals.IsEvery: false }))
            {
                return null;
            }

            if (hours.Times.Count > 0)
            {
                if (hours.Times.Aggregate((List<RegularPeriod>?)[.. changed], (all, time) => all is null ? null : OfTimes(all, dates, time.Opens, time.Closes)) is not { } next)
                {
                    return null;
                }

                changed = next;
                continue;
            }

            if (!SplitHalf(hours.Half, dates) || (hours.Half != DayHalf.Whole && !changed.Any(slot => slot.Days.Overlaps(dates.Days) && IsIn(slot, hours.Half))))
            {
                return null;
            }

            changed = [.. changed.SelectMany(slot => IsIn(slot, hours.Half) ? Change(slot, dates, Mark) : [slot])];
        }

        return With(changed);
    }

    private RegularPeriod Mark(RegularPeriod slot) => slot with
    {
        ByAppointment = slot.ByAppointment || clause.Appointment == ClauseAppointment.Needed,
        Purpose = clause.Purpose ?? slot.Purpose,
    };

    // A part of a slot; times beside all slots are a slot more; times that cross an edge contradict it.
    private List<RegularPeriod>? OfTimes(List<RegularPeriod> all, RegularPeriod dates, ClockTime from, ClockTime to)
    {
        var (result, found) = (new List<RegularPeriod>(), Weekdays.None);
        foreach (var slot in all)
        {
            if (!slot.Days.Overlaps(dates.Days) || slot.Closes <= from || slot.Opens >= to)
            {
                result.Add(slot);
                continue;
            }

            // A few minutes past the slot are not worth a contradiction; they are not added either.
            if (slot.Opens.Minutes - from.Minutes > Slack || to.Minutes - slot.Closes.Minutes > Slack)
            {
                return null;
            }

            found |= slot.Days & dates.Days;

            // « permanence du maire de 18h à 19h » within the hours of the office does not take them from others.
            if (!clause.Only && clause.Appointment == ClauseAppointment.None && (from > slot.Opens || to < slot.Closes))
            {
                result.Add(slot);
                continue;
            }

            result.AddRange(Change(slot, dates, part => part) is { } parts ? parts.SelectMany(part => IsWithin(part, dates)
                ? new[] { part with { Closes = from }, Mark(part with { Opens = Later(from, part.Opens), Closes = Earlier(to, part.Closes) }), part with { Opens = to } }.Where(piece => piece.Opens < piece.Closes)
                : [part]) : [slot]);
        }

        var more = dates.Days & ~found;
        if (!more.IsEmpty)
        {
            var model = all.FirstOrDefault(slot => slot.Days.Overlaps(more));
            if (clause.Only && clause.Appointment == ClauseAppointment.None && model is not null)
            {
                return null; // « uniquement pour l'état civil de 10h à 12h » beside slots of the afternoon
            }

            if (model is { Recurrence: not null } && dates.Recurrence is not null && model.Recurrence != dates.Recurrence)
            {
                return null;
            }

            result.Add(Mark(new RegularPeriod
            {
                Days = more,
                Opens = from,
                Closes = to,
                Note = model?.Note ?? Note,
                From = model?.From,
                To = model?.To,
                Recurrence = dates.Recurrence ?? model?.Recurrence,
            }));
        }

        return result;
    }

    // Times: instead of the slots during a season or the holidays; else they are the slots, or hours of other days.
    private NoteReading? Times()
    {
        if (clause.Opens is not null || clause.Closes is not null || clause.OtherDays || clause.Weeks != WeekParity.Every
            || clause.Hours.Exists(hours => hours.Times.Count == 0 || hours.Half != DayHalf.Whole || !hours.Doubtful.IsEmpty)
            || clause.Except.Exists(hours => hours.Times.Count > 0))
        {
            return null;
        }

        return clause.When.Count > 0 ? Instead() : Beside();
    }

    private NoteReading? Instead()
    {
        var days = clause.Hours.Aggregate(Weekdays.None, (all, hours) => all | (hours.Days.IsEmpty ? here : hours.Days & here)) & ~Excepted;
        if (clause.Hours.Exists(hours => !hours.Nth.IsEvery) || clause.When.Exists(when => when.SchoolHolidays == SchoolHolidayRule.Outside))
        {
            return null;
        }

        IEnumerable<RegularPeriod> result = slots;
        var own = new List<RegularPeriod>();
        foreach (var when in clause.When)
        {
            var dates = new RegularPeriod { Days = days, Opens = ClockTime.Midnight, Closes = ClockTime.EndOfDay, Recurrence = when };
            result = result.SelectMany(slot => Cut(slot, dates)).ToList();
            foreach (var hours in clause.Hours)
            {
                var these = (hours.Days.IsEmpty ? here : hours.Days & here) & ~Excepted;
                own.AddRange(hours.Times.Where(_ => !these.IsEmpty).Select(time => new RegularPeriod
                {
                    Days = these,
                    Opens = time.Opens,
                    Closes = time.Closes,
                    Recurrence = when,
                    Note = Note,
                }));
            }

            // Hours of a week that leave out days with slots: are these as ever, or closed?
            var left = here & ~days & slots.Aggregate(Weekdays.None, (all, slot) => all | slot.Days);
            if (!left.IsEmpty && !clause.Named.IsEmpty && clause.Named.Count > 1)
            {
                _doubts.Add(new(left, when));
            }
        }

        return clause.When.Count > 1 && clause.When.Exists(when => when.SchoolHolidays != SchoolHolidayRule.Ignored)
            ? null // the two may fall together
            : With(result.Concat(own));
    }

    private NoteReading? Beside()
    {
        if (clause.Except.Count > 0)
        {
            return null;
        }

        var added = new List<RegularPeriod>();
        foreach (var hours in clause.Hours)
        {
            var days = hours.Days.IsEmpty ? here : hours.Days & here;
            foreach (var day in days.Enumerate())
            {
                var own = slots.Where(slot => slot.Days.Contains(day)).ToList();
                var isSame = own.Count == hours.Times.Count && own.All(slot => hours.Times.Contains((slot.Opens, slot.Closes)) && slot.Recurrence is null);
                if (isSame && hours.Nth.IsEvery)
                {
                    continue;
                }

                if (hours.Days.IsEmpty || (own.Count > 0 && (clause.Only || !hours.Nth.IsEvery || isSame
                    || hours.Times.Exists(time => own.Exists(slot => slot.Opens < time.Closes && time.Opens < slot.Closes)))))
                {
                    return null;
                }

                added.AddRange(hours.Times.Select(time => new RegularPeriod
                {
                    Days = Weekdays.Of(day),
                    Opens = time.Opens,
                    Closes = time.Closes,
                    Recurrence = hours.Nth.IsEvery ? null : new Recurrence { Ordinals = hours.Nth },
                    Note = Note,
                }));
            }
        }

        return With(slots.Concat(added));
    }

    // Open on some of its days only.
    private NoteReading? Open()
    {
        var hours = clause.Hours is [var one] ? one : clause.Hours.Count == 0 ? Unsaid : null;
        if (hours is null || clause.OtherDays || clause.Also)
        {
            return null;
        }

        if (clause.Except.Count > 0)
        {
            return hours == Unsaid && clause.When.Count == 0 && !clause.Only && clause.Except.TrueForAll(except => except.Times.Count == 0) ? Without(clause.Except) : null;
        }

        if (hours.Half != DayHalf.Whole)
        {
            return HalfOnly(hours);
        }

        var rule = new Recurrence { Ordinals = hours.Nth, Weeks = clause.Weeks };
        if (clause.When.Count > 1)
        {
            return null;
        }

        if (clause.When is [var when])
        {
            // « ouvert pendant les vacances scolaires »: outside them too?
            if (when.SchoolHolidays != SchoolHolidayRule.Outside && !clause.Only && !IsSeasonOut(when))
            {
                return null;
            }

            rule = rule with { SchoolHolidays = when.SchoolHolidays, Seasons = when.Seasons };
        }

        var named = hours.Days & here;
        if (rule.IsEmpty)
        {
            // « accueil physique », « accueil ouvert le samedi » beside Saturday's slots.
            return !clause.Only && !clause.Named.IsEmpty && (clause.Named & here & ~SlotDays).IsEmpty ? With(slots)
                : clause.Named.IsEmpty && !clause.Only && clause.Verb == ClauseVerb.None ? With(slots)
                : null;
        }

        // « Uniquement le 1er samedi » beside slots of several days could close the others or not.
        if (!hours.Days.IsEmpty && slots.Any(slot => slot.Days.Overlaps(named)) && slots.Any(slot => (slot.Days & here) != named && slot.Days.Overlaps(here)) && clause.Only
            && !hours.Nth.IsEvery)
        {
            return null;
        }

        if (!hours.Days.IsEmpty && !(named & ~SlotDays).IsEmpty)
        {
            _doubts.Add(new(named & ~SlotDays, new Recurrence { Ordinals = hours.Nth, Weeks = clause.Weeks } is { IsEmpty: false } some ? some : null));
            return With(slots);
        }

        var dates = new RegularPeriod { Days = hours.Days.IsEmpty ? here : named, Opens = ClockTime.Midnight, Closes = ClockTime.EndOfDay };
        var result = new List<RegularPeriod>();
        foreach (var slot in slots)
        {
            foreach (var part in Change(slot, dates, part => part))
            {
                if (!part.Days.Overlaps(dates.Days))
                {
                    result.Add(part);
                }
                else if (DateMeeting.Of(part.Recurrence, rule) is not { } both)
                {
                    return null;
                }
                else
                {
                    result.AddRange(both.Recurrence is { } recurrence && !both.IsNever ? [part with { Recurrence = recurrence }] : []);
                }
            }
        }

        return result.Count == 0 ? null : With(result);
    }

    // « le matin uniquement en juillet-août »: the other half is closed then.
    private NoteReading? HalfOnly(ClauseHours hours)
    {
        var isFree = clause.When.Count == 0 && clause.Weeks == WeekParity.Every && hours.Days.IsEmpty && hours.Nth.IsEvery;
        if (isFree)
        {
            return slots.Count > 0 && slots.All(slot => HalfOf(slot) == hours.Half) ? With(slots) : null;
        }

        if (!clause.Only)
        {
            return null;
        }

        IEnumerable<RegularPeriod> left = slots;
        foreach (var box in Boxes())
        {
            if (box is not var (dates, _) || !SplitHalf(hours.Half, dates) || !slots.Any(slot => slot.Days.Overlaps(dates.Days) && IsIn(slot, hours.Half)))
            {
                return null;
            }

            left = left.SelectMany(slot => IsIn(slot, hours.Half) ? [slot] : Cut(slot, dates)).ToList();
        }

        return With(left);
    }

    private NoteReading? Without(List<ClauseHours> days)
    {
        IEnumerable<RegularPeriod> left = slots;
        foreach (var hours in days)
        {
            if (hours.Days.IsEmpty || Inside(hours, null) is not { } dates || !SplitHalf(hours.Half, dates))
            {
                return null;
            }

            left = left.SelectMany(slot => IsIn(slot, hours.Half) ? Cut(slot, dates) : [slot]).ToList();
        }

        return With(left);
    }

    // A comment on the whole that names no day is about the days that have hours.
    private Weekdays Whole => here == Weekdays.All && slots.Count > 0 ? SlotDays : here;

    private bool IsHalfWithoutSlot(ClauseHours hours) =>
        hours is { Half: not DayHalf.Whole, Times.Count: 0 }
        && !slots.Any(slot => (hours.Days.IsEmpty || slot.Days.Overlaps(hours.Days)) && IsIn(slot, hours.Half));

    // « également sur rendez-vous le jeudi de 14h à 16h »: the times that are not those of slots are by appointment.
    private NoteReading? AlsoAt()
    {
        if (clause.When.Count > 0 || clause.Weeks != WeekParity.Every || clause.Hours.Exists(hours => hours.Times.Count == 0 || !hours.Nth.IsEvery)
            || slots.Any(slot => slot.Recurrence is not null))
        {
            return null;
        }

        var added = new List<RegularPeriod>();
        foreach (var hours in clause.Hours)
        {
            foreach (var day in (hours.Days.IsEmpty ? Whole : hours.Days & here).Enumerate())
            {
                var free = hours.Times.Select(time => new RegularPeriod
                {
                    Days = Weekdays.Of(day),
                    Opens = time.Opens,
                    Closes = time.Closes,
                    ByAppointment = true,
                    Note = Note,
                });
                added.AddRange(slots.Where(slot => slot.Days.Contains(day))
                    .Aggregate(free, (left, slot) => left.SelectMany(piece => Cut(piece, slot with { Days = piece.Days })).ToList()));
            }
        }

        return With(slots.Concat(added));
    }

    private string? Note => slots is [var first, ..] ? first.Note : null;

    private Weekdays SlotDays => slots.Aggregate(Weekdays.None, (days, slot) => days | slot.Days);

    private Weekdays Excepted => clause.Except.Aggregate(Weekdays.None, (days, hours) => days | hours.Days);

    // Named days of no slot, of which no times are told either.
    private Weekdays WithoutSlots() =>
        clause.Hours.Where(hours => hours.Times.Count == 0).Aggregate(Weekdays.None, (days, hours) => days | hours.Days) & here & ~SlotDays;

    private static bool IsSeasonOut(Recurrence when) => when is { Seasons.Count: 1, SchoolHolidays: SchoolHolidayRule.Ignored } && when.Seasons[0].IsOverNewYear;

    // The dates of each group of days and each condition; null where they are none that can be told.
    private IEnumerable<(RegularPeriod Box, ClauseHours Hours)?> Boxes()
    {
        var isClear = clause.Except.TrueForAll(hours => hours is { Times.Count: 0, Half: DayHalf.Whole } && hours.Nth.IsEvery && !hours.Days.IsEmpty);
        foreach (var hours in clause.Hours.DefaultIfEmpty(Unsaid))
        {
            foreach (var when in clause.When.Select(when => (Recurrence?)when).DefaultIfEmpty(null))
            {
                var box = Inside(hours, when);
                if (box is { Days.IsEmpty: true })
                {
                    continue;
                }

                yield return isClear && box is not null && SplitHalf(hours.Times.Count > 0 ? DayHalf.Whole : hours.Half, box) ? (box, hours) : null;
            }
        }
    }

    private RegularPeriod? Inside(ClauseHours hours, Recurrence? when)
    {
        var rule = (when ?? new Recurrence()) with { Ordinals = hours.Nth, Weeks = clause.Weeks };
        return new()
        {
            Days = (hours.Days.IsEmpty && hours.Doubtful.IsEmpty ? Whole : hours.Days & here) & ~Excepted,
            Opens = ClockTime.Midnight,
            Closes = ClockTime.EndOfDay,
            Recurrence = rule.IsEmpty ? null : rule,
        };
    }

    // Whether each slot of these days lies in one half: one over noon has none.
    private bool SplitHalf(DayHalf half, RegularPeriod dates) =>
        half == DayHalf.Whole || slots.Where(slot => slot.Days.Overlaps(dates.Days)).All(slot => HalfOf(slot) is not null);

    private static bool IsIn(RegularPeriod slot, DayHalf half) => half == DayHalf.Whole || HalfOf(slot) == half;

    private static DayHalf? HalfOf(RegularPeriod slot) =>
        slot.Closes <= new ClockTime(13, 0) && slot.Opens < new ClockTime(12, 0) ? DayHalf.Morning
        : slot.Opens >= new ClockTime(12, 0) ? DayHalf.Afternoon
        : null;

    // The slot without these times of these dates.
    private static IEnumerable<RegularPeriod> Cut(RegularPeriod slot, RegularPeriod cut)
    {
        if (slot.Closes <= cut.Opens || cut.Closes <= slot.Opens)
        {
            return [slot];
        }

        return Change(slot, cut, part => part).SelectMany(part => IsWithin(part, cut)
            ? new[] { part with { Closes = Earlier(part.Closes, cut.Opens) }, part with { Opens = Later(part.Opens, cut.Closes) } }.Where(piece => piece.Opens < piece.Closes)
            : [part]);
    }

    private static ClockTime Earlier(ClockTime one, ClockTime other) => one < other ? one : other;

    private static ClockTime Later(ClockTime one, ClockTime other) => one > other ? one : other;

    // Whether a part as Change makes them lies within the dates.
    private static bool IsWithin(RegularPeriod part, RegularPeriod dates) =>
        part.Days.Overlaps(dates.Days)
        && (dates.Recurrence is not { } rule || DateMeeting.Of(part.Recurrence, rule) is { IsNever: false, Recurrence: var both } && Equals(both, part.Recurrence));

    // The slot outside the dates as it is, and inside as it becomes there.
    private static IEnumerable<RegularPeriod> Change(RegularPeriod slot, RegularPeriod dates, Func<RegularPeriod, RegularPeriod> change)
    {
        var inside = DateMeeting.Of(slot.Recurrence, dates.Recurrence ?? new Recurrence());
        if (!slot.Days.Overlaps(dates.Days) || inside is { IsNever: true })
        {
            return [slot];
        }

        return inside is null
            ? throw OsmException.NotSupported("Conditions that do not combine", 0)
            : [.. DateBoxes.Subtract(slot, dates, 0), change(slot with { Days = slot.Days & dates.Days, Recurrence = inside.Value.Recurrence })];
    }
}

/// <summary>The dates that two rules have in common.</summary>
internal readonly record struct DateMeeting(Recurrence? Recurrence, bool IsNever)
{
    /// <summary>Null where that is not a rule.</summary>
    public static DateMeeting? Of(Recurrence? one, Recurrence other)
    {
        var known = one ?? new Recurrence();
        if ((!other.Ordinals.IsEvery && !known.Ordinals.IsEvery && other.Ordinals != known.Ordinals)
            || (other.Weeks != WeekParity.Every && known.Weeks != WeekParity.Every && other.Weeks != known.Weeks)
            || (other.SchoolHolidays != SchoolHolidayRule.Ignored && known.SchoolHolidays != SchoolHolidayRule.Ignored
                && other.SchoolHolidays != known.SchoolHolidays))
        {
            return other.Weeks != known.Weeks && other.Weeks != WeekParity.Every && known.Weeks != WeekParity.Every ? new(null, true)
                : other.SchoolHolidays != known.SchoolHolidays && other.SchoolHolidays != SchoolHolidayRule.Ignored
                    && known.SchoolHolidays != SchoolHolidayRule.Ignored ? new(null, true)
                : null;
        }

        var seasons = known.Seasons;
        if (other.Seasons.Count > 0)
        {
            var taken = YearDays.Of(other.Seasons);
            var both = known.Seasons.Count == 0 ? taken : [.. YearDays.Of(known.Seasons).Zip(taken, (a, b) => a && b)];
            if (!both.Contains(true))
            {
                return new(null, true);
            }

            seasons = known.Seasons.Count == 0 ? other.Seasons : YearDays.Ranges(both);
        }

        var rule = new Recurrence
        {
            Seasons = seasons,
            Ordinals = known.Ordinals.IsEvery ? other.Ordinals : known.Ordinals,
            Weeks = known.Weeks == WeekParity.Every ? other.Weeks : known.Weeks,
            SchoolHolidays = known.SchoolHolidays == SchoolHolidayRule.Ignored ? other.SchoolHolidays : known.SchoolHolidays,
        };
        return new(rule.IsEmpty ? null : rule, false);
    }
}
