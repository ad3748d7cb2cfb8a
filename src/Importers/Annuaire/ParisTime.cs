using NodaTime;
using NodaTime.Text;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>The source's dates, which are Paris time without saying so.</summary>
/// <remarks>
/// They become <see cref="Core.Documents.Provenance.VerifiedAt"/>: the source has no date of checking, and the last
/// time that its keeper saved the record is the last time that anyone is known to have looked at it.
/// </remarks>
internal static class ParisTime
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly LocalDateTimePattern DateAndTime =
        LocalDateTimePattern.CreateWithInvariantCulture("dd'/'MM'/'uuuu HH':'mm':'ss");

    private static readonly LocalDatePattern FrenchDate = LocalDatePattern.CreateWithInvariantCulture("dd'/'MM'/'uuuu");

    /// <summary>Reads <c>JJ/MM/AAAA HH:MM:SS</c>, <c>JJ/MM/AAAA</c> or <c>AAAA-MM-JJ</c>; null for nothing.</summary>
    public static Instant? Read(string? text, IssueReporter issues)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (TryRead(text, out var time) && time.Year is >= 1990 and < 2100)
        {
            return Paris.AtLeniently(time).ToInstant();
        }

        issues.Warn(IssueCodes.InvalidDate, "A date such as 31/12/2025 08:00:00 or 2025-12-31 was expected.", text);
        return null;
    }

    private static bool TryRead(string text, out LocalDateTime time)
    {
        if (DateAndTime.Parse(text).TryGetValue(default, out time))
        {
            return true;
        }

        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date)
            || FrenchDate.Parse(text).TryGetValue(default, out date))
        {
            time = date + LocalTime.Noon; // the same day in every time zone of France and in UTC
            return true;
        }

        return false;
    }
}
