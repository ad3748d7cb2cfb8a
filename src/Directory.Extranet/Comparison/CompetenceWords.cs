using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>Whom an administration serves: what was added and what was taken away, by name.</summary>
internal static class CompetenceWords
{
    public static IReadOnlyList<ComparedGroup> Of(Comparing comparing, byte[]? before, byte[]? after)
    {
        var (was, will) = (Keyed(before), Keyed(after));
        return [.. was.Keys.Union(will.Keys).Select(key => Group(comparing, key, was.GetValueOrDefault(key), will.GetValueOrDefault(key)))];
    }

    private static ComparedGroup Group(
        Comparing comparing, (string Type, Guid? Demarche, int Number) key, Competence? before, Competence? after)
    {
        var names = comparing.Names;
        var title =
            names.Type(key.Type)
                + (key.Demarche is { } demarche ? $", pour « {names.Entry(demarche)} »" : "")
                + (key.Number == 0 ? "" : " (autre période)");
        ComparedRow[] rows =
        [
            new("Toute la France", Whole(before), Whole(after)),
            Comparing.Set("Régions", before?.Regions ?? [], after?.Regions ?? [], names.Region),
            Comparing.Set("Départements", before?.Departements ?? [], after?.Departements ?? [], names.Departement),
            Comparing.Set("Communes", before?.Communes ?? [], after?.Communes ?? [], names.Commune),
            new("Validité", Dates(before), Dates(after)),
            new("Origine", Basis(before), Basis(after)),
        ];
        return new ComparedGroup(title, [.. rows.Where(row => row.IsChanged || row.After is not null)]);
    }

    // What is usual is not said.
    private static string? Whole(Competence? competence) => competence is { WholeCountry: true } ? "oui" : null;

    private static string? Dates(Competence? competence) => OpeningSummary.Dates(competence?.ValidFrom, competence?.ValidTo);

    private static string? Basis(Competence? competence) => competence?.Basis switch
    {
        CompetenceBasis.Seat => "la commune où se trouve le service, faute d'indication",
        _ => null,
    };

    private static Dictionary<(string Type, Guid? Demarche, int Number), Competence> Keyed(byte[]? json) =>
        BlockWords.ReadList<Competence>(json)
            .GroupBy(competence => (competence.ServiceType, competence.Demarche))
            .SelectMany(group => group.Select((competence, number) => ((group.Key.ServiceType, group.Key.Demarche, number), competence)))
            .ToDictionary(item => item.Item1, item => item.competence);
}
