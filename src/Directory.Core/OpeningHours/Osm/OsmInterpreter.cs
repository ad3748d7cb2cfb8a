using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// Turns rules, each of which replaces those before it, into a schedule, whose periods add up: what a rule replaces is cut
/// out of the periods already there.
/// </summary>
internal sealed class OsmInterpreter(PublicHolidayPolicy holidaysUnlessSaid)
{
    private readonly List<UnreadText> _unread = [];
    private readonly List<ExceptionalPeriod> _exceptional = [];
    private List<RegularPeriod> _regular = [];
    private PublicHolidayPolicy? _holidays;
    private bool _hasRules;

    /// <exception cref="OsmException">A rule says what a schedule cannot hold.</exception>
    public OpeningSchedule Interpret(List<OsmRule> rules)
    {
        foreach (var rule in rules)
        {
            Apply(rule);
            if (_regular.Count > OpeningSchedule.MaxPeriods)
            {
                throw OsmException.NotSupported("Ces règles se recoupent en trop de périodes", rule.Position);
            }
        }

        return new OpeningSchedule
        {
            Regular = _regular,
            Unread = _unread,
            Exceptional = _exceptional,
            PublicHolidays = _holidays ?? holidaysUnlessSaid,
            IsClosedToPublic = _hasRules && _regular.Count == 0 && _unread.Count == 0, // « off »: what is not said open is closed
        };
    }

    private void Apply(OsmRule rule)
    {
        if (rule.PublicHolidays)
        {
            ApplyHolidays(rule);
            if (!rule.SchoolHolidays && (rule.Days.Count == 0 || !rule.HolidaysBesideDays))
            {
                return;
            }
        }

        // Dates with years are exceptions once there is something that they are exceptions to.
        if (rule.Dates.Count > 0 && _hasRules && !rule.IsAdditional)
        {
            ApplyException(rule);
            return;
        }

        if (rule.Dates.Count > 0 && _exceptional.Count > 0 && rule.IsAdditional && AddToException(rule))
        {
            return;
        }

        if (_exceptional.Count > 0)
        {
            throw OsmException.NotSupported("Placez les dates exceptionnelles après les horaires habituels", rule.Position);
        }

        ApplyRegular(rule);
        _hasRules = true;
    }

    private void ApplyHolidays(OsmRule rule)
    {
        if (rule.Dates.Count + rule.Seasons.Count > 0 || rule.Weeks != WeekParity.Every || rule.Days.Exists(day => !day.Ordinals.IsEvery))
        {
            throw OsmException.NotSupported(
                "Une règle de jours fériés pour une partie de l'année n'est pas prise en charge", rule.Position);
        }

        var days = _regular.Aggregate(Weekdays.None, (all, period) => all | period.Days)
            | _unread.Aggregate(Weekdays.None, (all, text) => all | text.Days);
        if (!rule.HolidaysBesideDays && !(days & ~rule.AllDays).IsEmpty)
        {
            throw OsmException.NotSupported(
                "Une règle pour les jours fériés de certains jours de la semaine n'est pas prise en charge", rule.Position);
        }

        _holidays = (rule.State, rule.Times.Count) switch
        {
            (OsmState.Off, 0) => PublicHolidayPolicy.Closed,
            (OsmState.Unknown, 0) => PublicHolidayPolicy.Unconfirmed,
            (OsmState.Open, > 0) when rule.HolidaysBesideDays && rule.AllDays == Weekdays.All => PublicHolidayPolicy.AsUsual,
            _ => throw OsmException.NotSupported(
                "Des horaires propres aux jours fériés ne sont pas pris en charge : indiquez-les date par date", rule.Position),
        };

        // The order in the text says which wins; here the kind of the exception does.
        if (_exceptional.Exists(period => period.IsClosed ? _holidays != PublicHolidayPolicy.Closed : period.From == period.To))
        {
            throw OsmException.NotSupported("Placez la règle des jours fériés (PH) avant les dates exceptionnelles", rule.Position);
        }
    }

    private void ApplyException(OsmRule rule)
    {
        if (rule.State == OsmState.Unknown || rule.Weeks != WeekParity.Every || rule.SchoolHolidays
            || rule.Seasons.Count > 0 || rule.Days.Exists(day => !day.Ordinals.IsEvery))
        {
            throw OsmException.NotSupported("Cette règle est trop complexe pour des dates exceptionnelles", rule.Position);
        }

        if (rule.State == OsmState.Off && rule.Times.Count > 0)
        {
            throw OsmException.NotSupported("Une fermeture à certaines heures n'est pas prise en charge", rule.Position);
        }

        foreach (var (from, to) in rule.Dates)
        {
            if (to == LocalDate.MaxIsoValue)
            {
                throw OsmException.NotSupported("Des dates exceptionnelles ont une fin", rule.Position);
            }

            var period = new ExceptionalPeriod
            {
                From = from,
                To = to,
                Days = rule.AllDays,
                Slots = Slots(rule),
                Reason = rule.Comment == OsmText.Appointment ? null : rule.Comment,
            };
            if (_exceptional.Exists(earlier => earlier.From <= to && from <= earlier.To
                && earlier.Days.Overlaps(period.Days) && !period.Overrides(earlier)))
            {
                throw OsmException.NotSupported(
                    "Des dates exceptionnelles plus longues remplaceraient des dates plus précises : placez les plus courtes à la fin",
                    rule.Position);
            }

            if (_holidays is { } policy and not PublicHolidayPolicy.AsUsual && !period.IsClosed && from != to)
            {
                throw OsmException.NotSupported(
                    $"Placez la règle des jours fériés (PH {(policy == PublicHolidayPolicy.Closed ? "off" : "unknown")}) après ces dates",
                    rule.Position);
            }

            _exceptional.Add(period);
        }
    }

    // « 2026 Dec 24 09:00-12:00, 2026 Dec 24 14:00-16:00 "sur rendez-vous" »: one day in two rules.
    private bool AddToException(OsmRule rule)
    {
        var last = _exceptional[^1];
        if (rule.Dates is not [var dates] || dates != (last.From, last.To) || rule.AllDays != last.Days
            || rule.State != OsmState.Open || last.IsClosed)
        {
            return false;
        }

        _exceptional[^1] = last with { Slots = [.. last.Slots, .. Slots(rule)] };
        return true;
    }

    private static List<ExceptionalSlot> Slots(OsmRule rule) => rule.State == OsmState.Off
        ? []
        : [.. Times(rule).Select(time => new ExceptionalSlot(
            new ClockTime(time.Opens), Closing(time), rule.Comment == OsmText.Appointment, time.Closes > ClockTime.MinutesPerDay))];

    private static List<Stretch> Times(OsmRule rule) =>
        rule.Times.Count > 0 ? rule.Times : [new(0, ClockTime.MinutesPerDay, false)];

    private static ClockTime Closing(Stretch time) =>
        new(time.Closes > ClockTime.MinutesPerDay ? time.Closes - ClockTime.MinutesPerDay : time.Closes);

    private void ApplyRegular(OsmRule rule)
    {
        var boxes = Boxes(rule).ToList();
        if (!rule.IsAdditional || rule.State == OsmState.Off)
        {
            if (rule.State == OsmState.Off && rule.Times.Count > 0)
            {
                throw OsmException.NotSupported("Une fermeture à certaines heures n'est pas prise en charge", rule.Position);
            }

            foreach (var box in boxes)
            {
                _regular = [.. _regular.SelectMany(period => DateBoxes.Subtract(period, box, rule.Position))];
                CutUnread(box, rule.Position);
            }
        }

        switch (rule.State)
        {
            case OsmState.Unknown:
                foreach (var box in boxes)
                {
                    if (rule.Times.Count > 0 || box.From is not null || box.To is not null || box.Recurrence is not null)
                    {
                        throw OsmException.NotSupported(
                            "« unknown » n'est pris en charge que pour des jours entiers de la semaine", rule.Position);
                    }

                    _unread.Add(new UnreadText { Days = box.Days, Text = rule.Comment ?? OpeningLabels.NotKnown });
                }

                break;
            case OsmState.Open:
                foreach (var box in boxes)
                {
                    _regular.AddRange(Times(rule).Select(time => box with
                    {
                        Opens = new ClockTime(time.Opens),
                        Closes = Closing(time),
                        ClosesNextDay = time.Closes > ClockTime.MinutesPerDay,
                        ByAppointment = rule.Comment == OsmText.Appointment,
                        Note = rule.Comment == OsmText.Appointment ? null : rule.Comment,
                    }));
                }

                break;
        }
    }

    private void CutUnread(RegularPeriod box, int position)
    {
        for (var i = _unread.Count - 1; i >= 0; i--)
        {
            var rest = _unread[i].Days & ~box.Days;
            if (rest == _unread[i].Days)
            {
                continue;
            }

            if (box.From is not null || box.To is not null || box.Recurrence is not null)
            {
                throw OsmException.NotSupported("Une partie seulement d'un jour « unknown » serait connue", position);
            }

            if (rest.IsEmpty)
            {
                _unread.RemoveAt(i);
            }
            else
            {
                _unread[i] = _unread[i] with { Days = rest };
            }
        }
    }

    // The dates of the rule as periods of the whole day, one for each set of weekdays and each stretch of dates.
    private static IEnumerable<RegularPeriod> Boxes(OsmRule rule)
    {
        if (rule.Seasons.Count > 0 && rule.Dates.Count > 0)
        {
            throw OsmException.NotSupported("Des dates avec et sans année ne vont pas dans une même règle", rule.Position);
        }

        if (rule.SchoolHolidays && rule.HolidaysBesideDays && rule.Days.Count > 0)
        {
            throw OsmException.NotSupported("Écrivez les vacances scolaires (SH) dans une règle à part", rule.Position);
        }

        (Weekdays Days, MonthOrdinals Ordinals)[] days = rule.Days.Count == 0
            ? [(Weekdays.All, MonthOrdinals.Every)]
            : [.. rule.Days.GroupBy(item => item.Ordinals)
                .Select(group => (group.Aggregate(Weekdays.None, (all, item) => all | item.Days), group.Key))];
        (LocalDate? From, LocalDate? To)[] dates = rule.Dates.Count == 0
            ? [(null, null)]
            : [.. rule.Dates.Select(range => ((LocalDate?)range.From, range.To == LocalDate.MaxIsoValue ? (LocalDate?)null : range.To))];
        foreach (var (weekdays, ordinals) in days)
        {
            var recurrence = new Recurrence
            {
                Seasons = rule.Seasons,
                Ordinals = ordinals,
                Weeks = rule.Weeks,
                SchoolHolidays = rule.SchoolHolidays ? SchoolHolidayRule.During : SchoolHolidayRule.Ignored,
            };
            foreach (var (from, to) in dates)
            {
                yield return new RegularPeriod
                {
                    Days = weekdays,
                    Opens = ClockTime.Midnight,
                    Closes = ClockTime.EndOfDay,
                    From = from,
                    To = to,
                    Recurrence = recurrence.IsEmpty ? null : recurrence,
                };
            }
        }
    }
}
