namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>Slots by appointment, or for a service or a public.</summary>
internal sealed partial class ClauseMeaning
{
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
            return clause.Text.IndexOf("pour ", StringComparison.Ordinal) < clause.Text.IndexOf("rendez vous", StringComparison.Ordinal)
                && clause.Hours.Count == 0
                ? With(slots)
                : null;
        }

        if (clause.OtherDays)
        {
            return WithDoubtOn(~slots.Aggregate(Weekdays.None, (days, slot) => days | slot.Days));
        }

        // « Sur rendez-vous et hors vacances scolaires »: and during them?
        if (clause.Opens is not null || clause.Closes is not null || (clause.HasTimes && clause.When.Count > 0)
            || (clause.Only && clause.Hours.Exists(hours => !hours.Nth.IsEvery)) || clause.When.Exists(
                when => when.SchoolHolidays == SchoolHolidayRule.Outside || IsSeasonOut(when)))
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
                if (hours.Times.Aggregate((List<RegularPeriod>?)[.. changed], (all, time) => all is null
                    ? null
                    : OfTimes(all, dates, time.Opens, time.Closes)) is not { } next)
                {
                    return null;
                }

                changed = next;
                continue;
            }

            if (!SplitHalf(hours.Half, dates)
                || (hours.Half != DayHalf.Whole && !changed.Any(slot => slot.Days.Overlaps(dates.Days) && IsIn(slot, hours.Half))))
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

    // « également sur rendez-vous le jeudi de 14h à 16h »: the times that are not those of slots are by appointment.
    private NoteReading? AlsoAt()
    {
        if (clause.When.Count > 0 || clause.Weeks != WeekParity.Every || clause.Hours.Exists(
            hours => hours.Times.Count == 0 || !hours.Nth.IsEvery)
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
}
