using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Habilitations;

/// <summary>« Ce que cette personne peut faire »: grants as sentences.</summary>
public static class GrantSentences
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    /// <summary>
    /// One sentence per grant that is active or will be, in the order of the rights; one that says so when there is none.
    /// </summary>
    public static IReadOnlyList<string> Describe(IEnumerable<AccessGrant> grants, Instant at)
    {
        var sentences = grants
            .Where(grant => grant.RevokedAt is null && (grant.ValidTo is null || at < grant.ValidTo))
            .OrderBy(grant => grant.Right).ThenBy(grant => grant.PerimeterInFrench, StringComparer.Ordinal)
            .Select(grant => Sentence(grant, at)).Distinct().ToList();
        return sentences.Count == 0 ? ["Cette personne ne peut rien faire pour le moment."] : sentences;
    }

    private static string Sentence(AccessGrant grant, Instant at)
    {
        var right = grant.Right.InFrench();
        var blocks = grant.Blocks is null
            ? ""
            : $", seulement {(grant.Blocks.Count == 1 ? "la rubrique" : "les rubriques")} {string.Join(", ", grant.Blocks.Select(BlockNames.Of))}";
        var from = grant.ValidFrom > at ? $", à partir du {Date(grant.ValidFrom)}" : "";
        // The end is excluded: the last day is the one before a midnight.
        var to = grant.ValidTo is { } end ? $", jusqu'au {Date(end - Duration.FromTicks(1))}" : "";
        return grant.IsPending
            ? $"Pourra {right}, {grant.PerimeterInFrench}{blocks}{from}{to}, quand cette habilitation sera confirmée."
            : $"Peut {right}, {grant.PerimeterInFrench}{blocks}{from}{to}.";
    }

    private static string Date(Instant at) => at.InZone(Paris).Date.ToString("d MMMM yyyy", French);
}
