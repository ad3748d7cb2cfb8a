using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Administration;

/// <summary>Parts of a grant in the cells of a table.</summary>
internal static class Sentences
{
    /// <summary>« Toute la France », « Le département du Rhône, seulement Horaires ».</summary>
    public static string Perimeter(AccessGrant grant)
    {
        var where = grant.PerimeterInFrench.StartsWith("pour ", StringComparison.Ordinal) ? grant.PerimeterInFrench[5..] : grant.PerimeterInFrench;
        var blocks = grant.Blocks is { } some ? $", seulement {string.Join(", ", some.Select(BlockNames.Of).Distinct())}" : "";
        return char.ToUpperInvariant(where[0]) + where[1..] + blocks;
    }

    /// <summary>The last day, or why it has ended.</summary>
    public static string End(AccessGrant grant) =>
        grant.RevokedAt is { } revoked ? $"Retirée le {FrenchDates.Day(revoked)}"
        // The end is excluded: the last day is the one before a midnight.
        : grant.ValidTo is { } end ? FrenchDates.Day(end - NodaTime.Duration.FromTicks(1))
        : "Sans fin";
}
