namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>Times instead of slots, beside them, or on some days only.</summary>
internal sealed partial class ClauseMeaning
{
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
        if (clause.Hours.Exists(hours => !hours.Nth.IsEvery)
            || clause.When.Exists(when => when.SchoolHolidays == SchoolHolidayRule.Outside))
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
                var isSame =
                    own.Count == hours.Times.Count
                        && own.All(slot => hours.Times.Contains((slot.Opens, slot.Closes)) && slot.Recurrence is null);
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
            return hours == Unsaid && clause.When.Count == 0 && !clause.Only && clause.Except.TrueForAll(except => except.Times.Count == 0)
                ? Without(clause.Except)
                : null;
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
        if (!hours.Days.IsEmpty && slots.Any(slot => slot.Days.Overlaps(named)) && slots.Any(slot => (slot.Days & here) != named
            && slot.Days.Overlaps(here)) && clause.Only
            && !hours.Nth.IsEvery)
        {
            return null;
        }

        if (!hours.Days.IsEmpty && !(named & ~SlotDays).IsEmpty)
        {
            _doubts.Add(
                new(named & ~SlotDays, new Recurrence { Ordinals = hours.Nth, Weeks = clause.Weeks } is { IsEmpty: false } some
                    ? some
                    : null));
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
}
