using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>
/// A stretch that comes back every year, both ends included: « du 1er juillet au 31 août ». One that ends before it begins
/// goes over the new year: « du 15 décembre au 5 janvier ».
/// </summary>
/// <param name="From">The first day; 29 February begins such a range on 1 March in years without one.</param>
/// <param name="To">The last day; a range to 29 February ends on 28 February in years without one.</param>
public readonly record struct YearlyRange(AnnualDate From, AnnualDate To)
{
    /// <summary>Whether the range goes over the new year.</summary>
    public bool IsOverNewYear => Number(To) < Number(From);

    /// <summary>A range from month and day to month and day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day in any year.</exception>
    public static YearlyRange Of(int fromMonth, int fromDay, int toMonth, int toDay) =>
        new(new AnnualDate(fromMonth, fromDay), new AnnualDate(toMonth, toDay));

    /// <summary>Whether the date lies in the range.</summary>
    public bool Contains(LocalDate date)
    {
        var day = (date.Month << 5) | date.Day;
        return IsOverNewYear ? day >= Number(From) || day <= Number(To) : day >= Number(From) && day <= Number(To);
    }

    private static int Number(AnnualDate date) => (date.Month << 5) | date.Day;
}
