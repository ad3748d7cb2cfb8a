namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>A half of a day, as people speak of it.</summary>
[Flags]
internal enum HalfDays
{
    None,
    Morning,
    Afternoon,
}

/// <summary>What a pasted text says of some days, in its order.</summary>
internal sealed class PastedStatement(Weekdays days, bool holidays, int start)
{
    // A morning may go on to 14 h, an afternoon begin at noon.
    private static readonly ClockTime MorningEnds = new(14, 0);
    private static readonly ClockTime Noon = new(12, 0);

    // The slots, and between them true for « sur rendez-vous », false for « sans rendez-vous ».
    private readonly List<(ClockTime Opens, ClockTime Closes)> _slots = [];
    private readonly List<(int After, bool ByAppointment)> _marks = [];
    private HalfDays _spoken;
    private HalfDays _closed;
    private HalfDays _byAppointment;

    public Weekdays Days { get; private set; } = days;

    /// <summary>Whether it is about public holidays too, or alone.</summary>
    public bool Holidays { get; } = holidays;

    /// <summary>Its first and its last piece.</summary>
    public int Start { get; } = start;

    public int End { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>Whether it takes days out of the one before: without slots they are closed.</summary>
    public bool IsException { get; init; }

    public bool HasSlots => _slots.Count > 0;

    public IReadOnlyList<(ClockTime Opens, ClockTime Closes)> Slots => _slots;

    public void Open(ClockTime opens, ClockTime closes) => _slots.Add((opens, closes));

    public void Mark(bool byAppointment) => _marks.Add((_slots.Count, byAppointment));

    public void Speak(HalfDays half) => _spoken |= half;

    public void Close(HalfDays half) => _closed |= half;

    public void TakeAppointments(HalfDays half) => _byAppointment |= half;

    public void LeaveOut(Weekdays days) => Days &= ~days;

    /// <summary>Its periods; null where its words could be read in two ways, or say more than what is read of them.</summary>
    public IReadOnlyList<RegularPeriod>? Read()
    {
        if (IsClosed || (IsException && !HasSlots))
        {
            return HasSlots || _marks.Count > 0 || (_spoken | _closed | _byAppointment) != HalfDays.None ? null : [];
        }

        if (!HasSlots || Holidays || !HalvesFit() || Appointments() is not { } byAppointment)
        {
            return null;
        }

        return
        [
            .. _slots.Select((slot, index) => new RegularPeriod
            {
                Days = Days,
                Opens = slot.Opens,
                Closes = slot.Closes,
                ByAppointment = byAppointment[index],
            }),
        ];
    }

    private bool HalvesFit()
    {
        var spoken = _spoken | _byAppointment;
        return Halves(spoken).All(half => _slots.Exists(slot => IsIn(slot, half)))
            && (_spoken == HalfDays.None || _slots.TrueForAll(slot => Halves(spoken).Any(half => IsIn(slot, half))))
            && Halves(_closed).All(half => !_slots.Exists(slot => Touches(slot, half)));
    }

    // Whether each slot is by appointment; null where nobody can tell.
    private bool[]? Appointments()
    {
        if (_byAppointment != HalfDays.None)
        {
            var isClear = _marks.Count == 0
                && _slots.TrueForAll(slot => Halves(_byAppointment).All(half => IsIn(slot, half) || !Touches(slot, half)));
            return isClear ? [.. _slots.Select(slot => Halves(_byAppointment).Any(half => IsIn(slot, half)))] : null;
        }

        if (_marks.Count == 0 || !_marks.Exists(mark => mark.ByAppointment))
        {
            return new bool[_slots.Count];
        }

        // « sur rendez-vous : 9h-12h, 14h-17h »; « 9h-12h sur rendez-vous »
        if (_marks.Count == 1 && (_marks[0].After == 0 || _slots.Count == 1))
        {
            return [.. _slots.Select(_ => true)];
        }

        // One before or one after each slot.
        var isEach = _marks.Count == _slots.Count
            && (_marks.Select(mark => mark.After).SequenceEqual(Enumerable.Range(0, _slots.Count))
                || _marks.Select(mark => mark.After).SequenceEqual(Enumerable.Range(1, _slots.Count)));
        return isEach ? [.. _marks.Select(mark => mark.ByAppointment)] : null;
    }

    private static IEnumerable<HalfDays> Halves(HalfDays halves) =>
        new[] { HalfDays.Morning, HalfDays.Afternoon }.Where(half => halves.HasFlag(half));

    private static bool IsIn((ClockTime Opens, ClockTime Closes) slot, HalfDays half) =>
        half is HalfDays.Morning ? slot.Opens < Noon && slot.Closes <= MorningEnds : slot.Opens >= Noon;

    private static bool Touches((ClockTime Opens, ClockTime Closes) slot, HalfDays half) =>
        half is HalfDays.Morning ? slot.Opens < Noon : slot.Closes > MorningEnds;
}
