using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Cuts dates out of a regular period: what remains is again periods, apart from each other.</summary>
internal static class DateBoxes
{
    /// <summary>The period on the dates on which <paramref name="cut"/> does not fall.</summary>
    /// <param name="period">The period.</param>
    /// <param name="cut">Its times are not looked at.</param>
    /// <param name="position">Where the rule that cuts stands, for the message.</param>
    /// <exception cref="OsmException">The rest cannot be said: « du premier au dernier » samedi.</exception>
    public static IEnumerable<RegularPeriod> Subtract(RegularPeriod period, RegularPeriod cut, int position)
    {
        // Dimension by dimension: what lies outside remains, what lies inside goes on to the next; inside all, it is gone.
        var outside = period.Days & ~cut.Days;
        if (!outside.IsEmpty)
        {
            yield return period with { Days = outside };
        }

        period = period with { Days = period.Days & cut.Days };
        if (period.Days.IsEmpty)
        {
            yield break;
        }

        if (cut.From > period.To || cut.To < period.From)
        {
            yield return period;
            yield break;
        }

        if (cut.From is { } from && !(period.From >= from))
        {
            yield return period with { To = from.PlusDays(-1) };
            period = period with { From = from };
        }

        if (cut.To is { } to && !(period.To <= to))
        {
            yield return period with { From = to.PlusDays(1) };
            period = period with { To = to };
        }

        var (mine, its) = (period.Recurrence ?? new(), cut.Recurrence ?? new());
        var (year, itsYear) = (YearDays.Of(mine), YearDays.Of(its));
        if (YearDays.Ranges([.. year.Zip(itsYear, (a, b) => a && !b)]) is { Count: > 0 } outOfSeason)
        {
            yield return With(period, mine with { Seasons = outOfSeason });
        }

        var inSeason = year.Zip(itsYear, (a, b) => a && b).ToArray();
        if (!inSeason.Contains(true))
        {
            yield break;
        }

        mine = mine with { Seasons = inSeason.Contains(false) ? YearDays.Ranges(inSeason) : [] };
        var (ordinalsOut, ordinalsIn) = Cut(mine.Ordinals, its.Ordinals, position);
        if (ordinalsOut is { } notThese)
        {
            yield return With(period, mine with { Ordinals = notThese });
        }

        if (ordinalsIn is not { } these)
        {
            yield break;
        }

        mine = mine with { Ordinals = these };
        if (its.Weeks != WeekParity.Every && mine.Weeks != its.Weeks)
        {
            yield return With(period, mine with { Weeks = its.Weeks == WeekParity.Odd ? WeekParity.Even : WeekParity.Odd });
            if (mine.Weeks != WeekParity.Every)
            {
                yield break;
            }

            mine = mine with { Weeks = its.Weeks };
        }

        if (its.SchoolHolidays != SchoolHolidayRule.Ignored && mine.SchoolHolidays != its.SchoolHolidays)
        {
            yield return With(period, mine with
            {
                SchoolHolidays = its.SchoolHolidays == SchoolHolidayRule.During ? SchoolHolidayRule.Outside : SchoolHolidayRule.During,
            });
        }
    }

    private static RegularPeriod With(RegularPeriod period, Recurrence recurrence) =>
        period with { Recurrence = recurrence.IsEmpty ? null : recurrence };

    private static (MonthOrdinals? Outside, MonthOrdinals? Inside) Cut(MonthOrdinals mine, MonthOrdinals cut, int position)
    {
        if (cut.IsEvery)
        {
            return (null, mine);
        }

        const int fromStart = 0x1F;
        var all = (cut.Bits & fromStart) != 0 ? fromStart : 0x3E0;
        var bits = mine.IsEvery ? all : mine.Bits;
        if ((cut.Bits & ~all) != 0 || (bits & ~all) != 0)
        {
            throw OsmException.NotSupported("Des rangs comptés du début et de la fin du mois se recoupent", position);
        }

        return (Set(bits & ~cut.Bits), Set(bits & cut.Bits));

        static MonthOrdinals? Set(int bits) => bits == 0 ? null : MonthOrdinals.FromBits(bits);
    }
}
