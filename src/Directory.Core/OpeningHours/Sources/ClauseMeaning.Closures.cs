using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>What a clause closes: days, dates, edges and halves of days.</summary>
internal sealed partial class ClauseMeaning
{
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
                ? box.Value.Hours.Times.Aggregate(
                    left,
                    (all, time) => all.SelectMany(slot => Cut(slot, box.Value.Box with { Opens = time.Opens, Closes = time.Closes }))
                        .ToList())
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
        static bool Fits(List<RegularPeriod> own, ClockTime edge) => own.Aggregate(Weekdays.None, (all, slot) => all
            | slot.Days).Enumerate().All(day =>
            own.Where(slot => slot.Days.Contains(day)).Min(slot => slot.Opens) <= edge
                && edge <= own.Where(slot => slot.Days.Contains(day)).Max(slot => slot.Closes));

        static bool Says(List<RegularPeriod> own, ClockTime? opens, ClockTime? closes) =>
            (opens is not { } first || own.Min(slot => slot.Opens) == first)
                && (closes is not { } last || own.Max(slot => slot.Closes) == last);
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
            if (box is not var (dates, _)
                || !SplitHalf(hours.Half, dates)
                || !slots.Any(slot => slot.Days.Overlaps(dates.Days) && IsIn(slot, hours.Half)))
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

    private bool IsHalfWithoutSlot(ClauseHours hours) =>
        hours is { Half: not DayHalf.Whole, Times.Count: 0 }
        && !slots.Any(slot => (hours.Days.IsEmpty || slot.Days.Overlaps(hours.Days)) && IsIn(slot, hours.Half));
}
