using NodaTime;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Dates that are allowed and rarely meant: over already, years long, or years ahead. Mostly a year was mistyped.</summary>
internal static class DateDoubts
{
    private const int LongestDays = 183;
    private const int FarthestYears = 2;

    /// <param name="from">The first day; null for none.</param>
    /// <param name="to">The last day; null for none.</param>
    /// <param name="today">Where they hold.</param>
    /// <param name="longestDays">How long they may last without a word.</param>
    public static IReadOnlyList<FormWarning> Of(LocalDate? from, LocalDate? to, LocalDate today, int longestDays = LongestDays)
    {
        var warnings = new List<FormWarning>();
        if (to < today)
        {
            warnings.Add(new(
                "PAST_DATES", $"Le dernier jour ({FrenchText.Date(to.Value)}) est passé : le public n'en verra rien. Vérifiez l'année."));
        }

        if (from > today.PlusYears(FarthestYears))
        {
            warnings.Add(new(
                "FAR_DATES", $"Le premier jour ({FrenchText.Date(from.Value)}) est dans plus de deux ans. Vérifiez l'année."));
        }

        if ((from ?? today) is var first && to is { } last && Period.DaysBetween(first, last) > longestDays)
        {
            warnings.Add(new(
                "LONG_PERIOD", $"Ces dates couvrent {Length(first, last)}, jusqu'au {FrenchText.Date(last)}. Vérifiez l'année."));
        }

        return warnings;
    }

    private static string Length(LocalDate first, LocalDate last)
    {
        var months = Period.Between(first, last.PlusDays(1), PeriodUnits.Months).Months;
        return months < 24 ? $"{months} mois" : $"{months / 12} ans";
    }
}
