using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Published;
using PublicDirectory.Extranet.Comparison;

namespace PublicDirectory.Extranet.Editing;

/// <summary>A section of an entry, as people read it.</summary>
/// <param name="Section">Which.</param>
/// <param name="Rows">What it says; empty for nothing.</param>
public sealed record OverviewPart(Section Section, IReadOnlyList<ComparedRow> Rows);

/// <summary>Sentences and parts of an entry's overview.</summary>
internal static class EntryOverview
{
    /// <summary>What the sections say, in their order. A block that two sections edit is said in the first.</summary>
    public static IReadOnlyList<OverviewPart> Parts(EntryKind kind, IReadOnlyList<ComparedBlock> blocks)
    {
        var left = blocks.ToDictionary(block => block.Block);
        return
        [
            .. Sections.Of(kind).Where(section => section.Blocks.Count > 0)
                .Select(section => new OverviewPart(
                    section,
                    [.. section.Blocks.SelectMany(
                        block => left.Remove(block, out var said) ? said.Rows.Select(row => Plain(block, row)) : [])
                        .OfType<ComparedRow>().Where(row => row.After is not null)])),
        ];
    }

    // As people call it; null for what tells them nothing.
    private static ComparedRow? Plain(string block, ComparedRow row) => (block, row.Label, row.After) switch
    {
        ("url", _, _) => row with { Label = "Page de la source" },
        ("externalIds", "DILA_ANNUAIRE", _) => row with { Label = "Identifiant service-public" },
        ("externalIds", not ("SIRET" or "SIREN"), _)
            or ("competences", "Toute la France", "non")
            or ("competences", "Origine", "déclarée") => null,
        ("types", _, _) => row with { Label = "Nature du service" },
        ("addresses", var label, _) when label.StartsWith("Position, ", StringComparison.Ordinal) => row with { Label = "Position" },
        (_, "Texte", _) => row with { Label = BlockNames.Of(block) },
        _ => row,
    };

    /// <summary>How far to trust the content, in a sentence.</summary>
    public static string Freshness(Provenance provenance, Instant now)
    {
        var verified = provenance.VerifiedAt is { } at ? FrenchText.Date(at.InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).Date) : "";
        return FreshnessRules.At(provenance.VerifiedAt, now) switch
        {
            Core.Published.Freshness.Verified => $"Informations vérifiées le {verified}.",
            Core.Published.Freshness.Unknown => "Personne n'a encore vérifié ces informations.",
            _ => $"À confirmer : dernière vérification le {verified}.",
        };
    }
}
