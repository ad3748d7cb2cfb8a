using NodaTime;

namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>Days in the pieces of a pasted text.</summary>
internal sealed class PastedDays(PastedText text)
{
    /// <summary>Whether days begin with such a piece.</summary>
    public static bool Begins(PastedKind? kind) => kind is PastedKind.Day or PastedKind.Weekend or PastedKind.Workdays or PastedKind.AllDays
        or PastedKind.Holidays;

    /// <summary>Days that stand together: « lundi, mardi et jeudi », « du lundi au vendredi », « samedi et jours fériés ».</summary>
    /// <param name="at">Where they begin; moved behind what was read of them.</param>
    /// <returns>Null for a range of which nobody can tell the days.</returns>
    public (Weekdays Days, bool Holidays)? Read(ref int at)
    {
        var (days, holidays) = (Weekdays.None, false);
        while (true)
        {
            if (ReadItem(ref at) is not { } item)
            {
                return null;
            }

            days |= item;
            holidays |= item == Weekdays.None;
            var next = text.Skip(at, PastedKind.Article, PastedKind.Comma, PastedKind.And, PastedKind.Slash);
            if (!Begins(text.KindAt(next)) || next == at || !IsJoined(at, next))
            {
                return (days, holidays);
            }

            at = next;
        }
    }

    // None for public holidays.
    private Weekdays? ReadItem(ref int at)
    {
        var kind = text.KindAt(at);
        at++;
        switch (kind)
        {
            case PastedKind.Holidays:
                return Weekdays.None;
            case PastedKind.AllDays:
                return Weekdays.All;
            case PastedKind.Weekend:
                return Weekdays.Range(IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday);
            case PastedKind.Workdays:
                return Weekdays.MondayToFriday;
        }

        var first = DayAt(at - 1);
        var to = text.SkipFillers(at);
        if (text.KindAt(to) is not (PastedKind.To or PastedKind.Dash))
        {
            return Weekdays.Of(first);
        }

        var last = text.SkipFillers(to + 1);
        if (text.KindAt(last) is not PastedKind.Day)
        {
            return text.KindAt(to) is PastedKind.Dash ? Weekdays.Of(first) : null;
        }

        at = last + 1;
        // From Friday to Monday: two days or four?
        return first < DayAt(last) ? Weekdays.Range(first, DayAt(last)) : null;
    }

    private IsoDayOfWeek DayAt(int at) => text.CharsAt(at)[..3] switch
    {
        "lun" => IsoDayOfWeek.Monday,
        "mar" => IsoDayOfWeek.Tuesday,
        "mer" => IsoDayOfWeek.Wednesday,
        "jeu" => IsoDayOfWeek.Thursday,
        "ven" => IsoDayOfWeek.Friday,
        "sam" => IsoDayOfWeek.Saturday,
        _ => IsoDayOfWeek.Sunday,
    };

    // A list has a sign or a word between its days; days that only follow each other may each have lost their hours.
    private bool IsJoined(int from, int to) =>
        Enumerable.Range(from, to - from).Any(at => text[at].Kind is PastedKind.Comma or PastedKind.And or PastedKind.Slash);
}
