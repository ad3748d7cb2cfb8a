namespace PublicDirectory.Core.Habilitations;

/// <summary>What an effect is and who must agree to it, in French.</summary>
public static class EffectSentences
{
    /// <summary>« Cette demande change qui répond pour toute la France : il faut un valideur national ou du type « Mairie ». »</summary>
    public static string Of(Effect effect) => $"Cette demande {What(effect)} : il faut {Who(effect)}.";

    /// <summary>One sentence for each effect, none twice, those that reach furthest first.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Effect> effects) =>
        [.. effects.OrderByDescending(effect => effect.Place.Scope)
            .ThenBy(effect => effect.PlaceName, StringComparer.Ordinal)
            .Select(Of)
            .Distinct()];

    private static string What(Effect effect) => effect.Kind switch
    {
        EffectKind.Answers when effect.Place.Scope is ReachScope.Region && effect.PlaceName.Length == 0 =>
            "change qui répond pour toute une région",
        EffectKind.Answers => $"change qui répond pour {effect.PlaceName}",
        EffectKind.Stands => $"change ce que l'on trouve à une adresse dans {effect.PlaceName}",
        EffectKind.Identifies => "change l'identifiant par lequel les imports retrouvent cette fiche",
        _ => effect.PlaceName.Length > 0
            ? $"place une fiche sous la responsabilité d'autres personnes, dans {effect.PlaceName}"
            : "place une fiche sous la responsabilité d'autres personnes",
    };

    private static string Who(Effect effect)
    {
        List<string> who = ["un valideur national"];
        if (effect.Departement is not null)
        {
            who.Add($"pour {effect.PlaceName}");
        }

        if (effect.TypeNames.Count > 0)
        {
            who.Add(
                $"{(effect.TypeNames.Count == 1 ? "du type" : "de l'un des types")} {string.Join(", ", effect.TypeNames.Select(name => $"« {name} »"))}");
        }

        return who.Count == 1 ? who[0] : $"{string.Join(", ", who.SkipLast(1))} ou {who[^1]}";
    }
}
