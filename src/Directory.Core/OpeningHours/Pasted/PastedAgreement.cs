using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>
/// Makes one week of what a text says of several days. The narrower of two statements decides (« du lundi au vendredi : 9h-17h ; mercredi :
/// fermé »); where none is narrower, or both open, nobody can tell.
/// </summary>
internal static class PastedAgreement
{
    private const string Once = "Dites chaque jour une seule fois.";

    /// <returns>A schedule; what keeps it from being one, in French; never both.</returns>
    public static PastedReading Of(PastedText text, IReadOnlyList<PastedStatement> statements)
    {
        var open = statements.Where(statement => statement.HasSlots).ToList();
        var closed = statements.Where(statement => !statement.HasSlots).ToList();
        foreach (var one in open)
        {
            foreach (var other in open.TakeWhile(other => other != one).Where(other => other.Days.Overlaps(one.Days)))
            {
                var overlap = other.Slots.Any(slot => one.Slots.Any(own => slot.Opens < own.Closes && own.Opens < slot.Closes));
                if (other.Days != one.Days || overlap)
                {
                    return Refused($"« {text.Quote(one.Start, one.End)} » : ces jours ont déjà des heures plus haut. {Once}");
                }
            }

            foreach (var other in closed.Where(other => other.Days.Overlaps(one.Days)))
            {
                var (isWithin, isAround) = ((other.Days & ~one.Days) == Weekdays.None, (one.Days & ~other.Days) == Weekdays.None);
                if (isWithin == isAround)
                {
                    return Refused($"« {text.Quote(other.Start, other.End)} » : ouvert et fermé à la fois. {Once}");
                }

                if (isWithin)
                {
                    one.LeaveOut(other.Days);
                }
            }
        }

        if (open.Exists(statement => statement.Days.IsEmpty))
        {
            return Refused($"Ce texte ferme tous les jours qu'il ouvre. {Once}");
        }

        var isNever = open.Count == 0 && closed.Aggregate(Weekdays.None, (days, statement) => days | statement.Days) == Weekdays.All;
        if (open.Count == 0 && !isNever)
        {
            return Refused(
                "Ce texte ne dit aucune heure d'ouverture. Ajoutez les jours ouverts, ou saisissez les horaires dans le formulaire.");
        }

        var schedule = new OpeningSchedule
        {
            Regular = Merge(open.SelectMany(statement => statement.Read()!)),
            PublicHolidays = closed.Exists(statement => statement.Holidays) ? PublicHolidayPolicy.Closed : PublicHolidayPolicy.Unconfirmed,
            IsClosedToPublic = isNever,
        };
        return schedule.Validate() is [var error, ..] ? Refused(error.Message) : new(schedule, null);
    }

    // Days with the same slot are one period.
    private static List<RegularPeriod> Merge(IEnumerable<RegularPeriod> periods) =>
    [
        .. periods.GroupBy(period => period with { Days = Weekdays.All })
            .Select(group => group.Key with { Days = group.Aggregate(Weekdays.None, (days, period) => days | period.Days) }),
    ];

    private static PastedReading Refused(string problem) => new(null, problem);
}
