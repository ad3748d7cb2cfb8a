using NodaTime;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Requests;

/// <summary>The clock on an entry's wall: dates that agents choose for it are said in its own time.</summary>
/// <param name="Zone">The time zone.</param>
/// <param name="Name">« heure de Paris ».</param>
internal sealed record EntryClock(DateTimeZone Zone, string Name)
{
    private static readonly EntryClock Paris = new(DateTimeZoneProviders.Tzdb["Europe/Paris"], "heure de Paris");

    /// <summary>Paris's for what stands nowhere.</summary>
    public static EntryClock Of(EntryFacts entry) => Of(entry.Departement);

    /// <summary>That of a département; Paris's for none.</summary>
    public static EntryClock Of(string? departement) => TerritorialCalendar.ForInseeCode(departement)?.TimeZone is { } zone
        && zone != Paris.Zone
        ? new EntryClock(zone, NameOf(zone.Id))
        : Paris;

    public Instant At(LocalDate day, ClockTime time) => Zone.AtLeniently(day.AtMidnight().PlusMinutes(time.Minutes)).ToInstant();

    /// <summary>« 8 mars 2026 à 0 h 00, heure de Paris ».</summary>
    public string Say(Instant at)
    {
        var local = at.InZone(Zone);
        return $"{FrenchDates.Of(local.LocalDateTime)}, {Name}";
    }

    private static string NameOf(string zone) => zone switch
    {
        "America/Guadeloupe" => "heure de la Guadeloupe",
        "America/Martinique" => "heure de la Martinique",
        "America/Cayenne" => "heure de la Guyane",
        "Indian/Reunion" => "heure de La Réunion",
        "America/Miquelon" => "heure de Saint-Pierre-et-Miquelon",
        "Indian/Mayotte" => "heure de Mayotte",
        "America/St_Barthelemy" => "heure de Saint-Barthélemy",
        "America/Marigot" => "heure de Saint-Martin",
        "Pacific/Wallis" => "heure de Wallis-et-Futuna",
        "Pacific/Tahiti" => "heure de Tahiti",
        "Pacific/Noumea" => "heure de Nouméa",
        _ => $"heure de {zone}",
    };
}
