using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Days;

/// <summary>All that a schedule meets where it is applied.</summary>
/// <param name="Territory">The clock, the public holidays and the school zone.</param>
/// <param name="Schools">The school holidays; null where nobody gave them.</param>
internal readonly record struct Place(TerritorialCalendar Territory, SchoolCalendar? Schools)
{
    /// <summary>Whether pupils are on holiday; null where that is not known.</summary>
    public bool? IsSchoolHoliday(LocalDate date) => Schools?.IsHoliday(Territory.SchoolZone, date);
}
