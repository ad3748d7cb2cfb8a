namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Holds what a clause says against slots. Null wherever words and slots do not fit together, or the words have two readings: then the days
/// that they may be about are not known.
/// </summary>
/// <param name="clause">Understood.</param>
/// <param name="here">The days that are looked at: those of the row, or the days of other rows that the clause names.</param>
/// <param name="slots">The slots of these days.</param>
internal sealed partial class ClauseMeaning(Clause clause, Weekdays here, IReadOnlyList<RegularPeriod> slots)
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
            && clause.Hours.TrueForAll(hours =>
                hours.Half == DayHalf.Whole) && !(SlotDays & ~clause.Named).IsEmpty && !(clause.Weeks != WeekParity.Every
                    && clause.Hours.Count == 1))
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
        || (clause.Named.IsEmpty
            && (clause.HasTimes ? AreWithinItsTimes : clause.Only && (clause.Weeks != WeekParity.Every || clause.When.Count > 0)));

    private bool AreWithinItsTimes =>
        slots.All(slot => clause.Hours.Exists(hours => hours.Times.Exists(time => time.Opens <= slot.Opens && slot.Closes <= time.Closes)));

    private NoteReading With(IEnumerable<RegularPeriod>? changed) => new([.. changed ?? slots]) { Doubts = _doubts };

    private NoteReading? WithDoubtOn(Weekdays days)
    {
        if (!days.IsEmpty)
        {
            _doubts.Add(new(days, null));
        }

        return With(slots);
    }

    // A comment on the whole that names no day is about the days that have hours.
    private Weekdays Whole => here == Weekdays.All && slots.Count > 0 ? SlotDays : here;

    private string? Note => slots is [var first, ..] ? first.Note : null;

    private Weekdays SlotDays => slots.Aggregate(Weekdays.None, (days, slot) => days | slot.Days);

    private Weekdays Excepted => clause.Except.Aggregate(Weekdays.None, (days, hours) => days | hours.Days);

    // Named days of no slot, of which no times are told either.
    private Weekdays WithoutSlots() =>
        clause.Hours.Where(hours => hours.Times.Count == 0).Aggregate(Weekdays.None, (days, hours) => days | hours.Days) & here & ~SlotDays;
}
