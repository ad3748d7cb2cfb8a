namespace PublicDirectory.Core.OpeningHours.Sources;

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
