using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Days;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>What a place adds to an administration's hours.</summary>
internal static class HoursPlace
{
    /// <summary>Its calendar; that of Paris where the place is not known.</summary>
    public static TerritorialCalendar CalendarOf(AdministrationDocument document) =>
        (document.Commune is { } commune ? TerritorialCalendar.ForInseeCode(commune.Value) : null)
            ?? TerritorialCalendar.ForInseeCode("75")!;

    public static LocalDate Today(AdministrationDocument document, Instant now) => now.InZone(CalendarOf(document).TimeZone).Date;
}
