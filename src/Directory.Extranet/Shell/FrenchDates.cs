using System.Globalization;
using NodaTime;

namespace PublicDirectory.Extranet.Shell;

/// <summary>Moments as agents read them, in Paris's time.</summary>
internal static class FrenchDates
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    /// <summary>« 4 mars 2026 à 9 h 05 »; « Jamais » for null.</summary>
    public static string Of(Instant? at)
    {
        if (at is not { } instant)
        {
            return "Jamais";
        }

        var local = instant.InZone(Paris);
        return string.Create(French, $"{local.Date.ToString("d MMMM yyyy", French)} à {local.Hour} h {local.Minute:00}");
    }
}
