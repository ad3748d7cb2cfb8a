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
        var where =
            grant.PerimeterInFrench.StartsWith("pour ", StringComparison.Ordinal) ? grant.PerimeterInFrench[5..] : grant.PerimeterInFrench;
        var blocks = grant.Blocks is { } some ? $", seulement {string.Join(", ", some.Select(BlockNames.Of).Distinct())}" : "";
        return char.ToUpperInvariant(where[0]) + where[1..] + blocks;
    }

    /// <summary>Why what was just given gives nothing yet.</summary>
    public static string Waiting(AccessGrant grant, GrantAgreement agreement)
    {
        var why = grant.Right is AccessRight.Administer
            ? "une habilitation à gérer les accès est vue par une personne qui gère un périmètre plus large."
            : "seul, vous auriez donné de quoi écrire et de quoi valider les mêmes fiches.";
        return $"L'habilitation ne vaut pas encore : {why} {ToAgree(agreement)}";
    }

    /// <summary>Who has to agree to a grant that gives nothing yet.</summary>
    public static string ToAgree(GrantAgreement? agreement) => agreement switch
    {
        null => "",
        { Names: [] } => "Personne ne gère un périmètre plus large : demandez à l'exploitant du service.",
        { Names: [var only] } => $"À confirmer par {only}.",
        { Names: [var first, var second] } => $"À confirmer par {first} ou {second}.",
        { Names: var names } => $"À confirmer par {names[0]}, {names[1]} ou une autre personne qui gère un périmètre plus large.",
    };

    /// <summary>The last day, or why it has ended.</summary>
    public static string End(AccessGrant grant) =>
        grant.RevokedAt is { } revoked ? $"Retirée le {FrenchDates.Day(revoked)}"
        // The end is excluded: the last day is the one before a midnight.
        : grant.ValidTo is { } end ? FrenchDates.Day(end - NodaTime.Duration.FromTicks(1))
        : "Sans fin";
}
