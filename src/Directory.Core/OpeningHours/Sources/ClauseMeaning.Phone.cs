namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>Hours of the phone, which are not those of the counter.</summary>
internal sealed partial class ClauseMeaning
{
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
                    if (left.Exists(
                        slot => slot.Days.Overlaps(days)
                            && slot.Opens < closes
                            && opens < slot.Closes
                            && (opens < slot.Opens || slot.Closes < closes)))
                    {
                        return null;
                    }

                    left = [.. left.SelectMany(slot => Cut(slot, new RegularPeriod { Days = days, Opens = opens, Closes = closes }))];
                }
            }

            return With(left) with { Phone = phone };
        }

        var isWhole =
            clause is { When.Count: 0, Except.Count: 0, Weeks: WeekParity.Every } && clause.Hours.TrueForAll(hours => hours.Nth.IsEvery);
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
}
